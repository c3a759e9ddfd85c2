import type { Reached } from '../../src/analysis/campaign-integrity.ts'
import type { StrategyPosterior } from '../../src/analysis/campaign-posteriors.ts'
import type { SegmentLift } from '../../src/analysis/campaign-uplift.ts'
import { short, shortOrNull } from '../../src/analysis/plan-money.ts'
import type { MissingOutcomes } from '../../src/domain/experiments/index.ts'

export const posteriorRows = (posteriors: readonly StrategyPosterior[]) =>
  posteriors.map(
    ({ strategy, tier, prior, mean, low, high, alpha, beta, successes, n: tried, save, untreated }) => ({
      strategy,
      tier,
      prior_mean: short(prior.alpha / (prior.alpha + prior.beta)),
      mean: short(mean),
      low: short(low),
      high: short(high),
      alpha,
      beta,
      successes,
      n: tried,
      untreated_rate: shortOrNull(untreated?.rate ?? null),
      planning_rate: short(save.mean),
    }),
  )

/** The best and the worst segments, `most` in all. */
export function segmentRows(segments: readonly SegmentLift[], most: number) {
  const half = Math.ceil(most / 2)
  const shown =
    segments.length <= 2 * half ? segments : [...segments.slice(0, half), ...segments.slice(-half)]
  return shown.map(({ field, segment, lift, low, high, treatedN, controlN }) => ({
    field,
    segment,
    lift: short(lift),
    low: short(low),
    high: short(high),
    treated_n: treatedN,
    control_n: controlN,
  }))
}

export const reachedRow = (reached: Reached | null) =>
  reached && {
    control: reached.control,
    control_n: reached.controlN,
    treated: reached.treated,
    treated_n: reached.treatedN,
    effect: shortOrNull(reached.effect?.value ?? null),
    low: shortOrNull(reached.effect?.low ?? null),
    high: shortOrNull(reached.effect?.high ?? null),
  }

export const missingRow = (missing: MissingOutcomes | null) =>
  missing && {
    treated: missing.treated,
    control: missing.control,
    p_value: missing.pValue,
    lowest_lift: short(missing.lowest),
    highest_lift: short(missing.highest),
  }
