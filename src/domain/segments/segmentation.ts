import { wilson } from '../churn/two-by-two.ts'
import type { Rate } from '../churn/two-by-two.ts'
import { numbers } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'

export interface SegmentGroup {
  name: string
  /** In plain words and numbers, for readers; `filter` is the executable form. */
  definition: string
  /** Selects exactly the members from the same table. */
  filter: Where
}

/** Every customer in exactly one group. */
export interface Segmentation {
  by: string
  groups: readonly SegmentGroup[]
  /** Index into `groups`, one per customer. */
  codes: Int32Array
  warnings: string[]
}

export interface SegmentFigures extends SegmentGroup {
  n: number
  /** Share of all customers. */
  share: number
  revenue: number | null
  revenueShare: number | null
  /** Sum and mean of forward CLV. */
  clv: number | null
  meanClv: number | null
  /** Customers with a known outcome only. */
  churnRate: Rate | null
  /** Fewer than 30 customers. */
  flagged: boolean
}

export interface SegmentTotals {
  n: number
  revenue: number | null
  clv: number | null
  churnRate: Rate | null
}

/** Columns the figures are read from; absent ones leave their figures `null`. */
export interface FigureFields {
  revenue?: string | undefined
  clv?: string | undefined
  /** 1 churned, 0 stayed, missing unknown. */
  churned?: string | undefined
}

/** n, share, revenue, CLV and churn of every group, and totals they add up to. Empty groups are left out. */
export function segmentFigures(
  table: CustomerTable,
  { groups, codes }: Segmentation,
  fields: FigureFields,
): { segments: SegmentFigures[]; totals: SegmentTotals } {
  const read = (name: string | undefined) => (name === undefined ? undefined : numbers(table, name))
  const [revenues, values, outcomes] = [read(fields.revenue), read(fields.clv), read(fields.churned)]
  const empty = () => ({ n: 0, revenue: 0, paid: 0, clv: 0, valued: 0, churned: 0, known: 0 })
  const sums = groups.map(empty)
  const all = empty()
  for (let row = 0; row < table.n; row++) {
    for (const sum of [sums[codes[row] ?? -1], all]) {
      if (!sum) continue
      sum.n += 1
      const [revenue, value, outcome] = [revenues?.[row] ?? NaN, values?.[row] ?? NaN, outcomes?.[row] ?? NaN]
      if (!Number.isNaN(revenue)) {
        sum.revenue += revenue
        sum.paid += 1
      }
      if (!Number.isNaN(value)) {
        sum.clv += value
        sum.valued += 1
      }
      if (!Number.isNaN(outcome)) {
        sum.known += 1
        sum.churned += outcome
      }
    }
  }
  const totalsOf = (sum: ReturnType<typeof empty>): SegmentTotals => ({
    n: sum.n,
    revenue: revenues && all.paid > 0 ? sum.revenue : null,
    clv: values && all.valued > 0 ? sum.clv : null,
    churnRate: outcomes ? wilson(sum.churned, sum.known) : null,
  })
  const segments = groups.flatMap((group, index) => {
    const sum = sums[index]
    if (!sum || sum.n === 0) return []
    return [
      {
        ...group,
        ...totalsOf(sum),
        share: sum.n / table.n,
        revenueShare: revenues && all.revenue > 0 ? sum.revenue / all.revenue : null,
        meanClv: values && sum.valued > 0 ? sum.clv / sum.valued : null,
        flagged: sum.n < 30,
      },
    ]
  })
  return { segments, totals: totalsOf(all) }
}
