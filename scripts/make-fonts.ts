/**
 * Cuts the fonts that pictures and PDF files are set in, and writes what they cover: `node scripts/make-fonts.ts`.
 * Noto Sans SC (SIL Open Font License 1.1; its reserved name is another), in two weights. The box for unknown
 * characters is not drawn by all programs: `printable` in src/charts/fonts.ts puts 〓 where `covers` ends.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import { decompress } from 'wawoff2'

const source = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const target = join(dirname(fileURLToPath(import.meta.url)), '..', 'data', 'fonts')

/** First and last code point of each block that is kept; Traditional characters lie in the basic block as well. */
const blocks: readonly (readonly [number, number])[] = [
  [0x20, 0x24f], // Latin
  [0x2b0, 0x2ff], // modifiers
  [0x370, 0x4ff], // Greek, Cyrillic
  [0x1e00, 0x1eff], // Latin, further
  [0x2000, 0x214f], // punctuation, raised figures, currencies, letterlike
  [0x2150, 0x22ff], // number forms, arrows, mathematics
  [0x2300, 0x23ff], // technical
  [0x2460, 0x27bf], // circled figures, boxes, blocks, shapes, ticks
  [0x3000, 0x312f], // CJK punctuation, kana, bopomofo
  [0x3200, 0x33ff], // enclosed and squared
  [0x4e00, 0x9fff], // the whole basic block of hanzi
  [0xfe30, 0xfe4f], // vertical and compatibility forms
  [0xff00, 0xffef], // full-width forms
]

const wanted = blocks
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
  .map(point => String.fromCodePoint(point))
  .join('')

/** Code points that a TrueType font maps to a glyph, from its format 12 table (OpenType 1.9, “cmap”). */
function covered(font: Buffer): [number, number][] {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + index * 16)
  const entry = tables.find(at => font.toString('latin1', at, at + 4) === 'cmap')
  if (entry === undefined) throw new Error('no cmap')
  const cmap = font.readUInt32BE(entry + 8)
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, index) => cmap + font.readUInt32BE(cmap + 8 + index * 8),
  )
  const points = new Set<number>()
  for (const at of subtables) {
    if (font.readUInt16BE(at) === 12)
      for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
        const start = at + 16 + group * 12
        for (let point = font.readUInt32BE(start); point <= font.readUInt32BE(start + 4); point++)
          points.add(point)
      }
    if (font.readUInt16BE(at) !== 4) continue
    const segments = font.readUInt16BE(at + 6) / 2
    for (let segment = 0; segment < segments; segment++) {
      const last = font.readUInt16BE(at + 14 + segment * 2)
      const first = font.readUInt16BE(at + 16 + segments * 2 + segment * 2)
      for (let point = first; point <= last && point !== 0xffff; point++) points.add(point)
    }
  }
  const ranges: [number, number][] = []
  for (const point of [...points].toSorted((one, two) => one - two)) {
    const open = ranges.at(-1)
    if (open && open[1] === point - 1) open[1] = point
    else ranges.push([point, point])
  }
  return ranges
}

await mkdir(target, { recursive: true })
const weights = { regular: '400Regular', bold: '700Bold' }
const made: Record<string, { file: string; ttf_sha256: string }> = {}
let coverage: [number, number][] = []
for (const [name, folder] of Object.entries(weights)) {
  const whole = await readFile(join(source, folder, `NotoSansSC_${folder}.ttf`))
  // Kerning and positions are kept; alternates that nothing here asks for are not.
  const cut = await subsetFont(whole, wanted, {
    targetFormat: 'woff2',
    keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp', 'locl'],
    noHinting: true,
    preserveNameIds: [1, 2, 4, 6, 13, 14, 16, 17],
  })
  const ttf = Buffer.from(await decompress(cut))
  const file = `noto-sans-sc-${name}.woff2`
  await writeFile(join(target, file), cut)
  made[name] = { file, ttf_sha256: createHash('sha256').update(ttf).digest('hex') }
  coverage = covered(ttf)
  process.stderr.write(
    `${file}: ${Math.round(cut.length / 1024)} KB, unpacked ${Math.round(ttf.length / 1024)} KB\n`,
  )
}
await writeFile(join(target, 'LICENSE-OFL.txt'), await readFile(join(source, 'LICENSE_FONT')))
await writeFile(
  join(target, 'fonts.json'),
  `${JSON.stringify({ family: 'Noto Sans SC', ...made, covers: coverage.map(([first, last]) => (first === last ? [first] : [first, last])) })}\n`,
)
