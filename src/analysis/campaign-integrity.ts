import { missingOutcomes, reachedLift } from '../domain/experiments/index.ts'
import type { MissingOutcomes, ReachedLift } from '../domain/experiments/index.ts'
import type { CampaignMember } from './campaign-members.ts'

export interface Reached {
  /** Customers of the control whom the treatment reached all the same. */
  control: number
  controlN: number
  /** Customers of the treated whom it reached; all of them where nobody wrote it down. */
  treated: number
  treatedN: number
  /** Effect on those who were reached because of their arm; `null` where the arms hardly differ in that. */
  effect: ReachedLift | null
}

/** Whether the control was left alone as planned: by the file, by costs on it, by actions on record. `null` where so. */
export function reachedMembers(
  members: readonly CampaignMember[],
  acted: ReadonlySet<string>,
): Reached | null {
  const written = members.some(({ reached }) => reached !== null)
  const isReached = (member: CampaignMember): boolean =>
    member.arm === 'treated'
      ? !written || member.reached === true
      : member.reached === true ||
        (!written &&
          (acted.has(member.customerId) || member.marketingCost + member.offerCost + member.labourCost > 0))
  const arm = (name: CampaignMember['arm']) => members.filter(member => member.arm === name)
  const [treated, control] = [arm('treated'), arm('control')]
  const counts = {
    control: control.filter(isReached).length,
    controlN: control.length,
    treated: treated.filter(isReached).length,
    treatedN: treated.length,
  }
  if (counts.control === 0 && counts.treated === counts.treatedN) return null
  const judged = members.flatMap(member =>
    member.retained === null
      ? []
      : [{ treated: member.arm === 'treated', reached: isReached(member), success: member.retained }],
  )
  const both = judged.some(row => row.treated) && judged.some(row => !row.treated)
  return { ...counts, effect: both ? reachedLift(judged) : null }
}

/** Outcomes missing in either arm, and what they could do to the lift; `null` where none is missing. */
export function missingByArm(members: readonly CampaignMember[]): MissingOutcomes | null {
  const arm = (name: CampaignMember['arm']) => {
    const own = members.filter(member => member.arm === name)
    const judged = own.filter(({ retained }) => retained !== null)
    return {
      n: own.length,
      judged: judged.length,
      successes: judged.filter(({ retained }) => retained).length,
    }
  }
  const [treated, control] = [arm('treated'), arm('control')]
  const open = treated.n + control.n - treated.judged - control.judged
  return open === 0 || treated.judged === 0 || control.judged === 0 ? null : missingOutcomes(treated, control)
}
