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

/**
 * Doing nothing, customer by customer: each leaves at a constant hazard that comes to their probability over the
 * horizon; the month of leaving brings nothing. Sums of the months agree with `simulateScenario`.
 */
export function doNothingTogether(
  churnProbability: ArrayLike<number>,
  monthlyRevenue: ArrayLike<number>,
  horizonMonths: number,
): { months: BaselineMonth[]; revenue: number; lostRevenue: number } {
  const horizon = requirePositiveCount('horizon_months', horizonMonths)
  const remaining = new Float64Array(horizon)
  const revenue = new Float64Array(horizon)
  let [n, all] = [0, 0]
  for (let row = 0; row < churnProbability.length; row++) {
    const probability = churnProbability[row] ?? Number.NaN
    if (Number.isNaN(probability)) continue
    const kept = (1 - requireRate(`churn_probability.${row}`, probability)) ** (1 / horizon)
    const own = monthlyRevenue[row] ?? Number.NaN
    const money = Number.isFinite(own) ? own : 0
    n += 1
    all += money
    let there = 1
    for (let month = 0; month < horizon; month++) {
      there *= kept
      remaining[month] = (remaining[month] ?? 0) + there
      revenue[month] = (revenue[month] ?? 0) + money * there
    }
  }
  const months = Array.from(remaining, (sum, month): BaselineMonth => ({
    month: month + 1,
    remaining: n > 0 ? sum / n : 1,
    revenue: revenue[month] ?? 0,
  }))
  const total = revenue.reduce((sum, money) => sum + money, 0)
  return { months, revenue: total, lostRevenue: all * horizon - total }
}
