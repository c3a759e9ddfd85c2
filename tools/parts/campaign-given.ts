import type { CampaignMember, CampaignRows } from '../../src/analysis/campaign-members.ts'
import { cents } from '../../src/analysis/plan-money.ts'
import type { ProgrammeFigures } from '../../src/domain/roi/index.ts'

/** Costs known only in all: spread evenly, they give the same figures. */
export const costing = (programme: ProgrammeFigures, total: number): ProgrammeFigures => ({
  ...programme,
  totalCost: total,
  totalRoi: total > 0 ? (programme.totalBenefit - total) / total : null,
  costPerSave: programme.saves > 0 ? total / programme.saves : null,
})

/** Strategies that only the log knows, for the settings: costs as recorded, success left open to the outcomes. */
export function ownStrategies(attempts: readonly CampaignMember[], names: readonly string[]) {
  return names.slice(0, 6).map(name => {
    const costs = attempts
      .filter(({ strategy }) => strategy === name)
      .map(({ marketingCost, offerCost, labourCost }) => marketingCost + offerCost + labourCost)
    return {
      name,
      cost_low: cents(costs.length > 0 ? Math.min(...costs) : 0),
      cost_high: cents(Math.max(0, ...costs)),
      success_low: 0,
      success_high: 1,
      tier: 'any',
    }
  })
}

/** The arms as the caller names them. */
export function armsNamed(rows: CampaignRows, control: string | undefined): CampaignRows {
  if (control === undefined) return rows
  const wanted = control.trim().toLowerCase()
  return {
    ...rows,
    members: rows.members.map(member => ({
      ...member,
      arm:
        (member.variant ?? '').trim().toLowerCase() === wanted ? ('control' as const) : ('treated' as const),
    })),
  }
}
