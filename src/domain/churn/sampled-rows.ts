import { fnv1a32 } from './hash-split.ts'
import { idOrder } from './rows.ts'

/**
 * The customers with the smallest hashes, at most `most` rows, in the order of their ids: the same sample whatever the
 * order of the rows.
 */
export function sampledRows(ids: readonly string[], most: number): Uint32Array {
  if (ids.length <= most) return idOrder(ids)
  const salt = fnv1a32('sample:')
  const hashes = new Uint32Array(ids.length)
  for (let row = 0; row < ids.length; row++) hashes[row] = fnv1a32(ids[row] ?? '', salt)
  const limit = hashes.toSorted()[most] ?? 0xffffffff
  let n = 0
  const rows = new Uint32Array(most)
  for (let row = 0; row < ids.length; row++) if ((hashes[row] ?? 0) < limit) rows[n++] = row
  return idOrder(ids, rows.slice(0, n))
}
