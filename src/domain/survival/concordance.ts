import { timeOrder, type SurvivalData } from './observations.ts'

/**
 * Harrell's C: among pairs where one customer is known to have left before the other, the share in which the
 * one that left had the higher risk (ties in risk count half). `null` without such a pair. O(n log n).
 */
export function concordance(data: SurvivalData, risk: Float64Array): number | null {
  const order = timeOrder(data)
  const distinct = Float64Array.from(new Set(risk)).sort()
  const rankOf = new Map(Array.from(distinct, (value, rank) => [value, rank + 1]))
  const tree = new Float64Array(distinct.length + 1)
  const add = (rank: number) => {
    for (let at = rank; at < tree.length; at += at & -at) tree[at] = (tree[at] ?? 0) + 1
  }
  const upTo = (rank: number) => {
    let sum = 0
    for (let at = rank; at > 0; at -= at & -at) sum += tree[at] ?? 0
    return sum
  }
  let pairs = 0
  let score = 0
  let later = 0
  let at = order.length - 1
  while (at >= 0) {
    const time = data.durations[order[at] ?? 0]
    const start = at
    while (at >= 0 && data.durations[order[at] ?? 0] === time) at--
    const here = Array.from(order.subarray(at + 1, start + 1))
    const join = (wanted: number) => {
      for (const row of here)
        if (data.events[row] === wanted) {
          add(rankOf.get(risk[row] ?? 0) ?? 0)
          later++
        }
    }
    // Customers censored at this very time are known to have stayed at least as long as those who left.
    join(0)
    for (const row of here) {
      if (data.events[row] !== 1) continue
      const rank = rankOf.get(risk[row] ?? 0) ?? 0
      const below = upTo(rank - 1)
      pairs += later
      score += below + (upTo(rank) - below) / 2
    }
    join(1)
  }
  return pairs === 0 ? null : score / pairs
}
