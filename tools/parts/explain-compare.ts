import type { Peers } from '../../src/analysis/peers.ts'
import { dimensionColumn, healthBands, medianDimension, medianField } from '../../src/domain/health/index.ts'
import type { RowScore, ScoredCustomers } from '../../src/domain/health/index.ts'
import type { CustomerTable } from '../../src/domain/table.ts'

export interface Compared {
  scored: ScoredCustomers
  peers: Peers
  healthy: Peers | null
}

/** Each dimension beside its medians; `against` is weight × difference, in points of the score. */
export function partsOf(own: RowScore, { scored, peers, healthy }: Compared) {
  return Object.entries(own.parts).map(([dimension, { dimension: score, weight, points }]) => {
    const peerMedian = medianDimension(scored, peers.rows, dimension)
    const healthyMedian = medianDimension(scored, healthy?.rows ?? [], dimension)
    const against = (other: number | null): number | null =>
      score === null || other === null ? null : weight * (score - other)
    return {
      dimension,
      score,
      weight,
      points,
      peer_median: peerMedian,
      against_peers: against(peerMedian),
      healthy_median: healthyMedian,
      against_healthy: against(healthyMedian),
    }
  })
}

/** Customers no better in the dimension than this one, and how many of them are not low all the same. */
export function counterExample(
  own: RowScore,
  scored: ScoredCustomers,
  row: number,
  dimension: string | undefined,
) {
  const score = dimension === undefined ? null : (own.parts[dimension]?.dimension ?? null)
  if (dimension === undefined || score === null) return null
  const values = dimensionColumn(scored, dimension)
  let [n, notLow] = [0, 0]
  for (let at = 0; at < scored.scores.length; at++) {
    if (at === row || scored.bands[at] === -1 || !((values?.[at] ?? Infinity) <= score)) continue
    n += 1
    if (healthBands[scored.bands[at] ?? -1] !== 'low') notLow += 1
  }
  return { dimension, n, not_low: notLow }
}

/** Raw values beside the medians of peers and of healthy customers. */
export const inputsOf = (own: RowScore, table: CustomerTable, { peers, healthy }: Compared) =>
  own.inputs.map(input => ({
    ...input,
    peer_median: medianField(table, input.field, peers.rows),
    healthy_median: healthy ? medianField(table, input.field, healthy.rows) : null,
  }))
