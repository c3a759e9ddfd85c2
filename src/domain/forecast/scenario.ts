import { Fault } from '../../fault.ts'
import { requirePositiveCount, requireRate } from '../guards.ts'
import { quantileSorted } from '../quantiles.ts'
import { sampler, seededStreams } from '../random.ts'
import type { Distribution } from '../random.ts'

/** Customers as columns, row by row: probability of leaving within the horizon, money. */
export interface ForecastCustomers {
  churnProbability: ArrayLike<number>
  monthlyRevenue: ArrayLike<number>
  /** Forward CLV if the customer stays as now. */
  clvForward: ArrayLike<number>
}

export interface ScenarioStrategy {
  name: string
  effect: Distribution
  /** Share of the customers who would leave. */
  reach: Distribution
  /** Share of the revenue and of the value that would leave; like `reach` where the customers reached are like all. */
  reachRevenue?: number
  reachValue?: number
}

export interface ForecastMeasure {
  /** Doing nothing. */
  baseline: number
  low: number
  base: number
  high: number
  unit: 'relative' | 'pp' | 'money'
  horizonMonths: number
}

export interface ScenarioForecast {
  /** Share of customers lost. */
  churnRate: ForecastMeasure
  /** Share of those who would leave that the plan keeps, 0 to 1. */
  churnReduction: ForecastMeasure
  /** Share of revenue kept at the end of the horizon. */
  revenueRetention: ForecastMeasure
  /** Forward CLV kept beyond the baseline, money. */
  cltvUplift: ForecastMeasure
  /** Revenue over the horizon, money. */
  revenue: ForecastMeasure
  combinedCut: { low: number; base: number; high: number }
  n: number
  runs: number
  seed: number
}

/**
 * Low (5 %), base (median) and high (95 %) of a plan by seeded simulation: effects and reaches from their
 * distributions, overlap as in `combinedCut`, and who leaves by chance (normal approximation of the sums).
 * Every draw is used with both signs of the chance, which is the same with and without the plan: with cuts of 0 or
 * more the base is never worse than the baseline. Hazards are constant; the month of leaving brings no revenue.
 */
export function simulateScenario(
  customers: ForecastCustomers,
  strategies: readonly ScenarioStrategy[],
  { horizonMonths, runs = 2000, seed = 1 }: { horizonMonths: number; runs?: number; seed?: number },
): ScenarioForecast {
  requirePositiveCount('horizon_months', horizonMonths)
  requirePositiveCount('runs', runs)
  const sums = moments(customers, horizonMonths)
  const streams = seededStreams(seed, 2 * strategies.length + 1)
  const stream = (index: number) => streams[index] ?? (() => 0)
  const effects = strategies.map(({ effect, name }, index) =>
    sampler(effect, stream(2 * index), `${name}.effect`),
  )
  const reaches = strategies.map(({ reach, name }, index) =>
    sampler(reach, stream(2 * index + 1), `${name}.reach`),
  )
  const chance = sampler({ kind: 'normal', mean: 0, sd: 1 }, stream(2 * strategies.length))

  const cut = new Float64Array(runs)
  const lost = new Float64Array(runs)
  const lostRevenue = new Float64Array(runs)
  const kept = new Float64Array(runs)
  const keptClv = new Float64Array(runs)
  let [left, leftRevenue, leftValue, luck] = [1, 1, 1, 0]
  for (let run = 0; run < runs; run++) {
    if (run % 2 === 0) {
      left = leftRevenue = leftValue = 1
      effects.forEach((effect, index) => {
        const [share, reach] = [clamp(effect()), clamp(reaches[index]?.() ?? 0)]
        const { reachRevenue, reachValue } = strategies[index] ?? {}
        left *= 1 - share * reach
        leftRevenue *= 1 - share * (reachRevenue ?? reach)
        leftValue *= 1 - share * (reachValue ?? reach)
      })
      luck = chance()
    } else luck = -luck
    cut[run] = 1 - left
    lost[run] = share(left * sums.lost + luck * Math.sqrt(left * sums.lostVariance), sums.n)
    lostRevenue[run] = share(
      leftRevenue * sums.revenueLost + luck * Math.sqrt(leftRevenue * sums.revenueVariance),
      sums.revenue,
    )
    // Whoever is kept would have left: nobody can be lost by the plan.
    kept[run] = clamp(1 - left - luck * Math.sqrt(share(left * (1 - left), sums.lost)))
    keptClv[run] = Math.max(
      0,
      (1 - leftValue) * sums.clvLost - luck * Math.sqrt(leftValue * (1 - leftValue) * sums.clvVariance),
    )
  }
  const { n, revenue } = sums
  const baseLost = sums.lost / n
  const baseRevenueLost = revenue > 0 ? sums.revenueLost / revenue : 0
  const [whole, missing] = [revenue * horizonMonths, sums.revenueMissing]
  // Quantiles first, bounds second: the middle of draws in pairs is then where their means are.
  const spread = (
    sorted: Float64Array,
    of: (value: number) => number,
    baseline: number,
    unit: ForecastMeasure['unit'],
    bound: (value: number) => number = clamp,
  ) => {
    const at = (probability: number) => of(bound(quantileSorted(sorted, probability) ?? 0))
    const [first, last] = [at(0.05), at(0.95)]
    const [low, high] = [Math.min(first, last), Math.max(first, last)]
    return { baseline, low, base: at(0.5), high, unit, horizonMonths }
  }
  lost.sort()
  lostRevenue.sort()
  kept.sort()
  keptClv.sort()
  const cuts = cut.toSorted()
  return {
    churnRate: spread(lost, rate => rate, baseLost, 'relative'),
    churnReduction: spread(kept, reduction => (baseLost > 0 ? reduction : 0), 0, 'relative'),
    revenueRetention: spread(lostRevenue, rate => 1 - rate, 1 - baseRevenueLost, 'relative'),
    cltvUplift: spread(
      keptClv,
      value => value,
      0,
      'money',
      value => value,
    ),
    revenue: spread(
      lostRevenue,
      rate => whole - (baseRevenueLost > 1e-12 ? (missing * rate) / baseRevenueLost : 0),
      whole - missing,
      'money',
    ),
    combinedCut: {
      low: quantileSorted(cuts, 0.05) ?? 0,
      base: quantileSorted(cuts, 0.5) ?? 0,
      high: quantileSorted(cuts, 0.95) ?? 0,
    },
    n,
    runs,
    seed,
  }
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value))
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

function moments({ churnProbability, monthlyRevenue, clvForward }: ForecastCustomers, months: number) {
  const sums = {
    n: 0,
    lost: 0,
    lostVariance: 0,
    revenue: 0,
    revenueLost: 0,
    revenueVariance: 0,
    /** Revenue of all months that does not come because of who leaves. */
    revenueMissing: 0,
    clvLost: 0,
    clvVariance: 0,
  }
  for (let row = 0; row < churnProbability.length; row++) {
    const probability = churnProbability[row] ?? NaN
    if (Number.isNaN(probability)) continue
    requireRate(`churn_probability.${row}`, probability)
    const [money, value] = [finite(monthlyRevenue[row]), finite(clvForward[row])]
    const variance = probability * (1 - probability)
    sums.n += 1
    sums.lost += probability
    sums.lostVariance += variance
    sums.revenue += money
    sums.revenueLost += probability * money
    sums.revenueVariance += variance * money ** 2
    sums.revenueMissing += money * (months - monthsPaid(probability, months))
    sums.clvLost += probability * value
    sums.clvVariance += variance * value ** 2
  }
  if (sums.n === 0)
    throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'customers with a churn probability' })
  return sums
}

/** Expected months paid of `months`, for a probability of leaving within all of them and a constant hazard. */
export function monthsPaid(churnProbability: number, months: number): number {
  const hazard = Math.log1p(-churnProbability) / months
  const gone = -Math.expm1(hazard)
  return gone > 0 ? ((1 - gone) * churnProbability) / gone : months
}

const finite = (value: number | undefined): number =>
  value !== undefined && Number.isFinite(value) ? value : 0
