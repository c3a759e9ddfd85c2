/**
 * Values of SQLite records (file format, section 2.1): a type of one byte, and the bytes of the value.
 */

/** Writes the type to `types[type]` and the value to `to` from `end` on, most significant byte first; the new end. */
export function putInteger(
  types: Uint8Array,
  type: number,
  to: Uint8Array,
  end: number,
  value: number,
): number {
  if (value === 0 || value === 1) {
    types[type] = 8 + value
    return end
  }
  const small = value | 0
  if (small !== value) return putLarge(types, type, to, end, value)
  if (small >= -128 && small < 128) {
    types[type] = 1
    to[end] = small
    return end + 1
  }
  if (small >= -32_768 && small < 32_768) {
    types[type] = 2
    to[end] = small >> 8
    to[end + 1] = small
    return end + 2
  }
  if (small >= -8_388_608 && small < 8_388_608) {
    types[type] = 3
    to[end] = small >> 16
    to[end + 1] = small >> 8
    to[end + 2] = small
    return end + 3
  }
  types[type] = 4
  to[end] = small >> 24
  to[end + 1] = small >> 16
  to[end + 2] = small >> 8
  to[end + 3] = small
  return end + 4
}

function putLarge(types: Uint8Array, type: number, to: Uint8Array, end: number, value: number): number {
  const whole = BigInt(value)
  if (BigInt.asIntN(64, whole) !== whole) throw new RangeError('an amount is too large to keep')
  types[type] = 6
  for (let byte = 0; byte < 8; byte++) to[end + byte] = Number((whole >> BigInt(56 - 8 * byte)) & 255n)
  return end + 8
}

const double = new DataView(new ArrayBuffer(8))

export function putReal(types: Uint8Array, type: number, to: Uint8Array, end: number, value: number): number {
  double.setFloat64(0, value)
  types[type] = 7
  for (let byte = 0; byte < 8; byte++) to[end + byte] = double.getUint8(byte)
  return end + 8
}

/** Writes the text as UTF-8; the new end. There must be room for three bytes a character. */
export function putText(to: Buffer, end: number, text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x80) return end + to.write(text, end)
    to[end + at] = code
  }
  return end + text.length
}

/** A whole number from 0 to 2^31 as SQLite counts lengths and rows; the new end. */
export function putVarint(to: Uint8Array, end: number, value: number): number {
  let at = end
  for (let shift = 28; shift > 0; shift -= 7) if (value >= 2 ** shift) to[at++] = (value >>> shift) | 128
  to[at++] = value & 127
  return at
}
