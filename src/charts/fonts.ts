import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decompress } from 'wawoff2'

interface FontFile {
  file: string
  ttf_sha256: string
}

/** First and last code point of each run that a font has glyphs for. */
type Runs = readonly (readonly [number, number?])[]

interface FontList {
  family: string
  regular: FontFile
  bold: FontFile
  covers: Runs
  /** For pictures, where the first family has no glyph, or another shape than the reader writes. */
  more: readonly { name: string; family: string; regular: FontFile; bold?: FontFile; covers: Runs }[]
}

export interface FontFiles {
  /** TrueType files, ready to be read by path. */
  regular: string
  bold: string
}

const source = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return join(folder, 'data', 'fonts')
})()

let known: FontList | null = null
function fontList(): FontList {
  // Written by scripts/make-fonts.ts beside the fonts.
  known ??= JSON.parse(readFileSync(join(source, 'fonts.json'), 'utf8')) as FontList
  return known
}

/** Where unpacked fonts are kept between runs, by the habits of the platform. */
export function fontCacheFolder(): string {
  const { platform, env } = process
  const base =
    platform === 'win32'
      ? (env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'))
      : platform === 'darwin'
        ? join(homedir(), 'Library', 'Caches')
        : env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return join(base, 'holdfast', 'fonts')
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The unpacked font at its place; unpacked anew when it is missing or not what it should be. */
async function unpacked(folder: string, { file, ttf_sha256: expected }: FontFile): Promise<string> {
  const path = join(folder, `${file.replace(/\.woff2$/, '')}-${expected.slice(0, 12)}.ttf`)
  const there = await readFile(path).catch(() => null)
  if (there !== null && sha256(there) === expected) return path
  const bytes = await decompress(await readFile(join(source, file)))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}`
  await writeFile(draft, bytes, { mode: 0o600 })
  await rename(draft, path)
  return path
}

async function unpackInto(folder: string): Promise<FontFiles> {
  const { regular, bold } = fontList()
  // One after the other: the unpacker has one memory.
  const first = await unpacked(folder, regular)
  return { regular: first, bold: await unpacked(folder, bold) }
}

const running = new Map<string, Promise<FontFiles>>()

/**
 * Our own fonts as TrueType files, unpacked at first use (under a second) into `cacheFolder`, or into the
 * temporary folder where that cannot be written.
 */
export function fontFiles(cacheFolder: string = fontCacheFolder()): Promise<FontFiles> {
  const started =
    running.get(cacheFolder) ??
    unpackInto(cacheFolder).catch(() =>
      unpackInto(join(tmpdir(), `holdfast-fonts-${process.getuid?.() ?? 0}`)),
    )
  running.set(cacheFolder, started)
  started.catch(() => running.delete(cacheFolder))
  return started
}

/** Name of the family inside the files. */
export const fontName = (): string => fontList().family

const within = (covers: Runs, point: number): boolean => {
  let [low, high] = [0, covers.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first = 0, last = first] = covers[middle] ?? []
    if (point < first) high = middle - 1
    else if (point > last) low = middle + 1
    else return true
  }
  return false
}
const covered = (point: number): boolean => within(fontList().covers, point)
const pointOf = (sign: string): number => sign.codePointAt(0) ?? 0

/** Steers what stands beside it and is not seen itself: directions, joiners, variants of emoji. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\p{Variation_Selector}/gu
/** Letters that no accent makes, as they are written without their stroke. */
const strokes: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ı: 'i' }

/** What a sign without a glyph becomes: the letter without its accent, else 〓, where it would vanish. */
function substitute(sign: string): string {
  const plain = strokes[sign] ?? sign.normalize('NFD').slice(0, 1)
  return plain !== sign && covered(pointOf(plain)) ? plain : '〓'
}

// oxlint-disable-next-line no-control-regex
const beyondAscii = /[^\u0000-\u007e]/gu

/**
 * Text as our fonts can show it: what has no glyph is written without its accent (`Čapek` as `Capek`), or becomes 〓
 * where it would otherwise vanish.
 */
export const printable = (text: string, has: (point: number) => boolean = covered): string =>
  text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(beyondAscii, sign => (has(pointOf(sign)) ? sign : substitute(sign)))

/** Whether one of our families has the sign: the first, or one of those for pictures. */
const coveredInPictures = (point: number): boolean =>
  covered(point) || fontList().more.some(({ covers }) => within(covers, point))

/** Text as a picture can show it, where further families stand in for the first. */
export const drawable = (text: string): string => printable(text, coveredInPictures)

export interface PictureFonts {
  files: string[]
  /** The families in the order in which they are asked for a glyph. */
  families: readonly { family: string; has: (point: number) => boolean; alone: boolean }[]
}

/** Written from right to left: the drawing library loses a line that mixes it with hanzi. */
const fromRight = 'noto-sans-arabic'
/** The family whose shapes the readers of Taiwan write. */
const traditional = 'noto-sans-tc'

/**
 * The fonts that a text needs as a picture: the first family, the shapes of Taiwan for its readers, and those that have
 * letters which these lack. Unpacked at first use, like the first.
 */
export async function pictureFonts(text: string, { taiwan }: { taiwan: boolean }): Promise<PictureFonts> {
  const { regular, bold } = await fontFiles()
  const { family, covers: runs, more } = fontList()
  const lacking = [...new Set(text.match(beyondAscii))].map(pointOf).filter(point => !covered(point))
  const needed = more.filter(({ name, covers }) =>
    name === traditional ? taiwan : lacking.some(point => within(covers, point)),
  )
  const files = [regular, bold]
  for (const { regular: thin, bold: thick } of needed)
    for (const font of thick ? [thin, thick] : [thin]) files.push(await unpacked(dirname(regular), font))
  const first = { name: 'noto-sans-sc', family, covers: runs }
  const order = taiwan ? [...needed.slice(0, 1), first, ...needed.slice(1)] : [first, ...needed]
  return {
    files,
    families: order.map(({ name, family: own, covers }) => ({
      family: own,
      has: point => within(covers, point),
      alone: name === fromRight,
    })),
  }
}

type Families = PictureFonts['families']

/** A text of several writings: what the broad family lacks is set in another, stretch by stretch. */
function mixed(text: string, broad: Families[number], families: Families): string {
  let [written, stretch, current] = ['', '', '']
  const close = (): void => {
    if (stretch !== '')
      written += current === '' ? stretch : `<tspan font-family="${current}">${stretch}</tspan>`
    stretch = ''
  }
  for (const sign of text) {
    const point = pointOf(sign)
    const other = broad.has(point) ? undefined : families.find(({ has }) => has(point))
    // A blank stays with what stands before it.
    const family = sign === ' ' ? current : other === undefined || other.alone ? '' : other.family
    if (family !== current) close()
    current = family
    stretch += other?.alone ? '〓' : sign
  }
  close()
  return written
}

/**
 * The drawing, set in `usual` so far, with each text in the first family that has all of its letters. Left alone, the
 * drawing library looks for letters itself and loses the weight of the whole line.
 */
export function setInFamilies(svg: string, usual: string, families: Families): string {
  const broad = families.find(({ family }) => family === fontName()) ?? families[0]
  return svg.replace(/<text([^>]*)>([^<]*)(?=<\/text>)/g, (whole, tag: string, text: string) => {
    const points = [...text].map(pointOf)
    const one = families.find(({ has }) => points.every(has))
    const base = one ?? broad
    return base === undefined
      ? whole
      : `<text${tag.replace(usual, base.family)}>${one === undefined ? mixed(text, base, families) : text}`
  })
}
