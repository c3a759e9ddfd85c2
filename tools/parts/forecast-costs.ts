import type { Programme } from '../../src/analysis/forecast-programme.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cents, short } from '../../src/analysis/plan-money.ts'
import { costScale } from '../../src/analysis/plan-offers.ts'
import type { TierOffer } from '../../src/analysis/plan-offers.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { ForecastWords } from './forecast-shape.ts'

const byName = ({ study }: Programme): ReadonlyMap<string, TierOffer> =>
  new Map(study.offers.map(offer => [offer.strategy.name, offer]))

/** The strategies in force at their own costs with half their success: what a scenario of them needs in full. */
export function halfAsGood(context: ToolContext, programme: Programme) {
  const scale = costScale(context, programme.study.scheme)
  return [...byName(programme).values()].map(({ strategy, split }) => ({
    name: strategy.name,
    cost_low: cents(strategy.costLow * scale),
    cost_high: cents(strategy.costHigh * scale),
    success_low: short(strategy.successLow / 2),
    success_high: short(strategy.successHigh / 2),
    ...(split.share > 0 ? { offer_share: short(split.share) } : {}),
    tier: strategy.tiers.includes('low') ? 'low' : strategy.tiers.includes('mid') ? 'mid' : 'high',
  }))
}

/** Says where a scenario's strategies cost other than the base's: budget and return then move for that as well. */
export function costsMoved(
  base: Programme,
  other: Programme,
  { currency }: Observation,
  { formats }: ToolContext,
  say: ForecastWords,
): string[] {
  const before = byName(base)
  const moved = [...byName(other).values()].flatMap(({ strategy, cost }) => {
    const known = before.get(strategy.name)
    return known && Math.abs(cost - known.cost) > 0.01 * known.cost
      ? [
          `${strategy.name} ${formats.money(cents(known.cost), currency)} → ${formats.money(cents(cost), currency)}`,
        ]
      : []
  })
  return moved.length > 0 ? [say.costsMoved(formats.clauses(moved))] : []
}
