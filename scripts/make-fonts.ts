/**
 * Cuts the fonts that pictures and PDF files are set in, and writes what they cover: `node scripts/make-fonts.ts`.
 * Noto Sans SC (SIL Open Font License 1.1; its reserved name is another), in two weights. The box for unknown
 * characters is not drawn by all programs: `printable` in src/charts/fonts.ts puts 〓 where `covers` ends.
 *
 * Beside it, for pictures: Noto Sans TC for the shapes that Taiwan writes, and Noto Sans, KR and Arabic for names that
 * the first two have no letters for. They are needed for a new cut only, so nothing depends on them:
 * `npm install --no-save @expo-google-fonts/noto-sans@0.4.2 @expo-google-fonts/noto-sans-{kr,arabic,tc}@0.4.3`
 * (in another folder: name it in FONT_PACKAGES).
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import { decompress } from 'wawoff2'

const here = createRequire(import.meta.url)
const elsewhere = process.env['FONT_PACKAGES']
const others = elsewhere === undefined ? here : createRequire(join(elsewhere, 'package.json'))
const source = dirname(here.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
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

const signs = (...runs: readonly (readonly [number, number])[]): string =>
  runs
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
    .map(point => String.fromCodePoint(point))
    .join('')

const wanted = signs(...blocks)

/** All characters of these rows of a national standard of two bytes. */
function standard(
  encoding: string,
  [from, to]: readonly [number, number],
  cells: readonly (readonly [number, number])[],
): string {
  const decoder = new TextDecoder(encoding)
  let text = ''
  for (let row = from; row <= to; row++)
    for (const [first, last] of cells)
      for (let cell = first; cell <= last; cell++) text += decoder.decode(new Uint8Array([row, cell]))
  return text.replaceAll('\uFFFD', '')
}

/** A name of another writing may hold these, and a line of text is set in one family where it can be. */
const latin = [0x20, 0x7e] as const

/** The further families: which package, which characters, which weights. */
const further = [
  {
    name: 'noto-sans-tc',
    file: 'NotoSansTC',
    // Punctuation and the 5,401 common characters of Big5.
    text:
      signs(
        latin,
        [0xa0, 0xff],
        [0x2010, 0x2027],
        [0x2190, 0x2193],
        [0x2200, 0x22ff],
        [0x2460, 0x2473],
        [0x3000, 0x303f],
        [0xff01, 0xff5e],
      ) +
      standard(
        'big5',
        [0xa1, 0xc6],
        [
          [0x40, 0x7e],
          [0xa1, 0xfe],
        ],
      ),
    weights: ['regular', 'bold'],
  },
  {
    name: 'noto-sans',
    file: 'NotoSans',
    text: signs(latin, [0xa0, 0x2af], [0x2010, 0x2027], [0x300, 0x3ff], [0x400, 0x52f], [0x1e00, 0x1fff]),
    weights: ['regular', 'bold'],
  },
  {
    name: 'noto-sans-kr',
    file: 'NotoSansKR',
    // The 2,350 syllables of KS X 1001.
    text: standard('euc-kr', [0xb0, 0xc8], [[0xa1, 0xfe]]) + signs(latin, [0x2010, 0x2027], [0x3130, 0x318f]),
    weights: ['regular', 'bold'],
  },
  {
    name: 'noto-sans-arabic',
    file: 'NotoSansArabic',
    text: signs(latin, [0x2010, 0x2027], [0x600, 0x6ff], [0x750, 0x77f], [0xfb50, 0xfdff], [0xfe70, 0xfefc]),
    weights: ['regular'],
  },
] as const

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
type Weight = keyof typeof weights
type Runs = readonly (readonly number[])[]

/** Cuts one font, writes it packed, and tells what it holds. */
async function cut(
  from: string,
  as: string,
  text: string,
  keepFeatures: readonly string[] | undefined,
): Promise<{ font: { file: string; ttf_sha256: string }; covers: Runs }> {
  const packed = await subsetFont(await readFile(from), text, {
    targetFormat: 'woff2',
    ...(keepFeatures === undefined ? {} : { keepFeatures: [...keepFeatures] }),
    noHinting: true,
    preserveNameIds: [1, 2, 4, 6, 13, 14, 16, 17],
  })
  const ttf = Buffer.from(await decompress(packed))
  const file = `${as}.woff2`
  await writeFile(join(target, file), packed)
  process.stderr.write(
    `${file}: ${Math.round(packed.length / 1024)} KB, unpacked ${Math.round(ttf.length / 1024)} KB\n`,
  )
  return {
    font: { file, ttf_sha256: createHash('sha256').update(ttf).digest('hex') },
    covers: covered(ttf).map(([first, last]) => (first === last ? [first] : [first, last])),
  }
}

// Kerning and positions are kept; alternates that nothing here asks for are not.
const kept = ['kern', 'mark', 'mkmk', 'ccmp', 'locl']
const made: Partial<Record<Weight, { file: string; ttf_sha256: string }>> = {}
let covers: Runs = []
for (const weight of ['regular', 'bold'] as const) {
  const folder = weights[weight]
  const one = await cut(
    join(source, folder, `NotoSansSC_${folder}.ttf`),
    `noto-sans-sc-${weight}`,
    wanted,
    kept,
  )
  made[weight] = one.font
  covers = one.covers
}
const more = []
const licence = await readFile(join(source, 'LICENSE_FONT'), 'utf8')
const holders = new Set(licence.split('\n', 1))
for (const { name, file, text, weights: thick } of further) {
  const folder = dirname(others.resolve(`@expo-google-fonts/${name}/package.json`))
  for (const line of (await readFile(join(folder, 'LICENSE_FONT'), 'utf8')).split('\n', 1)) holders.add(line)
  const fonts: Partial<Record<Weight, { file: string; ttf_sha256: string }>> = {}
  let runs: Runs = []
  for (const weight of thick) {
    const style = weights[weight]
    // Arabic letters join by their features: all of them stay.
    const one = await cut(join(folder, style, `${file}_${style}.ttf`), `${name}-${weight}`, text, undefined)
    fonts[weight] = one.font
    runs = one.covers
  }
  more.push({ name, family: file.replace(/([a-z])([A-Z])/g, '$1 $2'), ...fonts, covers: runs })
}
await writeFile(
  join(target, 'LICENSE-OFL.txt'),
  [...holders, ...licence.split('\n').slice(1)].map(line => line.trimEnd()).join('\n'),
)
await writeFile(
  join(target, 'fonts.json'),
  `${JSON.stringify({ family: 'Noto Sans SC', ...made, covers, more })}\n`,
)
