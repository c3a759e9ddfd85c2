/** A number for each distinct run of bytes: ids and categories repeat, and making a string costs ten times a look-up. */
export interface CellCodes {
  /** Number of these bytes, from 0 in the order of their first appearance. */
  code: (bytes: Uint8Array, start: number, end: number) => number
  /** Distinct runs so far. */
  readonly size: number
}

export function createCellCodes(): CellCodes {
  let slots = new Int32Array(1 << 12)
  let hashes = new Int32Array(1 << 11)
  /** Where a run begins in the arena; its end is where the next one begins. */
  let starts = new Int32Array((1 << 11) + 1)
  let arena = new Uint8Array(1 << 15)
  let size = 0

  const grow = (): void => {
    hashes = longer(hashes, hashes.length * 2)
    starts = longer(starts, hashes.length + 1)
    slots = new Int32Array(hashes.length * 2)
    const mask = slots.length - 1
    for (let code = 0; code < size; code++) {
      let slot = (hashes[code] ?? 0) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = code + 1
    }
  }

  const add = (bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number => {
    const from = starts[size] ?? 0
    const to = from + end - start
    if (to > arena.length) {
      const next = new Uint8Array(Math.max(to, arena.length * 2))
      next.set(arena)
      arena = next
    }
    for (let at = start; at < end; at++) arena[from + at - start] = bytes[at] ?? 0
    hashes[size] = hash
    starts[size + 1] = to
    slots[slot] = size + 1
    size++
    if (size === hashes.length) grow()
    return size - 1
  }

  return {
    get size() {
      return size
    },
    code(bytes, start, end) {
      let hash = 2166136261
      for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 16777619)
      hash ^= hash >>> 15
      const mask = slots.length - 1
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const code = (slots[slot] ?? 0) - 1
        if (code < 0) return add(bytes, start, end, hash, slot)
        if (hashes[code] !== hash) continue
        const from = starts[code] ?? 0
        if ((starts[code + 1] ?? 0) - from !== end - start) continue
        let at = start
        while (at < end && arena[from + at - start] === bytes[at]) at++
        if (at === end) return code
      }
    },
  }
}

function longer(from: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length)
  next.set(from)
  return next
}
