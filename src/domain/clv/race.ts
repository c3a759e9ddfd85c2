import { Fault } from '../../fault.ts'
import { distinctHistories } from '../history/distinct-histories.ts'
import { daysPerUnit } from '../history/purchase-history.ts'
import { buyingModel, fitBuyingModel } from './buying-model.ts'
import type { BuyingModel, BuyingModelName } from './buying-model.ts'
import type { Fit } from './fit.ts'
import type { RaceData } from './race-data.ts'
import { trackingError, trackWeekly } from './tracking.ts'
import type { TrackedWeek } from './tracking.ts'

/** Customers with the same number of repeats (`atLeast` marks the open last bin), and how they went on. */
export interface FrequencyBin {
  repeats: number
  atLeast: boolean
  n: number
  /** Mean purchases in the hold-out. */
  actual: number
  predicted: number
}

/** How one model did on purchases it had not seen. */
export interface RaceEntry {
  name: BuyingModelName
  fit: Fit
  predictedTotal: number
  /** Predicted over actual total, minus 1; `null` where nobody bought. */
  totalError: number | null
  mae: number
  rmse: number
  /** Pearson, predicted against actual; `null` without variation. */
  correlation: number | null
  /** Customer-weighted mean |predicted − actual| over the frequency bins. */
  calibrationError: number
  calibration: FrequencyBin[]
  tracking: TrackedWeek[]
  trackingError: number | null
  /** False where the fit did not converge, is not identified, or a forecast is not finite: then it cannot win. */
  eligible: boolean
}

export interface Race {
  n: number
  holdoutDays: number
  actualTotal: number
  entries: RaceEntry[]
  winner: BuyingModelName
  /** `best_ranks`: lowest sum of ranks; `fallback`: nothing eligible, MBG/NBD stands in. */
  reason: 'best_ranks' | 'fallback'
  /** BG/NBD calls every one-time buyer alive: where it wins, P(alive) is taken from MBG/NBD. */
  aliveFrom: BuyingModelName
}

/** Bins of the calibration table: 0 to 6, and 7 or more. */
const lastBin = 7

/** Fits every model on the calibration period and judges its forecast of the hold-out. */
export function raceModels(
  data: RaceData,
  names: readonly BuyingModelName[] = ['bg_nbd', 'mbg_nbd', 'pareto_nbd', 'nbd'],
): Race {
  const n = data.calibration.repeats.length
  if (n === 0)
    throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'customers before the hold-out' })
  const entries = names.map(name => enter(name, data))
  let actualTotal = 0
  for (let i = 0; i < n; i++)
    actualTotal += (data.calibration.weights?.[i] ?? 1) * (data.holdoutPurchases[i] ?? 0)
  const winner = winnerOf(entries)
  return {
    n: entries[0]?.fit.n ?? 0,
    holdoutDays: data.holdoutDays,
    actualTotal,
    entries,
    winner: winner ?? 'mbg_nbd',
    reason: winner ? 'best_ranks' : 'fallback',
    aliveFrom: winner === 'bg_nbd' || winner === null ? 'mbg_nbd' : winner,
  }
}

function enter(name: BuyingModelName, data: RaceData): RaceEntry {
  const fit = fitBuyingModel(name, data.calibration)
  const model = buyingModel(name, fit.parameters)
  const score = scoreHoldout(model, data)
  const tracking = data.tracking ? trackWeekly(model, data.tracking, data.unit) : []
  const eligible =
    Number.isFinite(score.predictedTotal) &&
    Number.isFinite(fit.logLikelihood) &&
    fit.converged &&
    fit.identified
  return { name, fit, ...score, tracking, trackingError: trackingError(tracking), eligible }
}

/** Errors of a model on the hold-out; identical histories are forecast once. */
export function scoreHoldout(model: BuyingModel, data: RaceData) {
  const { calibration, holdoutPurchases, holdoutDays, unit } = data
  const merged = distinctHistories(calibration)
  const { repeats, recency, age, rowOf } = merged
  const time = holdoutDays / daysPerUnit[unit]
  const forecast = merged.weights.map((_, row) =>
    model.expected(
      {
        repeats: repeats.values[repeats.index[row] ?? 0] ?? 0,
        recency: recency.values[recency.index[row] ?? 0] ?? 0,
        age: age.values[age.index[row] ?? 0] ?? 0,
      },
      time,
    ),
  )
  const bins = Array.from({ length: lastBin + 1 }, () => ({ n: 0, actual: 0, predicted: 0 }))
  const sum = { w: 0, p: 0, a: 0, pp: 0, aa: 0, pa: 0, absolute: 0, square: 0 }
  for (let i = 0; i < rowOf.length; i++) {
    const w = calibration.weights?.[i] ?? 1
    const p = forecast[rowOf[i] ?? 0] ?? 0
    const a = holdoutPurchases[i] ?? 0
    sum.w += w
    sum.p += w * p
    sum.a += w * a
    sum.pp += w * p * p
    sum.aa += w * a * a
    sum.pa += w * p * a
    sum.absolute += w * Math.abs(p - a)
    sum.square += w * (p - a) ** 2
    const bin = bins[Math.min(lastBin, calibration.repeats[i] ?? 0)]
    if (!bin) continue
    bin.n += w
    bin.actual += w * a
    bin.predicted += w * p
  }
  const spread = (sum.pp - (sum.p * sum.p) / sum.w) * (sum.aa - (sum.a * sum.a) / sum.w)
  const table: FrequencyBin[] = bins.flatMap((bin, repeats) =>
    bin.n > 0
      ? [
          {
            repeats,
            atLeast: repeats === lastBin,
            n: bin.n,
            actual: bin.actual / bin.n,
            predicted: bin.predicted / bin.n,
          },
        ]
      : [],
  )
  return {
    predictedTotal: sum.p,
    totalError: sum.a > 0 ? sum.p / sum.a - 1 : null,
    mae: sum.absolute / sum.w,
    rmse: Math.sqrt(sum.square / sum.w),
    correlation:
      spread > 1e-12 * sum.pp * sum.aa ? (sum.pa - (sum.p * sum.a) / sum.w) / Math.sqrt(spread) : null,
    calibrationError:
      table.reduce((total, bin) => total + bin.n * Math.abs(bin.predicted - bin.actual), 0) / sum.w,
    calibration: table,
  }
}

/** Lowest sum of ranks over MAE, RMSE, |total error| and calibration; a tie goes to MBG/NBD, then to the order given. */
function winnerOf(entries: readonly RaceEntry[]): BuyingModelName | null {
  const runners = entries.filter(entry => entry.eligible)
  const measures: ((entry: RaceEntry) => number)[] = [
    entry => entry.mae,
    entry => entry.rmse,
    entry => Math.abs(entry.totalError ?? 0),
    entry => entry.calibrationError,
  ]
  const ranks = runners.map(entry =>
    measures.reduce((sum, of) => sum + runners.filter(other => of(other) < of(entry)).length, 0),
  )
  const best = Math.min(...ranks)
  const tied = runners.filter((_, i) => ranks[i] === best)
  return (tied.find(entry => entry.name === 'mbg_nbd') ?? tied[0])?.name ?? null
}
