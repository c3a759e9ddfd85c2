import { auc, type Auc } from './auc.ts'
import { eventsAmong, rankScores, risingOrder, type Ranking } from './ranking.ts'
import { wilson, type Rate } from './two-by-two.ts'

export interface ReliabilityBin {
  /** Bounds of the predicted probability, 0 to 1. */
  from: number
  to: number
  n: number
  meanPredicted: number
  observed: Rate
}

/** One tenth of the customers, by score. */
export interface LiftDecile {
  n: number
  /** Equal scores on an edge are shared out, which can make this a fraction. */
  events: number
  /** Churn in this tenth over churn overall. */
  lift: number | null
}

export interface ChurnMetrics {
  n: number
  events: number
  prevalence: number
  auc: Auc
  /** Average precision; a useless score gets the prevalence. */
  prAuc: number | null
  brier: number
  /** Brier score of always predicting the prevalence. */
  brierBase: number
  logLoss: number
  logLossBase: number
  /** Expected calibration error over ten equal-width bins. */
  ece: number
  /** Churn among the tenth with the highest scores over churn overall. */
  liftAt10: number | null
  precisionAt10: number | null
  recallAt10: number | null
  /** Largest distance between the score distributions of churned and retained (Kolmogorov–Smirnov). */
  ks: number | null
  meanPredicted: number
  expectedEvents: number
  reliability: readonly ReliabilityBin[]
  /** Ten tenths, the highest scores first; empty below 10 rows. */
  deciles: readonly LiftDecile[]
}

/**
 * Everything METHODS 5 asks about probabilities (0 to 1) against labels (1 = churned). `ranks` orders the customers where
 * the probabilities were calibrated fold by fold: AUC, lift and the like are of the score, calibration keeps its order.
 */
export function churnMetrics(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  ranks: ArrayLike<number> = scores,
): ChurnMetrics {
  const n = scores.length
  let events = 0
  let squares = 0
  let logs = 0
  let sum = 0
  for (let row = 0; row < n; row++) {
    const p = scores[row] ?? 0
    const y = labels[row] ?? 0
    events += y
    sum += p
    squares += (p - y) ** 2
    logs -= Math.log(clip(y ? p : 1 - p))
  }
  const prevalence = events / n
  const ranked = rankScores(ranks, labels)
  const top = Math.ceil(n / 10)
  const found = eventsAmong(ranked, top)
  const reliability = reliabilityTable(scores, labels)
  return {
    n,
    events,
    prevalence,
    auc: auc(ranks, labels),
    prAuc: events > 0 ? averagePrecision(ranked, events) : null,
    brier: squares / n,
    brierBase: prevalence * (1 - prevalence),
    logLoss: logs / n,
    logLossBase:
      events === 0 || events === n
        ? 0
        : -prevalence * Math.log(prevalence) - (1 - prevalence) * Math.log(1 - prevalence),
    ece: reliability.reduce(
      (total, bin) => total + (bin.n / n) * Math.abs(bin.meanPredicted - (bin.observed.value ?? 0)),
      0,
    ),
    liftAt10: events > 0 ? found / top / prevalence : null,
    precisionAt10: n > 0 ? found / top : null,
    recallAt10: events > 0 ? found / events : null,
    ks: kolmogorovSmirnov(ranked, events),
    meanPredicted: sum / n,
    expectedEvents: sum,
    reliability,
    deciles: liftDeciles(ranked, n, prevalence),
  }
}

function liftDeciles(ranked: Ranking, rows: number, prevalence: number): LiftDecile[] {
  if (rows < 10) return []
  const edge = (place: number): number => Math.ceil((place * rows) / 10)
  return Array.from({ length: 10 }, (_, place) => {
    const n = edge(place + 1) - edge(place)
    const events = eventsAmong(ranked, edge(place + 1)) - eventsAmong(ranked, edge(place))
    return { n, events, lift: prevalence > 0 && n > 0 ? events / n / prevalence : null }
  })
}

/** Mean log-loss of probabilities against labels. */
export function logLossOf(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let logs = 0
  for (let row = 0; row < scores.length; row++) {
    const p = scores[row] ?? 0
    logs -= Math.log(clip(labels[row] ? p : 1 - p))
  }
  return logs / scores.length
}

const clip = (p: number) => Math.max(1e-15, Math.min(1, p))

/** Predicted against observed in `bins` equal-width bins; empty bins are left out. */
export function reliabilityTable(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): ReliabilityBin[] {
  const count = new Float64Array(bins)
  const events = new Float64Array(bins)
  const sum = new Float64Array(bins)
  for (let row = 0; row < scores.length; row++) {
    const p = scores[row] ?? 0
    const bin = Math.max(0, Math.min(bins - 1, Math.floor(p * bins)))
    count[bin] = (count[bin] ?? 0) + 1
    events[bin] = (events[bin] ?? 0) + (labels[row] ?? 0)
    sum[bin] = (sum[bin] ?? 0) + p
  }
  return Array.from(count, (n, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    n,
    meanPredicted: n > 0 ? (sum[bin] ?? 0) / n : 0,
    observed: wilson(events[bin] ?? 0, n),
  })).filter(({ n }) => n > 0)
}

function averagePrecision({ steps, n, events }: Ranking, total: number): number {
  let area = 0
  let before = 0
  for (let step = 0; step < steps; step++) {
    const found = events[step] ?? 0
    area += ((found - before) / total) * (found / (n[step] ?? 1))
    before = found
  }
  return area
}

function kolmogorovSmirnov({ steps, n, events }: Ranking, total: number): number | null {
  const retained = (n[steps - 1] ?? 0) - total
  if (total === 0 || retained === 0) return null
  let most = 0
  for (let step = 0; step < steps; step++) {
    const found = events[step] ?? 0
    most = Math.max(most, found / total - ((n[step] ?? 0) - found) / retained)
  }
  return most
}

/** Both kinds of error when the `budget` customers (a count) with the highest scores are contacted. */
export function confusionAt(scores: ArrayLike<number>, labels: ArrayLike<number>, budget: number) {
  const n = scores.length
  const contacted = Math.max(0, Math.min(n, Math.round(budget)))
  const rising = risingOrder(scores)
  const threshold = contacted > 0 ? (scores[rising[n - contacted] ?? 0] ?? null) : null
  let events = 0
  let caught = 0
  let above = 0
  for (let row = 0; row < n; row++) {
    events += labels[row] ?? 0
    if (threshold === null || !((scores[row] ?? 0) > threshold)) continue
    above++
    caught += labels[row] ?? 0
  }
  // Of those at the edge the first ones are contacted.
  for (let row = 0, left = contacted - above; row < n && left > 0; row++) {
    if (scores[row] !== threshold) continue
    left--
    caught += labels[row] ?? 0
  }
  return {
    contacted,
    /** Churned and contacted; contacted in vain; churned and missed; left alone rightly. */
    truePositives: caught,
    falsePositives: contacted - caught,
    falseNegatives: events - caught,
    trueNegatives: n - contacted - (events - caught),
    threshold,
  }
}
