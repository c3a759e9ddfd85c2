import { Fault } from '../../fault.ts'
import { requireRate } from '../guards.ts'
import type { Curve, HealthInput, HealthProfile } from './profile.ts'

/** Linear between the anchors, flat outside them; NaN stays NaN. */
export function onCurve(curve: Curve, input: number): number {
  const first = curve[0]
  const last = curve.at(-1)
  if (!first || !last || Number.isNaN(input)) return NaN
  if (input <= first[0]) return first[1]
  for (let index = 1; index < curve.length; index++) {
    const [left, right] = [curve[index - 1], curve[index]]
    if (left && right && input <= right[0]) {
      return left[1] + ((right[1] - left[1]) * (input - left[0])) / (right[0] - left[0])
    }
  }
  return last[1]
}

/** Score of one raw value; percentiles are ranked over the population elsewhere and pass through. */
export function scoreValue(
  input: Exclude<HealthInput, { kind: 'share' }>,
  value: number | string | null,
): number {
  if (value === null) return NaN
  switch (input.kind) {
    case 'curve':
      return onCurve(input.curve, Number(value))
    case 'percentile':
      return Number(value)
    case 'levels':
      return levelScore(input.scores, String(value))
    case 'log':
      return onCurve([[Math.log1p(input.low), 0], [Math.log1p(input.high), 100]], Math.log1p(Number(value))) // prettier-ignore
  }
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Levels are matched without case, spaces and hyphens: "mid market" is "Mid-Market". */
function levelScore(scores: Readonly<Record<string, number>>, level: string): number {
  const found = Object.entries(scores).find(([name]) => plain(name) === plain(level))
  return found ? found[1] : NaN
}

/** 100 × part ÷ whole, at most 100; NaN when the whole is 0 or something is missing. */
export function shareScore(part: number, whole: number): number {
  return whole > 0 && part >= 0 ? Math.min(100, (100 * part) / whole) : NaN
}

/** Refuses weights that do not sum to 1, curves that go back, bands out of order. */
export function checkProfile(profile: HealthProfile): HealthProfile {
  const problem = (field: string, text: string): never => {
    throw new Fault('invalid_input', { field: `health_profile.${field}`, problem: text })
  }
  const total = profile.dimensions.reduce(
    (sum, { weight }) => sum + requireRate('health_profile.weights', weight),
    0,
  )
  if (Math.abs(total - 1) > 1e-6) problem('weights', 'must add up to 1')
  const { high, medium } = profile.bands
  if (!(medium > 0 && medium < high && high <= 100)) problem('bands', 'must be 0 < medium < high ≤ 100')
  requireRate('health_profile.coverage_floor', profile.coverageFloor)
  for (const { inputs } of profile.dimensions) {
    for (const input of inputs) {
      if (input.kind !== 'curve') continue
      input.curve.forEach(([at, score], index) => {
        const before = input.curve[index - 1]
        if (before && !(at > before[0])) problem('curves', 'inputs must rise from anchor to anchor')
        if (!(score >= 0 && score <= 100)) problem('curves', 'scores must be from 0 to 100')
      })
      if (input.curve.length < 2) problem('curves', 'need at least two anchors')
    }
  }
  return profile
}

/** The profile with other weights; names it does not have are refused. Weights are scaled to add up to 1. */
export function withWeights(
  profile: HealthProfile,
  weights: Readonly<Record<string, number>>,
): HealthProfile {
  const known = profile.dimensions.map(({ name }) => name)
  const unknown = Object.keys(weights).find(name => !known.includes(name))
  if (unknown !== undefined) {
    throw new Fault('invalid_input', {
      field: `weights.${unknown}`,
      problem: 'is no dimension',
      choices: known,
    })
  }
  const raw = profile.dimensions.map(({ name, weight }) => weights[name] ?? weight)
  if (raw.some(weight => !(weight >= 0))) {
    throw new Fault('invalid_input', { field: 'weights', problem: 'must not be negative' })
  }
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0)) throw new Fault('invalid_input', { field: 'weights', problem: 'must not all be 0' })
  return {
    ...profile,
    version: `${profile.version}+weights`,
    dimensions: profile.dimensions.map((dimension, index) => ({
      ...dimension,
      weight: (raw[index] ?? 0) / total,
    })),
  }
}
