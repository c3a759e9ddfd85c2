import type { ChartFrame, ChartPlan, Shown } from '../../charts/chart.ts'
import { numberAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import type { Badge, Figure, FigureBook } from '../figure-book.ts'
import { plan as named } from '../marks.ts'
import { settled } from '../printer.ts'
import type { Printer } from '../printer.ts'
import type { Reading } from '../reading.ts'
import { chartWordsFor } from './words/words.ts'
import type { ChartWords } from './words/words.ts'

/** A chart before it is drawn, with the same numbers as a table for those who cannot see it. */
export interface ChartDraft {
  title: string
  foot: string
  twin: string
  plan: (framed: boolean) => ChartPlan
}

/** What a chart is made of: answers of tools, whose numbers may be printed, and who reads it. */
export interface ChartSource {
  /** In the order in which the kind asks for them; at least one. */
  answers: readonly ReportAnswer[]
  book: FigureBook
  printer: Printer
}

/** Marks and backslashes of Markdown have no place in a picture. */
export const unescaped = (text: string): string =>
  text
    .replace(/\\([\\|`*_[\]#~!])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')

/**
 * A name as it stands in a picture: digits outside its figures (“in 30 days”) are marked as part of a name, because a
 * picture breaks names into lines where nobody would know them again.
 */
export const pictured = (name: string): string =>
  unescaped(name)
    .split(/(\uE000[^\uE002]*\uE002|\uE005[^\uE006]*\uE006)/)
    .map((part, place) => (place % 2 === 1 ? part : part.replace(/\d[\d.,]*/g, digits => named(digits))))
    .join('')

export const shown = (figure: Figure, printer: Printer, digits?: number): Shown => ({
  value: figure.value,
  printed: printer.fig(figure, digits),
})

/** Customers below these counts are drawn in grey, or not at all (REPORT.md 2). */
export const greyBelow = 30
export const hideBelow = 10

/** Where an answer of drivers says how many cases its rates rest on: all windows, or the last alone. */
const casesPath = (answer: ReportAnswer): string =>
  numberAt(answer, 'baseline/cases') === null ? 'baseline/denominator' : 'baseline/cases'

/** How many cases the rates of drivers rest on, and how many windows they were gathered in. */
export function casesIn(reading: Reading, words: ChartWords): string {
  const cases = reading.fig(casesPath(reading.answer), 'count')
  return (reading.number('baseline/windows') ?? 1) > 1
    ? words.spans({ cases, windows: reading.fig('baseline/windows', 'count') })
    : cases
}

/** The days in which churn was seen; `false` where they end at the date of observation, as they should. */
export function seenIn(reading: Reading, words: ChartWords): string | false {
  const [from, to] = [reading.raw('baseline/from'), reading.raw('baseline/to')]
  return from !== null && to !== null && to !== reading.answer.as_of
    ? words.seen({ from: reading.printer.day(from), to: reading.printer.day(to) })
    : false
}

/** Ticks of axes: numbers of the scale, not of the data; they are marked so that nobody looks for their source. */
export interface Ticks {
  share: (value: number) => string
  number: (value: number) => string
  money: (value: number) => string
  /** A month, an age, a rank: a name that holds digits. */
  name: (text: string) => string
}

export function ticksFor(printer: Printer, currency: string | null): Ticks {
  const { formats } = printer
  return {
    share: value => named(formats.percent(value, Math.abs(value) < 0.05 && value !== 0 ? 1 : 0)),
    number: value => named(formats.number(value, 2)),
    money: value => named(formats.shortMoney(value, currency)),
    name: text => named(text),
  }
}

/** The largest value of a scale: a little above what is drawn, at a round place. */
export function roundUp(value: number): number {
  if (value <= 0) return 1
  const unit = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find(step => step * unit >= value) ?? 10) * unit
}

interface Parts {
  title: string
  unit: string
  n: string
  asOf: string
  badge: Badge
  notes?: readonly (string | false)[]
  twin: string
  plan: (frame: ChartFrame) => ChartPlan
}

/** Title, foot and table around a picture, the same for every kind. */
export function draftOf(
  words: ReturnType<typeof chartWordsFor>,
  { title: takeaway, unit, n, asOf, badge, notes = [], twin, plan }: Parts,
): ChartDraft {
  const set = (text: string): string => settled(text, words.language)
  const title = set(takeaway)
  const foot = set(
    words.foot({
      unit,
      n,
      asOf,
      badge: words.badge[badge],
      notes: notes.filter(note => note !== false),
    }),
  )
  return {
    title,
    foot,
    twin: set(twin),
    plan: framed => plan({ title: unescaped(title), foot: unescaped(foot), framed }),
  }
}

/** What every kind starts from: the first answer, the words, the ticks. */
export function opened({ answers, book, printer }: ChartSource) {
  const [answer] = answers
  if (answer === undefined) return null
  return {
    answer,
    book,
    printer,
    words: chartWordsFor(printer.language),
    ticks: ticksFor(printer, answer.currency),
    asOf: printer.day(answer.as_of),
  }
}
