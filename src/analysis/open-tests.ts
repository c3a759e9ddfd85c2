import { isoDay } from '../domain/days.ts'
import { usualDecisionDays } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import { outcomeWindow } from './campaign-outcomes.ts'
import { campaignMembers, retentionActions } from './campaign-members.ts'
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

/** Tests and actions of the programme log (imported assignments, retention actions) without an outcome so far. */
export function openTests(context: ToolContext, at: Observation): Promise<OpenTests> {
  return context.once(`open-tests/${at.asOf}`, async () => {
    const days = (await outcomeWindow(context, at))?.days ?? usualDecisionDays
    const [campaigns, actions] = [
      await campaignMembers(context, at.asOf),
      await retentionActions(context, at.asOf),
    ]
    const awaited = <Row extends { retained: boolean | null; executedOn: number | null }>(
      rows: Row[],
    ): Row[] =>
      rows.filter(
        ({ retained, executedOn }) =>
          retained === null && executedOn !== null && isoDay(executedOn + days) > at.asOf,
      )
    const open = awaited(campaigns.members)
    const withControl = new Set(open.flatMap(({ arm, campaign }) => (arm === 'control' ? [campaign] : [])))
    const tested = open.filter(({ campaign }) => withControl.has(campaign))
    const ids = (arm: 'control' | 'treated') =>
      new Set(tested.flatMap(member => (member.arm === arm ? [member.customerId] : [])))
    const [control, treatment] = [ids('control'), ids('treated')]
    const acted = new Set(
      awaited(actions.members).flatMap(({ arm, customerId }) => (arm === 'treated' ? [customerId] : [])),
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
