import type { ServiceAnswer } from '../../src/analysis/cost-service.ts'
import type { TouchAttribution } from '../../src/analysis/touch-attribution.ts'
import { cents, centsOrNull, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import { againstBenchmark } from '../../src/domain/lifecycle/index.ts'
import type { CostLine, StageCost } from '../../src/domain/lifecycle/index.ts'

/** Stages that have a line, as the answer shows them. */
export const stageRows = (stages: readonly StageCost[]) =>
  stages
    .filter(({ lines }) => lines > 0)
    .map(({ stage, amount, share, lines, budget, overBudget, overBudgetShare }) => ({
      stage,
      amount: cents(amount),
      share: shortOrNull(share),
      lines,
      budget: centsOrNull(budget),
      over_budget: centsOrNull(overBudget),
      over_budget_share: shortOrNull(overBudgetShare),
    }))

export type StageRow = ReturnType<typeof stageRows>[number]

/** The stage furthest over its budget; where none is over, the one furthest under it. */
export function furthestOff(rows: readonly StageRow[]): StageRow | undefined {
  const off = rows
    .filter(({ over_budget: amount }) => amount !== null && Math.abs(amount) > 0.005)
    .toSorted((one, two) => (two.over_budget ?? 0) - (one.over_budget ?? 0))
  return (off[0]?.over_budget ?? 0) > 0 ? off[0] : off.at(-1)
}

/** All lines that have a budget, against it; `null` where none has. */
export function budgetOf(lines: readonly CostLine[]) {
  const budgeted = lines.filter(({ budget }) => budget !== null)
  if (budgeted.length === 0) return null
  const planned = budgeted.reduce((sum, { budget }) => sum + (budget ?? 0), 0)
  const spent = budgeted.reduce((sum, { amount }) => sum + amount, 0)
  return {
    planned: cents(planned),
    spent: cents(spent),
    over: cents(spent - planned),
    over_share: planned > 0 ? short((spent - planned) / planned) : null,
  }
}

export function serviceRow({ service, untimedCost }: ServiceAnswer) {
  return service === null
    ? null
    : {
        cost: cents(service.cost),
        minutes: shortOrNull(service.minutes),
        capacity_minutes: service.capacityMinutes,
        rate_per_minute: short(service.ratePerMinute),
        utilisation: shortOrNull(service.utilisation),
        unused_cost: centsOrNull(service.unusedCost),
        untimed_cost: cents(untimedCost),
        driver: service.driver,
        margin_basis: service.basis,
        segments: service.segments.map(({ name, n, margin, cost, costShare, marginShare, overServed }) => ({
          segment: name,
          n,
          margin: cents(margin),
          cost: cents(cost),
          cost_share: shortOrNull(costShare),
          margin_share: shortOrNull(marginShare),
          over_served: overServed,
        })),
      }
}

export const whaleRow = ({ service }: ServiceAnswer) =>
  service?.whale
    ? {
        n: service.whale.n,
        total: cents(service.whale.total),
        peak: cents(service.whale.peak),
        peak_share: shortOrNull(service.whale.peakShare.value),
        count_at_peak: service.whale.countAtPeak,
        unprofitable: service.whale.unprofitable,
        curve: service.whale.curve.map(({ customers, profit }) => ({ customers, profit: cents(profit) })),
      }
    : null

export const attributionRows = (attribution: TouchAttribution | null) =>
  attribution?.rows.map(row => ({
    method: row.method,
    channel: row.channel,
    customers: short(row.customers),
    share: shortOrNull(row.share),
    touch_cost: centsOrNull(row.touchCost),
    cost_per_customer: centsOrNull(row.costPerCustomer),
  })) ?? []

/** Each benchmark beside the figure of its name; `null` where nothing is measured under it. */
export const benchmarkRows = (
  benchmarks: Readonly<Record<string, number>>,
  measured: ReadonlyMap<string, number | null>,
) =>
  Object.entries(benchmarks).map(([name, benchmark]) => {
    const value = measured.get(name) ?? null
    const compared = value === null ? null : againstBenchmark(value, benchmark)
    return {
      name,
      value,
      benchmark,
      difference: shortOrNull(compared?.difference ?? null),
      ratio: shortOrNull(compared?.ratio.value ?? null),
    }
  })
