import type { ChurnStudy } from '../../src/analysis/churn-model.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import { measuredGroups, measuredRates } from '../../src/analysis/measured-rates.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import type { ToolContext } from '../../src/tool.ts'
import { words as driverWords } from '../words/find-churn-drivers.ts'
import { laterOf, modelOf } from './predict-about.ts'
import type { PredictAsked } from './predict-asked.ts'
import { qualityFigures } from './predict-figures.ts'
import { backtestRow } from './predict-shape.ts'
import type { PredictWords } from './predict-shape.ts'
import { flagFields, whereText } from './where-text.ts'

/** Where no model has a usable signal: the measured rate, by two groups where a rule was seen to separate them. */
export async function byMeasuredRate(
  study: ChurnStudy,
  rows: readonly number[],
  { contact_share, detail }: PredictAsked,
  context: ToolContext,
  at: Observation,
  say: PredictWords,
) {
  const { formats } = context
  const { table } = await customerValues(context, at)
  const test = laterOf(study)
  const model = modelOf(study, test, detail === 'full')
  const groups = measuredGroups(study)
  const [first, rest] = groups
  const flags = flagFields(study.table)
  const { ops } = context.say(driverWords)
  const rates = measuredRates(groups, table)
  const churned = rows.reduce((sum, row) => sum + (rates[row] ?? 0), 0)
  const events = groups.reduce((sum, group) => sum + group.churned, 0)
  const n = groups.reduce((sum, group) => sum + group.n, 0)
  const bands = groups.map((group, at) => ({
    band:
      group.where !== null
        ? whereText(group.where, ops, context, flags)
        : at === 0
          ? say.everyone
          : say.everyoneElse,
    n: group.n,
    rate: group.rate.value,
    low: group.rate.low,
    high: group.rate.high,
  }))
  return {
    outcome: 'no_signal' as const,
    summary: [
      say.noSignal({
        auc: formats.number(model?.auc ?? null, 3),
        low: formats.number(model?.auc_low ?? null, 3),
        high: formats.number(model?.auc_high ?? null, 3),
        n: formats.number(model?.split.n ?? study.churned.length, 0),
        later: test !== null,
        ranks: test !== null && (test.metrics.auc.low ?? 0) > 0.5,
      }),
      first && rest
        ? say.twoRates({
            one: formats.percent(first.rate.value),
            other: formats.percent(rest.rate.value),
          })
        : say.oneRate(formats.percent(events / Math.max(1, n))),
    ].join(context.language === 'en' ? ' ' : ''),
    model,
    backtest: test ? [backtestRow(test, contact_share, say, detail)] : [],
    rule_bands: { label: say.measuredRate, signs: [], bands },
    expected: { customers: rows.length, churned, value_at_risk: null },
    figures: [
      ...qualityFigures(model, say).slice(0, 1),
      ...bands.map(({ rate, low, high, n: own, band }, index) => ({
        path: `rule_bands/bands/${index}/rate`,
        name: say.figures.rate(band),
        value: rate,
        unit: 'fraction',
        badge: 'measured' as const,
        low,
        high,
        n: own,
      })),
    ],
    assumptions: [say.noSignalMeaning],
    warnings: [],
    suggested_actions: [
      { tool: 'find_churn_drivers', why: say.seeDrivers },
      { tool: 'describe_data', why: say.seeGaps },
    ],
  }
}
