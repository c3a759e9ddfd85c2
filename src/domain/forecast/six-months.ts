import type { HealthBand } from '../health/score.ts'
import { Z95 } from '../churn/two-by-two.ts'

export interface PipelineDeal {
  amount: number
  /** 0 to 1. */
  probability: number
}

export interface RevenueRow {
  band: HealthBand | null
  /** Revenue of six months at the present pace. */
  runRate: number
  /** Probability of leaving within six months, 0 to 1. */
  churnProbability: number
  pipeline: readonly PipelineDeal[]
}

export interface BandRevenue {
  band: HealthBand | 'unscored'
  n: number
  runRate: number
  expectedLoss: number
  weightedPipeline: number
  /** Run-rate × (1 − churn probability) + weighted pipeline, with its 95 % interval. */
  value: number
  low: number
  high: number
}

/**
 * Six-month revenue by health band, and in all. The interval is that of who leaves and which deals close,
 * independently; it does not cover errors of the probabilities. Won amounts are part of the health score, so the
 * association of band and revenue is partly by construction.
 */
export function sixMonthRevenue(rows: readonly RevenueRow[]): {
  bands: BandRevenue[]
  total: Omit<BandRevenue, 'band'>
} {
  const names = ['high', 'medium', 'low', 'unscored'] as const
  const bands = names.flatMap(band => {
    const own = rows.filter(row => (row.band ?? 'unscored') === band)
    return own.length > 0 ? [{ band, ...sumUp(own) }] : []
  })
  return { bands, total: sumUp(rows) }
}

function sumUp(rows: readonly RevenueRow[]): Omit<BandRevenue, 'band'> {
  let [runRate, expectedLoss, weightedPipeline, variance] = [0, 0, 0, 0]
  for (const row of rows) {
    runRate += row.runRate
    expectedLoss += row.runRate * row.churnProbability
    variance += row.runRate ** 2 * row.churnProbability * (1 - row.churnProbability)
    for (const { amount, probability } of row.pipeline) {
      weightedPipeline += amount * probability
      variance += amount ** 2 * probability * (1 - probability)
    }
  }
  const value = runRate - expectedLoss + weightedPipeline
  const half = Z95 * Math.sqrt(variance)
  return {
    n: rows.length,
    runRate,
    expectedLoss,
    weightedPipeline,
    value,
    low: Math.max(0, value - half),
    high: value + half,
  }
}
