const centralEntry = 0x02014b50
const endOfCentral = 0x06054b50
/** 1 January 1980, midnight: the first moment that a zip archive can name. */
const [time, date] = [0, 0x21]

/**
 * A zip archive whose entries say nothing of when they were packed: the same content gives the same bytes. Changed in
 * place, since workbooks can be large. Offsets: PKWARE's APPNOTE 6.3.10, 4.3.7 (local header) and 4.3.12 (directory).
 */
export function stillZip(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== endOfCentral) end -= 1
  if (end < 0) return bytes
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== centralEntry) break
    view.setUint16(at + 12, time, true)
    view.setUint16(at + 14, date, true)
    const local = view.getUint32(at + 42, true)
    view.setUint16(local + 10, time, true)
    view.setUint16(local + 12, date, true)
    at += 46 + [28, 30, 32].reduce((sum, offset) => sum + view.getUint16(at + offset, true), 0)
  }
  return bytes
}
