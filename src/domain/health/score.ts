import { Fault } from '../../fault.ts'
import type { HealthProfile } from './profile.ts'

export type HealthBand = 'high' | 'medium' | 'low'

/** Half-open on the unrounded score: 79.999 is medium, 49.999 is low. */
export const healthBand = (score: number, { high, medium }: HealthProfile['bands']): HealthBand =>
  score >= high ? 'high' : score >= medium ? 'medium' : 'low'

export interface HealthPart {
  /** 0 to 100; `null` when missing. */
  dimension: number | null
  /** Weight in force, after the weight of missing dimensions was spread. */
  weight: number
  /** weight × dimension: the parts add up to the score. */
  points: number
}

export interface HealthScore {
  /** 0 to 100, 100 is healthy; `null` when withheld. */
  score: number | null
  band: HealthBand | null
  /** Share of the weights whose dimension was there. */
  coverage: number
  parts: Readonly<Record<string, HealthPart>>
  reason?: string
}

/** Combines dimension scores (0 to 100 or `null`), in the profile's order, by weights and missing policy. */
export function combineDimensions(profile: HealthProfile, scores: readonly (number | null)[]): HealthScore {
  const parts: Record<string, HealthPart> = {}
  let coverage = 0
  let total = 0
  profile.dimensions.forEach(({ name, weight }, index) => {
    const given = scores[index] ?? null
    if (given !== null) {
      if (!(given >= 0 && given <= 100)) {
        throw new Fault('invalid_input', { field: name, problem: 'must be from 0 to 100' })
      }
      coverage += weight
    } else if (profile.missing === 'fail') {
      throw new Fault('missing_data', { needed: name, why: 'the health profile refuses missing dimensions' })
    }
    const filled = given ?? (profile.missing === 'neutral' ? 50 : profile.missing === 'zero' ? 0 : null)
    parts[name] = { dimension: given, weight: filled === null ? 0 : weight, points: filled ?? 0 }
    if (filled !== null) total += weight
  })
  let score = 0
  for (const part of Object.values(parts)) {
    part.weight = total > 0 ? part.weight / total : 0
    part.points *= part.weight
    score += part.points
  }
  if (coverage < profile.coverageFloor - 1e-9 || total === 0) {
    return { score: null, band: null, coverage, parts, reason: 'coverage_below_floor' }
  }
  return { score, band: healthBand(score, profile.bands), coverage, parts }
}
