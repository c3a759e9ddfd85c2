import type { Histories } from '../history/purchase-history.ts'
import { buyingModel, fitBuyingModel } from './buying-model.ts'
import type { BuyingModelName } from './buying-model.ts'
import type { Fit } from './fit.ts'
import { fitGammaGamma, populationMeanSpend } from './gamma-gamma.ts'

/** What to expect of a new customer of a segment before their first repeat purchase. */
export interface SegmentPrior {
  /** `null` for all customers together. */
  segment: number | null
  n: number
  repeaters: number
  /** `segment`: fitted on its own customers; `pooled`: too few of them, the fit of all customers stands in. */
  source: 'segment' | 'pooled'
  fit: Fit
  /** Repeat purchases expected in each of the asked times. */
  expectedPurchases: number[]
  /** Spend a repeat purchase; `null` without spend data or where the mean does not exist. */
  expectedSpend: number | null
}

export interface PriorSettings {
  model: BuyingModelName
  /** Times ahead, in the unit of the histories. */
  times: readonly number[]
  /** Repeat buyers that a segment needs for its own fit. */
  minimumRepeaters?: number
  /** Mean spend a repeat purchase, a row of `histories`. */
  meanSpend?: ArrayLike<number> | undefined
}

/**
 * Priors for all customers and for each segment. `segments[i]` numbers the segment of history i, below 0 for
 * none. A segment with too few repeat buyers, or without an identified fit, takes the pooled prior.
 */
export function segmentPriors(
  histories: Histories,
  segments: ArrayLike<number>,
  settings: PriorSettings,
): SegmentPrior[] {
  const { minimumRepeaters = 50 } = settings
  const groups = new Map<number, number[]>()
  const everybody: number[] = []
  for (let i = 0; i < histories.repeats.length; i++) {
    everybody.push(i)
    const code = segments[i] ?? -1
    if (code < 0) continue
    const members = groups.get(code)
    if (members) members.push(i)
    else groups.set(code, [i])
  }
  const pooled = priorOf(histories, everybody, settings)
  const own = [...groups.entries()]
    .sort(([one], [two]) => one - two)
    .map(([segment, rows]): SegmentPrior => {
      const { n, repeaters } = sizes(histories, rows)
      if (repeaters >= minimumRepeaters) {
        const prior = priorOf(histories, rows, settings)
        if (prior.fit.converged && prior.fit.identified) return { ...prior, segment, source: 'segment' }
      }
      return { ...pooled, segment, n, repeaters }
    })
  return [pooled, ...own]
}

function sizes({ repeats, weights }: Histories, rows: readonly number[]): { n: number; repeaters: number } {
  let n = 0
  let repeaters = 0
  for (const i of rows) {
    n += weights?.[i] ?? 1
    if ((repeats[i] ?? 0) > 0) repeaters += weights?.[i] ?? 1
  }
  return { n, repeaters }
}

function priorOf(
  histories: Histories,
  rows: readonly number[],
  { model, times, meanSpend }: PriorSettings,
): SegmentPrior {
  const pick = (column: ArrayLike<number>): Float64Array => Float64Array.from(rows, i => column[i] ?? 0)
  const weights = histories.weights && pick(histories.weights)
  const repeats = pick(histories.repeats)
  const fit = fitBuyingModel(model, {
    repeats,
    recency: pick(histories.recency),
    age: pick(histories.age),
    weights,
  })
  const bound = buyingModel(model, fit.parameters)
  const buyers = meanSpend
    ? rows.filter(i => (histories.repeats[i] ?? 0) > 0 && (meanSpend[i] ?? 0) > 0).length
    : 0
  const spend =
    meanSpend && buyers >= 2 ? fitGammaGamma({ repeats, meanSpend: pick(meanSpend), weights }) : null
  return {
    segment: null,
    ...sizes(histories, rows),
    source: 'pooled',
    fit,
    expectedPurchases: times.map(time => bound.expectedNew(time)),
    expectedSpend: spend ? populationMeanSpend(spend.parameters).value : null,
  }
}
