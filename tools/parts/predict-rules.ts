import { ruleBands } from '../../src/analysis/churn-model-rules.ts'
import type { ChurnStudy } from '../../src/analysis/churn-model.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import { ruleTest } from '../../src/analysis/rule-test.ts'
import type { RuleTest } from '../../src/analysis/rule-test.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { PredictAsked } from './predict-asked.ts'
import type { PredictWords } from './predict-shape.ts'
import { fieldLabel } from '../../src/locales/field-labels.ts'

const order = ['high', 'medium', 'low', 'unknown'] as const

/** Bands by convention, for data below the gate. */
export async function byRules(
  study: ChurnStudy,
  rows: readonly number[],
  asked: PredictAsked,
  context: ToolContext,
  at: Observation,
  say: PredictWords,
) {
  const { table } = await customerValues(context, at)
  const { formats } = context
  const rules = ruleBands(table, study.definition)
  const bands = order.map(band => ({ band, n: rows.filter(row => rules.band[row] === band).length }))
  const signText = (sign: (typeof rules.signs)[number]): string =>
    `${fieldLabel(sign.field, context.language)} ${sign.op === 'gte' ? '≥' : '≤'} ${formats.number(sign.limit)}`
  const sorted = rows.toSorted(
    (one, two) =>
      order.indexOf(rules.band[one] ?? 'unknown') - order.indexOf(rules.band[two] ?? 'unknown') ||
      (rules.shown[two]?.length ?? 0) - (rules.shown[one]?.length ?? 0) ||
      one - two,
  )
  const list = sorted.map(row => ({
    customer_id: table.customerIds[row] ?? '',
    churn_probability: null,
    low: null,
    high: null,
    value_at_risk: null,
    band: rules.band[row] ?? 'unknown',
    reasons: (rules.shown[row] ?? []).map(signText).slice(0, 3),
  }))
  const { gate } = study
  const tested = study.last === null ? null : await ruleTest(context, study.last)
  return {
    outcome: 'rule_bands' as const,
    status: 'not_enough_data' as const,
    summary: say.belowGate({
      events: formats.number(gate.events, 0),
      eventsNeeded: formats.number(gate.eventsNeeded, 0),
      customers: formats.number(gate.customers, 0),
      customersNeeded: formats.number(gate.customersNeeded, 0),
      short: say.short({
        events: gate.shortfall.events,
        retained: gate.shortfall.retained,
        customers: gate.shortfall.customers,
      }),
      high: formats.number(bands[0]?.n ?? 0, 0),
      medium: formats.number(bands[1]?.n ?? 0, 0),
      n: formats.number(rows.length, 0),
    }),
    rule_bands: {
      label: say.notProbability,
      signs: rules.signs.map(signText),
      bands,
      test: tested === null ? null : told(tested),
    },
    assumptions: [say.rulesMeaning],
    warnings: [],
    figures: bands.flatMap(({ band, n }, index) =>
      band === 'unknown'
        ? []
        : [
            {
              path: `rule_bands/bands/${index}/n`,
              name: say.figures.band(say.bands[band]),
              value: n,
              unit: 'customers',
              badge: 'assumed' as const,
              n: rows.length,
            },
          ],
    ),
    suggested_actions: [{ tool: 'describe_data', why: say.seeGaps }],
    ...page(list, asked),
  }
}

const told = ({ bands, signs, flat, ...test }: RuleTest) => ({
  ...test,
  bands: bands.map(({ band, rate }) => ({
    band,
    n: rate.n,
    churned: rate.events,
    rate: rate.value,
    low: rate.low,
    high: rate.high,
  })),
  signs: signs.map(({ field, auc }) => ({ field, auc: auc.value, auc_low: auc.low, auc_high: auc.high })),
  flat:
    flat === null
      ? null
      : {
          rate: flat.rate,
          expected: flat.expected,
          brier: flat.brier,
          brier_in_hindsight: flat.brierInHindsight,
        },
})
