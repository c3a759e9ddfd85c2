import { numbersOf } from '../../src/analysis/campaign-columns.ts'
import { churnBaseline } from '../../src/analysis/churn-in-force.ts'
import { within } from '../../src/analysis/cost-lines.ts'
import type { DatedCost, NewCustomer, Window } from '../../src/analysis/cost-lines.ts'
import { customerValues, unitValue } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cents, centsOrNull, shortOrNull } from '../../src/analysis/plan-money.ts'
import { daysBetween } from '../../src/domain/days.ts'
import {
  churnCost,
  evaluateMeasure,
  netLifecycleValue,
  stageIndicators,
} from '../../src/domain/lifecycle/index.ts'
import type { AcquisitionCosts } from '../../src/domain/lifecycle/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { CostWords } from './costs-shape.ts'

const yearDays = 365.25
const satisfied = 4

/** CAC rows as the answer shows them. */
export const cacRows = (cac: AcquisitionCosts) => ({
  blended: centsOrNull(cac.blended.value),
  new_customers: cac.newCustomers,
  total_spend: cents(cac.totalSpend),
  unassigned_spend: cents(cac.unassignedSpend),
  channels: cac.channels.map(({ channel, spend, newCustomers: n, attributed, fullyLoaded }) => ({
    channel,
    spend: cents(spend),
    new_customers: n,
    attributed: centsOrNull(attributed.value),
    fully_loaded: centsOrNull(fullyLoaded.value),
  })),
})

/** New customers counted by channel. */
export const byChannel = (won: readonly NewCustomer[]) =>
  [...new Set(won.map(({ channel }) => channel))].map(channel => ({
    channel,
    n: won.filter(row => row.channel === channel).length,
  }))

/** The stages' cost in two periods as five-step records. */
export function measureRows(
  lines: readonly DatedCost[],
  [before, after]: readonly [Window, Window],
  context: ToolContext,
  currency: string | null,
  say: CostWords,
) {
  const { formats } = context
  const stages = [...new Set(lines.map(({ stage }) => stage))]
  return stages.map(stage => {
    const sum = (window: Window): number =>
      lines
        .filter(line => line.stage === stage && line.day !== null && within(window, line.day))
        .reduce((total, { amount }) => total + amount, 0)
    const record = evaluateMeasure({
      targetSaving: 0,
      scope: stage,
      method: 'before/after',
      startsOn: after.from,
      endsOn: after.to,
      costBefore: sum(before),
      costAfter: sum(after),
    })
    const { costBefore, costAfter } = record.collected
    const money = (value: number): string => formats.money(value, currency)
    const fell = costAfter < costBefore
    return {
      stage,
      before: `${before.from} – ${before.to}`,
      after: `${after.from} – ${after.to}`,
      cost_before: cents(costBefore),
      cost_after: cents(costAfter),
      saving_rate: shortOrNull(record.analysis.savingRate.value),
      plan: say.plan({ stage: stageNamed(stage, say), before: money(costBefore), after: money(costAfter) }),
      collected: say.collected({ before: money(costBefore), after: money(costAfter) }),
      analysis: say.analysis({
        saving: money(record.analysis.saving),
        rate: formats.percent(record.analysis.savingRate.value),
      }),
      interpretation: fell ? say.met : say.missed,
      improvement: say.improvement[fell ? 'keep' : 'redesign'],
    }
  })
}

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

/** Stage indicators that the tickets and new customers of the window allow. */
export async function indicatorsOf(
  context: ToolContext,
  window: Window,
  won: readonly NewCustomer[],
  spend: number,
) {
  const tickets = await context.store.entityRows({ entity: 'ticket', from: window.from, to: window.to })
  const csat = numbersOf(tickets, 'csat')
  const scores = tickets.customerIds.flatMap((_, row) => csat(row) ?? [])
  const asked = new Map<string, number>()
  for (const id of tickets.customerIds) if (id !== null) asked.set(id, (asked.get(id) ?? 0) + 1)
  return stageIndicators({
    ...(won.length > 0 ? { newCustomers: won.length, acquisitionSpend: spend } : {}),
    ...(scores.length > 0 ? { csatScores: scores, csatTop: satisfied } : {}),
    ...(asked.size > 0
      ? { complainers: asked.size, repeatComplainers: [...asked.values()].filter(n => n > 1).length }
      : {}),
  })
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
export const stageNamed = (stage: string, say: CostWords): string => say.stageNames[stage] ?? stage
