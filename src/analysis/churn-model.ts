import { churnProbabilities, explainChurn, probabilityInterval, withinRange } from '../domain/churn/index.ts'
import type { ChurnTraining, Gate, Reason } from '../domain/churn/index.ts'
import { numbers, selectRows } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import { heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import type { ChurnCases, ChurnInForce } from './churn-in-force.ts'
import { breathe } from './breathe.ts'
import { holdsLater, laterTest } from './churn-model-backtest.ts'
import type { Backtest, BacktestShort } from './churn-model-backtest.ts'
import { columnsLeftOut, sourceColumns } from './churn-model-features.ts'
import { churnGate, churnWindows, eventsOf, pooled } from './churn-model-windows.ts'
import type { Observation } from './observe.ts'

export interface ChurnAsked {
  /** Length of the outcome window in days; the churn definition's own when left out. */
  horizonDays?: number | undefined
  exclude?: readonly string[] | undefined
}

export interface ChurnStudy {
  definition: ChurnInForce
  dated: boolean
  /** The latest complete window: where the rate is read. */
  last: ChurnCases | null
  windows: number
  from: string | null
  to: string
  training: ChurnTraining
  /** How the model did on later windows of the same length; `null` where there is none to test. */
  later: Backtest | BacktestShort | null
  /** What to make of it: `no_signal` too where a model was found but did not hold on later windows. */
  verdict: ChurnTraining['status']
  /** Events and distinct customers over the snapshots. */
  gate: Gate
  /** Features and labels learned from, beside `training.outOfFold`, and whose they are. */
  table: CustomerTable
  churned: Uint8Array
  customerIds: readonly string[]
  /** The user's own name of the column behind a field; `null` where it is the same. */
  columnOf: (field: string) => string | null
}

/** The most rows that a model is trained on; a sample by hash beyond. */
const mostRows = 10_000

/** A churn model trained on every complete window there is; `null` where the data cannot say who churned. */
export function churnStudy(
  context: ToolContext,
  at: Observation,
  asked: ChurnAsked = {},
): Promise<ChurnStudy | null> {
  return context.once(
    `churn-study/${at.asOf}/${asked.horizonDays ?? ''}/${JSON.stringify(asked.exclude ?? [])}`,
    async () => {
      const found = await churnWindows(context, at, asked.horizonDays)
      if (!found) return null
      const { definition, dated, windows } = found
      const { table, churned } = pooled(windows)
      const leftOut = await columnsLeftOut(context, { table, churned, dated })
      const distinct = new Set(table.customerIds).size
      const exclude = [...leftOut, ...(asked.exclude ?? [])]
      // Rows are customers and days here: the customers behind them must be enough by themselves.
      const needed = { ...churnGate, customers: churnGate.customers + table.n - distinct }
      const training = await heavyWork(context.signal, 'trainChurnModel', table, churned, {
        exclude,
        gate: needed,
        mostRows,
      })
      const later =
        dated && training.status === 'ok'
          ? await laterTest(context, windows, definition.days, training)
          : null
      const fades = later !== null && 'metrics' in later && !holdsLater(later)
      const missing = Math.max(0, churnGate.customers - distinct)
      return {
        definition,
        dated,
        last: windows[0] ?? null,
        windows: windows.length,
        from: windows.at(-1)?.from ?? null,
        to: at.asOf,
        training,
        later,
        verdict: fades ? 'no_signal' : training.status,
        gate: {
          ...training.gate,
          events: windows.reduce((sum, window) => sum + eventsOf(window), 0),
          customers: distinct,
          customersNeeded: churnGate.customers,
          shortfall: { ...training.gate.shortfall, customers: missing },
        },
        table,
        churned,
        customerIds: table.customerIds,
        columnOf: (await sourceColumns(context)).columnOf,
      }
    },
  )
}

/** Rows scored before others are let in. */
const chunk = 2_000

/** P(churn) of every row of `table`, 0 to 1; out of fold for the customers the model has learned from in one snapshot. */
export async function scoreTable(
  {
    training,
    dated,
    customerIds,
    table: trained,
  }: Pick<ChurnStudy, 'training' | 'dated' | 'customerIds' | 'table'>,
  asked: CustomerTable,
): Promise<Float64Array | null> {
  const { model, outOfFold } = training
  if (!model) return null
  let table = asked
  for (const column of model.columns) {
    table = withinRange(table, [column], trained)
    await breathe()
  }
  const probability = new Float64Array(table.n)
  for (let start = 0; start < table.n; start += chunk) {
    if (start > 0) await breathe()
    const rows = Array.from({ length: Math.min(chunk, table.n - start) }, (_, at) => start + at)
    probability.set(churnProbabilities(model, table.n <= chunk ? table : selectRows(table, rows)), start)
  }
  if (!dated && outOfFold) {
    const known = new Map(customerIds.map((id, row) => [id, outOfFold[row]]))
    table.customerIds.forEach((id, row) => {
      probability[row] = known.get(id) ?? probability[row] ?? Number.NaN
    })
  }
  return probability
}

export interface RowReasons {
  low: number
  high: number
  reasons: Reason[]
}

/** Interval and the three columns that raise the risk most, for some rows of `table`. */
export function reasonsOf(
  { training: { model }, table: trained }: ChurnStudy,
  table: CustomerTable,
  rows: readonly number[],
  probability: Float64Array,
): RowReasons[] {
  if (!model || rows.length === 0) return []
  const own = selectRows(table, rows)
  const told = (column: string, at: number, value: number | string | null) =>
    typeof value === 'number' ? (numbers(own, column)?.[at] ?? value) : value
  return explainChurn(
    model,
    withinRange(own, model.columns, trained),
    rows.map((_, at) => at),
  ).map(({ contributions }, at) => ({
    ...probabilityInterval(model, probability[rows[at] ?? 0] ?? 0),
    reasons: contributions
      .filter(({ contribution }) => contribution > 0)
      .slice(0, 3)
      .map(reason => ({ ...reason, value: told(reason.column, at, reason.value) })),
  }))
}
