import { rollingBacktest } from '../../src/analysis/churn-model-backtest.ts'
import type { Backtest, BacktestShort } from '../../src/analysis/churn-model-backtest.ts'
import { ruleBands } from '../../src/analysis/churn-model-rules.ts'
import { weakSpots } from '../../src/analysis/churn-model-weak-spots.ts'
import { churnStudy, reasonsOf, scoreTable } from '../../src/analysis/churn-model.ts'
import type { ChurnStudy } from '../../src/analysis/churn-model.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { scopeRows } from '../../src/analysis/scope.ts'
import type { Where } from '../../src/domain/where.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { formulaId } from './formula-ids.ts'
import { backtestRow, calibrationRows, candidateRow, nothing, profitOf } from './predict-shape.ts'
import type { PredictWords, ProfitCosts } from './predict-shape.ts'

interface Asked {
  horizon_days?: number | undefined
  exclude?: string[] | undefined
  contact_share: number
  where?: Where | undefined
  as_of?: string | undefined
  costs: ProfitCosts
  limit: number
  offset: number
}

const backtestDays = [30, 60, 90] as const

/** Probabilities for stored customers, how far they can be trusted, or what stands in for them below the gate. */
export async function predictStored(asked: Asked, context: ToolContext, say: PredictWords) {
  const at = await observe(context, asked.as_of)
  if (!at) return { ...nothing, status: 'no_data' as const, summary: say.noData }
  const base = { as_of: at.asOf, currency: at.currency }
  const study = await churnStudy(context, at, { horizonDays: asked.horizon_days, exclude: asked.exclude })
  if (!study) return { ...nothing, ...base, status: 'not_enough_data' as const, summary: say.noDefinition }
  const common = { ...base, ...aboutStudy(study, context, say), gate: gateOf(study) }
  const rows = await rowsAsked(asked, context, at)
  if (study.training.status === 'not_enough_data')
    return { ...common, ...(await byRules(study, rows, asked, context, at, say)) }
  if (study.training.status === 'no_signal') return { ...common, ...withoutSignal(study, context, say) }
  return { ...common, ...(await byModel(study, rows, asked, context, at, say)), gate: common.gate }
}

/** Active customers the call speaks of, as rows of the value table. */
async function rowsAsked({ where }: Asked, context: ToolContext, at: Observation): Promise<number[]> {
  const { active } = await customerValues(context, at)
  const scope = where ? await scopeRows(context, at, { where }) : Array.from(active, (_, row) => row)
  return scope.filter(row => active[row] === 1)
}

const gateOf = ({ gate }: ChurnStudy) => ({
  met: gate.shortfall.events + gate.shortfall.retained + gate.shortfall.customers === 0,
  events: gate.events,
  events_needed: gate.eventsNeeded,
  customers: gate.customers,
  customers_needed: gate.customersNeeded,
  events_short: gate.shortfall.events,
  customers_short: gate.shortfall.customers,
})

const definitionOf = (
  { definition, dated, to }: ChurnStudy,
  { formats }: ToolContext,
  say: PredictWords,
): string => say.definition({ kind: definition.kind, dated, days: formats.number(definition.days, 0), to })

function aboutStudy(study: ChurnStudy, context: ToolContext, say: PredictWords) {
  const { training, definition } = study
  const { withLeaks } = training
  const { formats } = context
  const leaks = training.excluded
    .filter(({ leak }) => leak)
    .map(({ column, reason, evidence }) => ({
      field: column,
      reason,
      evidence: say.leakEvidence({
        why: say.leakReasons[reason] ?? reason,
        auc: evidence.auc === null ? '' : formats.number(evidence.auc, 3),
        rate: evidence.rate === null ? '' : formats.percent(evidence.rate),
        n: evidence.n === null ? '' : formats.number(evidence.n, 0),
        detail: evidence.detail ?? '',
      }),
      auc: evidence.auc,
      rate: evidence.rate,
      honest_auc: withLeaks?.honestAuc.value ?? null,
      leaky_auc: withLeaks?.auc.value ?? null,
    }))
  return {
    ...nothing,
    definition: definitionOf(study, context, say),
    leaks,
    warnings: leaks.map(({ field, evidence }) => say.leak({ field, evidence })),
    method: {
      name: 'regularised logistic regression or gradient-boosted trees, calibrated; leaks screened first',
      formula_id: formulaId.churnModel,
      parameters: {
        definition: definition.kind,
        window_days: definition.days,
        grace_days: definition.graceDays,
        snapshots: study.windows,
        learned_from: study.from,
        to: study.to,
        folds: training.split.folds,
        split: study.dated
          ? 'time for the test, customers for the candidates'
          : 'customers (the data has no dates)',
        left_out: training.excluded
          .filter(({ leak }) => !leak)
          .map(({ column, reason }) => `${column}: ${reason}`),
      },
    },
  }
}

function modelOf(study: ChurnStudy, test: Backtest | null) {
  const { training } = study
  const metrics = test?.metrics ?? training.metrics
  if (!metrics) return null
  return {
    chosen: training.chosen ?? 'none',
    candidates: training.candidates.map(candidateRow),
    boosting_gain: training.boostingGain,
    auc: metrics.auc.value,
    auc_low: metrics.auc.low,
    auc_high: metrics.auc.high,
    pr_auc: metrics.prAuc,
    prevalence: metrics.prevalence,
    brier: metrics.brier,
    brier_base: metrics.brierBase,
    log_loss: metrics.logLoss,
    log_loss_base: metrics.logLossBase,
    ece: metrics.ece,
    lift_at_10: metrics.liftAt10,
    deciles: metrics.deciles.map(({ n, events, lift }) => ({ n, churned: events, lift })),
    split: {
      kind: test ? ('time' as const) : ('customers' as const),
      folds: test ? null : training.split.folds,
      trained_from: test ? test.trainedFrom : study.from,
      tested_from: test?.testedFrom ?? null,
      tested_to: test?.testedTo ?? null,
      origins: test?.origins ?? null,
      n: metrics.n,
      events: metrics.events,
    },
    trained_on: training.trainedOn,
    windows: study.windows,
    fields: [...training.columns],
  }
}

function withoutSignal(study: ChurnStudy, { formats }: ToolContext, say: PredictWords) {
  const model = modelOf(study, null)
  const rate = study.gate.events / Math.max(1, study.churned.length)
  return {
    outcome: 'no_signal' as const,
    summary: say.noSignal({
      auc: formats.number(model?.auc ?? null, 3),
      low: formats.number(model?.auc_low ?? null, 3),
      high: formats.number(model?.auc_high ?? null, 3),
      rate: formats.percent(rate),
      n: formats.number(study.churned.length, 0),
    }),
    model,
    figures: model
      ? [
          {
            path: 'model/auc',
            name: say.figures.auc,
            value: model.auc,
            unit: 'fraction',
            badge: 'measured' as const,
            low: model.auc_low,
            high: model.auc_high,
            n: model.split.n,
          },
        ]
      : [],
    assumptions: [say.noSignalMeaning],
    suggested_actions: [{ tool: 'describe_data', why: say.seeGaps }],
  }
}

async function byRules(
  study: ChurnStudy,
  rows: readonly number[],
  asked: Asked,
  context: ToolContext,
  at: Observation,
  say: PredictWords,
) {
  const { table } = await customerValues(context, at)
  const { formats } = context
  const rules = ruleBands(table, study.definition)
  const order = ['high', 'medium', 'low', 'unknown'] as const
  const bands = order.map(band => ({ band, n: rows.filter(row => rules.band[row] === band).length }))
  const signText = (sign: (typeof rules.signs)[number]): string =>
    `${sign.field} ${sign.op === 'gte' ? '≥' : '≤'} ${formats.number(sign.limit)}`
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
    rule_bands: { label: say.notProbability, signs: rules.signs.map(signText), bands },
    assumptions: [say.rulesMeaning],
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

async function byModel(
  study: ChurnStudy,
  rows: readonly number[],
  asked: Asked,
  context: ToolContext,
  at: Observation,
  say: PredictWords,
) {
  const { table, forward } = await customerValues(context, at)
  const { formats } = context
  const { training, definition } = study
  const tests: (Backtest | BacktestShort)[] = []
  const horizons = study.dated
    ? [...new Set([...backtestDays, definition.days])].toSorted((one, two) => one - two)
    : []
  for (const horizonDays of horizons) {
    context.progress(tests.length, horizons.length, say.testing(formats.number(horizonDays, 0)))
    tests.push(await rollingBacktest(context, at, { horizonDays, exclude: asked.exclude }, training.chosen))
  }
  const own = tests.find(test => test.horizonDays === definition.days)
  const test = own && 'metrics' in own && own.metrics.auc.value !== null ? own : null
  const model = modelOf(study, test)
  const metrics = test?.metrics ?? training.metrics
  const probability = (await scoreTable(study, table)) ?? new Float64Array(table.n).fill(Number.NaN)
  const risk = (row: number): number => (probability[row] ?? 0) * (forward[row] ?? Number.NaN)
  const hasValue = rows.some(row => (forward[row] ?? Number.NaN) > 0)
  const sorted = rows.toSorted(
    (one, two) =>
      (probability[two] ?? 0) - (probability[one] ?? 0) ||
      ((table.customerIds[one] ?? '') < (table.customerIds[two] ?? '') ? -1 : 1),
  )
  const shown = page(sorted, asked)
  const reasons = reasonsOf(study, table, shown.rows, probability)
  const list = shown.rows.map((row, index) => ({
    customer_id: table.customerIds[row] ?? '',
    churn_probability: probability[row] ?? null,
    low: reasons[index]?.low ?? null,
    high: reasons[index]?.high ?? null,
    value_at_risk: Number.isNaN(risk(row)) ? null : risk(row),
    reasons: (reasons[index]?.reasons ?? []).map(({ column, value, contribution }) =>
      say.reason({
        field: column,
        value: typeof value === 'number' ? formats.number(value) : (value ?? say.missing).slice(0, 60),
        times: formats.number(Math.exp(contribution), 2),
      }),
    ),
  }))
  const expected = {
    customers: rows.length,
    churned: rows.reduce((sum, row) => sum + (probability[row] ?? 0), 0),
    value_at_risk: hasValue
      ? rows.reduce((sum, row) => sum + (Number.isNaN(risk(row)) ? 0 : risk(row)), 0)
      : null,
  }
  const scores = test?.scores ?? training.outOfFold
  const labels = test?.labels ?? study.churned
  const backtest = tests.map(each => backtestRow(each, asked.contact_share, say))
  const costly =
    scores !== null &&
    (asked.costs.clv !== undefined ||
      asked.costs.incentive !== undefined ||
      asked.costs.contact_cost !== undefined)
  const profit = costly
    ? profitOf(scores, labels, { clv: meanOf(forward, rows) ?? undefined, ...asked.costs })
    : null
  const ruled = test?.rule ?? null
  const [top] = list
  const fading = test !== null && (test.metrics.auc.low ?? 1) <= 0.5
  return {
    outcome: 'model' as const,
    summary: [
      say.howGood({
        definition: definitionOf(study, context, say),
        chosen: say.chosen[training.chosen ?? 'logistic'],
        split: test
          ? say.splitTime({ from: test.testedFrom ?? '', to: test.testedTo })
          : study.dated
            ? say.splitPooled
            : say.splitCustomers(formats.number(training.split.folds, 0)),
        auc: formats.number(model?.auc ?? null, 3),
        low: formats.number(model?.auc_low ?? null, 3),
        high: formats.number(model?.auc_high ?? null, 3),
        ece: formats.percent(model?.ece ?? null),
        lift: formats.number(model?.lift_at_10 ?? null, 1),
        events: formats.number(metrics?.events ?? null, 0),
        n: formats.number(metrics?.n ?? null, 0),
      }),
      ruled
        ? say.beside({
            rule: ruled.field,
            auc: formats.number(ruled.auc.value, 3),
            better: (ruled.gain.low ?? 0) > 0,
          })
        : '',
      say.whoIsNext({
        n: formats.number(rows.length, 0),
        expected: formats.number(expected.churned, 0),
        days: formats.number(definition.days, 0),
        dated: study.dated,
        value:
          expected.value_at_risk === null ? null : formats.shortMoney(expected.value_at_risk, at.currency),
        top: top ? `${top.customer_id} ${formats.percent(top.churn_probability)}` : null,
      }),
    ]
      .filter(Boolean)
      .join(context.language === 'en' ? ' ' : ''),
    figures: [
      ...(model && metrics
        ? [
            {
              path: 'model/auc',
              name: say.figures.auc,
              value: model.auc,
              unit: 'fraction',
              badge: 'measured' as const,
              low: model.auc_low,
              high: model.auc_high,
              n: metrics.n,
            },
            {
              path: 'model/pr_auc',
              name: say.figures.prAuc,
              value: model.pr_auc,
              unit: 'fraction',
              badge: 'measured' as const,
              n: metrics.n,
            },
            {
              path: 'model/brier',
              name: say.figures.brier,
              value: model.brier,
              unit: 'fraction',
              badge: 'measured' as const,
              n: metrics.n,
            },
            {
              path: 'model/ece',
              name: say.figures.ece,
              value: model.ece,
              unit: 'fraction',
              badge: 'measured' as const,
              n: metrics.n,
            },
            {
              path: 'model/lift_at_10',
              name: say.figures.lift,
              value: model.lift_at_10,
              unit: 'ratio',
              badge: 'measured' as const,
              n: metrics.n,
            },
          ]
        : []),
      {
        path: 'expected/churned',
        name: say.figures.expected,
        value: expected.churned,
        unit: 'customers',
        badge: 'modelled' as const,
        n: rows.length,
      },
      ...(expected.value_at_risk === null
        ? []
        : [
            {
              path: 'expected/value_at_risk',
              name: say.figures.valueAtRisk,
              value: expected.value_at_risk,
              unit: at.currency ?? 'money',
              badge: 'modelled' as const,
              n: rows.length,
            },
          ]),
      ...list.map((row, index) => ({
        path: `rows/${index}/churn_probability`,
        name: say.figures.probability(row.customer_id),
        value: row.churn_probability,
        unit: 'fraction',
        badge: 'modelled' as const,
        low: row.low,
        high: row.high,
        n: 1,
      })),
    ],
    assumptions: [
      study.dated ? say.datedFeatures(formats.number(study.windows, 0)) : say.undatedFeatures,
      say.intervalMeaning,
      say.reasonMeaning,
      ...(hasValue ? [say.valueMeaning] : []),
      ...(profit ? [say.profitFrom] : [say.profitMissing]),
    ],
    warnings: [
      ...aboutStudy(study, context, say).warnings,
      ...(study.dated && !test ? [say.notTestedInTime] : []),
      ...(fading ? [say.fading] : []),
    ],
    suggested_actions: [
      { tool: 'find_churn_drivers', why: say.seeDrivers },
      { tool: 'plan_retention', why: say.seePlan },
    ],
    model,
    auc: model?.auc ?? null,
    pr_auc: model?.pr_auc ?? null,
    brier: model?.brier ?? null,
    log_loss: model?.log_loss ?? null,
    lift_at_10: model?.lift_at_10 ?? null,
    emp: profit?.emp ?? null,
    mp: profit?.mp ?? null,
    calibration: metrics ? calibrationRows(metrics) : [],
    backtest,
    weak_spots: scores ? weakSpots(test?.table ?? study.table, scores, labels) : [],
    expected,
    ...shown,
    rows: list,
  }
}

/** Mean of the known values of some rows; `null` when none is above 0. */
function meanOf(values: Float64Array, rows: readonly number[]): number | null {
  const known = rows.flatMap(row => (Number.isNaN(values[row] ?? Number.NaN) ? [] : [values[row] ?? 0]))
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
  return mean > 0 ? mean : null
}
