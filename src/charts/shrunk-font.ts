/**
 * Cuts a TrueType font to the outlines of some characters, all glyphs at their old numbers: a drawing program that reads
 * a whole font for every word reads 300 KB instead of 8 MB. OpenType 1.9: tables `cmap` (formats 4 and 12), `loca`,
 * `glyf`. Glyphs that no character has are kept, since another may be replaced by them beside certain neighbours.
 * A font of another make is given back as it is.
 */
export function fontCutter(font: Uint8Array): (text: string) => Uint8Array {
  const ttf = Buffer.from(font.buffer, font.byteOffset, font.byteLength)
  const tables = tablesOf(ttf)
  const [head, maxp, loca, glyf, cmap] = ['head', 'maxp', 'loca', 'glyf', 'cmap'].map(tag => tables.get(tag))
  const glyphs = cmap && characterMap(ttf, cmap.at)
  if (!head || !maxp || !loca || !glyf || !glyphs) return () => font
  const long = ttf.readInt16BE(head.at + 50) === 1
  const count = ttf.readUInt16BE(maxp.at + 4)
  const offset = (glyph: number): number =>
    glyf.at + (long ? ttf.readUInt32BE(loca.at + 4 * glyph) : 2 * ttf.readUInt16BE(loca.at + 2 * glyph))
  const mapped = new Set(glyphs.values())
  const nameless = Array.from({ length: count }, (_, glyph) => glyph).filter(glyph => !mapped.has(glyph))
  const newHead = Buffer.from(ttf.subarray(head.at, head.at + head.length))
  newHead.writeInt16BE(1, 50)

  return text => {
    const wanted = new Set<number>()
    const add = (glyph: number): void => {
      if (glyph >= count || wanted.has(glyph)) return
      wanted.add(glyph)
      for (const part of partsOf(ttf, offset(glyph), offset(glyph + 1))) add(part)
    }
    for (const glyph of nameless) add(glyph)
    for (const sign of new Set(text)) add(glyphs.get(sign.codePointAt(0) ?? 0) ?? 0)

    const places = Buffer.alloc(4 * (count + 1))
    const outlines: Uint8Array[] = []
    let at = 0
    for (let glyph = 0; glyph < count; glyph += 1) {
      places.writeUInt32BE(at, 4 * glyph)
      if (!wanted.has(glyph)) continue
      const outline = padded(ttf.subarray(offset(glyph), offset(glyph + 1)))
      outlines.push(outline)
      at += outline.length
    }
    places.writeUInt32BE(at, 4 * count)
    const changed = new Map<string, Uint8Array>([
      ['head', newHead],
      ['loca', places],
      ['glyf', Buffer.concat(outlines)],
    ])
    return fontOf(
      ttf.subarray(0, 4),
      [...tables].map(([tag, table]) => [
        tag,
        changed.get(tag) ?? ttf.subarray(table.at, table.at + table.length),
      ]),
    )
  }
}

interface Table {
  at: number
  length: number
}

const tablesOf = (ttf: Buffer): Map<string, Table> =>
  new Map(
    Array.from({ length: ttf.readUInt16BE(4) }, (_, index) => {
      const entry = 12 + 16 * index
      const table = { at: ttf.readUInt32BE(entry + 8), length: ttf.readUInt32BE(entry + 12) }
      return [ttf.toString('latin1', entry, entry + 4), table]
    }),
  )

/** The glyph of each code point. */
function characterMap(ttf: Buffer, cmap: number): Map<number, number> | null {
  const found = Array.from({ length: ttf.readUInt16BE(cmap + 2) }, (_, index) => {
    const at = cmap + ttf.readUInt32BE(cmap + 8 + 8 * index)
    return { at, format: ttf.readUInt16BE(at) }
  })
  const whole = found.find(({ format }) => format === 12)
  if (whole) return longMap(ttf, whole.at)
  const basic = found.find(({ format }) => format === 4)
  return basic ? shortMap(ttf, basic.at) : null
}

function longMap(ttf: Buffer, at: number): Map<number, number> {
  const map = new Map<number, number>()
  for (let group = 0; group < ttf.readUInt32BE(at + 12); group += 1) {
    const entry = at + 16 + 12 * group
    const [first, last, glyph] = [0, 4, 8].map(place => ttf.readUInt32BE(entry + place))
    for (let step = 0; step <= (last ?? 0) - (first ?? 0); step += 1)
      map.set((first ?? 0) + step, (glyph ?? 0) + step)
  }
  return map
}

function shortMap(ttf: Buffer, at: number): Map<number, number> {
  const map = new Map<number, number>()
  const twice = ttf.readUInt16BE(at + 6)
  for (let entry = 0; entry < twice; entry += 2) {
    const end = ttf.readUInt16BE(at + 14 + entry)
    const start = ttf.readUInt16BE(at + 16 + twice + entry)
    const delta = ttf.readUInt16BE(at + 16 + 2 * twice + entry)
    const rangeAt = at + 16 + 3 * twice + entry
    const range = ttf.readUInt16BE(rangeAt)
    for (let point = start; point <= end && point < 0xffff; point += 1) {
      const listed = range === 0 ? point : ttf.readUInt16BE(rangeAt + range + 2 * (point - start))
      if (range === 0 || listed !== 0) map.set(point, (listed + delta) & 0xffff)
    }
  }
  return map
}

/** Glyphs that a composed one is put together from. */
function partsOf(ttf: Buffer, from: number, to: number): number[] {
  if (to <= from || ttf.readInt16BE(from) >= 0) return []
  const parts: number[] = []
  for (let at = from + 10, more = true; more;) {
    const flags = ttf.readUInt16BE(at)
    parts.push(ttf.readUInt16BE(at + 2))
    at += 4 + (flags & 0x1 ? 4 : 2) + (flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0)
    more = (flags & 0x20) !== 0
  }
  return parts
}

const padded = (bytes: Uint8Array): Uint8Array =>
  bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))])

/** Tables as one file; checksums stay 0, which drawing programs do not read. */
function fontOf(kind: Uint8Array, tables: readonly (readonly [string, Uint8Array])[]): Buffer {
  const directory = Buffer.alloc(12 + 16 * tables.length)
  directory.set(kind)
  directory.writeUInt16BE(tables.length, 4)
  let at = directory.length
  for (const [index, [tag, bytes]] of tables.entries()) {
    const entry = 12 + 16 * index
    directory.write(tag, entry, 'latin1')
    directory.writeUInt32BE(at, entry + 8)
    directory.writeUInt32BE(bytes.length, entry + 12)
    at += padded(bytes).length
  }
  return Buffer.concat([directory, ...tables.map(([, bytes]) => padded(bytes))])
}
