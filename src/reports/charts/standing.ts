import { barChart } from '../../charts/bars.ts'
import { heatMap } from '../../charts/heat-map.ts'
import { palette } from '../../charts/palette.ts'
import { fieldLabel } from '../../locales/field-labels.ts'
import { numberAt, textAt } from '../answers.ts'
import { bandWord } from '../churn/parts.ts'
import { table } from '../markdown.ts'
import { sentence } from '../printer.ts'
import { Reading } from '../reading.ts'
import { wordsFor } from '../words/words.ts'
import { span, who } from './estimate.ts'
import { casesIn, draftOf, greyBelow, hideBelow, opened, seenIn, shown, pictured } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

/** Customers by health band. */
export function bandsChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, asOf } = open
  const words = wordsFor(printer.language)
  const reading = new Reading(answer, book, printer)
  const colours: Readonly<Record<string, string>> = {
    high: palette.good,
    medium: palette.middle,
    low: palette.bad,
  }
  const bars = reading.items('bands').flatMap(path => {
    const [n, share] = [book.take(answer, `${path}/n`, 'count'), book.take(answer, `${path}/share`, 'share')]
    const band = textAt(answer, `${path}/band`) ?? ''
    const revenue = book.take(answer, `${path}/revenue_share`, 'share')
    const [low, high] = [
      book.take(answer, `${path}/low`, 'share'),
      book.take(answer, `${path}/high`, 'share'),
    ]
    return n && share ? [{ band, name: bandWord(words, band), n, share, low, high, revenue }] : []
  })
  const low = bars.find(({ band }) => band === 'low')
  const all = bars.reduce((sum, { n }) => sum + n.value, 0)
  if (!low || all < hideBelow) return null
  const thin = all < greyBelow
  return draftOf(open.words, {
    title: sentence(
      open.words.bands.title({
        who: who({ point: low.share, low: low.low, high: low.high }, printer),
        revenue: low.revenue && low.n.value > 0 ? printer.fig(low.revenue) : null,
      }),
    ),
    unit: words.charts.bands.unit,
    n: bars.map(({ n }) => printer.fig(n)).join(' + '),
    asOf,
    badge: low.n.badge,
    notes: [thin && open.words.thin, open.words.interval],
    twin: table(
      [open.words.columns.band, words.charts.bands.series, open.words.columns.share, open.words.interval],
      bars.map(one => [
        one.name,
        printer.fig(one.n),
        printer.fig(one.share),
        printer.range(one.low, one.high),
      ]),
      ['l', 'r', 'r', 'r'],
    ),
    plan: frame =>
      barChart(
        bars.map(({ name, n, share, low: least, high: most, band }) => ({
          name,
          shown: {
            value: n.value,
            printed: `${printer.fig(n)} · ${printer.fig(share)}`,
          },
          interval: least && most ? ([least.value * all, most.value * all] as const) : undefined,
          colour: colours[band] ?? palette.grey,
          thin,
        })),
        frame,
      ),
  })
}

/** Drivers by their share of avoidable churn, with intervals. */
export function driversChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, asOf } = open
  const words = wordsFor(printer.language)
  const reading = new Reading(answer, book, printer)
  const bars = reading.items('drivers').flatMap(path => {
    const [impact, low, high] = ['impact_pct', 'impact_ci/0', 'impact_ci/1'].map(place =>
      book.take(answer, `${path}/${place}`, 'percent', 'modelled'),
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
  const estimate = ({ impact: point, low, high }: (typeof bars)[number]) => ({ point, low, high })
  const interval = (one: (typeof bars)[number]): string => printer.range(one.low, one.high)
  // What chance could have made is no takeaway.
  const proven = bars.find(({ thin }) => !thin)
  const told = { first: sentence((proven ?? first).name), span: span(estimate(proven ?? first), printer) }
  return draftOf(open.words, {
    title: open.words.drivers[proven ? 'title' : 'hint'](told),
    unit: words.charts.drivers.unit,
    n: casesIn(reading, open.words),
    asOf,
    badge: 'modelled',
    notes: [seenIn(reading, open.words), bars.some(({ thin }) => thin) && open.words.hypothesis],
    twin: table(
      [open.words.columns.driver, words.charts.drivers.unit, open.words.interval],
      bars.map(one => [one.name, printer.fig(one.impact), interval(one)]),
      ['l', 'r', 'r'],
    ),
    plan: frame =>
      barChart(
        bars.map(one => ({
          name: pictured(one.name),
          shown: {
            value: one.impact.value,
            printed: `${printer.fig(one.impact)} (${interval(one)})`,
          },
          interval: one.low && one.high ? ([one.low.value, one.high.value] as const) : undefined,
          thin: one.thin,
        })),
        frame,
      ),
  })
}

const [mostRows, mostColumns] = [8, 6]

/** Share of low health in each cell of two fields. */
export function matrixChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, asOf } = open
  const words = wordsFor(printer.language)
  const reading = new Reading(answer, book, printer)
  const cells = reading.items('matrix/cells').flatMap(path => {
    const [share, n] = [
      book.take(answer, `${path}/low_share`, 'share'),
      book.take(answer, `${path}/n`, 'count'),
    ]
    const [row, column] = [textAt(answer, `${path}/row`) ?? '', textAt(answer, `${path}/column`) ?? '']
    if (!share || !n || n.value < hideBelow) return []
    const rank = numberAt(answer, `${path}/rank`)
    const [low, high] = [
      book.take(answer, `${path}/low`, 'share'),
      book.take(answer, `${path}/high`, 'share'),
    ]
    return [{ row, column, share, n, low, high, rank, thin: n.value < greyBelow }]
  })
  const [first] = cells
  if (!first) return null
  // What a handful does may be chance: the title names the worst field that holds enough customers.
  const worst = cells
    .filter(({ thin, share }) => !thin && share.value > 0)
    .toSorted((one, two) => (one.rank ?? Infinity) - (two.rank ?? Infinity))[0]
  const overall = book.take(answer, 'matrix/overall_low_share', 'share')
  const estimate = ({ share: point, low, high }: (typeof cells)[number]) => ({ point, low, high })
  const unique = (names: readonly string[], most: number): string[] => [...new Set(names)].slice(0, most)
  const rows = unique(
    cells.map(({ row }) => row),
    mostRows,
  )
  const columns = unique(
    cells.map(({ column }) => column),
    mostColumns,
  )
  const axis = (place: string): string => fieldLabel(textAt(answer, place) ?? '', printer.language)
  const named = (value: string): string => pictured(printer.text(value))
  return draftOf(open.words, {
    title:
      worst === undefined
        ? cells.every(({ thin }) => thin)
          ? open.words.matrixThin
          : open.words.matrixNone
        : open.words.matrix[
            // What chance could have made is no takeaway.
            overall !== null && (worst.low?.value ?? 0) <= overall.value ? 'even' : 'title'
          ]({
            row: printer.text(worst.row),
            column: printer.text(worst.column),
            who: who(estimate(worst), printer),
            all: overall === null ? null : printer.fig(overall),
          }),
    unit: `${words.charts.matrix.unit}${printer.language === 'en' ? '; ' : '；'}${axis('matrix/rows')} × ${axis('matrix/columns')}`,
    n: reading
      .items('bands')
      .map(path => reading.fig(`${path}/n`, 'count'))
      .join(' + '),
    asOf,
    badge: first.share.badge,
    notes: [
      cells.some(({ thin }) => thin) && open.words.unranked,
      (cells.length < reading.items('matrix/cells').length ||
        (numberAt(answer, 'matrix/cells_not_shown') ?? 0) > 0) &&
        open.words.hidden,
    ],
    twin: table(
      [axis('matrix/rows'), axis('matrix/columns'), 'n', words.charts.matrix.unit, open.words.interval],
      cells.map(cell => [
        printer.text(cell.row),
        printer.text(cell.column),
        printer.fig(cell.n),
        printer.fig(cell.share),
        printer.range(cell.low, cell.high),
      ]),
      ['l', 'l', 'r', 'r', 'r'],
    ),
    plan: frame =>
      heatMap(
        cells.map(cell => ({
          row: named(cell.row),
          column: named(cell.column),
          shown: shown(cell.share, printer, 0),
          interval: printer.range(cell.low, cell.high),
          n: printer.fig(cell.n),
          thin: cell.thin,
        })),
        {
          rows: rows.map(named),
          columns: columns.map(named),
          absent: words.charts.matrix.none,
          rowHeight: 60,
        },
        frame,
      ),
  })
}
