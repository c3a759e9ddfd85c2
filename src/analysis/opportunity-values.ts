import {
  bgBbAlive,
  bgBbDiscounted,
  bgBbExpected,
  deltaVariance,
  expectedSpend,
  fitBgBb,
  fitGammaGamma,
  opportunitiesOf,
  opportunityLog,
} from '../domain/clv/models.ts'
import type { BgBb, GammaGammaFit, Opportunities, OpportunityLog } from '../domain/clv/models.ts'
import { dayNumber } from '../domain/days.ts'
import { daysPerUnit } from '../domain/history/purchase-history.ts'
import type { ToolContext } from '../tool.ts'
import type { ValueAssumptions } from './customer-values.ts'
import type { Observation } from './observe.ts'
import { orderLog } from './order-log.ts'
import { endsAround, noEnds, sumOf, thinnedRows } from './value-study.ts'
import type { HoldoutRow, ValueStudy } from './value-study.ts'

export interface OpportunityShortfall {
  what: 'opportunities' | 'repeaters' | 'long'
  found: number
  needed: number
}

export type OpportunityAnswer =
  | { study: ValueStudy; shortfall: null }
  | { study: null; shortfall: OpportunityShortfall }

const gate = { opportunities: 4, repeaters: 50 }
/** Years of dates are not all alike: five of them count as five, not as 4.99. */
const calendarSlack = 0.02
const z95 = 1.959963984540054
const keys = ['alpha', 'beta', 'gamma', 'delta'] as const

/** BG/BB on the stored orders: every buyer at the opportunities since the first purchase. */
export function opportunityValues(
  context: ToolContext,
  at: Observation,
  assumptions: ValueAssumptions,
): Promise<OpportunityAnswer> {
  return context.once(`opportunities/${at.asOf}/${JSON.stringify(assumptions)}`, async () => {
    const missing = (
      what: OpportunityShortfall['what'],
      found: number,
      needed: number,
    ): OpportunityAnswer => ({
      study: null,
      shortfall: { what, found, needed },
    })
    const log = await orderLog(context, at)
    if (!log) return missing('opportunities', 0, gate.opportunities)
    if (log.share < 1) return missing('long', at.overview.orders, 0)
    const asOfDay = dayNumber(at.asOf)
    const calendar = opportunitiesOf(log.purchases, asOfDay)
    if (!calendar || calendar.count < gate.opportunities)
      return missing('opportunities', calendar?.count ?? 0, gate.opportunities)
    const taken = opportunityLog(log.purchases, calendar, asOfDay)
    const repeaters = taken.repeats.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0)
    if (repeaters < gate.repeaters) return missing('repeaters', repeaters, gate.repeaters)
    const customerIds = Array.from(taken.customer, number => log.customerIds[number] ?? '')
    const held = heldOut(log.purchases, calendar, asOfDay)
    return { study: valued(customerIds, taken, calendar, assumptions, held), shortfall: null }
  })
}

function fitSpend(taken: OpportunityLog): GammaGammaFit | null {
  const usable = taken.repeats.filter((x, row) => x > 0 && (taken.meanRepeatSpend[row] ?? 0) > 0).length
  if (usable < gate.repeaters) return null
  const fit = fitGammaGamma({ repeats: taken.repeats, meanSpend: taken.meanRepeatSpend })
  return fit.identified ? fit : null
}

/** The last third of the opportunities foretold from the ones before. */
function heldOut(
  purchases: Parameters<typeof opportunityLog>[0],
  calendar: Opportunities,
  asOfDay: number,
): { row: HoldoutRow; days: number } | null {
  const back = Math.floor(calendar.count / 3)
  const count = calendar.count - back
  if (count < gate.opportunities) return null
  const cut = { ...calendar, count, indexOf: (day: number) => within(calendar.indexOf(day), count) }
  const before = opportunityLog(purchases, cut, asOfDay)
  if (before.repeats.filter(x => x > 0).length < gate.repeaters) return null
  const all = opportunityLog(purchases, calendar, asOfDay)
  const total = new Map(Array.from(all.customer, (who, row) => [who, all.repeats[row] ?? 0]))
  const fit = fitBgBb(before)
  let [predicted, actual, absolute, square] = [0, 0, 0, 0]
  before.customer.forEach((who, row) => {
    const found = (total.get(who) ?? 0) - (before.repeats[row] ?? 0)
    const expected = bgBbExpected(fit.parameters, historyAt(before, row), back)
    predicted += expected
    actual += found
    absolute += Math.abs(expected - found)
    square += (expected - found) ** 2
  })
  const n = before.customer.length
  const row = {
    model: 'bg_bb',
    winner: true,
    predicted_total: predicted,
    actual_total: actual,
    total_error: actual > 0 ? predicted / actual - 1 : null,
    mae: absolute / n,
    rmse: Math.sqrt(square / n),
    log_likelihood: fit.logLikelihood,
    eligible: fit.converged && fit.identified,
  }
  return { row, days: back * calendar.spacingDays }
}

const within = (index: number | null, count: number): number | null =>
  index !== null && index < count ? index : null

const historyAt = ({ repeats, recency, opportunities }: OpportunityLog, row: number) => ({
  repeats: repeats[row] ?? 0,
  recency: recency[row] ?? 0,
  opportunities: opportunities[row] ?? 0,
})

function valued(
  customerIds: readonly string[],
  taken: OpportunityLog,
  calendar: Opportunities,
  assumptions: ValueAssumptions,
  held: { row: HoldoutRow; days: number } | null,
): ValueStudy {
  const fit = fitBgBb(taken)
  const spend = fitSpend(taken)
  const days = calendar.spacingDays
  const discount = (1 + assumptions.annualDiscount) ** (days / daysPerUnit.year) - 1
  const ahead =
    assumptions.horizonMonths === 'infinite'
      ? null
      : Math.floor((assumptions.horizonMonths * daysPerUnit.month) / days + calendarSlack)
  // Few distinct patterns stand for all customers.
  const once = (of: (row: number) => number): ((row: number) => number) => {
    const known = new Map<string, number>()
    return row => {
      const key = `${taken.repeats[row]}/${taken.recency[row]}/${taken.opportunities[row]}`
      const value = known.get(key) ?? of(row)
      known.set(key, value)
      return value
    }
  }
  const discounted = (model: BgBb) =>
    once(row => bgBbDiscounted(model, historyAt(taken, row), { ahead, discount }).value ?? Number.NaN)
  const rows = customerIds.map((_, row) => row)
  const over = (of: (row: number) => number): Float64Array => Float64Array.from(rows, of)
  const meanSpend = over(row => {
    const repeats = taken.repeats[row] ?? 0
    const own = taken.meanRepeatSpend[row] ?? 0
    const expected = spend ? expectedSpend(spend.parameters, { repeats, meanSpend: own }).value : null
    return expected ?? (repeats > 0 ? own : (taken.totalSpend[row] ?? 0))
  })
  const here = discounted(fit.parameters)
  const margin = (row: number): number => assumptions.grossMargin * Math.max(0, meanSpend[row] ?? 0)
  const forward = over(row => margin(row) * here(row))
  const theta = keys.map(key => Math.log(fit.parameters[key]))
  const known = new Map<string, (row: number) => number>()
  const under = (point: readonly number[]): ((row: number) => number) => {
    const id = point.join('/')
    const [alpha = 1, beta = 1, gamma = 1, delta = 1] = point.map(Math.exp)
    const of = known.get(id) ?? discounted({ alpha, beta, gamma, delta })
    known.set(id, of)
    return of
  }
  const halfWidth = (members: readonly number[]): number | null => {
    if (!fit.covariance) return null
    const variance = deltaVariance(theta, fit.covariance, point => {
      const of = under(point)
      return Math.log(members.reduce((sum, row) => sum + margin(row) * of(row), 0))
    })
    return variance === null ? null : z95 * Math.sqrt(variance)
  }
  return {
    model: 'bg_bb',
    fit,
    timeUnit: calendar.kind === 'dates' ? 'opportunity' : calendar.kind,
    customerIds,
    repeats: taken.repeats,
    recencyDays: over(row => (taken.recency[row] ?? 0) * days),
    ageDays: over(row => (taken.opportunities[row] ?? 0) * days),
    meanSpend,
    alive: over(once(row => bgBbAlive(fit.parameters, historyAt(taken, row)))),
    expected: over(
      once(row => (ahead === null ? Number.NaN : bgBbExpected(fit.parameters, historyAt(taken, row), ahead))),
    ),
    forward,
    historical: taken.totalSpend.map(total => total * assumptions.grossMargin),
    holdout: held ? [held.row] : [],
    holdoutDays: held?.days ?? 0,
    calibration: [],
    tracking: [],
    ends: row => endsAround(forward[row] ?? Number.NaN, halfWidth([row])),
    endsOfSum: members => {
      const sum = sumOf(forward, members)
      return sum === null ? noEnds : endsAround(sum, halfWidth(thinnedRows(members)))
    },
    told: {
      opportunities: calendar.count,
      spacing_days: days,
      horizon_opportunities: ahead,
      spend: spend ? { ...spend.parameters, correlation: spend.correlation } : 'own mean',
    },
  }
}
