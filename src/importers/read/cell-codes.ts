/**
 * A number for each distinct run of bytes, from 0 in the order of their first appearance: ids and categories repeat,
 * and making a string costs ten times a look-up. With half a million of them a look-up costs what memory costs, so runs
 * of up to twelve bytes, as most ids are, lie in the table itself.
 */
export class CellCodes {
  /** Distinct runs so far. */
  size = 0
  /** Four integers a slot: number + 1 (0 when free) and the bytes, filled up with zeros, which no text holds. */
  #short = new Int32Array((1 << 12) * 4)
  #shortSize = 0
  /** Four integers a slot: number + 1 (0 when free), hash, place in the arena, length. */
  #long = new Int32Array((1 << 8) * 4)
  #longSize = 0
  #arena = new Uint8Array(1 << 12)
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
    let slots = this.#short
    let mask = slots.length - 4
    for (let row = from, cell = from * step + offset; row < into.length; row++, cell += step) {
      const start = starts[cell] ?? 0
      const end = ends[cell] ?? 0
      if (end < 0) continue
      const length = end - start
      if (length > 12) {
        into[row] = this.#codeOfLong(bytes, start, end)
        continue
      }
      const one = wordAt(bytes, start, length)
      const two = length > 4 ? wordAt(bytes, start + 4, length - 4) : 0
      const three = length > 8 ? wordAt(bytes, start + 8, length - 8) : 0
      let base = (hashOf(one, two, three) << 2) & mask
      for (;;) {
        const found = slots[base] ?? 0
        if (found === 0) {
          slots[base] = ++this.size
          slots[base + 1] = one
          slots[base + 2] = two
          slots[base + 3] = three
          into[row] = this.size - 1
          if (++this.#shortSize * 6 > slots.length) {
            slots = this.#short = grown(slots, at => hashOf(slots[at + 1] ?? 0, slots[at + 2] ?? 0, slots[at + 3] ?? 0)) // prettier-ignore
            mask = slots.length - 4
          }
          break
        }
        if (slots[base + 1] === one && slots[base + 2] === two && slots[base + 3] === three) {
          into[row] = found - 1
          break
        }
        base = (base + 4) & mask
      }
    }
  }

  #codeOfLong(bytes: DataView, start: number, end: number): number {
    const slots = this.#long
    const mask = slots.length - 4
    let hash = 0
    let at = start
    for (; at + 4 <= end; at += 4) hash = hashOf(hash, bytes.getInt32(at, true), at - start)
    hash = hashOf(hash, wordAt(bytes, at, end - at), end - start)
    for (let base = (hash << 2) & mask; ; base = (base + 4) & mask) {
      const found = slots[base] ?? 0
      if (found === 0) return this.#addLong(bytes, start, end, hash, base)
      if (
        slots[base + 1] === hash &&
        slots[base + 3] === end - start &&
        alike(bytes, start, end, this.#arenaView, slots[base + 2] ?? 0)
      )
        return found - 1
    }
  }

  #addLong(bytes: DataView, start: number, end: number, hash: number, base: number): number {
    const length = end - start
    const needed = this.#used + length
    if (needed > this.#arena.length) {
      const next = new Uint8Array(Math.max(needed, this.#arena.length * 2))
      next.set(this.#arena)
      this.#arena = next
      this.#arenaView = new DataView(next.buffer)
    }
    for (let at = 0; at < length; at++) this.#arena[this.#used + at] = bytes.getUint8(start + at)
    const slots = this.#long
    slots.set([++this.size, hash, this.#used, length], base)
    this.#used = needed
    if (++this.#longSize * 6 > slots.length) this.#long = grown(slots, at => slots[at + 1] ?? 0)
    return this.size - 1
  }
}

/** A table twice as large with the same entries. */
function grown(old: Int32Array<ArrayBuffer>, hashAt: (base: number) => number): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(old.length * 2)
  const mask = slots.length - 4
  for (let from = 0; from < old.length; from += 4) {
    if (old[from] === 0) continue
    let base = (hashAt(from) << 2) & mask
    while (slots[base] !== 0) base = (base + 4) & mask
    for (let part = 0; part < 4; part++) slots[base + part] = old[from + part] ?? 0
  }
  return slots
}

/** Up to four bytes as one integer. */
function wordAt(bytes: DataView, at: number, length: number): number {
  if (length >= 4) return bytes.getInt32(at, true)
  let word = 0
  for (let byte = 0; byte < length; byte++) word |= bytes.getUint8(at + byte) << (8 * byte)
  return word
}

function hashOf(one: number, two: number, three: number): number {
  let hash = Math.imul(one, 0xcc9e2d51)
  hash = Math.imul(hash ^ (hash >>> 15) ^ two, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ three, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function alike(bytes: DataView, start: number, end: number, other: DataView, place: number): boolean {
  let at = start
  let there = place
  for (; at + 4 <= end; at += 4, there += 4)
    if (bytes.getInt32(at, true) !== other.getInt32(there, true)) return false
  for (; at < end; at++, there++) if (bytes.getUint8(at) !== other.getUint8(there)) return false
  return true
}
