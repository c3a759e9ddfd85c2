import { dayNumber } from '../domain/days.ts'
import type { ToolContext } from '../tool.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'

/** Snapshots older than this at the observation date no longer tell how customers are. */
const freshDays = 7

/**
 * Day of the newest snapshot of customers or accounts, where it lies more than a week before the observation date and
 * no activity is on record that could tell of the time since; `null` where nothing is stale.
 */
export async function staleSnapshot({ store }: ToolContext, at: Observation): Promise<string | null> {
  if (has(at, 'activity', 'order')) return null
  const seen = (await store.imports()).flatMap(({ entity, asOf }) =>
    (entity === 'customer' || entity === 'account') && asOf !== null && asOf <= at.asOf ? [asOf] : [],
  )
  const newest = seen.toSorted().at(-1)
  return newest !== undefined && dayNumber(at.asOf) - dayNumber(newest) > freshDays ? newest : null
}
