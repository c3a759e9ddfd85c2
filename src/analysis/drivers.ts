import { findDrivers, highRiskGroups } from '../domain/churn/index.ts'
import type { DriverReport, HighRiskReport } from '../domain/churn/index.ts'
import { numbers, selectRows } from '../domain/table.ts'
import type { Where } from '../domain/where.ts'
import { matches } from '../domain/segments/index.ts'
import type { ToolContext } from '../tool.ts'
import { churnCases } from './churn-in-force.ts'
import type { ChurnCases } from './churn-in-force.ts'
import type { Observation } from './observe.ts'

export interface DriverStudy {
  cases: ChurnCases
  drivers: DriverReport
  groups: HighRiskReport
  /** Column that stands for a customer's yearly revenue in the groups; `null` when there is none. */
  revenueField: string | null
  /** Factor that turns that column into money per year. */
  perYear: number
}

/** Columns the churn definition itself is made of, or that only restate it. */
const outcomeColumns = ['churned', 'churn_day', 'churn_reason', 'active', 'is_active', 'subscription_status', 'cancelled_at', 'churn_date']

const revenueFields: readonly { field: string; perYear: number }[] = [
  { field: 'contract_value', perYear: 1 },
  { field: 'mrr', perYear: 12 },
  { field: 'revenue_total', perYear: 1 },
  { field: 'total_spent', perYear: 1 },
  { field: 'total_won_amount', perYear: 1 },
]

/** What goes with churn, and which groups are at high risk, learned on the last complete window. */
export function driverStudy(
  context: ToolContext,
  at: Observation,
  asked: { where?: Where | undefined; max_conditions?: number | undefined; limit?: number | undefined; exclude?: readonly string[] | undefined },
): Promise<DriverStudy | null> {
  return context.once(`drivers/${at.asOf}/${JSON.stringify(asked)}`, async () => {
    const all = await churnCases(context, at)
    if (!all || all.table.n === 0) return null
    const cases = asked.where ? restrict(all, asked.where) : all
    const exclude = [...outcomeColumns, ...(asked.exclude ?? [])]
    const revenue = revenueFields.find(({ field }) => numbers(cases.table, field)?.some(value => value > 0))
    const drivers = findDrivers(cases.table, cases.churned, { exclude, limit: asked.limit ?? 8 })
    const groups = highRiskGroups(cases.table, cases.churned, {
      exclude,
      maxConditions: asked.max_conditions ?? 3,
      ...(revenue ? { revenue: revenue.field } : {}),
    })
    return { cases, drivers, groups, revenueField: revenue?.field ?? null, perYear: revenue?.perYear ?? 1 }
  })
}

function restrict(cases: ChurnCases, where: Where): ChurnCases {
  const kept = matches(cases.table, where)
  const rows = cases.table.customerIds.flatMap((_, row) => (kept[row] ? [row] : []))
  return { ...cases, table: selectRows(cases.table, rows), churned: Uint8Array.from(rows, row => cases.churned[row] ?? 0) }
}
