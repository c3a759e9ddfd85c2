import { documentCaps, documentTiers, tiersFromData, valueTier } from '../domain/roi/index.ts'
import type { SpendCaps, TierRules, ValueTier } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'

export interface TierScheme {
  rules: TierRules
  caps: SpendCaps
}

/** Tier limits and spend caps in force: the settings', else from the data's own distribution of forward value. */
export function tierScheme(context: ToolContext, forward: Float64Array): TierScheme {
  const { tiers, spend_caps: caps } = context.settings.values
  const given = forward.filter(value => value > 0)
  if (tiers) {
    const scaled = caps ?? capsFor(tiers)
    return { rules: { clv: tiers, basis: 'settings' }, caps: scaled }
  }
  if (given.length < 10) return { rules: documentTiers, caps: caps ?? documentCaps }
  const derived = tiersFromData(given)
  return { rules: derived.tiers, caps: caps ?? derived.caps }
}

const capsFor = ({ high, mid }: { high: number; mid: number }): SpendCaps => ({
  high: { flat: 0.3 * high, share: 0.3 },
  mid: { flat: 0.3 * mid, share: 0.3 },
  low: { flat: 0.15 * mid, share: 0.15 },
})

export const tierOf = (forward: number, { rules }: TierScheme): ValueTier =>
  valueTier({ clv: forward }, rules).tier
