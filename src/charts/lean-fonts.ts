import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fontCutter } from './shrunk-font.ts'

const cutters = new Map<string, Promise<(text: string) => Uint8Array>>()

const cutterOf = (path: string): Promise<(text: string) => Uint8Array> => {
  const known = cutters.get(path) ?? readFile(path).then(fontCutter)
  cutters.set(path, known)
  known.catch(() => cutters.delete(path))
  return known
}

/**
 * Draws with fonts that hold only what `text` needs: the drawing library reads a font anew for every word, which took
 * a second a picture. The files are gone afterwards.
 */
export async function withLeanFonts<Of>(
  paths: readonly string[],
  text: string,
  draw: (paths: string[]) => Of,
): Promise<Of> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-fonts-'))
  try {
    const lean = await Promise.all(
      paths.map(async (path, index) => {
        const file = join(folder, `${index}.ttf`)
        await writeFile(file, (await cutterOf(path))(text), { mode: 0o600 })
        return file
      }),
    )
    return draw(lean)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
