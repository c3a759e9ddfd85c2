import { heatMap } from '../../charts/heat-map.ts'
import { xyChart } from '../../charts/xy.ts'
import { numberAt, textAt } from '../answers.ts'
import type { Figure } from '../figure-book.ts'
import { table } from '../markdown.ts'
import { sentence } from '../printer.ts'
import { Reading } from '../reading.ts'
import { bounds, who } from './estimate.ts'
import { draftOf, greyBelow, hideBelow, opened, roundUp, shown } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

interface Window {
  to: string
  from: string
  rate: Figure
  low: Figure | null
  high: Figure | null
  lost: Figure | null
  n: Figure
}

/** The length of window, in days, that stands first for `sensitivity`; the others are its rivals. */
const windowPath = (answer: unknown, days: number): string | null => {
  const at = [0, 1, 2, 3].find(place => numberAt(answer, `sensitivity/${place}/days`) === days)
  return at === undefined ? null : `sensitivity/${at}`
}

/** Churn over time: one window after the other, with its interval. The latest answer comes first. */
export function trendChart(source: ChartSource, days: number): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { book, printer, words, ticks, asOf } = open
  const windows = source.answers
    .flatMap((answer): Window[] => {
      const path = windowPath(answer, days)
      if (path === null) return []
      const take = (name: string, unit: 'share' | 'count') => book.take(answer, `${path}/${name}`, unit)
      const [rate, low, high, lost, n] = [
        take('rate', 'share'),
        take('low', 'share'),
        take('high', 'share'),
        take('numerator', 'count'),
        take('denominator', 'count'),
      ]
      const [from, to] = [textAt(answer, `${path}/from`), textAt(answer, `${path}/to`)]
      return rate && n && from && to && n.value >= hideBelow ? [{ from, to, rate, low, high, lost, n }] : []
    })
    .toReversed()
  const [first, last] = [windows[0], windows.at(-1)]
  if (!first || !last) return null
  const apart =
    first.high !== null && last.low !== null && last.low.value > first.high.value
      ? 'up'
      : first.low !== null && last.high !== null && last.high.value < first.low.value
        ? 'down'
        : 'same'
  const months = windows.map(({ to }) => ticks.name(to.slice(0, 10)))
  const most = Math.max(...windows.map(({ rate, high }) => high?.value ?? rate.value))
  const path = windowPath(open.answer, days)
  const length = path === null ? null : book.take(open.answer, `${path}/days`, 'days')
  const estimate = ({ rate: point, low, high }: Window) => ({ point, low, high })
  const told = printer.fig(length, 0)
  return draftOf(words, {
    title:
      windows.length === 1
        ? sentence(words.trend.single({ days: told, who: who(estimate(last), printer) }))
        : words.trend.title({
            way: apart,
            days: told,
            from: bounds(estimate(first), printer),
            to: bounds(estimate(last), printer),
          }),
    unit: words.trend.unit({ days: told }),
    n: printer.fig(last.n),
    asOf,
    badge: 'measured',
    notes: [windows.some(({ n }) => n.value < greyBelow) && words.thin],
    twin: table(
      words.trend.head,
      windows.map(one => [
        `${printer.day(one.from)}–${printer.day(one.to)}`,
        printer.fig(one.rate),
        printer.range(one.low, one.high),
        `${printer.fig(one.lost)} / ${printer.fig(one.n)}`,
      ]),
      ['l', 'r', 'r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          x: { name: '', tick: ticks.number, categories: months, every: Math.ceil(months.length / 7) },
          y: { name: words.trend.axis, tick: ticks.share, min: 0, max: roundUp(most * 1.1) },
          series: [
            {
              kind: 'line',
              interval: 'band',
              points: windows.map((one, x) => ({
                x,
                y: one.rate.value,
                low: one.low?.value,
                high: one.high?.value,
                thin: one.n.value < greyBelow,
                label: printer.fig(one.rate),
              })),
            },
          ],
        },
        frame,
      ),
  })
}

/** How much of each month's newcomers is still active, month by month. */
export function cohortChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const cohorts = reading.items('cohorts').flatMap(path => {
    const [name, n] = [textAt(answer, `${path}/cohort`), book.take(answer, `${path}/size`, 'count')]
    const cells = reading.items(`${path}/cells`, 13).flatMap(cell => {
      const [age, rate] = [numberAt(answer, `${cell}/age`), book.take(answer, `${cell}/rate`, 'share')]
      return age === null || rate === null || age === 0 ? [] : [{ age, rate }]
    })
    return name !== null && n !== null && n.value >= hideBelow && cells.length > 0 ? [{ name, n, cells }] : []
  })
  // The age that says most: a quarter of the way through what could be seen of all.
  const ages = reading.items('by_age').filter(path => (numberAt(answer, `${path}/age`) ?? 0) > 0)
  const told = ages[Math.min(2, ages.length - 1)]
  if (cohorts.length === 0 || told === undefined) return null
  const [share, age, of] = [
    book.take(answer, `${told}/rate`, 'share'),
    book.take(answer, `${told}/age`, 'count'),
    book.take(answer, `${told}/denominator`, 'count'),
  ]
  if (share === null) return null
  const columns = [...new Set(cohorts.flatMap(({ cells }) => cells.map(cell => cell.age)))].toSorted(
    (one, two) => one - two,
  )
  const row = ({ name, n }: (typeof cohorts)[number]): string => `${ticks.name(name)} (${printer.fig(n)})`
  const week = answer.method?.parameters['period'] === 'week'
  const column = (value: number): string => ticks.name(`${week ? 'W' : 'M'}${value}`)
  const pooled = (value: number, name: 'rate' | 'low' | 'high'): Figure | null => {
    const path = ages.find(known => numberAt(answer, `${known}/age`) === value)
    const enough = path !== undefined && (numberAt(answer, `${path}/denominator`) ?? 0) >= hideBelow
    return enough ? book.take(answer, `${path}/${name}`, 'share') : null
  }
  return draftOf(words, {
    title: sentence(
      words.cohorts.title({
        who: who(
          {
            point: share,
            low: book.take(answer, `${told}/low`, 'share'),
            high: book.take(answer, `${told}/high`, 'share'),
          },
          printer,
        ),
        age: printer.fig(age),
        period: words.cohorts.periods[week ? 'week' : 'month'],
      }),
    ),
    unit: words.cohorts.unit,
    n: printer.fig(of),
    asOf,
    badge: 'measured',
    notes: [cohorts.some(({ n }) => n.value < greyBelow) && words.thin],
    twin: table(
      [words.cohorts.cohort, ...columns.map(column)],
      [
        ...cohorts.map(cohort => [
          row(cohort),
          ...columns.map(value => {
            const cell = cohort.cells.find(known => known.age === value)
            return cell ? printer.fig(cell.rate) : ''
          }),
        ]),
        [words.everyone, ...columns.map(value => printer.fig(pooled(value, 'rate')))],
        [words.interval, ...columns.map(value => printer.range(pooled(value, 'low'), pooled(value, 'high')))],
      ],
      ['l', ...columns.map(() => 'r' as const)],
    ),
    plan: frame =>
      heatMap(
        cohorts.flatMap(cohort =>
          cohort.cells.map(cell => ({
            row: row(cohort),
            column: column(cell.age),
            shown: shown(cell.rate, printer, 0),
            n: null,
            thin: cohort.n.value < greyBelow,
          })),
        ),
        {
          rows: cohorts.map(row),
          columns: columns.map(column),
          absent: '',
          rowHeight: 28,
          good: true,
        },
        frame,
      ),
  })
}
