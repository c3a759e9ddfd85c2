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

/**
 * Customers no better in a dimension than this one, and how many of them are not low all the same, with the best of
 * those by name: of the first dimension that has one, else of the first.
 */
export function counterExample(
  own: RowScore,
  scored: ScoredCustomers,
  row: number,
  dimensions: readonly string[],
) {
  const found = dimensions.flatMap(dimension => {
    const score = own.parts[dimension]?.dimension ?? null
    return score === null ? [] : [noBetter(scored, row, dimension, score)]
  })
  return found.find(one => one.not_low > 0) ?? found[0] ?? null
}

function noBetter(scored: ScoredCustomers, row: number, dimension: string, score: number) {
  const values = dimensionColumn(scored, dimension)
  let [n, notLow, best] = [0, 0, -1]
  for (let at = 0; at < scored.scores.length; at++) {
    if (at === row || scored.bands[at] === -1 || !((values?.[at] ?? Infinity) <= score)) continue
    n += 1
    if (healthBands[scored.bands[at] ?? -1] === 'low') continue
    notLow += 1
    if (best < 0 || (scored.scores[at] ?? 0) > (scored.scores[best] ?? 0)) best = at
  }
  return { dimension, n, not_low: notLow, customer_id: scored.customerIds[best] ?? null }
}

/** Raw values beside the medians of peers and of healthy customers. */
export const inputsOf = (own: RowScore, table: CustomerTable, { peers, healthy }: Compared) =>
  own.inputs.map(input => ({
    ...input,
    peer_median: medianField(table, input.field, peers.rows),
    healthy_median: healthy ? medianField(table, input.field, healthy.rows) : null,
  }))
