import { isoDay } from '../domain/days.ts'
import { usualDecisionDays } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import { outcomeWindow } from './campaign-outcomes.ts'
import { campaignMembers, moneyOutcome, retentionActions } from './campaign-members.ts'
import type { CampaignMember } from './campaign-members.ts'
import type { Observation } from './observe.ts'

/** What the programme log says of customers whose outcome is still awaited. */
export interface OpenTests {
  /** Left alone on purpose: an action on them would spoil the comparison. */
  control: ReadonlySet<string>
  /** Assigned to be treated, with or without an action on record. */
  treatment: ReadonlySet<string>
  /** Acted on within the outcome window, outcome open: another action now could not be told from the first. */
  acted: ReadonlySet<string>
  /** Share of the assigned who are left alone; `null` without an open test. */
  holdOutShare: number | null
  /** Names of the open tests. */
  names: string[]
}

/** Last day of treatment of each campaign; `null` where it has outcomes but no day, so that it lies in the past. */
function campaignDates(
  members: readonly CampaignMember[],
  withMoney: boolean,
): Map<string | null, number | null> {
  const dates = new Map<string | null, number | null>()
  for (const { campaign, executedOn, retained, responded, revenueSaved } of members) {
    if (executedOn !== null) dates.set(campaign, Math.max(dates.get(campaign) ?? -Infinity, executedOn))
    else if (!dates.has(campaign) && (withMoney || (retained ?? responded ?? revenueSaved) !== null))
      dates.set(campaign, null)
  }
  return dates
}

/** Tests and actions of the programme log (imported assignments, retention actions) without an outcome so far. */
export function openTests(context: ToolContext, at: Observation): Promise<OpenTests> {
  return context.once(`open-tests/${at.asOf}`, async () => {
    const days = (await outcomeWindow(context, at))?.days ?? usualDecisionDays
    const [campaigns, actions] = [
      await campaignMembers(context, at.asOf),
      await retentionActions(context, at.asOf),
    ]
    const within = (day: number): boolean => isoDay(day + days) > at.asOf
    const dates = campaignDates(campaigns.members, moneyOutcome(campaigns.rows) !== undefined)
    const open = campaigns.members.filter(({ retained, executedOn, campaign }) => {
      // Who is left alone has no day of treatment: the test's last one holds; a test not begun is open.
      const day = executedOn ?? dates.get(campaign)
      return retained === null && day !== null && (day === undefined || within(day))
    })
    const withControl = new Set(open.flatMap(({ arm, campaign }) => (arm === 'control' ? [campaign] : [])))
    const tested = open.filter(({ campaign }) => withControl.has(campaign))
    const ids = (arm: 'control' | 'treated') =>
      new Set(tested.flatMap(member => (member.arm === arm ? [member.customerId] : [])))
    const [control, treatment] = [ids('control'), ids('treated')]
    const acted = new Set(
      actions.members.flatMap(({ arm, customerId, retained, executedOn }) =>
        arm === 'treated' && retained === null && executedOn !== null && within(executedOn)
          ? [customerId]
          : [],
      ),
    )
    return {
      control,
      treatment,
      acted,
      holdOutShare: tested.length > 0 ? control.size / (control.size + treatment.size) : null,
      names: [...new Set(tested.flatMap(({ campaign }) => campaign ?? []))].toSorted(),
    }
  })
}
