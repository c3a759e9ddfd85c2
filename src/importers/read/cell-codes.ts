/**
 * A number for each distinct run of bytes, from 0 in the order of their first appearance: ids and categories repeat,
 * and making a string costs ten times a look-up.
 */
export class CellCodes {
  /** Distinct runs so far. */
  size = 0
  /** Four integers a slot, side by side for the sake of the cache: number + 1 (0 when free), hash, place, length. */
  #slots = new Int32Array((1 << 12) * 4)
  #arena = new Uint8Array(1 << 15)
  #arenaView = new DataView(this.#arena.buffer)
  #used = 0

  /**
   * Numbers of the cells of one column: cell `row` lies from `starts[at]` to `ends[at]`, `at` = row × step + offset.
   * A cell that does not lie there plainly (its end is negative) is left out.
   */
  column(
    bytes: DataView,
    { starts, ends, step, offset }: { starts: Int32Array; ends: Int32Array; step: number; offset: number },
    from: number,
    into: Int32Array,
  ): void {
    let slots = this.#slots
    let arena = this.#arenaView
    let mask = slots.length / 4 - 1
    for (let row = from, cell = from * step + offset; row < into.length; row++, cell += step) {
      const start = starts[cell] ?? 0
      const end = ends[cell] ?? 0
      if (end < 0) continue
      const hash = hashOf(bytes, start, end)
      for (let base = (hash & mask) * 4; ; base = (base + 4) & (mask * 4 + 3)) {
        const found = slots[base] ?? 0
        if (found === 0) {
          into[row] = this.#add(bytes, start, end, hash, base)
          slots = this.#slots
          arena = this.#arenaView
          mask = slots.length / 4 - 1
          break
        }
        if (
          slots[base + 1] === hash &&
          slots[base + 3] === end - start &&
          alike(bytes, start, end, arena, slots[base + 2] ?? 0)
        ) {
          into[row] = found - 1
          break
        }
      }
    }
  }

  #add(bytes: DataView, start: number, end: number, hash: number, base: number): number {
    const length = end - start
    const needed = this.#used + length
    if (needed > this.#arena.length) {
      const next = new Uint8Array(Math.max(needed, this.#arena.length * 2))
      next.set(this.#arena)
      this.#arena = next
      this.#arenaView = new DataView(next.buffer)
    }
    for (let at = 0; at < length; at++) this.#arena[this.#used + at] = bytes.getUint8(start + at)
    this.#slots.set([++this.size, hash, this.#used, length], base)
    this.#used = needed
    if (this.size * 8 > this.#slots.length) this.#grow()
    return this.size - 1
  }

  #grow(): void {
    const old = this.#slots
    const slots = new Int32Array(old.length * 4)
    const mask = slots.length / 4 - 1
    for (let from = 0; from < old.length; from += 4) {
      if (old[from] === 0) continue
      let slot = (old[from + 1] ?? 0) & mask
      while (slots[slot * 4] !== 0) slot = (slot + 1) & mask
      for (let part = 0; part < 4; part++) slots[slot * 4 + part] = old[from + part] ?? 0
    }
    this.#slots = slots
  }
}

function hashOf(bytes: DataView, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0
  let at = start
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ bytes.getInt32(at, true), 0x85ebca6b)
    hash ^= hash >>> 15
  }
  for (; at < end; at++) hash = Math.imul(hash ^ bytes.getUint8(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35)
  return hash ^ (hash >>> 15)
}

function alike(bytes: DataView, start: number, end: number, other: DataView, place: number): boolean {
  let at = start
  let there = place
  for (; at + 4 <= end; at += 4, there += 4)
    if (bytes.getInt32(at, true) !== other.getInt32(there, true)) return false
  for (; at < end; at++, there++) if (bytes.getUint8(at) !== other.getUint8(there)) return false
  return true
}
