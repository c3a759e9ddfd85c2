/** Strings for byte ranges, made once per distinct value: ids and categories repeat, and strings cost ten times a look-up. */
const slots = 1 << 16
const arenaSize = 1 << 21

export interface Interner {
  text: (bytes: Buffer, start: number, end: number) => string
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
  const text = (bytes: Buffer, start: number, end: number): string => {
    const length = end - start
    if (length <= 0) return ''
    if (!active || length > 64) return slice(bytes, start, end)
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
    const made = slice(bytes, start, end)
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

/** Latin-1 is several times faster and right for ASCII, which nearly all ids are. */
function slice(bytes: Buffer, start: number, end: number): string {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) >= 0x80) return bytes.toString('utf8', start, end)
  return bytes.toString('latin1', start, end)
}
