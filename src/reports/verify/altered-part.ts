import { counted } from './similar.ts'
import type { Alteration } from './altered.ts'
import type { KeptLine } from './kept-page.ts'
import type { PageLine } from './page-lines.ts'

const lineOnly = (text: string): boolean => !/[\p{L}\d]/u.test(text)

/** The lines of a report that stand under each of its headings and heads of tables of those words. */
function under(written: readonly KeptLine[], anchor: PageLine): KeptLine[][] {
  return written.flatMap(({ words, kind }, place) => {
    if (words !== anchor.words || kind !== anchor.kind) return []
    const rest = written.slice(place + 1)
    const end = rest.findIndex(line => (kind === 'head' ? line.kind !== 'row' : line.kind === 'heading'))
    return [end < 0 ? rest : rest.slice(0, end)]
  })
}

/** A text cut at its headings and heads of tables, with the lines that stand under each. */
function chunks(lines: readonly PageLine[]): { anchor: PageLine; below: PageLine[] }[] {
  return lines.flatMap((anchor, place) => {
    if (anchor.kind !== 'heading' && anchor.kind !== 'head') return []
    const rest = lines.slice(place + 1)
    const end = rest.findIndex(line =>
      anchor.kind === 'head' ? line.kind !== 'row' : line.kind === 'heading',
    )
    return [{ anchor, below: end < 0 ? rest : rest.slice(0, end) }]
  })
}

/**
 * Lines of a copied part that are a report's own but stand under a heading or a head of a table that is not theirs, or
 * more often than there. A line that is copied alone is right wherever it stands.
 */
export function misplaced(lines: readonly PageLine[], written: readonly KeptLine[]): Alteration[] {
  const known = new Set(written.map(({ words }) => words))
  const found = chunks(lines).flatMap(({ anchor, below }) => {
    const sections = under(written, anchor)
    if (sections.length === 0) return []
    const ours = below.filter(({ words }) => known.has(words) && !lineOnly(words))
    const fits = sections.map(section => {
      const room = counted(section.map(({ words }) => words))
      return ours.flatMap((line): Alteration[] => {
        const left = room.get(line.words)
        room.set(line.words, (left ?? 0) - 1)
        if (left !== undefined && left > 0) return []
        return [{ line, problem: left === undefined ? 'moved' : 'repeated', written: null }]
      })
    })
    return fits.toSorted((one, two) => one.length - two.length)[0] ?? []
  })
  return found.filter(({ line }, place) => found.findIndex(other => other.line === line) === place)
}

/** Lines whose words a report has, with references that it does not give them. */
export function miscited(lines: readonly PageLine[], written: readonly KeptLine[]): Alteration[] {
  const cited = new Map<string, Set<string>>()
  for (const { words, cites } of written) cited.set(words, (cited.get(words) ?? new Set()).add(cites))
  return lines.flatMap(line =>
    line.cites === '' || (cited.get(line.words)?.has(line.cites) ?? true)
      ? []
      : [{ line, problem: 'changed' as const, written: null }],
  )
}

/** Rows that are not as written in a table of which at least half of the others, and two of them, are. */
export function changedRows(lines: readonly PageLine[], known: (line: PageLine) => boolean): PageLine[] {
  const tables: PageLine[][] = []
  lines.forEach((line, place) => {
    if (line.kind !== 'row' && line.kind !== 'head') return
    const last = tables.at(-1)
    const before = lines[place - 1]
    const joins = before?.kind === 'row' || before?.kind === 'head'
    if (last && joins && line.kind === 'row') last.push(line)
    else tables.push([line])
  })
  return tables.flatMap(rows => {
    const other = rows.filter(line => !known(line))
    const same = rows.length - other.length
    return same >= 2 && same * 2 >= rows.length - 1 ? other : []
  })
}
