import { documentCaps, documentTiers, tiersFromData, valueTier } from '../domain/roi/index.ts'
import type { SpendCaps, TierRules, ValueTier } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'

export interface TierScheme {
  rules: TierRules
  caps: SpendCaps
}

/** Limits from a distribution already looked at: every tool asks for those of the same values. */
const derivedFrom = new WeakMap<Float64Array, ReturnType<typeof tiersFromData> | null>()

function derivedTiers(forward: Float64Array): ReturnType<typeof tiersFromData> | null {
  const seen = derivedFrom.get(forward)
  if (seen !== undefined) return seen
  const given = forward.filter(value => value > 0)
  const derived = given.length < 10 ? null : tiersFromData(given)
  derivedFrom.set(forward, derived)
  return derived
}

/** Tier limits and spend caps in force: the settings', else from the data's own distribution of forward value. */
export function tierScheme(context: ToolContext, forward: Float64Array): TierScheme {
  const { tiers, spend_caps: caps } = context.settings.values
  if (tiers) {
    const scaled = caps ?? capsFor(tiers)
    return { rules: { clv: tiers, basis: 'settings' }, caps: scaled }
  }
  const derived = derivedTiers(forward)
  if (derived === null) return { rules: documentTiers, caps: caps ?? documentCaps }
  return { rules: derived.tiers, caps: caps ?? derived.caps }
}

const capsFor = ({ high, mid }: { high: number; mid: number }): SpendCaps => ({
  high: { flat: 0.3 * high, share: 0.3 },
  mid: { flat: 0.3 * mid, share: 0.3 },
  low: { flat: 0.15 * mid, share: 0.15 },
})

export const tierOf = (forward: number, { rules }: TierScheme): ValueTier =>
  valueTier({ clv: forward }, rules).tier
