import { auc, aucDifference, churnMetrics, confusionAt } from '../domain/churn/index.ts'
import type { Auc, ChurnMetrics, ChurnTraining } from '../domain/churn/index.ts'
import { stackTables } from '../domain/stack-tables.ts'
import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import { heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { breathe } from './breathe.ts'
import type { ChurnCases } from './churn-in-force.ts'
import { churnGate, churnWindows, eventsOf } from './churn-model-windows.ts'
import type { Observation } from './observe.ts'

/** A rule of thumb that needs no model: who has been silent longest goes first. */
export interface NaiveRule {
  field: string
  scores: Float64Array
}

export interface Backtest {
  horizonDays: number
  /** Earliest day of the training features, and the days whose outcomes were foretold. */
  trainedFrom: string | null
  testedFrom: string | null
  testedTo: string
  origins: number
  /** Tested customers with what was foretold and what came. */
  table: CustomerTable
  scores: Float64Array
  labels: Uint8Array
  metrics: ChurnMetrics
  /** The same for the churn rate that was known when each window began, told of everyone. */
  rate: ChurnMetrics
  /** The best single rule, learned anew like the model. */
  learnedRule: Auc
  rule: { field: string; auc: Auc; liftAt10: number | null; gain: Auc } | null
  /** The tested windows one by one, the earliest first: how well each was foretold by what was known before it. */
  timeline: WindowAccuracy[]
}

/** What was foretold at the start of a window, and what came. */
export interface WindowAccuracy {
  from: string | null
  to: string
  n: number
  churned: number
  /** Sum of the probabilities that were foretold. */
  expected: number
  auc: Auc
  brier: number
  /** Brier score of the churn rate that was known when the window began. */
  brierOfRate: number
}

export interface BacktestShort {
  horizonDays: number
  /** Churn events that earlier windows hold, of those a model needs. */
  events: number
  eventsNeeded: number
}

/** Later windows are tested, latest first, until they hold this many events together. */
const test = { origins: 6, events: 60 }
const mostRows = 8_000

/**
 * Rolling time splits: the chosen kind of model, trained on the windows before a window, foretells it as it would have
 * at the time. The answer is a shortfall when the earlier windows are below the gate.
 */
export async function laterTest(
  context: ToolContext,
  windows: readonly ChurnCases[],
  horizonDays: number,
  { model, columns }: ChurnTraining,
  withRule = true,
): Promise<Backtest | BacktestShort> {
  const short = {
    horizonDays,
    events: windows.slice(1).reduce((sum, window) => sum + eventsOf(window), 0),
    eventsNeeded: churnGate.events,
  }
  if (!model || short.events < short.eventsNeeded) return short
  const past = windows.map(({ table, churned }) => ({ table: withoutOther(table, columns), churned }))
  const foretold = await heavyWork(context.signal, 'foretellLater', past, {
    kind: model.kind,
    columns,
    calibration: model.calibration.kind,
    ...(model.kind === 'boosting' ? { trees: model.fit.trees.length } : {}),
    eventsNeeded: churnGate.events,
    test,
    mostRows,
    withRule,
  })
  const tested = windows.slice(0, foretold.length)
  if (tested.length === 0) return short
  const labels = joined(tested.map(({ churned }) => churned))
  const scores = Float64Array.from(foretold.flatMap(part => [...part.scores]))
  const known = foretold.flatMap(part => Array.from(part.scores, () => part.rate))
  // Each of these sorts every tested customer: others are let in between.
  const metrics = churnMetrics(scores, labels)
  await breathe()
  const rate = churnMetrics(known, labels)
  await breathe()
  const rule = judgedRule(
    tested.map(({ table }) => naiveRule(table)),
    scores,
    labels,
  )
  await breathe()
  return {
    horizonDays,
    trainedFrom: windows.at(-1)?.from ?? null,
    testedFrom: tested.at(-1)?.from ?? null,
    testedTo: tested[0]?.to ?? '',
    origins: tested.length,
    table: stackTables(tested.map(({ table }) => table)),
    scores,
    labels,
    metrics,
    rate,
    timeline: tested
      .map((window, place) =>
        windowAccuracy(window, foretold[place]?.scores ?? [], foretold[place]?.rate ?? 0),
      )
      .toReversed(),
    learnedRule: auc(
      foretold.flatMap(part => [...part.rule]),
      labels,
    ),
    rule,
  }
}

function windowAccuracy(
  { table, churned, from, to }: ChurnCases,
  foretold: ArrayLike<number>,
  rate: number,
): WindowAccuracy {
  const scores = Float64Array.from(foretold)
  return {
    from,
    to,
    n: table.n,
    churned: churned.reduce((sum, one) => sum + one, 0),
    expected: scores.reduce((sum, one) => sum + one, 0),
    auc: auc(scores, churned),
    brier: churnMetrics(scores, churned).brier,
    brierOfRate: churnMetrics(new Float64Array(scores.length).fill(rate), churned).brier,
  }
}

/** The same test for windows of another length. */
export const horizonTest = (
  context: ToolContext,
  at: Observation,
  training: ChurnTraining,
  { days, exclude = [] }: { days: number; exclude?: readonly string[] | undefined },
): Promise<Backtest | BacktestShort> =>
  context.once(`churn-backtest/${at.asOf}/${days}/${JSON.stringify(exclude)}`, async () =>
    laterTest(context, (await churnWindows(context, at, days))?.windows ?? [], days, training, false),
  )

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap(part => [...part]))

/** Only what the model reads travels to the thread. */
function withoutOther(table: CustomerTable, columns: readonly string[]): CustomerTable {
  const used = new Set(columns)
  return { ...table, columns: table.columns.filter(({ name }) => used.has(name)) }
}

/**
 * Whether the probabilities held on later windows: they rank better than chance by the whole 95 % interval, and miss by
 * less (Brier) than the rate that was known when each window began.
 */
export const holdsLater = ({ metrics, rate }: Backtest): boolean =>
  (metrics.auc.low ?? 0) > 0.5 && metrics.brier < rate.brier

function judgedRule(
  rules: readonly (NaiveRule | null)[],
  scores: Float64Array,
  labels: Uint8Array,
): Backtest['rule'] {
  const field = rules[0]?.field
  if (field === undefined || rules.some(rule => rule?.field !== field)) return null
  const own = Float64Array.from(rules.flatMap(rule => [...(rule?.scores ?? [])]))
  const lift = churnMetrics(
    own.map(days => days / (1 + days)),
    labels,
  ).liftAt10
  return { field, auc: auc(own, labels), liftAt10: lift, gain: aucDifference(scores, own, labels) }
}

/** Silence in days, longest first; a customer without any activity on record counts as the most silent of all. */
export function naiveRule(table: CustomerTable): NaiveRule | null {
  for (const field of ['days_since_last_order', 'days_since_last_activity', 'recency_days']) {
    const values = numbers(table, field)
    if (!values?.some(value => !Number.isNaN(value))) continue
    const longest = values.reduce((most, value) => (value > most ? value : most), 0)
    return { field, scores: values.map(value => (Number.isNaN(value) ? longest + 1 : Math.max(0, value))) }
  }
  return null
}

/** Both kinds of error when the share (0 to 1) with the highest scores is contacted. */
export const confusionOf = (
  scores: Float64Array,
  labels: Uint8Array,
  share: number,
): ReturnType<typeof confusionAt> =>
  confusionAt(scores, labels, Math.max(1, Math.round(share * scores.length)))
