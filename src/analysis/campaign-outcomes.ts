import { isoDay } from '../domain/days.ts'
import type { ToolContext } from '../tool.ts'
import type { CampaignMember } from './campaign-members.ts'
import { churnInForce } from './churn-in-force.ts'
import type { ChurnInForce } from './churn-in-force.ts'
import { filled } from './observe.ts'
import type { Observation } from './observe.ts'

/** Days of treatment looked up at most: each is a question to the store. */
const mostDays = 60

export interface WithOutcomes {
  members: CampaignMember[]
  /** Outcomes that were not recorded and come from the customers' own data. */
  filledIn: number
  /** Days after the treatment by which they are judged. */
  days: number
}

/** By what and after how many days outcomes are judged; `null` where the store cannot tell who left when. */
export async function outcomeWindow(context: ToolContext, at: Observation): Promise<ChurnInForce | null> {
  const definition = await churnInForce(context, at)
  return definition?.kind === 'label' && filled(at, 'churn_date') === 0 ? null : definition
}

/**
 * Outcomes that nobody recorded, by the churn definition in force: who was a customer on the day of the treatment and had
 * not left `days` later stayed. The same yardstick for every arm. Left open where the window is not over yet, where
 * the customer was gone already, or where labels carry no dates.
 */
export async function withOutcomes(
  context: ToolContext,
  at: Observation,
  members: readonly CampaignMember[],
): Promise<WithOutcomes> {
  const asIs = { members: [...members], filledIn: 0, days: 0 }
  const open = members.filter(({ retained, executedOn }) => retained === null && executedOn !== null)
  if (open.length === 0) return asIs
  const window = await outcomeWindow(context, at)
  if (!window) return asIs
  const { kind, days, graceDays } = window
  const asked = kind === 'silence' ? { kind, days } : kind === 'contract' ? { kind, graceDays } : { kind }
  const until = kind === 'label' ? at.outcomesUntil : at.asOf
  const due = [...new Set(open.map(({ executedOn }) => executedOn ?? 0))]
    .filter(day => isoDay(day + days + (kind === 'contract' ? graceDays : 0)) <= until)
    .toSorted((one, two) => two - one)
    .slice(0, mostDays)
  const left = new Map<number, ReadonlyMap<string, boolean>>()
  for (const day of due) {
    const found = await context.store.outcomes({
      from: isoDay(day),
      to: isoDay(day + days),
      definition: asked,
    })
    left.set(day, new Map(found.customerIds.map((id, row) => [id, found.churned[row] === 1])))
  }
  let filledIn = 0
  const told = members.map(member => {
    if (member.retained !== null || member.executedOn === null) return member
    const gone = left.get(member.executedOn)?.get(member.customerId)
    if (gone === undefined) return member
    filledIn += 1
    return { ...member, retained: !gone }
  })
  return { members: told, filledIn, days }
}
