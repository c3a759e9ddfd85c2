import type { CampaignMember } from './campaign-members.ts'

export interface OncePerCustomer {
  members: CampaignMember[]
  /** Rows that repeat a customer of the same arm: counted once. */
  repeated: number
  /** Customers who stand in more than one arm: nobody can say what was done to them. */
  inTwoArms: number
}

const nameOf = ({ arm, variant }: CampaignMember): string => (arm === 'control' ? '' : (variant ?? ''))

/**
 * Each customer of a test once: rows of the same arm become one (an outcome wins over none, costs and answers are taken
 * from the first row that has them), customers in two arms are left out of the comparison and counted.
 */
export function oncePerCustomer(members: readonly CampaignMember[]): OncePerCustomer {
  const byCustomer = new Map<string, CampaignMember[]>()
  for (const member of members) {
    const key = `${member.campaign ?? ''}\u0000${member.customerId}`
    const rows = byCustomer.get(key)
    if (rows) rows.push(member)
    else byCustomer.set(key, [member])
  }
  let [repeated, inTwoArms] = [0, 0]
  const once = [...byCustomer.values()].flatMap((rows): CampaignMember[] => {
    const [first] = rows
    if (first === undefined) return []
    if (rows.length === 1) return rows
    if (rows.some(row => nameOf(row) !== nameOf(first))) {
      inTwoArms += 1
      return []
    }
    repeated += rows.length - 1
    const judged = rows.find(({ retained }) => retained !== null) ?? first
    const costs = rows.find(({ costKnown }) => costKnown) ?? first
    const answered = rows.find(({ responded }) => responded !== null) ?? first
    return [
      {
        ...judged,
        executedOn: judged.executedOn ?? first.executedOn,
        marketingCost: costs.marketingCost,
        offerCost: costs.offerCost,
        labourCost: costs.labourCost,
        costKnown: costs.costKnown,
        responded: answered.responded,
      },
    ]
  })
  return { members: once, repeated, inTwoArms }
}
