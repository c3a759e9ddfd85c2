import { align } from './align.ts'
import { extractNumbers } from './extract.ts'
import type { KeptLine } from './kept-page.ts'
import type { PageLine } from './page-lines.ts'
import { counted, near, resemblance } from './similar.ts'
import type { Alteration } from './altered.ts'

const full = ({ words, cites }: KeptLine | PageLine): string => `${words}\t${cites}`

interface Gap {
  /** Lines of the text that stand where the report has `lost`. */
  now: PageLine[]
  lost: KeptLine[]
  /** The line of the text before it. */
  after: PageLine | undefined
}

function gapsOf(
  lines: readonly PageLine[],
  written: readonly KeptLine[],
  key: (line: KeptLine | PageLine) => string,
): Gap[] {
  const places = align(lines.map(key), written.map(key))
  const gaps: Gap[] = []
  let next = 0
  let now: PageLine[] = []
  let after: PageLine | undefined
  const close = (to: number): void => {
    if (now.length > 0 || next < to) gaps.push({ now, lost: written.slice(next, to), after })
    now = []
  }
  lines.forEach((line, place) => {
    const at = places[place] ?? -1
    if (at < 0) {
      now.push(line)
      return
    }
    close(at)
    next = at + 1
    after = line
  })
  close(written.length)
  return gaps
}

/**
 * A document that holds most of a report, held to all of it: no line other than it was written, elsewhere, twice or
 * gone. What others add without a figure, a day or a name is theirs.
 */
export function alteredWhole(lines: readonly PageLine[], written: readonly KeptLine[]): Alteration[] {
  const [here, there] = [counted(lines.map(full)), counted(written.map(full))]
  return gapsOf(lines, written, full).flatMap(({ now, lost, after }) => {
    let room = lost.length
    const found = now.flatMap((line): Alteration[] => {
      const known = there.get(full(line)) ?? 0
      const problem = known === 0 ? 'changed' : (here.get(full(line)) ?? 0) > known ? 'repeated' : 'moved'
      // A line that replaces one of the report is no addition, whatever it says.
      if (problem === 'changed' && room === 0 && !line.claims && extractNumbers(line.words).length === 0)
        return []
      const own = problem === 'changed' ? lost[lost.length - room] : undefined
      if (problem === 'changed') room = Math.max(0, room - 1)
      return [{ line, problem, written: own?.words ?? null }]
    })
    const gone = lost.filter(line => (here.get(full(line)) ?? 0) < (there.get(full(line)) ?? 0))
    const missing = gone[found.filter(({ problem }) => problem === 'changed').length]
    return missing === undefined || room === 0
      ? found
      : [...found, { line: after ?? null, problem: 'missing' as const, written: missing.words }]
  })
}

/** Lines of a part of a report that stand in the place of one of its lines, and nearly read like it. */
export const replacedLines = (lines: readonly PageLine[], written: readonly KeptLine[]): Alteration[] =>
  gapsOf(lines, written, ({ words }) => words).flatMap(({ now, lost }) =>
    now.flatMap((line): Alteration[] => {
      const own = lost.find(({ words }) => resemblance(words, line.words) >= near)
      return own === undefined ? [] : [{ line, problem: 'changed', written: own.words }]
    }),
  )
