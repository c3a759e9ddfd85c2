import { ratioOr } from '../maybe-number.ts'
import type { MaybeNumber } from '../maybe-number.ts'

/** Stages of the source study; settings may replace them. */
export const defaultStages = [
  'acquisition',
  'activation',
  'service',
  'retention',
  'upgrade',
  'data',
  'churn',
] as const

/** One cost line; money in one currency. */
export interface CostLine {
  stage: string
  channel: string | null
  amount: number
  budget: number | null
  /** ISO day. */
  day: string | null
}

export interface StageCost {
  stage: string
  amount: number
  /** Share of all costs shown. */
  share: number | null
  lines: number
  budget: number | null
  /** Actual − budget over lines that have a budget; above 0 is overspent. */
  overBudget: number | null
  overBudgetShare: number | null
}

/** Cost by stage, in the order of `stages`; stages that are not in the list follow, in alphabetical order. */
export function stageCosts(
  lines: readonly CostLine[],
  stages: readonly string[] = defaultStages,
): { stages: StageCost[]; total: number } {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const others = [...new Set(lines.map(({ stage }) => stage))].filter(stage => !stages.includes(stage)).sort()
  const rows = [...stages, ...others].map((stage): StageCost => {
    const own = lines.filter(line => line.stage === stage)
    const amount = own.reduce((sum, line) => sum + line.amount, 0)
    const budgeted = own.filter(line => line.budget !== null)
    const budget = budgeted.reduce((sum, line) => sum + (line.budget ?? 0), 0)
    const spent = budgeted.reduce((sum, line) => sum + line.amount, 0)
    return {
      stage,
      amount,
      share: total > 0 ? amount / total : null,
      lines: own.length,
      budget: budgeted.length > 0 ? budget : null,
      overBudget: budgeted.length > 0 ? spent - budget : null,
      overBudgetShare: budget > 0 ? (spent - budget) / budget : null,
    }
  })
  return { stages: rows, total }
}

/** Gross CLV − lifecycle cost, both per customer over the same horizon. */
export const netLifecycleValue = (grossClv: number, stageAmounts: readonly number[]): number =>
  grossClv - stageAmounts.reduce((sum, amount) => sum + amount, 0)

/**
 * What a lost customer costs: lost margin + win-back spend + the price of a replacement only when one is bought;
 * a replaced customer's margin goes on, so lost margin is then the caller's gap until replacement.
 */
export const churnCost = (inputs: {
  lostMargin: number
  winBackSpend: number
  acquisitionCost: number
  replaced: boolean
}): number => inputs.lostMargin + inputs.winBackSpend + (inputs.replaced ? inputs.acquisitionCost : 0)

export interface ChannelCac {
  channel: string
  spend: number
  newCustomers: number
  /** Planned for the channel's lines that have a budget; `null` where none has. */
  budget: number | null
  /** What those lines spent beyond it. */
  overBudget: number | null
  /** The channel's own spend ÷ its new customers; `null` where nothing is on record for it: that is not free. */
  attributed: MaybeNumber
  /** The same with its share (by new customers) of acquisition cost that belongs to no channel. */
  fullyLoaded: MaybeNumber
}

export interface AcquisitionCosts {
  channels: ChannelCac[]
  /** All acquisition cost ÷ all new customers. */
  blended: MaybeNumber
  unassignedSpend: number
  totalSpend: number
  newCustomers: number
}

/** CAC per channel for one period: costs and new customers of that period only. Never allocated by revenue. */
export function acquisitionCosts(
  lines: readonly CostLine[],
  newCustomers: readonly { channel: string | null; n: number }[],
  stage = 'acquisition',
): AcquisitionCosts {
  const own = lines.filter(line => line.stage === stage)
  const ofChannel = (channel: string | null) => own.filter(line => line.channel === channel)
  const countOf = (channel: string | null) =>
    newCustomers.filter(row => row.channel === channel).reduce((sum, { n }) => sum + n, 0)
  const names = [...own.map(({ channel }) => channel), ...newCustomers.map(({ channel }) => channel)]
  const channels = [...new Set(names)].filter(channel => channel !== null).sort()
  const totalNew = newCustomers.reduce((sum, { n }) => sum + n, 0)
  const totalSpend = sumOf(own)
  const unassignedSpend = sumOf(ofChannel(null))
  const perNew = totalNew > 0 ? unassignedSpend / totalNew : 0
  const unbooked: MaybeNumber = { value: null, reason: 'no_spend_on_record' }
  return {
    channels: channels.map(channel => {
      const booked = ofChannel(channel)
      const [spend, n] = [sumOf(booked), countOf(channel)]
      const budgeted = booked.filter(({ budget }) => budget !== null)
      const budget = budgeted.reduce((sum, line) => sum + (line.budget ?? 0), 0)
      return {
        channel,
        spend,
        newCustomers: n,
        budget: budgeted.length > 0 ? budget : null,
        overBudget: budgeted.length > 0 ? sumOf(budgeted) - budget : null,
        attributed: booked.length === 0 && n > 0 ? unbooked : ratioOr(spend, n, 'no_new_customers'),
        fullyLoaded:
          booked.length === 0 && n > 0 ? unbooked : ratioOr(spend + perNew * n, n, 'no_new_customers'),
      }
    }),
    blended: own.length === 0 ? unbooked : ratioOr(totalSpend, totalNew, 'no_new_customers'),
    unassignedSpend,
    totalSpend,
    newCustomers: totalNew,
  }
}

const sumOf = (lines: readonly CostLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0)

/** A figure beside a benchmark that the user brought; the product has none of its own. */
export const againstBenchmark = (
  value: number,
  benchmark: number,
): { difference: number; ratio: MaybeNumber } => ({
  difference: value - benchmark,
  ratio: ratioOr(value, benchmark, 'benchmark_is_zero'),
})
