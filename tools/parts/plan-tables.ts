import { tierAt } from '../../src/analysis/plan-candidates.ts'
import { cents, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import type { PlanRun } from '../../src/analysis/plan-run.ts'
import { page } from '../../src/tool.ts'
import { returnOn } from './plan-shape.ts'
import type { PlanWords } from './plan-shape.ts'

const tierOrder: readonly string[] = ['high', 'mid', 'low']

/** Items with an option, with the row of the value table and the offer. */
function chosenOf({ study, plan }: PlanRun) {
  return [...plan.selection.entries()].flatMap(([item, option]) => {
    const offer = study.offers[study.columns.kind[option] ?? -1]
    if (option < 0 || !offer) return []
    return [
      {
        row: study.itemRows[item] ?? 0,
        offer,
        cost: study.columns.cost[option] ?? 0,
        value: study.columns.value[option] ?? 0,
      },
    ]
  })
}

/** Spend and value by tier and strategy; the last row is what stays unspent, so that the rows add up to the budget. */
export function allocationOf(run: PlanRun, budget: number) {
  const groups = new Map<string, { id: string; option: string; n: number; cost: number; value: number }>()
  for (const { offer, cost, value } of chosenOf(run)) {
    const { tier, strategy } = offer
    const key = `${tier}\u0000${strategy.name}`
    const group = groups.get(key) ?? { id: tier, option: strategy.name, n: 0, cost: 0, value: 0 }
    groups.set(key, { ...group, n: group.n + 1, cost: group.cost + cost, value: group.value + value })
  }
  // To the cent, so that what is printed adds up to the budget.
  const rows = [...groups.values()]
    .map(group => ({ ...group, cost: cents(group.cost), value: cents(group.value) }))
    .map(group => ({ ...group, roi: shortOrNull(returnOn(group.value, group.cost)) }))
    .toSorted(
      (one, two) =>
        tierOrder.indexOf(one.id) - tierOrder.indexOf(two.id) || (one.option < two.option ? -1 : 1),
    )
  const spent = cents(rows.reduce((sum, { cost }) => sum + cost, 0))
  const unspent = cents(budget - spent)
  return {
    rows: [...rows, { id: 'unspent', option: null, n: 0, cost: unspent, value: 0, roi: null }],
    spent,
    unspent,
    value: cents(rows.reduce((sum, { value }) => sum + value, 0)),
  }
}

/** What the plan would cost were every offer taken. */
export const fullCost = (run: PlanRun): number =>
  chosenOf(run).reduce((sum, { offer }) => sum + offer.cost, 0)

/** Strategies with how many customers get each, by name. */
export function mixOf(allocation: readonly { option: string | null; n: number }[]): [string, number][] {
  const mix = new Map<string, number>()
  for (const { option, n } of allocation) if (option !== null) mix.set(option, (mix.get(option) ?? 0) + n)
  return [...mix].toSorted(([one], [two]) => (one < two ? -1 : 1))
}

/** One page of customers with an action, the most net value first; `perWeek` numbers the weeks they fall into. */
export function customerPage(
  run: PlanRun,
  asked: { limit: number; offset: number },
  perWeek: number | undefined,
) {
  const { study } = run
  const { customerIds } = study.values.table
  const ranked = chosenOf(run)
    .map(one => ({ ...one, id: customerIds[one.row] ?? '', net: one.value - one.cost }))
    .toSorted((one, two) => two.net - one.net || (one.id < two.id ? -1 : 1))
    .map((one, place) => ({ ...one, place }))
  const { rows, ...rest } = page(ranked, asked)
  return {
    rows: rows.map(({ row, offer, cost, value, id, place }) => ({
      customer_id: id,
      tier: offer.tier,
      strategy: offer.strategy.name,
      ...(perWeek === undefined || perWeek <= 0 ? {} : { week: Math.floor(place / perWeek) + 1 }),
      cost: cents(cost),
      expected_value: cents(value),
      roi: shortOrNull(returnOn(value, cost)),
      churn_probability: short(study.risk.probability[row] ?? 0),
      clv_forward: cents(study.values.forward[row] ?? 0),
    })),
    ...rest,
  }
}

const sampleSize = 5

interface LeftOut {
  row: number
  reason: string
  bestRoi: number | null
}

/** Who is not worth saving and why, most valuable first; and who is left out for other reasons. */
export function leftOut({ study, plan }: PlanRun, say: PlanWords, open: boolean) {
  const forward = (row: number): number => {
    const value = study.values.forward[row] ?? Number.NaN
    return Number.isNaN(value) ? 0 : value
  }
  const left = study.notWorth.map(({ row, reason }): LeftOut => ({ row, reason, bestRoi: null }))
  let outbid = 0
  for (const [item, option] of plan.selection.entries()) {
    if (option >= 0) continue
    if (plan.worthwhile[item] === 1) outbid += 1
    else {
      const best = plan.bestRoi[item] ?? Number.NaN
      const row = study.itemRows[item] ?? 0
      left.push({ row, reason: 'below_threshold', bestRoi: Number.isNaN(best) ? null : best })
    }
  }
  const counts = new Map<string, number>()
  for (const { reason } of left) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const why = [...counts]
    .map(([reason, n]) => ({ reason, n, meaning: say.reasons[reason] ?? reason }))
    .toSorted((one, two) => two.n - one.n || (one.reason < two.reason ? -1 : 1))
  const id = (row: number): string => study.values.table.customerIds[row] ?? ''
  const before = (one: LeftOut, two: LeftOut): boolean => {
    const [value, other] = [forward(one.row), forward(two.row)]
    return value === other ? id(one.row) < id(two.row) : value > other
  }
  // Five of perhaps a hundred thousand: kept while going through, not sorted.
  const first: LeftOut[] = []
  for (const one of left) {
    const place = first.findIndex(known => before(one, known))
    if (place >= 0) first.splice(place, 0, one)
    else if (first.length < sampleSize) first.push(one)
    first.length = Math.min(first.length, sampleSize)
  }
  const sample = first.map(({ row, reason, bestRoi }) => ({
    id: id(row),
    tier: tierAt(study, row),
    reason,
    best_roi: shortOrNull(bestRoi),
  }))
  const excluded = Object.entries({ ...study.excluded, outbid: open ? 0 : outbid })
    .filter(([, n]) => n > 0)
    .map(([reason, n]) => ({ reason, n, meaning: say.reasons[reason] ?? reason }))
  return { n: left.length, why, sample, excluded }
}
