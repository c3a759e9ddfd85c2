import { referencesIn } from './document.ts'
import { formatOf, openPage } from './kept-page.ts'

/** Cells of a row that can name what its figures are of. */
const namingCells = 3
const mostPages = 24

// One Chinese sign may name a row (低), one letter does not.
const isName = (cell: string): boolean =>
  (cell.length >= 2 || /\p{Script=Han}/u.test(cell)) &&
  cell.length <= 40 &&
  /\p{L}/u.test(cell) &&
  !/\d/.test(cell)

/**
 * What the rows of reports say a figure is of, by its id and in all their languages. A figure that a sentence or the
 * title of a drawing tells as well is of no row alone, and has none; the words of a head name no row.
 */
export function namesByFigure(
  prints: ReadonlyMap<string, readonly { number: string; id: string }[]>,
): Map<string, string[]> {
  const names = new Map<string, Set<string>>()
  const told = new Set<string>()
  const heads = new Set<string>()
  for (const [kept, register] of [...prints]
    .filter(([page]) => formatOf(page) === 'md')
    .slice(0, mostPages)) {
    const ids = new Map(register.map(({ number, id }) => [number, id]))
    for (const { words, cites, kind } of openPage(kept)) {
      if (kind === 'head') for (const cell of words.split(' | ')) heads.add(cell)
      const here = cites === '' ? [] : referencesIn(cites).flatMap(number => ids.get(number) ?? [])
      const cells = kind === 'row' ? words.split(' | ').slice(0, namingCells).filter(isName) : []
      for (const id of here) {
        if (kind !== 'row') told.add(id)
        else names.set(id, new Set([...(names.get(id) ?? []), ...cells]))
      }
    }
  }
  return new Map(
    [...names].flatMap(([id, found]): [string, string[]][] => {
      const own = [...found].filter(name => !heads.has(name))
      return told.has(id) || own.length === 0 ? [] : [[id, own]]
    }),
  )
}
