/** One segment in the two periods that are compared: customers and churned customers. */
export interface SegmentPair {
  name: string
  before: { n: number; churned: number }
  after: { n: number; churned: number }
}

export interface PeriodComparison {
  /** Churn before and after, 0 to 1; `null` when a period has no customers. */
  before: number | null
  after: number | null
  /** Churn after, had the segments kept the shares of before: the like-for-like figure. */
  likeForLike: number | null
  /** before + Σ (mix + rate) = after, exactly. Share points, 0 to 1. */
  steps: readonly { name: string; mix: number; rate: number }[]
  totalMix: number
  totalRate: number
  /** What is left by rounding; 0 within 1e-12. */
  residual: number
}

/**
 * Splits the change in churn between two periods into who the customers are (mix) and how they behave (rate),
 * segment by segment, with averages of the two periods as weights (Kitagawa 1955): nothing is left over.
 * A segment without customers in one period counts with the other's rate: its change is all mix.
 */
export function comparePeriods(segments: readonly SegmentPair[]): PeriodComparison {
  const sum = (period: 'before' | 'after', part: 'n' | 'churned') =>
    segments.reduce((total, segment) => total + segment[period][part], 0)
  const [n0, n1] = [sum('before', 'n'), sum('after', 'n')]
  if (n0 === 0 || n1 === 0)
    return {
      before: n0 > 0 ? sum('before', 'churned') / n0 : null,
      after: n1 > 0 ? sum('after', 'churned') / n1 : null,
      likeForLike: null,
      steps: [],
      totalMix: 0,
      totalRate: 0,
      residual: 0,
    }
  const before = sum('before', 'churned') / n0
  const after = sum('after', 'churned') / n1
  const rows = segments.map(({ name, before: old, after: recent }) => {
    const [w0, w1] = [old.n / n0, recent.n / n1]
    const known0 = old.n > 0 ? old.churned / old.n : null
    const known1 = recent.n > 0 ? recent.churned / recent.n : null
    const r0 = known0 ?? known1 ?? 0
    const r1 = known1 ?? known0 ?? 0
    // Counted from the overall level, so that a segment that grows says whether it pulls churn up or down.
    const level = (before + after) / 2
    return { name, mix: (w1 - w0) * ((r0 + r1) / 2 - level), rate: (r1 - r0) * ((w0 + w1) / 2), w0, r1 }
  })
  const totalMix = rows.reduce((total, { mix }) => total + mix, 0)
  const totalRate = rows.reduce((total, { rate }) => total + rate, 0)
  return {
    before,
    after,
    likeForLike: rows.reduce((total, { w0, r1 }) => total + w0 * r1, 0),
    steps: rows.map(({ name, mix, rate }) => ({ name, mix, rate })),
    totalMix,
    totalRate,
    residual: after - before - totalMix - totalRate,
  }
}

/** Customers of two dates as a waterfall: opening + new + returned − lost = closing. */
export function customerWaterfall(
  opening: ReadonlySet<string>,
  closing: ReadonlySet<string>,
  everBefore: ReadonlySet<string>,
) {
  const joined = [...closing].filter(id => !opening.has(id))
  const returned = joined.filter(id => everBefore.has(id)).length
  const lost = [...opening].filter(id => !closing.has(id)).length
  return { opening: opening.size, new: joined.length - returned, returned, lost, closing: closing.size }
}
