import { palette } from '../../charts/palette.ts'
import { xyChart } from '../../charts/xy.ts'
import { itemPaths, textAt } from '../answers.ts'
import { table } from '../markdown.ts'
import { sentence } from '../printer.ts'
import { Reading } from '../reading.ts'
import { who } from './estimate.ts'
import { draftOf, greyBelow, opened, roundUp } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

/** Churn to come: one forecast a horizon, from the shortest, with its low and high. */
export function fanChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { book, printer, words, ticks, asOf } = open
  const points = source.answers.flatMap(answer => {
    const path = itemPaths(answer, 'measures').find(
      place => textAt(answer, `${place}/measure`) === 'churn_rate',
    )
    if (path === undefined) return []
    const take = (name: string) => book.take(answer, `${path}/${name}`, 'share', 'modelled')
    const [baseline, low, base, high] = [take('baseline'), take('low'), take('base'), take('high')]
    const months = book.take(answer, `${path}/horizon_months`, 'months')
    return baseline && low && base && high && months ? [{ months, baseline, low, base, high }] : []
  })
  const last = points.at(-1)
  if (!last || points.length < 2) return null
  const answer = source.answers.at(-1) ?? open.answer
  const reading = new Reading(answer, book, printer)
  const n = answer.figures.find(({ name, n: size }) => size !== undefined && name !== '')?.n
  const bands = itemPaths(answer, 'six_months').find(path => textAt(answer, `${path}/band`) === 'total')
  // Without actions that would change anything there is one line, not two on top of each other.
  const same = points.every(({ base, baseline }) => Math.abs(base.value - baseline.value) < 0.001)
  const told = {
    months: printer.fig(last.months, 0),
    low: printer.fig(last.low),
    base: printer.fig(last.base),
    high: printer.fig(last.high),
  }
  return draftOf(words, {
    title: same ? words.fan.title(told) : words.fan.planned({ ...told, nothing: printer.fig(last.baseline) }),
    unit: words.fan.unit,
    n: bands === undefined ? ticks.number(n ?? 0) : reading.fig(`${bands}/n`, 'count'),
    asOf,
    badge: 'modelled',
    twin: table(
      words.fan.head,
      points.map(one => [
        printer.fig(one.months, 0),
        printer.fig(one.baseline),
        printer.fig(one.base),
        printer.range(one.low, one.high),
      ]),
      ['l', 'r', 'r', 'r'],
    ),
    plan: frame => {
      const start = { x: 0, y: 0, low: 0, high: 0 }
      return xyChart(
        {
          x: { name: words.fan.x, tick: ticks.number, min: 0, max: last.months.value },
          y: {
            name: words.fan.unit,
            tick: ticks.share,
            min: 0,
            // Nobody can lose more than all customers.
            max: Math.min(1, roundUp(Math.max(...points.map(({ high }) => high.value)) * 1.08)),
          },
          series: [
            {
              kind: 'line',
              name: same ? words.fan.nothing : words.fan.base,
              interval: 'band',
              points: [
                start,
                ...points.map(one => ({
                  x: one.months.value,
                  y: one.base.value,
                  low: one.low.value,
                  high: one.high.value,
                  label: one === last ? undefined : printer.fig(one.base),
                })),
              ],
              // Below the line: doing nothing lies above it.
              side: 'bottom',
            },
            ...(same
              ? []
              : [
                  {
                    kind: 'line' as const,
                    name: words.fan.nothing,
                    dashed: true,
                    colour: palette.bad,
                    points: [start, ...points.map(one => ({ x: one.months.value, y: one.baseline.value }))],
                  },
                ]),
          ],
        },
        frame,
      )
    },
  })
}

/** How long customers stay: Kaplan–Meier with its interval. */
export function survivalChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const steps = reading.items('survival').flatMap(path => {
    if (textAt(answer, `${path}/group`) !== null) return []
    const take = (name: string) => book.take(answer, `${path}/${name}`, 'share')
    const [time, survival, low, high, atRisk] = [
      book.take(answer, `${path}/time`, 'days'),
      take('survival'),
      take('low'),
      take('high'),
      book.take(answer, `${path}/at_risk`, 'count'),
    ]
    // A curve over fewer than ten people tells of persons, not of customers.
    return time && survival && atRisk && atRisk.value >= 10 ? [{ time, survival, low, high, atRisk }] : []
  })
  const [first, last] = [steps[0], steps.at(-1)]
  if (!first || !last || steps.length < 2) return null
  const median = book.take(answer, 'median', 'days')
  const [early, late] = [0, 1].map(end => book.take(answer, `median_ci/${end}`, 'days'))
  // The end of the curve rests on few; the title tells the last day that rests on enough.
  const firm = steps.findLast(({ atRisk }) => atRisk.value >= greyBelow) ?? last
  const listed = steps.filter(
    (_, place) => place % Math.ceil(steps.length / 12) === 0 || place === steps.length - 1,
  )
  return draftOf(words, {
    title:
      median === null
        ? sentence(
            words.survival.open({
              who: who({ point: firm.survival, low: firm.low, high: firm.high }, printer),
              days: printer.fig(firm.time, 0),
            }),
          )
        : early && late
          ? words.survival.between({
              low: printer.fig(early, 0),
              high: printer.fig(late, 0),
              days: printer.fig(median, 0),
            })
          : words.survival.median({ days: printer.fig(median, 0) }),
    unit: words.survival.unit,
    n: printer.fig(first.atRisk),
    asOf,
    badge: 'measured',
    twin: table(
      words.survival.head,
      listed.map(one => [
        printer.fig(one.time, 0),
        printer.fig(one.survival),
        printer.range(one.low, one.high),
        printer.fig(one.atRisk),
      ]),
      ['r', 'r', 'r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          x: { name: words.survival.x, tick: ticks.number, min: 0 },
          y: { name: words.survival.y, tick: ticks.share, min: 0, max: 1 },
          references: median === null ? [] : [{ across: 'y', at: 0.5 }],
          series: [
            {
              kind: 'step',
              interval: 'band',
              points: [
                { x: 0, y: 1, low: 1, high: 1 },
                ...steps.map(one => ({
                  x: one.time.value,
                  y: one.survival.value,
                  low: one.low?.value,
                  high: one.high?.value,
                })),
              ],
            },
          ],
        },
        frame,
      ),
  })
}
