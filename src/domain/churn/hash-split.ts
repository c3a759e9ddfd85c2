/** FNV-1a, 32 bits, over the UTF-16 code units' low and high bytes where needed; ASCII gives the usual value.
 * `start` is the hash of the text before it. */
export function fnv1a32(text: string, start = 0x811c9dc5): number {
  let hash = start
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    if (unit > 0xff) hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  return hash >>> 0
}

/**
 * Fold of each customer, 0 to `folds` − 1, by the hash of its id: the same customer always falls into the
 * same fold, whatever the order of the rows. `salt` gives another split of the same kind.
 */
export function hashFolds(customerIds: readonly string[], folds: number, salt = ''): Uint8Array {
  return Uint8Array.from(customerIds, id => fnv1a32(salt + id) % folds)
}
