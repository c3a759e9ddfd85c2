import { daysBetween } from '../domain/days.ts'
import { stackTables } from '../domain/stack-tables.ts'
import { selectRows } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { churnCases } from './churn-in-force.ts'
import type { ChurnCases, ChurnInForce } from './churn-in-force.ts'
import { windowDays } from './churn-model-days.ts'
import type { WindowDays } from './churn-model-days.ts'
import type { Observation } from './observe.ts'

/** Past snapshots with complete outcome windows, one after the other, the latest first. */
export interface ChurnWindows {
  definition: ChurnInForce
  /** False where labels carry no dates: then there is one snapshot, with the labels beside its features. */
  dated: boolean
  windows: readonly ChurnCases[]
}

/** Gate of DATA-MODEL 5: what a probability needs. */
export const churnGate = { events: 50, customers: 200 }

/** Earlier windows are added until the ones before the last hold this many churn events. */
const enough = { events: 240, windows: 24 }
/** An earlier day whose table fills less than this share of the last one's columns tells another story. */
const leastShared = 0.7

/** Snapshots to learn from and to test on; `horizonDays` is the outcome window (the silence, where silence is churn). */
export function churnWindows(
  context: ToolContext,
  at: Observation,
  horizonDays?: number,
): Promise<ChurnWindows | null> {
  return context.once(`churn-windows/${at.asOf}/${horizonDays ?? ''}`, async () => {
    const usual = await churnCases(context, at)
    if (!usual) return null
    if (usual.from === null) return { definition: usual.definition, dated: false, windows: [usual] }
    const definition = { ...usual.definition, days: horizonDays ?? usual.definition.days }
    const to = definition.kind === 'label' ? at.outcomesUntil : at.asOf
    const days = windowDays(to, definition.days, definition.kind === 'contract')
    return { definition, dated: true, windows: await windowsOf(context, at, { ...usual, definition }, days) }
  })
}

async function windowsOf(
  context: ToolContext,
  at: Observation,
  usual: ChurnCases,
  days: Iterable<WindowDays>,
): Promise<ChurnCases[]> {
  const { definition } = usual
  const first = at.overview.firstDay
  const windows: ChurnCases[] = []
  let known = new Set<string>()
  let events = 0
  for (const { from, to } of days) {
    const [last] = windows
    // The features of a snapshot need some past of their own.
    if (last && (first === null || daysBetween(first, from) < definition.days)) break
    const same = from === usual.from && to === usual.to
    const window = same ? usual : await windowUntil(context, at, definition, { from, to })
    if (!window || window.table.n === 0) break
    const filled = filledColumns(window.table)
    if (!last) known = filled
    else if ([...filled].filter(name => known.has(name)).length < leastShared * known.size) break
    windows.push(window)
    if (last) events += eventsOf(window)
    if (windows.length >= enough.windows || events >= enough.events) break
  }
  return windows
}

/** Features of a past day. Windows of 30, 60 and 90 days share their days, so the table of a day is built once. */
async function featuresOf(context: ToolContext, at: Observation, day: string): Promise<CustomerTable> {
  const tables = await context.once(
    `feature-days/${at.asOf}`,
    async () => new Map<string, Promise<CustomerTable>>(),
  )
  const known = tables.get(day)
  if (known) return known
  const table = context.store.customerTable({ asOf: day })
  // Tables of many customers are not worth their memory: there, few windows are enough.
  const size = await table
  if (size.n <= 20_000) tables.set(day, table)
  return table
}

/** Cases of one window; `null` when nobody was under observation at its start. */
async function windowUntil(
  context: ToolContext,
  at: Observation,
  definition: ChurnInForce,
  { from, to }: WindowDays,
): Promise<ChurnCases | null> {
  const { kind, days, graceDays } = definition
  const asked = kind === 'silence' ? { kind, days } : kind === 'contract' ? { kind, graceDays } : { kind }
  const outcome = await context.store.outcomes({ from, to, definition: asked })
  if (outcome.customerIds.length === 0) return null
  const labels = new Map(outcome.customerIds.map((id, row) => [id, outcome.churned[row] ?? 0]))
  const table = await featuresOf(context, at, from)
  const rows = table.customerIds.flatMap((id, row) => (labels.has(id) ? [row] : []))
  const churned = Uint8Array.from(rows, row => labels.get(table.customerIds[row] ?? '') ?? 0)
  return { definition, table: selectRows(table, rows), churned, from, to }
}

const filledColumns = (table: CustomerTable): Set<string> =>
  new Set(
    table.columns.flatMap(column => {
      const filled =
        column.kind === 'number'
          ? column.values.some(value => !Number.isNaN(value))
          : column.codes.some(code => code >= 0)
      return filled ? [column.name] : []
    }),
  )

export const eventsOf = ({ churned }: Pick<ChurnCases, 'churned'>): number =>
  churned.reduce((sum, label) => sum + label, 0)

/** Several snapshots under each other, one row a customer and snapshot. */
export function pooled(windows: readonly ChurnCases[]): { table: CustomerTable; churned: Uint8Array } {
  return {
    table: stackTables(windows.map(({ table }) => table)),
    churned: Uint8Array.from(windows.flatMap(({ churned }) => [...churned])),
  }
}
