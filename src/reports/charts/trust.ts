import { xyChart } from '../../charts/xy.ts'
import { palette } from '../../charts/palette.ts'
import type { Figure } from '../figure-book.ts'
import { table } from '../markdown.ts'
import { Reading } from '../reading.ts'
import { draftOf, greyBelow, hideBelow, opened, roundUp } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

/** Do the predicted risks come true? Bins of predicted churn against what happened. */
export function reliabilityChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const all = reading.items('calibration').flatMap(path => {
    const take = (name: string) => book.take(answer, `${path}/${name}`, 'share', 'modelled')
    const [predicted, observed, low, high] = [take('predicted'), take('observed'), take('low'), take('high')]
    const n = book.take(answer, `${path}/n`, 'count')
    return predicted && observed && n ? [{ predicted, observed, low, high, n }] : []
  })
  const bins = all.filter(({ n }) => n.value >= hideBelow)
  const error = book.take(answer, 'model/ece', 'points', 'modelled')
  if (bins.length === 0 || error === null) return null
  const most = roundUp(
    Math.max(
      ...bins.map(({ predicted, high, observed }) =>
        Math.max(predicted.value, high?.value ?? observed.value),
      ),
    ),
  )
  const scale = { tick: ticks.share, min: 0, max: Math.min(1, most) }
  return draftOf(words, {
    title: words.reliability.title({ error: printer.fig(error) }),
    unit: words.reliability.unit,
    n: reading.fig('model/split/n', 'count'),
    asOf,
    badge: 'modelled',
    notes: [
      bins.some(({ n }) => n.value < greyBelow) && words.thin,
      bins.length < all.length && words.hidden,
    ],
    twin: table(
      words.reliability.head,
      bins.map(one => [
        printer.fig(one.predicted),
        printer.fig(one.observed),
        printer.range(one.low, one.high),
        printer.fig(one.n),
      ]),
      ['r', 'r', 'r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          x: { name: words.reliability.x, ...scale },
          y: { name: words.reliability.y, ...scale },
          diagonal: true,
          series: [
            {
              kind: 'line',
              interval: 'whiskers',
              points: bins.map(one => ({
                x: one.predicted.value,
                y: one.observed.value,
                low: one.low?.value,
                high: one.high?.value,
                thin: one.n.value < greyBelow,
              })),
            },
          ],
        },
        frame,
      ),
  })
}

/** Does the ranking find those who leave? Churn in each tenth against churn of all. */
export function decilesChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const tenths = reading.items('model/deciles').flatMap(path => {
    const [lift, churned, n] = [
      book.take(answer, `${path}/lift`, 'ratio', 'modelled'),
      book.take(answer, `${path}/churned`, 'count'),
      book.take(answer, `${path}/n`, 'count'),
    ]
    const [low, high] = ['lift_low', 'lift_high'].map(name =>
      book.take(answer, `${path}/${name}`, 'ratio', 'modelled'),
    )
    return lift && churned && n ? [{ lift, churned, n, low, high }] : []
  })
  const [first] = tenths
  const bars = tenths
  if (!first || bars.some(({ n }) => n.value < hideBelow)) return null
  return draftOf(words, {
    title: words.deciles[(first.low?.value ?? first.lift.value) > 1 ? 'title' : 'weak']({
      low: printer.fig(first.low ?? first.lift, 1),
      high: printer.fig(first.high ?? first.lift, 1),
    }),
    unit: words.deciles.unit,
    n: reading.fig('model/split/n', 'count'),
    asOf,
    badge: 'modelled',
    notes: [bars.some(({ n }) => n.value < greyBelow) && words.thin],
    twin: table(
      [...words.deciles.head.slice(0, 2), words.interval, ...words.deciles.head.slice(2)],
      bars.map((one, place) => [
        ticks.name(String(place + 1)),
        printer.fig(one.lift),
        printer.range(one.low, one.high),
        printer.fig(one.churned),
        printer.fig(one.n),
      ]),
      ['l', 'r', 'r', 'r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          x: {
            name: words.deciles.x,
            tick: ticks.number,
            categories: bars.map((_, place) => ticks.name(String(place + 1))),
          },
          y: {
            name: words.deciles.y,
            tick: ticks.number,
            min: 0,
            max: roundUp(Math.max(...bars.map(({ lift, high }) => high?.value ?? lift.value)) * 1.1),
          },
          references: [{ across: 'y', at: 1, label: words.deciles.chance }],
          series: [
            {
              kind: 'columns',
              interval: 'whiskers',
              points: bars.map((one, x) => ({
                x,
                y: one.lift.value,
                low: one.low?.value,
                high: one.high?.value,
                thin: one.n.value < greyBelow,
                label: printer.fig(one.lift, 1),
              })),
            },
          ],
        },
        frame,
      ),
  })
}

/** How many were expected to leave, how many did, for each back-tested window. */
export function countsChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const windows = reading.items('backtest').flatMap(path => {
    const [days, expected, churned, n] = [
      book.take(answer, `${path}/horizon_days`, 'days'),
      book.take(answer, `${path}/expected`, 'count', 'modelled'),
      book.take(answer, `${path}/churned`, 'count'),
      book.take(answer, `${path}/n`, 'count'),
    ]
    if (!days || !expected || !churned || !n || n.value < hideBelow) return []
    const [low, high] = ['churned_low', 'churned_high'].map(name =>
      book.take(answer, `${path}/${name}`, 'count'),
    )
    return [{ days, expected, churned, n, low, high, thin: n.value < greyBelow }]
  })
  const [first] = windows
  if (!first) return null
  const most = Math.max(
    ...windows.map(({ high, churned, expected }) => Math.max(high?.value ?? churned.value, expected.value)),
  )
  return draftOf(words, {
    title: words.counts.title({
      expected: printer.fig(first.expected),
      churned: printer.fig(first.churned),
      days: printer.fig(first.days, 0),
      way: beyond(first),
    }),
    unit: words.counts.unit,
    n: windows.map(({ n }) => printer.fig(n)).join(', '),
    asOf,
    badge: 'modelled',
    notes: [windows.some(({ thin }) => thin) && words.thin],
    twin: table(
      [...words.counts.head.slice(0, 3), words.interval, ...words.counts.head.slice(3)],
      windows.map(one => [
        words.counts.days(printer.fig(one.days, 0)),
        printer.fig(one.expected),
        printer.fig(one.churned),
        printer.range(one.low, one.high),
        printer.fig(one.n),
      ]),
      ['l', 'r', 'r', 'r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          x: {
            name: '',
            tick: ticks.number,
            categories: windows.map(one => words.counts.days(printer.fig(one.days, 0))),
          },
          y: { name: words.customers, tick: ticks.number, min: 0, max: roundUp(most * 1.12) },
          series: [
            {
              kind: 'columns',
              name: words.counts.expected,
              colour: palette.middle,
              points: windows.map((one, x) => ({
                x,
                y: one.expected.value,
                label: printer.fig(one.expected),
              })),
            },
            {
              kind: 'columns',
              name: words.counts.churned,
              interval: 'whiskers',
              points: windows.map((one, x) => ({
                x,
                y: one.churned.value,
                low: one.low?.value,
                high: one.high?.value,
                thin: one.thin,
                label: printer.fig(one.churned),
              })),
            },
          ],
        },
        frame,
      ),
  })
}

/** Whether more or fewer left than chance explains around what was expected; `null` where no interval says. */
const beyond = (one: {
  expected: Figure
  low: Figure | null | undefined
  high: Figure | null | undefined
}): 'fits' | 'more' | 'fewer' | null =>
  !one.low || !one.high
    ? null
    : one.expected.value < one.low.value
      ? 'more'
      : one.expected.value > one.high.value
        ? 'fewer'
        : 'fits'
