import { listDrivers } from '../domain/churn/find-drivers.ts'
import type { DriverFindings, DriverReport, HighRiskReport } from '../domain/churn/index.ts'
import { numbers, selectRows } from '../domain/table.ts'
import { fieldsIn } from '../domain/where.ts'
import type { Where } from '../domain/where.ts'
import { matches } from '../domain/segments/index.ts'
import { heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { churnCases } from './churn-in-force.ts'
import type { ChurnCases } from './churn-in-force.ts'
import { columnsLeftOut } from './churn-model-features.ts'
import { churnWindows, pooled } from './churn-model-windows.ts'
import { viewFor } from './customer-view.ts'
import type { Observation } from './observe.ts'

export interface DriverStudy {
  /** The last window: where the rate is read. */
  last: ChurnCases
  /** What drivers and groups are learned from: the windows that the churn model learns from too. */
  cases: ChurnCases
  windows: number
  drivers: DriverReport
  groups: HighRiskReport
}

interface DriverQuestion {
  where?: Where | undefined
  max_conditions?: number | undefined
  exclude?: readonly string[] | undefined
}

/** What goes with churn, and which groups are at high risk, learned on every complete window there is. */
export async function driverStudy(
  context: ToolContext,
  at: Observation,
  { limit, ...asked }: DriverQuestion & { limit?: number | undefined },
): Promise<DriverStudy | null> {
  const found = await studied(context, at, asked)
  return found && { ...found, drivers: listDrivers(found.rated, limit) }
}

/** However long the list of drivers shall be, the work is the same. */
function studied(
  context: ToolContext,
  at: Observation,
  asked: DriverQuestion,
): Promise<(Omit<DriverStudy, 'drivers'> & DriverFindings) | null> {
  return context.once(`drivers/${at.asOf}/${JSON.stringify(asked)}`, async () => {
    const newest = await churnCases(context, at)
    if (!newest || newest.table.n === 0) return null
    const windows = (await churnWindows(context, at))?.windows ?? []
    const learned = windows.length > 0 ? windows : [newest]
    const within = (cases: ChurnCases): ChurnCases => (asked.where ? restrict(cases, asked.where) : cases)
    const last = within(newest)
    const cases = within({ ...newest, ...pooled(learned), from: learned.at(-1)?.from ?? newest.from })
    const { table, churned } = cases
    const leftOut = await columnsLeftOut(context, { table, churned, dated: last.from !== null })
    const findings = await heavyWork(context.signal, 'studyDrivers', table, churned, {
      exclude: [...leftOut, ...(asked.exclude ?? [])],
      maxConditions: asked.max_conditions ?? 3,
    })
    return { last, cases, windows: learned.length, ...findings }
  })
}

function restrict(cases: ChurnCases, where: Where): ChurnCases {
  const kept = matches(cases.table, where)
  const rows = cases.table.customerIds.flatMap((_, row) => (kept[row] ? [row] : []))
  return {
    ...cases,
    table: selectRows(cases.table, rows),
    churned: Uint8Array.from(rows, row => cases.churned[row] ?? 0),
  }
}

/** Active customers who are in each group today, and their revenue a year; `null` where a filter no longer applies. */
export async function membersNow(
  context: ToolContext,
  at: Observation,
  filters: readonly Where[],
): Promise<({ n: number; revenue: number | null; revenues: number[] } | null)[]> {
  const view = await viewFor(context, at, filters.flatMap(fieldsIn))
  const active = numbers(view, 'is_active')
  const revenue = numbers(view, 'revenue_per_year')
  const known = new Set(view.columns.map(({ name }) => name))
  return filters.map(filter => {
    if (!fieldsIn(filter).every(field => known.has(field))) return null
    const inside = matches(view, filter)
    const revenues: number[] = []
    inside.forEach((kept, row) => {
      if (!kept || active?.[row] !== 1) return
      const amount = revenue?.[row] ?? Number.NaN
      revenues.push(Number.isNaN(amount) ? 0 : amount)
    })
    const sum = revenues.reduce((total, amount) => total + amount, 0)
    return { n: revenues.length, revenue: revenue?.some(value => value > 0) ? sum : null, revenues }
  })
}
