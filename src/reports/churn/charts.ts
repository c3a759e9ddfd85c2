import { barChart, pairChart } from '../../charts/bars.ts'
import type { ChartPlan, Shown } from '../../charts/chart.ts'
import { heatMap } from '../../charts/heat-map.ts'
import { palette } from '../../charts/palette.ts'
import { at, numberAt, textAt, tryAsk } from '../answers.ts'
import type { Ask, Asked } from '../answers.ts'
import { fieldLabel } from '../field-labels.ts'
import { FigureBook } from '../figure-book.ts'
import type { Figure } from '../figure-book.ts'
import { table } from '../markdown.ts'
import { sentence } from '../printer.ts'
import type { Printer } from '../printer.ts'
import { wordsFor } from '../words/words.ts'
import type { ChurnFacts } from './facts.ts'
import { bandWord, Reading, tierWord } from './parts.ts'

/** A chart before it is drawn, with the same numbers as a table for those who cannot see it. */
export interface ChartDraft {
  title: string
  foot: string
  twin: string
  plan: (framed: boolean) => ChartPlan
}

/** The part of a report's facts that charts read. */
export type ChartFacts = Pick<ChurnFacts, 'book' | 'health' | 'drivers' | 'tiers' | 'asOf' | 'currency'>

type Drafts = ReadonlyMap<string, ChartDraft>

// Marks and backslashes of Markdown have no place in a picture.
const unescaped = (text: string): string =>
  text
    .replace(/\\([\\|`*_[\]#~!])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')

const shown = (figure: Figure, printer: Printer, digits?: number): Shown => ({
  value: figure.value,
  printed: printer.fig(figure, digits),
})

function bandsChart({ health, book, asOf }: ChartFacts, printer: Printer): ChartDraft | null {
  if (health.answer === null) return null
  const words = wordsFor(printer.language)
  const reading = new Reading(health.answer, book, printer)
  const colours: Readonly<Record<string, string>> = {
    high: palette.good,
    medium: palette.middle,
    low: palette.bad,
  }
  const bars = reading.items('bands').flatMap(path => {
    const [n, share] = [
      book.take(reading.answer, `${path}/n`, 'count'),
      book.take(reading.answer, `${path}/share`, 'share'),
    ]
    const band = textAt(reading.answer, `${path}/band`) ?? ''
    return n && share
      ? [
          {
            band,
            name: bandWord(words, band),
            n,
            share,
            revenue: book.take(reading.answer, `${path}/revenue_share`, 'share'),
          },
        ]
      : []
  })
  const low = bars.find(({ band }) => band === 'low')
  if (!low) return null
  const title = words.charts.bands.title({
    share: printer.fig(low.share),
    revenue: low.revenue ? printer.fig(low.revenue) : null,
  })
  const total = bars.map(({ n }) => printer.fig(n)).join(' + ')
  const foot = words.charts.foot({ unit: words.charts.bands.unit, n: total, asOf: printer.day(asOf) })
  return {
    title,
    foot,
    twin: table(
      ['', words.charts.bands.series, ''],
      bars.map(({ name, n, share }) => [name, printer.fig(n), printer.fig(share)]),
      ['l', 'r', 'r'],
    ),
    plan: framed =>
      barChart(
        bars.map(({ name, n, share, band }) => ({
          name,
          shown: { value: n.value, printed: `${printer.fig(n)} · ${printer.fig(share)}` },
          colour: colours[band] ?? palette.grey,
        })),
        { title: title, foot: foot, framed },
      ),
  }
}

function driversChart({ drivers, book }: ChartFacts, printer: Printer): ChartDraft | null {
  if (drivers.answer === null) return null
  const words = wordsFor(printer.language)
  const reading = new Reading(drivers.answer, book, printer)
  const bars = reading.items('drivers').flatMap(path => {
    const [impact, low, high] = ['impact_pct', 'impact_ci/0', 'impact_ci/1'].map(place =>
      book.take(reading.answer, `${path}/${place}`, 'percent', 'modelled'),
    )
    return impact
      ? [
          {
            name: reading.where(`${path}/filter`),
            impact,
            low,
            high,
            thin: reading.truth(`${path}/hypothesis`),
          },
        ]
      : []
  })
  const [first] = bars
  if (!first) return null
  const title = words.charts.drivers.title({ first: sentence(first.name), impact: printer.fig(first.impact) })
  const foot = words.charts.foot({
    unit: words.charts.drivers.unit,
    n: reading.fig('baseline/denominator', 'count'),
    asOf: printer.day(textAt(reading.answer, 'baseline/to')),
  })
  const interval = (one: (typeof bars)[number]): string => printer.range(one.low, one.high)
  return {
    title,
    foot,
    twin: table(
      ['', words.charts.drivers.unit, ''],
      bars.map(one => [one.name, printer.fig(one.impact), interval(one)]),
      ['l', 'r', 'r'],
    ),
    plan: framed =>
      barChart(
        bars.map(one => ({
          name: unescaped(one.name),
          shown: { value: one.impact.value, printed: `${printer.fig(one.impact)} (${interval(one)})` },
          interval: one.low && one.high ? [one.low.value, one.high.value] : undefined,
          thin: one.thin,
        })),
        { title: title, foot: foot, framed },
      ),
  }
}

const mostRows = 14
const mostColumns = 8

function matrixChart({ health, book, asOf }: ChartFacts, printer: Printer): ChartDraft | null {
  if (health.answer === null) return null
  const words = wordsFor(printer.language)
  const reading = new Reading(health.answer, book, printer)
  const cells = reading.items('matrix/cells').flatMap(path => {
    const [share, n] = [
      book.take(reading.answer, `${path}/low_share`, 'share'),
      book.take(reading.answer, `${path}/n`, 'count'),
    ]
    const [row, column] = [
      textAt(reading.answer, `${path}/row`) ?? '',
      textAt(reading.answer, `${path}/column`) ?? '',
    ]
    if (!share || !n || at(reading.answer, `${path}/suppressed`) === true) return []
    return [
      {
        row,
        column,
        share,
        n,
        rank: numberAt(reading.answer, `${path}/rank`),
        thin: reading.truth(`${path}/flagged`),
      },
    ]
  })
  const worst = cells.toSorted((one, two) => (one.rank ?? Infinity) - (two.rank ?? Infinity))[0]
  if (!worst) return null
  const unique = (names: readonly string[], most: number): string[] => [...new Set(names)].slice(0, most)
  const rows = unique(
    cells.map(({ row }) => row),
    mostRows,
  )
  const columns = unique(
    cells.map(({ column }) => column),
    mostColumns,
  )
  const title = words.charts.matrix.title({
    row: printer.text(worst.row),
    column: printer.text(worst.column),
    share: printer.fig(worst.share),
  })
  const axis = (place: string): string => fieldLabel(textAt(reading.answer, place) ?? '', printer.language)
  const foot = words.charts
    .foot({
      unit: `${words.charts.matrix.unit}${printer.language === 'en' ? '; ' : '；'}${axis('matrix/rows')} × ${axis('matrix/columns')}`,
      n: cells.length > 0 ? '()' : '',
      asOf: printer.day(asOf),
    })
    .replace(/n = \(\) · /, '')
  return {
    title,
    foot,
    twin: table(
      [axis('matrix/rows'), axis('matrix/columns'), 'n', words.charts.matrix.unit],
      cells.map(cell => [
        printer.text(cell.row),
        printer.text(cell.column),
        printer.fig(cell.n),
        printer.fig(cell.share),
      ]),
      ['l', 'l', 'r', 'r'],
    ),
    plan: framed =>
      heatMap(
        cells.map(cell => ({
          row: cell.row,
          column: cell.column,
          shown: shown(cell.share, printer, 0),
          n: printer.fig(cell.n),
          thin: cell.thin,
        })),
        { rows, columns, absent: words.charts.matrix.none },
        { title: unescaped(title), foot: foot, framed },
      ),
  }
}

function tiersChart({ tiers, book, asOf }: ChartFacts, printer: Printer): ChartDraft | null {
  if (tiers.answer === null) return null
  const words = wordsFor(printer.language)
  const reading = new Reading(tiers.answer, book, printer)
  const clvTotal = numberAt(reading.answer, 'totals/clv')
  const rows = reading.items('segments').flatMap(path => {
    const [share, clv, n] = [
      book.take(reading.answer, `${path}/share`, 'share'),
      book.take(reading.answer, `${path}/clv`, 'money', 'modelled'),
      book.take(reading.answer, `${path}/n`, 'count'),
    ]
    return share && clv && n
      ? [{ name: tierWord(words, textAt(reading.answer, `${path}/name`)), share, clv, n }]
      : []
  })
  const [top] = rows
  if (!top || clvTotal === null || clvTotal <= 0) return null
  const title = words.charts.tiers.title({ customers: printer.fig(top.share), value: printer.fig(top.clv) })
  const foot = words.charts.foot({
    unit: words.charts.tiers.unit,
    n: reading.fig('totals/n', 'count'),
    asOf: printer.day(asOf),
  })
  return {
    title,
    foot,
    twin: table(
      ['', words.charts.tiers.customers, words.charts.tiers.value],
      rows.map(row => [row.name, `${printer.fig(row.n)} · ${printer.fig(row.share)}`, printer.fig(row.clv)]),
      ['l', 'r', 'r'],
    ),
    // The bar's length is the share; what is printed beside it is the registered amount.
    plan: framed =>
      pairChart(
        rows.map(row => ({
          name: row.name,
          first: shown(row.share, printer),
          second: { value: row.clv.value / clvTotal, printed: printer.fig(row.clv) },
        })),
        [words.charts.tiers.customers, words.charts.tiers.value],
        { title: title, foot: foot, framed },
      ),
  }
}

/** The charts that the facts can feed, by name. */
export function churnCharts(facts: ChartFacts, printer: Printer): Drafts {
  const drafts = {
    bands: bandsChart(facts, printer),
    drivers: driversChart(facts, printer),
    matrix: matrixChart(facts, printer),
    tiers: tiersChart(facts, printer),
  }
  return new Map(Object.entries(drafts).flatMap(([name, draft]) => (draft ? [[name, draft] as const] : [])))
}

export const chartKinds = ['bands', 'drivers', 'matrix', 'tiers'] as const
export type ChartKind = (typeof chartKinds)[number]

const questions: Readonly<
  Record<
    ChartKind,
    { tool: string; part: 'health' | 'drivers' | 'tiers'; input: Readonly<Record<string, unknown>> }
  >
> = {
  bands: { tool: 'score_health', part: 'health', input: { limit: 1, backtest: false, detail: 'full' } },
  matrix: { tool: 'score_health', part: 'health', input: { limit: 1, backtest: false, detail: 'full' } },
  drivers: { tool: 'find_churn_drivers', part: 'drivers', input: {} },
  tiers: { tool: 'segment_customers', part: 'tiers', input: { by: 'value_tier', detail: 'full' } },
}

/** What one chart needs and no more: the answer behind it. */
export async function chartAnswers(
  ask: Ask,
  kind: ChartKind,
  scope: Readonly<Record<string, unknown>>,
): Promise<ChartFacts | null> {
  const { tool, part, input } = questions[kind]
  const asked = await tryAsk(ask, tool, { ...input, ...scope })
  if (asked.answer === null) return null
  const none: Asked = { answer: null, missing: { why: 'no_data', tool } }
  const book = new FigureBook()
  book.cite(asked.answer, tool)
  return {
    book,
    health: none,
    drivers: none,
    tiers: none,
    [part]: asked,
    asOf: asked.answer.as_of,
    currency: asked.answer.currency,
  }
}
