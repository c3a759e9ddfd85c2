import { barChart, pairChart } from '../../charts/bars.ts'
import { heatMap } from '../../charts/heat-map.ts'
import { palette } from '../../charts/palette.ts'
import { fieldLabel } from '../../locales/field-labels.ts'
import { numberAt, textAt } from '../answers.ts'
import { bandWord, tierWord } from '../churn/parts.ts'
import { table } from '../markdown.ts'
import { dash, sentence } from '../printer.ts'
import { Reading } from '../reading.ts'
import { wordsFor } from '../words/words.ts'
import { casesPath, draftOf, greyBelow, hideBelow, opened, shown, pictured } from './draft.ts'
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
    title: words.charts.bands.title({
      share: printer.fig(low.share),
      revenue: low.revenue && low.n.value > 0 ? printer.fig(low.revenue) : null,
    }),
    unit: words.charts.bands.unit,
    n: bars.map(({ n }) => printer.fig(n)).join(' + '),
    asOf,
    badge: low.n.badge,
    notes: [thin && open.words.thin, open.words.interval],
    twin: table(
      ['', words.charts.bands.series, '', open.words.interval],
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
          shown: { value: n.value, printed: `${printer.fig(n)} · ${printer.fig(share)}` },
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
  const { answer, book, printer } = open
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
  const interval = (one: (typeof bars)[number]): string => printer.range(one.low, one.high)
  return draftOf(open.words, {
    title: words.charts.drivers.title({ first: sentence(first.name), impact: printer.fig(first.impact) }),
    unit: words.charts.drivers.unit,
    n: reading.fig(casesPath(answer), 'count'),
    asOf: printer.day(textAt(answer, 'baseline/to')),
    badge: 'modelled',
    notes: [bars.some(({ thin }) => thin) && open.words.hypothesis],
    twin: table(
      ['', words.charts.drivers.unit, ''],
      bars.map(one => [one.name, printer.fig(one.impact), interval(one)]),
      ['l', 'r', 'r'],
    ),
    plan: frame =>
      barChart(
        bars.map(one => ({
          name: pictured(one.name),
          shown: { value: one.impact.value, printed: `${printer.fig(one.impact)} (${interval(one)})` },
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
        : words.charts.matrix.title({
            row: printer.text(worst.row),
            column: printer.text(worst.column),
            share: printer.fig(worst.share),
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
          n: printer.fig(cell.n),
          thin: cell.thin,
        })),
        { rows: rows.map(named), columns: columns.map(named), absent: words.charts.matrix.none },
        frame,
      ),
  })
}

/** What share of customers holds what share of value. */
export function tiersChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, asOf } = open
  const words = wordsFor(printer.language)
  const reading = new Reading(answer, book, printer)
  const clvTotal = numberAt(answer, 'totals/clv')
  const rows = reading.items('segments').flatMap(path => {
    const [share, clv, n] = [
      book.take(answer, `${path}/share`, 'share'),
      book.take(answer, `${path}/clv`, 'money', 'modelled'),
      book.take(answer, `${path}/n`, 'count'),
    ]
    const [low, high] = ['clv_low', 'clv_high'].map(name =>
      book.take(answer, `${path}/${name}`, 'money', 'modelled'),
    )
    return share && clv && n
      ? [{ name: tierWord(words, textAt(answer, `${path}/name`)), share, clv, low, high, n }]
      : []
  })
  // Fewer than ten customers show no worth: the title then speaks of the next tier.
  const top = rows.find(({ n, clv }) => n.value >= hideBelow && clv.value > 0)
  const semicolon = printer.language === 'en' ? '; ' : '；'
  const all = rows.reduce((sum, { n }) => sum + n.value, 0)
  if (!top || clvTotal === null || clvTotal <= 0 || all < hideBelow) return null
  // The worth of a handful of customers tells of persons, not of a tier.
  const worth = ({ n, clv }: (typeof rows)[number]): string => (n.value < hideBelow ? dash : printer.fig(clv))
  const ends = ({ n, low, high }: (typeof rows)[number]): string =>
    n.value < hideBelow ? dash : printer.range(low, high)
  return draftOf(open.words, {
    title: words.charts.tiers.title({
      tier: top === rows[0] ? null : top.name,
      customers: printer.fig(top.share),
      value: worth(top),
    }),
    unit: `${words.charts.tiers.unit}${semicolon}${open.words.moneyIn({ what: words.charts.tiers.value, currency: answer.currency })}`,
    n: reading.fig('totals/n', 'count'),
    asOf,
    badge: 'modelled',
    notes: [
      open.words.moneyInterval,
      rows.some(({ n }) => n.value < greyBelow) && open.words.thin,
      rows.some(({ n }) => n.value < hideBelow) && open.words.hidden,
    ],
    twin: table(
      ['', words.charts.tiers.customers, words.charts.tiers.value, open.words.moneyInterval],
      rows.map(row => [row.name, `${printer.fig(row.n)} · ${printer.fig(row.share)}`, worth(row), ends(row)]),
      ['l', 'r', 'r', 'r'],
    ),
    // The bar's length is the share; what is printed beside it is the registered amount.
    plan: frame =>
      pairChart(
        rows.map(row => ({
          name: row.name,
          first: shown(row.share, printer),
          second: {
            value: row.n.value < hideBelow ? 0 : row.clv.value / clvTotal,
            printed: row.n.value < hideBelow ? dash : `${printer.fig(row.clv)} (${ends(row)})`,
          },
          interval:
            row.low && row.high && row.n.value >= hideBelow
              ? ([row.low.value / clvTotal, row.high.value / clvTotal] as const)
              : undefined,
          thin: row.n.value < greyBelow,
        })),
        [words.charts.tiers.customers, words.charts.tiers.value],
        frame,
      ),
  })
}
