import { fnv1a32 } from './hash-split.ts'

/** The customers with the smallest hashes, at most `most` rows: the same sample whatever the order of the rows. */
export function sampledRows(order: Uint32Array, ids: readonly string[], most: number): Uint32Array {
  if (order.length <= most) return order
  const hashes = Uint32Array.from(order, row => fnv1a32(`sample:${ids[row] ?? ''}`))
  const limit = hashes.toSorted()[most] ?? 0xffffffff
  return order.filter((_, at) => (hashes[at] ?? 0) < limit)
}
