import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decompress } from 'wawoff2'

interface FontList {
  family: string
  regular: { file: string; ttf_sha256: string }
  bold: { file: string; ttf_sha256: string }
  /** First and last code point of each run that the fonts have glyphs for. */
  covers: readonly (readonly [number, number?])[]
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
async function unpacked(
  folder: string,
  { file, ttf_sha256: expected }: FontList['regular'],
): Promise<string> {
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

const covered = (point: number): boolean => {
  const { covers } = fontList()
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

/** Text as our fonts can show it: a character without a glyph becomes 〓, where it would otherwise vanish. */
export const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[^\u0000-\u007e]/gu, sign => (covered(sign.codePointAt(0) ?? 0) ? sign : '〓'))
