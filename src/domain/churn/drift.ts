import { quantileSorted, sortedFinite } from '../quantiles.ts'

export interface Drift {
  /** Population stability index; below 0.1 stable, from 0.25 on shifted (the usual reading). */
  psi: number
  reading: 'stable' | 'moving' | 'shifted'
  bins: readonly { expected: number; actual: number }[]
}

/** Σ (q − p) ln(q/p) over bins, p the shares then and q now; half a count is added to every bin when one is empty. */
export function populationStability(expected: readonly number[], actual: readonly number[]): Drift {
  const short = [...expected, ...actual].some(count => count === 0) ? 0.5 : 0
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count + short, 0)
  const [before, now] = [total(expected), total(actual)]
  const bins = expected.map((count, at) => ({
    expected: before > 0 ? (count + short) / before : 0,
    actual: now > 0 ? ((actual[at] ?? 0) + short) / now : 0,
  }))
  const psi = bins.reduce(
    (sum, { expected: p, actual: q }) => (p > 0 && q > 0 ? sum + (q - p) * Math.log(q / p) : sum),
    0,
  )
  return { psi, reading: psi < 0.1 ? 'stable' : psi < 0.25 ? 'moving' : 'shifted', bins }
}

/** Drift of a number: bins are the tenths of `before`, missing values a bin of their own. `null` without values. */
export function numberDrift(before: ArrayLike<number>, now: ArrayLike<number>): Drift | null {
  const sorted = sortedFinite(before)
  if (sorted.length === 0 || now.length === 0) return null
  const cuts = [
    ...new Set(Array.from({ length: 9 }, (_, part) => quantileSorted(sorted, (part + 1) / 10) ?? 0)),
  ]
  const count = (values: ArrayLike<number>) => {
    const counts = new Array<number>(cuts.length + 2).fill(0)
    for (const value of Array.from(values)) {
      const bin = Number.isFinite(value) ? cuts.filter(cut => value >= cut).length : cuts.length + 1
      counts[bin] = (counts[bin] ?? 0) + 1
    }
    return counts
  }
  const [one, two] = [count(before), count(now)]
  // Bins that are empty in both say nothing, and would only be filled by the half counts.
  const used = one.flatMap((value, at) => (value + (two[at] ?? 0) > 0 ? [at] : []))
  return populationStability(
    used.map(at => one[at] ?? 0),
    used.map(at => two[at] ?? 0),
  )
}
