/** A name without what typing adds to it: width, case, blanks at the ends and doubled inside. */
export const foldName = (name: string): string =>
  name.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ')

/** Gives every spelling of a name the one that came first; blank names become `null`. */
export function spellings(): (name: string | null) => string | null {
  const first = new Map<string, string>()
  return name => {
    const folded = name === null ? '' : foldName(name)
    if (folded === '') return null
    const known = first.get(folded)
    if (known !== undefined) return known
    const shown = (name ?? '').trim()
    first.set(folded, shown)
    return shown
  }
}
