import { meanDifference } from '../domain/experiments/index.ts'
import type { ToolContext } from '../tool.ts'
import { customerValues } from './customer-values.ts'
import type { Window } from './cost-lines.ts'
import { newCustomers } from './new-customers.ts'
import { observe } from './observe.ts'
import type { Observation } from './observe.ts'
import { purchases } from './stage-counts.ts'
import { surveyScores } from './survey-scores.ts'

export type MeasureFigureName =
  | 'satisfaction'
  | 'nps'
  | 'repurchase_rate'
  | 'referral_share'
  | 'clv_forward'
  | 'new_customers'
  | 'tickets'

/** One figure before and after; n is what it was counted from. */
export interface MeasureFigure {
  figure: MeasureFigureName
  before: number | null
  after: number | null
  nBefore: number
  nAfter: number
  unit: 'points_of_five' | 'points' | 'rate' | 'money' | 'count'
  /** 95 % interval of the difference, where answers allow one. */
  interval: readonly [number, number] | null
}

const referred = /referr|recommend|friend|word of mouth|轉介|转介|推薦|推荐|介紹|介绍|口碑|老帶新|老带新/i
const fewestAnswers = 5

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length

function spread(values: readonly number[]) {
  const middle = mean(values) ?? 0
  const variance = values.reduce((sum, one) => sum + (one - middle) ** 2, 0) / Math.max(1, values.length - 1)
  return { n: values.length, mean: middle, sd: Math.sqrt(variance) }
}

function answers(figure: 'satisfaction', before: readonly number[], after: readonly number[]): MeasureFigure {
  const enough = before.length >= fewestAnswers && after.length >= fewestAnswers
  const difference = enough ? meanDifference(spread(after), spread(before)) : null
  return {
    figure,
    before: mean(before),
    after: mean(after),
    nBefore: before.length,
    nAfter: after.length,
    unit: 'points_of_five',
    interval: difference ? [difference.low, difference.high] : null,
  }
}

const netPromoters = (scores: readonly number[]): number | null =>
  scores.length === 0
    ? null
    : (100 * (scores.filter(score => score >= 9).length - scores.filter(score => score <= 6).length)) /
      scores.length

/** Mean forward value of the customers active on the last day of a window. */
async function valueAt(
  context: ToolContext,
  day: string,
): Promise<{ mean: number | null; n: number; by: string }> {
  const at = await observe(context, day)
  if (!at) return { mean: null, n: 0, by: '' }
  const { forward, active, model, renewal, revenueBasis } = await customerValues(context, at)
  const known = Array.from(forward).filter((value, row) => active[row] === 1 && !Number.isNaN(value))
  return { mean: mean(known), n: known.length, by: `${model}/${renewal}/${revenueBasis}` }
}

/** What else moved while a measure ran: satisfaction, recommendation, repurchase, referral, forward value, volumes. */
export async function measureFigures(
  context: ToolContext,
  at: Observation,
  before: Window,
  after: Window,
): Promise<MeasureFigure[]> {
  const both = async <Result>(of: (window: Window) => Promise<Result>): Promise<[Result, Result]> => [
    await of(before),
    await of(after),
  ]
  const [then, now] = await both(window => surveyScores(context, window))
  const bought = await both(window => purchases(context, at, window))
  const won = await both(window => newCustomers(context, window))
  const asked = await both(
    async window => (await context.store.entityRows({ entity: 'ticket', ...window })).n,
  )
  const values = await both(({ to }) => valueAt(context, to < at.asOf ? to : at.asOf))
  // Two models price the same customer differently: their difference would say nothing about the measure.
  const comparable = values[0].by === values[1].by
  const share = (list: (typeof won)[0]): number | null => {
    const named = list.filter(({ channel }) => channel !== null)
    return named.length === 0
      ? null
      : named.filter(({ channel }) => referred.test(channel ?? '')).length / named.length
  }
  const rate = ({ buyers = 0, repeatBuyers = 0 }: (typeof bought)[0]): number | null =>
    buyers > 0 ? repeatBuyers / buyers : null
  const row = (
    figure: MeasureFigureName,
    unit: MeasureFigure['unit'],
    pair: readonly [number | null, number | null],
    counts: readonly [number, number],
  ): MeasureFigure => ({
    figure,
    unit,
    before: pair[0],
    after: pair[1],
    nBefore: counts[0],
    nAfter: counts[1],
    interval: null,
  })
  const counted = (of: readonly [number, number]): [number | null, number | null] => [...of]
  return [
    answers('satisfaction', then.five, now.five),
    row('nps', 'points', [netPromoters(then.nps), netPromoters(now.nps)], [then.nps.length, now.nps.length]),
    row(
      'repurchase_rate',
      'rate',
      [rate(bought[0]), rate(bought[1])],
      [bought[0].buyers ?? 0, bought[1].buyers ?? 0],
    ),
    row('referral_share', 'rate', [share(won[0]), share(won[1])], [won[0].length, won[1].length]),
    ...(comparable
      ? [row('clv_forward', 'money', [values[0].mean, values[1].mean], [values[0].n, values[1].n])]
      : []),
    row('new_customers', 'count', counted([won[0].length, won[1].length]), [won[0].length, won[1].length]),
    row('tickets', 'count', counted(asked), asked),
  ].filter(({ nBefore, nAfter }) => nBefore + nAfter > 0)
}
