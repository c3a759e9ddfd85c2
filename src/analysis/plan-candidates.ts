import { budgetItems } from '../domain/budget/index.ts'
import type { BudgetItem, NotWorthSaving } from '../domain/budget/index.ts'
import { assignArms } from '../domain/experiments/index.ts'
import type { ValueTier } from '../domain/roi/index.ts'
import type { Where } from '../domain/where.ts'
import type { ToolContext } from '../tool.ts'
import { customerValues, tierOf, tierScheme } from './customer-values.ts'
import type { CustomerValues, TierScheme } from './customer-values.ts'
import type { Observation } from './observe.ts'
import { breathe } from './plan-money.ts'
import { tierOffers } from './plan-offers.ts'
import type { TierOffer } from './plan-offers.ts'
import { blockedReasons, customerRisk } from './risk.ts'
import type { CustomerRisk } from './risk.ts'
import { scopeRows } from './scope.ts'

export interface PlanCase {
  customerId: string
  tier: ValueTier
  clvForward: number
  churnProbability: number
}

export interface PlanStudy {
  scope: number
  values: CustomerValues
  risk: CustomerRisk
  scheme: TierScheme
  offers: TierOffer[]
  /** Customers with at least one allowed action, hold-out taken out. */
  items: BudgetItem[]
  cases: ReadonlyMap<string, PlanCase>
  notWorth: { customerId: string; reason: NotWorthSaving }[]
  excluded: Readonly<Record<'no_consent' | 'do_not_contact' | 'already_gone' | 'held_out', number>>
  heldOut: string[]
}

/** Money back on a unit spent below which an action is not considered. */
const worthConsidering = (items: readonly BudgetItem[], threshold: number): BudgetItem[] =>
  items.filter(({ options }) => options.some(({ cost, value }) => value >= (1 + threshold) * cost))

/**
 * Everybody in scope, sorted into those with something to choose, those not worth saving, and those left out: gone,
 * without consent, or held out at random (within tiers, of those worth an action) so that the effect can be measured.
 * `held` keeps the tier limits and caps of another set of assumptions.
 */
export async function planStudy(
  context: ToolContext,
  at: Observation,
  {
    where,
    holdOutShare,
    seed,
    held,
  }: { where?: Where | undefined; holdOutShare: number; seed: number; held?: TierScheme | undefined },
): Promise<PlanStudy> {
  const values = await customerValues(context, at)
  const risk = await customerRisk(context, at)
  const scheme = held ?? tierScheme(context, values.forward)
  const offers = await tierOffers(context, at, scheme)
  const blocked = blockedReasons(context, values.table)
  const rows = where ? await scopeRows(context, at, { where }) : values.table.customerIds.map((_, row) => row)
  const counts = { no_consent: 0, do_not_contact: 0, already_gone: 0, held_out: 0 }
  const cases = new Map<string, PlanCase>()
  const items: BudgetItem[] = []
  const notWorth: PlanStudy['notWorth'] = []
  await breathe()
  const candidates = rows.flatMap(row => {
    const reason = values.active[row] ? blocked[row] : 'already_gone'
    if (reason === 'already_gone' || reason === 'no_consent' || reason === 'do_not_contact') {
      counts[reason] += 1
      return []
    }
    const forward = values.forward[row] ?? Number.NaN
    const probability = risk.probability[row] ?? Number.NaN
    const customerId = values.table.customerIds[row] ?? ''
    const tier = Number.isNaN(forward) ? ('low' as const) : tierOf(forward, scheme)
    cases.set(customerId, { customerId, tier, clvForward: forward, churnProbability: probability })
    return [
      {
        customerId,
        tier,
        clvForward: Number.isNaN(forward) ? null : forward,
        churnProbability: Number.isNaN(probability) ? null : probability,
        blocked: null,
      },
    ]
  })
  // One cost and success rate for each strategy and tier: a strategy is listed once for each tier it serves.
  const strategies = offers.map(({ strategy, tier, cost, successRate }) => ({
    ...strategy,
    costLow: cost,
    costHigh: cost,
    successRate,
    tiers: [tier],
    load: 1,
  }))
  for (let from = 0; from < candidates.length; from += 20_000) {
    const part = budgetItems(candidates.slice(from, from + 20_000), strategies, scheme.caps)
    items.push(...part.items)
    notWorth.push(...part.notWorthSaving)
    await breathe()
  }
  const heldOut = new Set<string>()
  if (holdOutShare > 0) {
    const pool = worthConsidering(items, context.settings.values.roi_thresholds.consider)
    const members = pool.map(({ id }) => ({ customerId: id, stratum: cases.get(id)?.tier ?? '' }))
    const arms = [
      { name: 'treat', share: 1 - holdOutShare },
      { name: 'hold_out', share: holdOutShare },
    ]
    if (members.length > 0)
      for (const row of assignArms(members, arms, seed))
        if (row.arm === 'hold_out') heldOut.add(row.customerId)
  }
  counts.held_out = heldOut.size
  return {
    scope: rows.length,
    values,
    risk,
    scheme,
    offers,
    items: heldOut.size > 0 ? items.filter(({ id }) => !heldOut.has(id)) : items,
    cases,
    notWorth,
    excluded: counts,
    heldOut: [...heldOut],
  }
}
