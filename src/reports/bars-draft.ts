import { barChart } from '../charts/bars.ts'
import type { ChartDraft } from './charts/draft.ts'
import { chartWordsFor } from './charts/words/words.ts'
import type { ChartWords } from './charts/words/words.ts'
import type { Badge, Figure } from './figure-book.ts'
import { table } from './markdown.ts'
import { dash, settled } from './printer.ts'
import type { Printer } from './printer.ts'

export interface NamedBar {
  name: string
  figure: Figure
  interval?: readonly [Figure, Figure] | undefined
  thin?: boolean
}

/** Ranked bars of figures, with the same numbers as a table; `null` where there is nothing to rank. */
export function barsDraft(
  bars: readonly NamedBar[],
  said: {
    title: string
    unit: string
    n: string
    asOf: string
    badge: Badge
    note: (words: ChartWords) => string
  },
  printer: Printer,
): ChartDraft | null {
  if (bars.length < 2) return null
  const words = chartWordsFor(printer.language)
  const foot = settled(
    words.foot({ ...said, badge: words.badge[said.badge], notes: [said.note(words)] }),
    printer.language,
  )
  const title = settled(said.title, printer.language)
  const valued = bars.some(({ interval }) => interval)
  const printed = ({ figure, interval }: NamedBar): string => {
    const [open, close] = printer.language === 'en' ? [' (', ')'] : ['（', '）']
    return `${printer.fig(figure)}${interval ? `${open}${printer.range(...interval)}${close}` : ''}`
  }
  const bare = (text: string): string =>
    text
      .replace(/\\([\\|`*_[\]#~!])/g, '$1')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
  return {
    title,
    foot,
    twin: settled(
      table(
        ['', said.unit, ...(valued ? [words.interval] : [])],
        bars.map(bar => [
          bar.name,
          printer.fig(bar.figure),
          ...(valued ? [bar.interval ? printer.range(...bar.interval) : dash] : []),
        ]),
        ['l', 'r', 'r'],
      ),
      printer.language,
    ),
    plan: framed =>
      barChart(
        bars.map(bar => ({
          name: bare(bar.name),
          shown: { value: bar.figure.value, printed: printed(bar) },
          interval: bar.interval ? [bar.interval[0].value, bar.interval[1].value] : undefined,
          thin: bar.thin ?? false,
        })),
        { title, foot, framed },
      ),
  }
}

/** Drafts by name, without those that have no data. */
export const draftsOf = (drafts: Readonly<Record<string, ChartDraft | null>>): Map<string, ChartDraft> =>
  new Map(Object.entries(drafts).flatMap(([name, draft]) => (draft ? [[name, draft] as const] : [])))
