import { barChart } from '../../charts/bars.ts'
import { wrapped } from '../../charts/frame.ts'
import { xyChart } from '../../charts/xy.ts'
import { numberAt } from '../answers.ts'
import { table } from '../markdown.ts'
import { dash, sentence } from '../printer.ts'
import { Reading } from '../reading.ts'
import { who } from './estimate.ts'
import { casesIn, draftOf, greyBelow, hideBelow, opened, roundUp, pictured, seenIn } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

/** High-risk groups, worst first, with their intervals and the rate of all beside them. */
export function groupsChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, asOf } = open
  const reading = new Reading(answer, book, printer)
  const groups = reading
    .items('high_risk_groups', 10)
    .flatMap(path => {
      const take = (name: string) => book.take(answer, `${path}/${name}`, 'percent')
      const [risk, low, high, base, n, money, least, most] = [
        take('risk_pct'),
        take('risk_ci/0'),
        take('risk_ci/1'),
        take('base_rate_pct'),
        book.take(answer, `${path}/n`, 'count'),
        ...['revenue_at_risk', 'revenue_at_risk_ci/0', 'revenue_at_risk_ci/1'].map(name =>
          book.take(answer, `${path}/${name}`, 'money', 'modelled'),
        ),
      ]
      // The worth of a handful of customers tells of persons, not of a group.
      const few = (numberAt(answer, `${path}/members_now`) ?? 0) < hideBelow
      return risk && base && n && n.value >= hideBelow
        ? [
            {
              name: reading.where(`${path}/definition_filter`),
              risk,
              low,
              high,
              base,
              n,
              thin: n.value < greyBelow,
              money: few ? null : money,
              ends: [least, most] as const,
              few,
            },
          ]
        : []
    })
    .toSorted((one, two) => two.risk.value - one.risk.value)
  // What a handful does may be chance: the title names the worst group that holds enough customers.
  const worst = groups.find(({ thin }) => !thin) ?? groups[0]
  if (!worst) return null
  const valued = groups.some(({ money }) => money !== null)
  return draftOf(words, {
    title: words.groups.title({
      group: sentence(worst.name),
      who: who({ point: worst.risk, low: worst.low, high: worst.high }, printer),
      base: printer.fig(worst.base),
    }),
    unit: words.groups.unit,
    n: casesIn(reading, words),
    asOf,
    badge: 'measured',
    notes: [
      seenIn(reading, words),
      groups.some(({ thin }) => thin) && words.thin,
      valued && groups.some(({ few }) => few) && words.valueRisk.hidden,
    ],
    twin: table(
      valued
        ? [
            ...words.groups.head,
            words.moneyIn({ what: words.atRisk, currency: answer.currency }),
            words.moneyInterval,
          ]
        : words.groups.head,
      groups.map(one => [
        one.name,
        printer.fig(one.risk),
        printer.range(one.low, one.high),
        printer.fig(one.n),
        ...(valued ? [printer.fig(one.money), one.few ? dash : printer.range(...one.ends)] : []),
      ]),
      ['l', 'r', 'r', 'r', 'r', 'r'],
    ),
    plan: frame =>
      barChart(
        groups.map(one => ({
          name: pictured(one.name),
          shown: {
            value: one.risk.value,
            printed: `${printer.fig(one.risk)} (n = ${printer.fig(one.n)})`,
          },
          interval: one.low && one.high ? ([one.low.value, one.high.value] as const) : undefined,
          thin: one.thin,
        })),
        frame,
        { at: worst.base.value, label: words.groups.base(printer.fig(worst.base)) },
      ),
  })
}

const letters = 'ABCDEFGHIJKL'

/** Two lines of the key beside the field; the table tells it in full. */
const shortened = (name: string): string => {
  const [first = '', second, ...rest] = wrapped(name, 32)
  return second === undefined ? first : `${first}\n     ${second}${rest.length > 0 ? '…' : ''}`
}

/** Each driver by how common it is among those who left and by how much more they leave. */
export function liftExposureChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const signs = reading.items('drivers', 12).flatMap(path => {
    const [exposure, lift] = [
      book.take(answer, `${path}/exposure_pct_churned`, 'percent'),
      book.take(answer, `${path}/lift`, 'ratio'),
    ]
    const ends = (name: string, unit: 'ratio' | 'percent') =>
      [0, 1].map(end => book.take(answer, `${path}/${name}/${end}`, unit))
    return exposure && lift
      ? [
          {
            name: reading.where(`${path}/filter`),
            exposure,
            lift,
            seen: ends('exposure_ci_churned', 'percent'),
            ends: ends('lift_ci', 'ratio'),
            thin: reading.truth(`${path}/hypothesis`),
          },
        ]
      : []
  })
  const ranked = signs.toSorted((one, two) => two.lift.value - one.lift.value)
  // What chance could have made is no takeaway.
  const proven = ranked.find(({ thin }) => !thin)
  const first = proven ?? ranked[0]
  if (!first) return null
  return draftOf(words, {
    title: words.liftExposure[proven ? 'title' : 'hint']({
      driver: sentence(first.name),
      low: printer.fig(first.ends[0] ?? first.lift, 1),
      high: printer.fig(first.ends[1] ?? first.lift, 1),
      exposure: printer.fig(first.exposure),
    }),
    unit: words.liftExposure.unit,
    n: casesIn(reading, words),
    asOf,
    badge: 'measured',
    notes: [seenIn(reading, words), words.interval, signs.some(({ thin }) => thin) && words.hypothesis],
    twin: table(
      words.liftExposure.head.flatMap((name, place) => (place === 0 ? [name] : [name, words.interval])),
      signs.map(one => [
        one.name,
        printer.fig(one.exposure),
        printer.range(one.seen[0], one.seen[1]),
        printer.fig(one.lift),
        printer.range(one.ends[0], one.ends[1]),
      ]),
      ['l', 'r', 'r', 'r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          x: { name: words.liftExposure.x, tick: value => ticks.share(value / 100), min: 0, max: 100 },
          y: {
            name: words.liftExposure.y,
            tick: ticks.number,
            // Where all are above the usual rate, the scale starts there and keeps them apart.
            min: Math.min(...signs.map(({ lift, ends }) => ends[0]?.value ?? lift.value)) > 1 ? 1 : 0,
            max: roundUp(Math.max(...signs.map(({ lift, ends }) => ends[1]?.value ?? lift.value)) * 1.05),
          },
          right: 262,
          height: Math.max(360, signs.length * 38 + 110),
          references: [{ across: 'y', at: 1, label: words.liftExposure.chance, end: 'left' }],
          notes: signs.map((one, place) => ({
            across: 1.06,
            up: 1 - (place + 0.3) / Math.max(signs.length, 6),
            text: `${ticks.name(letters[place] ?? '')}  ${shortened(pictured(one.name))}`,
            align: 'left' as const,
            plain: true,
          })),
          series: [
            {
              kind: 'points',
              interval: 'whiskers',
              points: signs.map((one, place) => ({
                x: one.exposure.value,
                y: one.lift.value,
                low: one.ends[0]?.value,
                high: one.ends[1]?.value,
                from: one.seen[0]?.value,
                to: one.seen[1]?.value,
                thin: one.thin,
                label: ticks.name(letters[place] ?? ''),
                size: 11,
              })),
            },
          ],
        },
        frame,
      ),
  })
}
