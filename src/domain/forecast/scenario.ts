import { Fault } from '../../fault.ts'
import { requirePositive, requirePositiveCount, requireRate } from '../guards.ts'
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
  reach: Distribution
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
  /** 1 − churn ÷ baseline churn. */
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
 * Customers leave evenly over the horizon, so half of a lost customer's revenue in it is still earned.
 */
export function simulateScenario(
  customers: ForecastCustomers,
  strategies: readonly ScenarioStrategy[],
  { horizonMonths, runs = 2000, seed = 1 }: { horizonMonths: number; runs?: number; seed?: number },
): ScenarioForecast {
  requirePositive('horizon_months', horizonMonths)
  requirePositiveCount('runs', runs)
  const sums = moments(customers)
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
  const keptClv = new Float64Array(runs)
  for (let run = 0; run < runs; run++) {
    let left = 1
    effects.forEach((effect, index) => {
      const [share, reach] = [clamp(effect()), clamp(reaches[index]?.() ?? 0)]
      left *= 1 - share * reach
    })
    const luck = chance()
    cut[run] = 1 - left
    lost[run] = share(left * sums.lost + luck * Math.sqrt(left * sums.lostVariance), sums.n)
    lostRevenue[run] = share(
      left * sums.revenueLost + luck * Math.sqrt(left * sums.revenueVariance),
      sums.revenue,
    )
    keptClv[run] = (1 - left) * sums.clvLost - luck * Math.sqrt(left * (1 - left) * sums.clvVariance)
  }
  const { n, revenue } = sums
  const baseLost = sums.lost / n
  const baseRevenueLost = revenue > 0 ? sums.revenueLost / revenue : 0
  const spread = (
    values: Float64Array,
    of: (value: number) => number,
    baseline: number,
    unit: ForecastMeasure['unit'],
  ) => {
    const sorted = values.map(of).sort()
    const at = (probability: number) => quantileSorted(sorted, probability) ?? baseline
    return { baseline, low: at(0.05), base: at(0.5), high: at(0.95), unit, horizonMonths }
  }
  const cuts = cut.toSorted()
  return {
    churnRate: spread(lost, rate => rate, baseLost, 'relative'),
    churnReduction: spread(lost, rate => (baseLost > 0 ? 1 - rate / baseLost : 0), 0, 'relative'),
    revenueRetention: spread(lostRevenue, rate => 1 - rate, 1 - baseRevenueLost, 'relative'),
    cltvUplift: spread(keptClv, value => value, 0, 'money'),
    revenue: spread(
      lostRevenue,
      rate => revenue * horizonMonths * (1 - rate / 2),
      revenue * horizonMonths * (1 - baseRevenueLost / 2),
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
const share = (part: number, whole: number): number => (whole > 0 ? clamp(part / whole) : 0)

function moments({ churnProbability, monthlyRevenue, clvForward }: ForecastCustomers) {
  const sums = {
    n: 0,
    lost: 0,
    lostVariance: 0,
    revenue: 0,
    revenueLost: 0,
    revenueVariance: 0,
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
    sums.clvLost += probability * value
    sums.clvVariance += variance * value ** 2
  }
  if (sums.n === 0)
    throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'customers with a churn probability' })
  return sums
}

const finite = (value: number | undefined): number =>
  value !== undefined && Number.isFinite(value) ? value : 0
