import { churnBaseline } from '../../src/analysis/churn-in-force.ts'
import { unstagedName } from '../../src/analysis/cost-lines.ts'
import type { DatedCost, Window } from '../../src/analysis/cost-lines.ts'
import type { NewCustomer } from '../../src/analysis/new-customers.ts'
import { customerValues, unitValue } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cents, centsOrNull } from '../../src/analysis/plan-money.ts'
import { stageCounts } from '../../src/analysis/stage-counts.ts'
import { daysBetween } from '../../src/domain/days.ts'
import {
  churnCost,
  indicatorNames,
  netLifecycleValue,
  stageIndicators,
} from '../../src/domain/lifecycle/index.ts'
import type { AcquisitionCosts } from '../../src/domain/lifecycle/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { WonCosts } from './costs-read.ts'
import type { CostWords } from './costs-shape.ts'

const yearDays = 365.25

/** CAC rows as the answer shows them. */
export const cacRows = (cac: AcquisitionCosts) => ({
  blended: centsOrNull(cac.blended.value),
  new_customers: cac.newCustomers,
  total_spend: cents(cac.totalSpend),
  unassigned_spend: cents(cac.unassignedSpend),
  channels: cac.channels.map(
    ({ channel, spend, budget, overBudget, newCustomers: n, attributed, fullyLoaded }) => ({
      channel,
      spend: cents(spend),
      budget: centsOrNull(budget),
      over_budget: centsOrNull(overBudget),
      new_customers: n,
      attributed: centsOrNull(attributed.value),
      fully_loaded: centsOrNull(fullyLoaded.value),
    }),
  ),
})

/** New customers counted by channel. */
export const byChannel = (won: readonly NewCustomer[]) =>
  [...new Set(won.map(({ channel }) => channel))].map(channel => ({
    channel,
    n: won.filter(row => row.channel === channel).length,
  }))

/** Amount and budget by month and stage. */
export function periodRows(lines: readonly DatedCost[]) {
  const cells = new Map<string, { period: string; stage: string; amount: number; budget: number | null }>()
  for (const { day, stage, amount, budget } of lines) {
    const period = day?.slice(0, 7) ?? '–'
    const key = `${period}/${stage}`
    const cell = cells.get(key) ?? { period, stage, amount: 0, budget: null }
    cells.set(key, {
      ...cell,
      amount: cell.amount + amount,
      budget: budget === null ? cell.budget : (cell.budget ?? 0) + budget,
    })
  }
  return [...cells.values()]
    .map(cell => ({ ...cell, amount: cents(cell.amount), budget: centsOrNull(cell.budget) }))
    .toSorted((one, two) =>
      one.period < two.period ? -1 : one.period > two.period ? 1 : one.stage < two.stage ? -1 : 1,
    )
}

/** Stage indicators with what they are counted from, and the data that the others would need. */
export async function indicatorsOf(
  context: ToolContext,
  at: Observation,
  window: Window,
  { everybody, won, cac }: WonCosts,
) {
  const counts = await stageCounts(context, at, window, everybody, cac.totalSpend)
  // Without any spend on record a CAC of nothing would be said.
  const paid = won.length > 0 && cac.blended.value !== null
  const { newCustomers: _, acquisitionSpend: __, ...others } = counts
  const found = stageIndicators({
    ...others,
    ...(paid ? { newCustomers: won.length, acquisitionSpend: cac.totalSpend } : {}),
  }).filter(({ value }) => value !== null)
  const missing = indicatorNames.filter(name => !found.some(row => row.name === name))
  return { found, missing }
}

/** Net lifecycle value of an active customer, and what a lost one costs. */
export async function lifecycleOf(
  context: ToolContext,
  at: Observation,
  window: Window,
  cac: AcquisitionCosts,
  total: number,
  churnSpend: number,
) {
  const { forward, active, annualChurn, assumptions } = await customerValues(context, at)
  const known = forward.filter((value, row) => active[row] === 1 && !Number.isNaN(value))
  if (known.length === 0) return null
  const years = (daysBetween(window.from, window.to) + 1) / yearDays
  const gross = known.reduce((sum, value) => sum + value, 0) / known.length
  const yearly = (total - cac.totalSpend) / known.length / years
  const baseline = await churnBaseline(context, at)
  const lost = Math.round((baseline?.annual?.value ?? 0) * known.length * years)
  const net = netLifecycleValue(gross, [cac.blended.value ?? 0, yearly * unitValue(annualChurn, assumptions)])
  return {
    customers: known.length,
    cost_per_customer: cents(total / known.length),
    gross_clv: cents(gross),
    net_lifecycle_value: cents(net),
    churn_cost_per_lost:
      lost > 0
        ? cents(
            churnCost({
              lostMargin: gross,
              winBackSpend: churnSpend / lost,
              acquisitionCost: cac.blended.value ?? 0,
              replaced: false,
            }),
          )
        : null,
    lost,
  }
}

/** A cost stage in the words of the language; the user's own stages keep their names. */
export const stageNamed = (stage: string, say: CostWords): string =>
  stage === unstagedName ? say.other : (say.stageNames[stage] ?? stage)
