import { keysIn, referenceList, replaceCharts, replaceMarks, replacePlans } from './marks.ts'

const isRow = (line: string | undefined): boolean => line !== undefined && line.startsWith('|')
const bare = (text: string): string =>
  replacePlans(
    replaceMarks(text, (_key, printed) => printed),
    inner => inner,
  )

/**
 * The readable Markdown of a marked text: numbers are plain, and each line that prints figures ends with their
 * reference numbers; tables get a last column for them.
 */
export function plainMarkdown(
  text: string,
  {
    numbers,
    twinOf,
    referenceHead,
  }: { numbers: ReadonlyMap<number, number>; twinOf: (chart: string) => string; referenceHead: string },
): string {
  const lines = replaceCharts(text, twinOf).split('\n')
  const references = (line: string): string =>
    referenceList(keysIn(line).flatMap(key => numbers.get(key) ?? []))
  const written: string[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (!isRow(line)) {
      const cited = references(line)
      written.push(cited === '' ? bare(line) : `${bare(line)} [${cited}]`)
      continue
    }
    const table: string[] = []
    while (isRow(lines[index])) {
      table.push(lines[index] ?? '')
      index += 1
    }
    index -= 1
    const cites = table.map(references)
    const needed = cites.some(cited => cited !== '')
    for (const [row, tableLine] of table.entries()) {
      const cell = row === 0 ? referenceHead : row === 1 ? '---' : (cites[row] ?? '')
      written.push(needed ? `${bare(tableLine)} ${cell} |` : bare(tableLine))
    }
  }
  return `${written
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

/** Text from data as one Markdown phrase: no line ends, nothing that Markdown or HTML would obey. */
export const plain = (value: string): string =>
  value
    .replace(/[\uE000-\uE006]/g, '')
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/([\\|`*_[\]#~!])/g, '\\$1')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .slice(0, 400)

/** A Markdown table; cells are ready to print. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly ('l' | 'r')[] = [],
): string =>
  [
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, column) => (align[column] === 'r' ? '---:' : '---')).join(' | ')} |`,
    ...rows.map(row => `| ${row.join(' | ')} |`),
  ].join('\n')

/** Points of one list stand together, where one of them had nothing to say as well. */
export const withoutHoles = (text: string): string => text.replace(/^(- [^\n]*)\n{2,}(?=- )/gm, '$1\n')

/** The text without tables that have no row: a bare head looks as if something was lost. */
export const withoutBareHeads = (text: string): string =>
  text.replace(/^\|[^\n]*\|\n\|[ :|-]+\|[ ]*(?:\n(?!\|)|(?![\s\S]))/gm, '')
