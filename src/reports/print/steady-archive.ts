import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** The first moment that a zip archive can name, wherever the machine stands. */
const never = new Date(1980, 0, 1)

/**
 * An office file (a zip archive of XML) whose entries say nothing of when they were packed, with its XML rewritten:
 * the same content gives the same bytes.
 */
export function steadyArchive(
  archive: Uint8Array,
  rewrite: (path: string, xml: string) => string = (_path, xml) => xml,
): Uint8Array {
  const entries = Object.entries(unzipSync(archive)).map(([path, bytes]) => [
    path,
    /\.(xml|rels)$/.test(path) ? strToU8(rewrite(path, strFromU8(bytes))) : bytes,
  ])
  return zipSync(Object.fromEntries(entries), { mtime: never })
}

/** Numbers that a library counts up over the life of the process, counted anew from 1 in order of appearance. */
export function recounted(xml: string, pattern: RegExp): string {
  const known = new Map<string, number>()
  return xml.replace(pattern, (_whole, before: string, number: string) => {
    const own = known.get(number) ?? known.size + 1
    known.set(number, own)
    return `${before}${own}`
  })
}
