import type { CampaignMember } from '../../src/analysis/campaign-members.ts'
import type { moneyLift } from '../../src/analysis/campaign-uplift.ts'

/** (Extra money per treated customer × treated × gross margin − cost) ÷ cost, with the interval of the difference. */
export function incrementalRoi(
  money: ReturnType<typeof moneyLift>,
  treated: readonly CampaignMember[],
  cost: number,
  grossMargin: number,
): { value: number; low: number; high: number } | null {
  if (!money || !(cost > 0)) return null
  const per = (difference: number): number => (difference * treated.length * grossMargin - cost) / cost
  return { value: per(money.value), low: per(money.low), high: per(money.high) }
}
