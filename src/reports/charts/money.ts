import { tornadoChart } from '../../charts/span-bars.ts'
import { waterfallChart } from '../../charts/waterfall.ts'
import type { Step } from '../../charts/waterfall.ts'
import { xyChart } from '../../charts/xy.ts'
import { numberAt, textAt } from '../answers.ts'
import type { Figure } from '../figure-book.ts'
import { table } from '../markdown.ts'
import { Reading } from '../reading.ts'
import { draftOf, hideBelow, opened, shown } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

type StepName = 'opening' | 'new' | 'expansion' | 'saved' | 'fx' | 'contraction' | 'lost' | 'closing'

/** From the opening level to the closing one: money of subscriptions, or customers. */
export function waterfallOf(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const month = reading.items('movements').at(-1)
  const place = month ?? 'comparison/waterfall'
  const unit = month === undefined ? 'count' : 'money'
  const plan: readonly (readonly [StepName, string, 1 | -1 | 0])[] =
    month === undefined
      ? [
          ['opening', 'opening', 0],
          ['new', 'new', 1],
          ['saved', 'returned', 1],
          ['lost', 'lost', -1],
          ['closing', 'closing', 0],
        ]
      : [
          ['opening', 'start', 0],
          ['new', 'new', 1],
          ['expansion', 'expansion', 1],
          ['saved', 'reactivation', 1],
          ['fx', 'fx', 1],
          ['contraction', 'contraction', -1],
          ['lost', 'churn', -1],
          ['closing', 'end', 0],
        ]
  const rows = plan.flatMap(([name, path, sign]) => {
    const figure = book.take(answer, `${place}/${path}`, unit)
    // Exchange rates that did not move, and other steps of nothing that few readers know, only take room.
    const idle = figure?.value === 0 && !['opening', 'new', 'lost', 'saved', 'closing'].includes(name)
    return figure === null || idle ? [] : [{ name, figure, sign }]
  })
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last || first.name !== 'opening' || last.name !== 'closing') return null
  const steps = rows.map(({ name, figure, sign }): Step => {
    const change = figure.value * sign
    // The figure is printed as it stands in the answer; a minus before it says the way.
    const minus = sign === -1 && figure.value > 0 ? '-' : sign === 1 && figure.value > 0 ? '+' : ''
    return {
      name: words.waterfall.steps[name],
      shown:
        sign === 0 ? shown(figure, printer) : { value: change, printed: `${minus}${printer.fig(figure)}` },
      kind: sign === 0 ? 'total' : change >= 0 ? 'gain' : 'loss',
    }
  })
  const currency = answer.currency ?? ''
  const moved = (name: StepName): string => printer.fig(rows.find(row => row.name === name)?.figure)
  const told = {
    from: printer.fig(first.figure),
    to: printer.fig(last.figure),
    new: moved('new'),
    lost: moved('lost'),
  }
  return draftOf(words, {
    title:
      month === undefined
        ? words.waterfall.people({
            ...told,
            first: printer.day(reading.raw(`${place}/from`)),
            last: printer.day(reading.raw(`${place}/to`)),
          })
        : words.waterfall.money({
            ...told,
            month: ticks.name(textAt(answer, `${month}/month`) ?? ''),
          }),
    unit: month === undefined ? words.waterfall.peopleUnit : words.waterfall.moneyUnit(currency),
    n: month === undefined ? printer.fig(first.figure) : reading.fig(`${month}/customers_start`, 'count'),
    asOf,
    badge: 'measured',
    notes: [month !== undefined && words.counted],
    twin: table(
      words.waterfall.head,
      // The name of the step says which way it goes.
      rows.map(({ name, figure }) => [words.waterfall.steps[name], printer.fig(figure)]),
      ['l', 'r'],
    ),
    plan: frame =>
      waterfallChart(
        steps,
        {
          name: month === undefined ? words.waterfall.peopleUnit : words.waterfall.moneyUnit(currency),
          tick: ticks.money,
        },
        frame,
      ),
  })
}

/** What the next action returns, against what has been spent before it. */
export function marginalChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const all = reading.items('marginal_roi').flatMap(path => {
    const [spend, value, roi] = [
      book.take(answer, `${path}/spend`, 'money', 'modelled'),
      book.take(answer, `${path}/value`, 'money', 'modelled'),
      book.take(answer, `${path}/marginal_roi`, 'roi', 'modelled'),
    ]
    const [low, high] = ['low', 'high'].map(name => book.take(answer, `${path}/${name}`, 'roi', 'modelled'))
    return spend && value && roi ? [{ spend, value, roi, low, high }] : []
  })
  // Far beyond break-even there is nothing to decide.
  const end = all.findIndex(({ roi }) => roi.value <= 0)
  const steps = end === -1 ? all : all.slice(0, end + 9)
  const paying = steps.filter(({ roi }) => roi.value > 0)
  const [first, last] = [steps[0], paying.at(-1)]
  if (!first || customersIn(reading) < hideBelow) return null
  const stop = steps.find(({ roi }) => roi.value <= 0)
  const budget = book.take(answer, 'budget', 'money', 'assumed')
  const spent = book.take(answer, 'total_cost', 'money', 'modelled')
  // The plan's own last action pays, or it would not be in the plan.
  const from =
    last && spent && stop && spent.value > last.spend.value && spent.value < stop.spend.value
      ? spent
      : (last ?? first)?.spend
  const [least, most] = [
    Math.min(0, ...steps.map(({ roi, low }) => low?.value ?? roi.value)),
    Math.max(0.2, ...steps.map(({ roi, high }) => high?.value ?? roi.value)),
  ]
  // A few rich actions at the start would press all others onto the axis: the line enters from above, with the number.
  const top = most > 4.5 ? 3 : ceilingOf(most)
  const listed = steps.filter((_, place) => place % Math.ceil(steps.length / 12) === 0 || steps.length <= 12)
  const ranged = steps.some(({ low, high }) => low && high)
  return draftOf(words, {
    title: !last
      ? words.marginal.never({ roi: printer.fig(first.roi) })
      : stop
        ? // Between two budgets that were tried lies the one where it turns.
          stop.spend.value > 1.25 * from.value
          ? words.marginal.between({ from: printer.fig(from), to: printer.fig(stop.spend) })
          : words.marginal.title({ spend: printer.fig(from) })
        : words.marginal.pays({ spend: printer.fig(last.spend), roi: printer.fig(last.roi) }),
    unit: words.marginal.unit,
    n: customersOf(reading),
    asOf,
    badge: 'modelled',
    notes: [ranged && words.marginal.band],
    twin: table(
      [...words.marginal.head, ...(ranged ? [words.marginal.range] : [])],
      listed.map(one => [
        printer.fig(one.spend),
        printer.fig(one.value),
        printer.fig(one.roi),
        ...(ranged ? [printer.range(one.low, one.high)] : []),
      ]),
      ['r', 'r', 'r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          x: { name: words.marginal.x, tick: ticks.money, min: 0 },
          y: { name: words.marginal.y, tick: ticks.share, min: floorOf(least), max: top },
          references: [
            { across: 'y', at: 0, label: words.marginal.even },
            ...(budget === null
              ? []
              : [
                  {
                    across: 'x' as const,
                    at: budget.value,
                    label: words.marginal.budget({ budget: printer.fig(budget) }),
                  },
                ]),
          ],
          notes:
            first.roi.value > top
              ? [{ across: 0.012, up: 0.95, text: `↑ ${printer.fig(first.roi)}`, align: 'left', plain: true }]
              : [],
          series: [
            {
              kind: 'line',
              interval: 'band',
              points: steps.map((one, place) => ({
                x: one.spend.value,
                y: one.roi.value,
                low: floored(one.low?.value),
                high: one.high?.value,
                label:
                  one.roi.value <= top && (place === 0 || one === last) ? printer.fig(one.roi) : undefined,
                side: place === 0 ? ('right' as const) : ('top' as const),
              })),
            },
          ],
        },
        frame,
      ),
  })
}

const sizes = ['total_rows', 'not_worth_saving/n']
const customersIn = (reading: Reading): number =>
  sizes.reduce((sum, place) => sum + (reading.number(place) ?? 0), 0)
const customersOf = (reading: Reading): string => {
  const places = sizes.filter(place => (reading.number(place) ?? 0) > 0)
  return places.map(place => reading.fig(place, 'count', { badge: 'modelled' })).join(' + ')
}

/** Nothing returns less than all of its cost: a band ends there. */
const floored = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.max(-1, value)

const step = (value: number): number => {
  const unit = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 2.5, 5, 10].find(one => one * unit >= value) ?? 10) * unit
}
const ceilingOf = (value: number): number => step(value * 1.05)
/** Nothing returns less than all of its cost. */
const floorOf = (value: number): number => (value < 0 ? -Math.min(1, step(-value * 1.05)) : 0)

/** Which assumption moves the return most, each moved alone. */
export function tornadoOf(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const factors = reading.items('tornado', 8).flatMap(path => {
    const [low, high] = ['low_roi', 'high_roi'].map(name =>
      book.take(answer, `${path}/${name}`, 'roi', 'modelled'),
    )
    const name = textAt(answer, `${path}/factor`) ?? ''
    return low && high && (numberAt(answer, `${path}/range`) ?? 0) > 0
      ? [{ name: words.tornado.factors[name] ?? printer.text(name), low, high }]
      : []
  })
  const centre = book.take(answer, 'framework/roi', 'roi', 'modelled')
  if ((reading.number('total_rows') ?? 0) < hideBelow) return null
  const [first] = factors
  if (!first || centre === null) return null
  const ends = (one: (typeof factors)[number]): [Figure, Figure] =>
    one.low.value <= one.high.value ? [one.low, one.high] : [one.high, one.low]
  const [least, most] = ends(first)
  return draftOf(words, {
    title: words.tornado.title({ factor: first.name, low: printer.fig(least), high: printer.fig(most) }),
    unit: words.tornado.unit,
    n: reading.fig('total_rows', 'count'),
    asOf,
    badge: 'modelled',
    notes: [words.tornado.moved],
    twin: table(
      words.tornado.head,
      factors.map(one => [one.name, printer.fig(one.low), printer.fig(one.high)]),
      ['l', 'r', 'r'],
    ),
    plan: frame =>
      tornadoChart(
        factors.map(one => ({
          name: one.name,
          from: one.low.value,
          to: one.high.value,
          fromLabel: printer.fig(one.low),
          toLabel: printer.fig(one.high),
        })),
        {
          axis: { name: words.tornado.axis, tick: ticks.share },
          centre: { at: centre.value, label: words.tornado.now(printer.fig(centre)) },
          sides: words.tornado.sides,
        },
        frame,
      ),
  })
}
