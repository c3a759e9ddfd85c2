/** The directory of a zip, to know its parts and their unpacked sizes before anything is unpacked. */
export interface ZipEntry {
  name: string
  packed: number
  unpacked: number
  /** Where its local header begins. */
  offset: number
  deflated: boolean
}

/** `tail` is the end of the file and must hold the directory; entries outside it are not seen. */
export function zipEntries(tail: Uint8Array): ZipEntry[] {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  const decoder = new TextDecoder()
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= tail.length; at++) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== 0x02014b50) continue
    const nameLength = view.getUint16(at + 28, true)
    if (at + 46 + nameLength > tail.length) break
    entries.push({
      name: decoder.decode(tail.subarray(at + 46, at + 46 + nameLength)),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      deflated: view.getUint16(at + 10, true) === 8,
    })
    at += 45 + nameLength
  }
  return entries
}
