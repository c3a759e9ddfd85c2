import { palette } from '../../charts/palette.ts'
import { xyChart } from '../../charts/xy.ts'
import { at, itemPaths, numberAt, textAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import { table } from '../markdown.ts'
import { Reading } from '../reading.ts'
import { wordsFor } from '../words/words.ts'
import { dash } from '../printer.ts'
import { draftOf, hideBelow, opened } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

const tiers = ['low', 'mid', 'high'] as const
const risks = ['low', 'medium', 'high'] as const

/** Where a field is cut, read from the filters of the segments. */
function cuts(answer: ReportAnswer, field: string): number[] {
  const found = itemPaths(answer, 'segments').flatMap(path =>
    itemPaths(answer, `${path}/filter/all`).flatMap(place =>
      textAt(answer, `${place}/field`) === field ? (numberAt(answer, `${place}/value`) ?? []) : [],
    ),
  )
  return [...new Set(found)].toSorted((one, two) => one - two)
}

const currencyIn = (currency: string | null, language: string): string =>
  currency === null ? '' : language === 'en' ? ` (${currency})` : `（${currency}）`

/** Customers by what they are worth and how likely they leave, with the number in each field. */
export function valueRiskChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  const reading = new Reading(answer, book, printer)
  const reportWords = wordsFor(printer.language)
  const fields = reading.items('segments').flatMap(path => {
    const [, tier, risk] =
      /^(high|mid|low) × (high|medium|low) risk$/.exec(textAt(answer, `${path}/name`) ?? '') ?? []
    const n = book.take(answer, `${path}/n`, 'count')
    return tier && risk && n
      ? [
          {
            tier: tiers.find(known => known === tier) ?? 'low',
            risk: risks.find(known => known === risk) ?? 'low',
            n,
            clv: book.take(answer, `${path}/clv`, 'money', 'modelled'),
            low: book.take(answer, `${path}/clv_low`, 'money', 'modelled'),
            high: book.take(answer, `${path}/clv_high`, 'money', 'modelled'),
          },
        ]
      : []
  })
  if (fields.reduce((sum, { n }) => sum + n.value, 0) < hideBelow) return null
  const [valueCuts, riskCuts] = [cuts(answer, 'clv_forward'), cuts(answer, 'churn_probability')]
  const points = source.answers.slice(1).flatMap(page =>
    itemPaths(page, 'rows').flatMap(path => {
      const [value, risk] = [
        numberAt(page, `${path}/clv_forward`),
        numberAt(page, `${path}/churn_probability`),
      ]
      return value === null || risk === null || value <= 0 ? [] : [{ x: risk, y: value }]
    }),
  )
  const urgent = fields.find(({ tier, risk }) => tier === 'high' && risk === 'high')
  const total = book.take(answer, 'totals/n', 'count')
  const whole = source.answers[1]
  const all = whole === undefined || points.length === 0 ? null : book.take(whole, 'total_rows', 'count')
  const cut = points.length < (all?.value ?? 0)
  // Values spread over orders of magnitude: the scale is by powers of ten, the borders where the tiers are cut.
  const log = (value: number): number => Math.log10(Math.max(value, 0.001))
  const spread = [...points.map(({ y }) => y), ...valueCuts].filter(value => value > 0)
  const [least, most] = roomy(
    [Math.floor(log(Math.min(...spread, 1e12))), Math.ceil(log(Math.max(...spread, 10)))],
    valueCuts.map(log),
  )
  const borders = {
    x: [0, ...(riskCuts.length === 2 ? riskCuts : [0.3, 0.6]), 1],
    y: [least, ...valueCuts.map(log), most],
  }
  const middle = (edges: readonly number[], place: number): number =>
    ((edges[place] ?? 0) + (edges[place + 1] ?? edges[place] ?? 0)) / 2
  const heights = apart(
    tiers.map((_, place) => (middle(borders.y, place) - least) / Math.max(most - least, 1e-9)),
  )
  return draftOf(words, {
    title: urgent
      ? words.valueRisk.title({
          n: printer.fig(urgent.n),
          held:
            urgent.n.value >= hideBelow && urgent.low && urgent.high
              ? { low: printer.fig(urgent.low), high: printer.fig(urgent.high) }
              : null,
        })
      : words.valueRisk.none,
    unit: words.valueRisk.unit,
    n: printer.fig(total),
    asOf,
    badge: 'modelled',
    notes: [
      points.length === 0 && words.valueRisk.alike,
      cut &&
        all !== null &&
        words.valueRisk.shown({ shown: ticks.number(points.length), total: printer.fig(all) }),
      fields.some(({ n }) => n.value < hideBelow) && words.valueRisk.hidden,
    ],
    twin: table(
      [...words.valueRisk.head, words.moneyInterval],
      tiers.toReversed().flatMap(tier =>
        risks.toReversed().flatMap(risk => {
          const field = fields.find(known => known.tier === tier && known.risk === risk)
          return field
            ? [
                [
                  words.valueRisk.cell(reportWords.tiers[tier], reportWords.risks[risk]),
                  printer.fig(field.n),
                  // The worth of a handful of customers tells of persons.
                  field.n.value < hideBelow ? dash : printer.fig(field.clv),
                  field.n.value < hideBelow ? dash : printer.range(field.low, field.high),
                ],
              ]
            : []
        }),
      ),
      ['l', 'r', 'r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          height: 420,
          x: { name: words.valueRisk.x, tick: ticks.share, min: 0, max: 1 },
          y: {
            name: `${words.valueRisk.y}${currencyIn(answer.currency, printer.language)}`,
            tick: value => ticks.money(10 ** value),
            step: 1,
            min: least,
            max: most,
          },
          references: [
            ...(riskCuts.length === 2 ? riskCuts : []).map(at => ({ across: 'x' as const, at })),
            ...valueCuts.map(value => ({ across: 'y' as const, at: log(value) })),
          ],
          series: [
            {
              kind: 'points',
              faint: true,
              colour: palette.good,
              points: points.map(({ x, y }) => ({ x, y: log(y), size: 6 })),
            },
          ],
          notes:
            valueCuts.length === 2
              ? fields.map(({ tier, risk, n }) => ({
                  across: middle(borders.x, risks.indexOf(risk)),
                  up: heights[tiers.indexOf(tier)] ?? 0.5,
                  plate: true,
                  text: `${words.valueRisk.cell(reportWords.tiers[tier], reportWords.risks[risk])}\n${words.valueRisk.count(printer.fig(n))}`,
                }))
              : [],
        },
        frame,
      ),
  })
}

/** Ends of the scale of values, a power of ten further where the outer tiers would have no room for their names. */
function roomy([least, most]: readonly [number, number], cuts: readonly number[]): [number, number] {
  const [low, high] = [cuts[0] ?? most, cuts[1] ?? least]
  const thin = (most - least) * 0.15
  return [low - least < thin ? least - 1 : least, most - high < thin ? most + 1 : most]
}

/** Heights of the three rows of names, at least two lines from each other. */
function apart([low = 0, mid = 0.5, high = 1]: readonly number[]): number[] {
  const gap = 0.115
  const centre = Math.min(0.94 - gap, Math.max(0.06 + gap, mid))
  return [Math.max(0.06, Math.min(low, centre - gap)), centre, Math.min(0.94, Math.max(high, centre + gap))]
}

/** Profit summed from the best customer to the worst: what the last ones take away again. */
export function whaleChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, words, ticks, asOf } = open
  if (typeof at(answer, 'whale') !== 'object' || at(answer, 'whale') === null) return null
  const reading = new Reading(answer, book, printer)
  const steps = reading.items('whale/curve').flatMap(path => {
    const [customers, profit] = [
      book.take(answer, `${path}/customers`, 'count'),
      book.take(answer, `${path}/profit`, 'money'),
    ]
    return customers && profit ? [{ customers, profit }] : []
  })
  const [share, losing, total] = [
    book.take(answer, 'whale/peak_share', 'roi'),
    book.take(answer, 'whale/unprofitable', 'count'),
    book.take(answer, 'whale/total', 'money'),
  ]
  const last = steps.at(-1)
  if (steps.length < 2 || !share || !losing || !total || !last || last.customers.value < hideBelow)
    return null
  const listed = steps.filter(
    (_, place) => place % Math.ceil(steps.length / 12) === 0 || place === steps.length - 1,
  )
  return draftOf(words, {
    title: words.whale.title({ share: printer.fig(share), lossMakers: printer.fig(losing) }),
    unit: `${words.whale.unit}${currencyIn(answer.currency, printer.language)}`,
    n: reading.fig('whale/n', 'count'),
    asOf,
    badge: 'measured',
    notes: [words.counted],
    twin: table(
      words.whale.head,
      listed.map(one => [printer.fig(one.customers), printer.fig(one.profit)]),
      ['r', 'r'],
    ),
    plan: frame =>
      xyChart(
        {
          x: { name: words.whale.x, tick: ticks.number, min: 0, max: last.customers.value },
          y: { name: words.whale.y, tick: ticks.money },
          references: [{ across: 'y', at: total.value, label: `${words.whale.total} ${printer.fig(total)}` }],
          series: [
            {
              kind: 'line',
              points: [
                { x: 0, y: 0 },
                ...steps.map(one => ({ x: one.customers.value, y: one.profit.value })),
              ],
            },
          ],
        },
        frame,
      ),
  })
}
