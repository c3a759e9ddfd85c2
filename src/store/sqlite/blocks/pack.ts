/**
 * Whole numbers as bytes: each is `min` plus an unsigned number of as few bytes as the widest needs, least significant
 * first. How many bytes that is follows from the length: none where all numbers are the same, then 1, 2, 3, 4 or 7;
 * where even 7 do not hold the span, 8 bytes of two's complement with `min` 0.
 */
export interface Packed {
  min: number
  bytes: Uint8Array
}

type Numbers = Int32Array | Float64Array | Uint8Array

/** The first `n` of `values`. */
export function pack(values: Numbers, n: number): Packed {
  let min = n === 0 ? 0 : (values[0] ?? 0)
  let max = min
  for (let at = 1; at < n; at++) {
    const value = values[at] ?? 0
    if (value < min) min = value
    else if (value > max) max = value
  }
  const span = max - min
  if (span === 0) return { min, bytes: new Uint8Array(0) }
  if (span < 0x100) {
    const bytes = new Uint8Array(n)
    for (let at = 0; at < n; at++) bytes[at] = (values[at] ?? 0) - min
    return { min, bytes }
  }
  if (span < 0x1_0000) {
    const pairs = new Uint16Array(n)
    for (let at = 0; at < n; at++) pairs[at] = (values[at] ?? 0) - min
    return { min, bytes: new Uint8Array(pairs.buffer) }
  }
  if (span < 0x100_0000) {
    const bytes = new Uint8Array(n * 3)
    for (let at = 0, to = 0; at < n; at++, to += 3) {
      const value = (values[at] ?? 0) - min
      bytes[to] = value
      bytes[to + 1] = value >> 8
      bytes[to + 2] = value >> 16
    }
    return { min, bytes }
  }
  if (span < 0x1_0000_0000) {
    const words = new Uint32Array(n)
    for (let at = 0; at < n; at++) words[at] = (values[at] ?? 0) - min
    return { min, bytes: new Uint8Array(words.buffer) }
  }
  return span <= Number.MAX_SAFE_INTEGER ? packSeven(values, n, min) : packEight(values, n)
}

function packSeven(values: Numbers, n: number, min: number): Packed {
  const bytes = new Uint8Array(n * 7)
  for (let at = 0, to = 0; at < n; at++, to += 7) {
    const value = (values[at] ?? 0) - min
    const high = Math.floor(value / 2 ** 32)
    for (let byte = 0; byte < 4; byte++) bytes[to + byte] = value / 2 ** (8 * byte)
    for (let byte = 0; byte < 3; byte++) bytes[to + 4 + byte] = high >> (8 * byte)
  }
  return { min, bytes }
}

function packEight(values: Numbers, n: number): Packed {
  const longs = new BigInt64Array(n)
  for (let at = 0; at < n; at++) {
    const whole = BigInt(values[at] ?? 0)
    if (BigInt.asIntN(64, whole) !== whole) throw new RangeError('an amount is too large to keep')
    longs[at] = whole
  }
  return { min: 0, bytes: new Uint8Array(longs.buffer) }
}

/** Reads `n` numbers into `to`; the inverse of `pack`. */
export function unpack(bytes: Uint8Array, min: number, n: number, to: Int32Array | Float64Array): void {
  switch (n === 0 ? 0 : bytes.length / n) {
    case 0:
      to.fill(min, 0, n)
      return
    case 1:
      for (let at = 0; at < n; at++) to[at] = min + (bytes[at] ?? 0)
      return
    case 2:
      add(new Uint16Array(aligned(bytes)), min, n, to)
      return
    case 3:
      for (let at = 0, from = 0; at < n; at++, from += 3)
        to[at] = min + ((bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8) | ((bytes[from + 2] ?? 0) << 16))
      return
    case 4:
      add(new Uint32Array(aligned(bytes)), min, n, to)
      return
    case 7:
      for (let at = 0; at < n; at++) {
        let value = 0
        for (let byte = 6; byte >= 0; byte--) value = value * 256 + (bytes[at * 7 + byte] ?? 0)
        to[at] = min + value
      }
      return
    case 8: {
      const longs = new BigInt64Array(aligned(bytes))
      for (let at = 0; at < n; at++) to[at] = Number(longs[at] ?? 0n)
      return
    }
    default:
      throw new Error('a block of transactions is damaged')
  }
}

function add(words: Uint16Array | Uint32Array, min: number, n: number, to: Int32Array | Float64Array): void {
  for (let at = 0; at < n; at++) to[at] = min + (words[at] ?? 0)
}

/** The bytes' own buffer where they stand alone in it, as drivers hand them over; else a copy that begins at 0. */
const aligned = (bytes: Uint8Array): ArrayBuffer => {
  const { buffer } = bytes
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? buffer
    : new Uint8Array(bytes).buffer
}
