import { requireNotNegative, requirePositiveCount, requireRate } from '../guards.ts'

export interface BaselineMonth {
  month: number
  /** Share of today's customers still there at the end of the month. */
  remaining: number
  revenue: number
}

/**
 * Doing nothing: today's revenue under constant churn, month by month. `churnRate` is over `churnMonths` months and
 * is turned into the monthly rate that compounds to it.
 */
export function doNothing(inputs: {
  monthlyRevenue: number
  churnRate: number
  churnMonths: number
  horizonMonths: number
}): { monthlyChurn: number; months: BaselineMonth[]; revenue: number; lostRevenue: number } {
  const monthlyRevenue = requireNotNegative('monthly_revenue', inputs.monthlyRevenue)
  const horizon = requirePositiveCount('horizon_months', inputs.horizonMonths)
  const monthlyChurn = 1 - (1 - requireRate('churn_rate', inputs.churnRate)) ** (1 / inputs.churnMonths)
  const months = Array.from({ length: horizon }, (_, index): BaselineMonth => {
    const remaining = (1 - monthlyChurn) ** (index + 1)
    return { month: index + 1, remaining, revenue: monthlyRevenue * remaining }
  })
  const revenue = months.reduce((sum, month) => sum + month.revenue, 0)
  return { monthlyChurn, months, revenue, lostRevenue: monthlyRevenue * horizon - revenue }
}
