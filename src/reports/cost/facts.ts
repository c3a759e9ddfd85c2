import type { Ask } from '../answers.ts'
import { startAsking } from '../asking.ts'
import type { NamedFacts } from '../asking.ts'
import type { GatherRequest } from '../report-kind.ts'

export const costQuestions = ['costs', 'channels', 'months', 'values', 'tiers'] as const
export type CostQuestion = (typeof costQuestions)[number]
export type CostFacts = NamedFacts<CostQuestion>

/** Cost by stage, by channel, before and after, and who is served for it: one answer each. */
export async function costFacts(ask: Ask, request: GatherRequest): Promise<CostFacts | null> {
  const asking = await startAsking(ask, request, costQuestions.length)
  if (asking === null) return null
  const costs = await asking.ask('analyze_costs', { view: 'service' })
  const channels = await asking.ask('analyze_costs', { view: 'channels' })
  const months = await asking.ask('analyze_costs', { view: 'periods' })
  const values = await asking.ask('compute_clv', { limit: 1 })
  const tiers = await asking.ask('segment_customers', { by: 'value_tier', detail: 'full' })
  return asking.facts(
    { costs, channels, months, values, tiers },
    { asOf: costs.answer?.as_of, currency: costs.answer?.currency ?? values.answer?.currency },
  )
}
