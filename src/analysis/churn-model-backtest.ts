import { auc, aucDifference, churnMetrics, confusionAt } from '../domain/churn/index.ts'
import type { Auc, ChurnMetrics } from '../domain/churn/index.ts'
import { stackTables } from '../domain/stack-tables.ts'
import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import { heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { churnGate, scoreTable } from './churn-model.ts'
import type { ChurnAsked } from './churn-model.ts'
import { columnsLeftOut } from './churn-model-features.ts'
import { churnWindows, eventsOf, pooled } from './churn-model-windows.ts'
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
  rule: { field: string; auc: Auc; liftAt10: number | null; gain: Auc } | null
}

export interface BacktestShort {
  horizonDays: number
  /** Churn events that earlier windows hold, of those a model needs. */
  events: number
  eventsNeeded: number
}

/** Later windows are tested one by one until they hold this many events together. */
const tested = { origins: 2, events: 40 }
const mostRows = 3_000
/** Few trees: enough for the logistic model to stand, where the whole data has chosen it already. */
const logisticOnly = { trees: 10 }

/**
 * Rolling time splits: a model trained on the windows before a window foretells it, as it would have at the time.
 * The answer is a shortfall when the earlier windows are below the gate.
 */
export function rollingBacktest(
  context: ToolContext,
  at: Observation,
  { horizonDays, exclude = [] }: ChurnAsked & { horizonDays: number },
  chosen: 'logistic' | 'boosting' | null,
): Promise<Backtest | BacktestShort> {
  return context.once(
    `churn-backtest/${at.asOf}/${horizonDays}/${chosen}/${JSON.stringify(exclude)}`,
    async () => {
      const found = await churnWindows(context, at, horizonDays)
      const windows = found?.dated ? found.windows : []
      const parts: {
        table: CustomerTable
        scores: Float64Array
        labels: Uint8Array
        rule: NaiveRule | null
        from: string | null
        to: string
      }[] = []
      let events = 0
      let earlierEvents = 0
      for (let origin = 0; origin < tested.origins && events < tested.events; origin++) {
        const test = windows[origin]
        const earlier = windows.slice(origin + 1)
        const known = earlier.reduce((sum, window) => sum + eventsOf(window), 0)
        earlierEvents = Math.max(earlierEvents, known)
        if (!test || known < churnGate.events) break
        const { table, churned } = pooled(earlier)
        const leftOut = await columnsLeftOut(context, { table, churned, dated: true })
        const training = await heavyWork(context.signal, 'trainChurnModel', table, churned, {
          exclude: [...leftOut, ...exclude],
          gate: churnGate,
          mostRows,
          ...(chosen === 'boosting' ? {} : { boosting: logisticOnly }),
        })
        const as = { training, dated: true, customerIds: table.customerIds, table }
        const scores =
          (await scoreTable(as, test.table)) ?? new Float64Array(test.table.n).fill(known / table.n)
        parts.push({
          table: test.table,
          scores,
          labels: test.churned,
          rule: naiveRule(test.table),
          from: test.from,
          to: test.to,
        })
        events += eventsOf(test)
      }
      if (parts.length === 0) return { horizonDays, events: earlierEvents, eventsNeeded: churnGate.events }
      const scores = Float64Array.from(parts.flatMap(part => [...part.scores]))
      const labels = Uint8Array.from(parts.flatMap(part => [...part.labels]))
      return {
        horizonDays,
        trainedFrom: windows.at(-1)?.from ?? null,
        testedFrom: parts.at(-1)?.from ?? null,
        testedTo: parts[0]?.to ?? at.asOf,
        origins: parts.length,
        table: stackTables(parts.map(part => part.table)),
        scores,
        labels,
        metrics: churnMetrics(scores, labels),
        rule: judgedRule(parts, scores, labels),
      }
    },
  )
}

function judgedRule(
  parts: readonly { rule: NaiveRule | null }[],
  scores: Float64Array,
  labels: Uint8Array,
): Backtest['rule'] {
  const field = parts[0]?.rule?.field
  if (field === undefined || parts.some(({ rule }) => rule?.field !== field)) return null
  const own = Float64Array.from(parts.flatMap(({ rule }) => [...(rule?.scores ?? [])]))
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
