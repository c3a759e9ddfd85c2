/** Strings for byte ranges, made once per distinct value: ids and categories repeat, and strings cost ten times a look-up. */
import type { ByteCells } from './block.ts'

const slots = 1 << 16
const arenaSize = 1 << 21

export interface Interner {
  text: (cells: ByteCells, start: number, end: number) => string
}

export function createInterner(): Interner {
  const starts = new Int32Array(slots)
  const lengths = new Int32Array(slots).fill(-1)
  const strings: string[] = Array.from({ length: slots }, () => '')
  const arena = Buffer.alloc(arenaSize)
  let used = 0
  let kept = 0
  let looks = 0
  let hits = 0
  let active = true
  const text = (cells: ByteCells, start: number, end: number): string => {
    const { bytes } = cells
    const length = end - start
    if (length <= 0) return ''
    if (!active || length > 64) return slice(cells, start, end)
    // A column of distinct values gains nothing from a table.
    if (++looks === 20_000) {
      active = hits > looks / 4
      looks = 0
      hits = 0
    }
    let hash = 2166136261
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 16777619)
    let slot = (hash ^ (hash >>> 15)) & (slots - 1)
    for (let tries = 0; tries < 8; tries++, slot = (slot + 1) & (slots - 1)) {
      const known = lengths[slot] ?? -1
      if (known < 0) break
      if (known !== length) continue
      const base = (starts[slot] ?? 0) - start
      let at = start
      while (at < end && arena[base + at] === bytes[at]) at++
      if (at === end) {
        hits++
        return strings[slot] ?? ''
      }
    }
    const made = slice(cells, start, end)
    if ((lengths[slot] ?? -1) < 0 && used + length <= arenaSize && kept < slots / 2) {
      bytes.copy(arena, used, start, end)
      starts[slot] = used
      lengths[slot] = length
      strings[slot] = made
      used += length
      kept++
    }
    return made
  }
  return { text }
}

/** Shorter than this, a piece of a string is a copy; longer, it would keep the whole block alive. */
const copied = 13

function slice({ bytes, ascii }: ByteCells, start: number, end: number): string {
  if (ascii === null) return bytes.toString('utf8', start, end)
  return end - start < copied ? ascii.slice(start, end) : bytes.toString('latin1', start, end)
}
