import { randomBeta, randomNormal } from 'd3-random'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { Fault } from '../fault.ts'
import { requireFinite, requirePositive } from './guards.ts'

/** Uniform numbers in [0, 1); the only kind of chance the domain takes. */
export type Random = () => number

/** The same seed gives the same stream on every machine (xoroshiro128+, 53 bits a draw). */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat64(generator)
}

/** Streams that do not overlap: one per purpose, so that adding a draw to one leaves the others alone. */
export function seededStreams(seed: number, count: number): Random[] {
  const generator = xoroshiro128plus(seed)
  return Array.from({ length: count }, () => {
    const own = generator.clone()
    generator.jump()
    return () => uniformFloat64(own)
  })
}

/** A declared distribution: what a simulation prints beside its result. */
export type Distribution =
  | { kind: 'fixed'; value: number }
  | { kind: 'uniform'; low: number; high: number }
  | { kind: 'beta'; alpha: number; beta: number }
  | { kind: 'normal'; mean: number; sd: number }

export function distributionMean(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.value
    case 'uniform':
      return (distribution.low + distribution.high) / 2
    case 'beta':
      return distribution.alpha / (distribution.alpha + distribution.beta)
    case 'normal':
      return distribution.mean
  }
}

/** Draws from `distribution`; `field` names it in the fault when its parameters are impossible. */
export function sampler(distribution: Distribution, random: Random, field = 'distribution'): () => number {
  switch (distribution.kind) {
    case 'fixed': {
      const value = requireFinite(field, distribution.value)
      return () => value
    }
    case 'uniform': {
      const low = requireFinite(`${field}.0`, distribution.low)
      const high = requireFinite(`${field}.1`, distribution.high)
      if (high < low)
        throw new Fault('invalid_input', { field, problem: 'must be [low, high] with low ≤ high' })
      return () => low + (high - low) * random()
    }
    case 'beta':
      return randomBeta.source(random)(
        requirePositive(`${field}.alpha`, distribution.alpha),
        requirePositive(`${field}.beta`, distribution.beta),
      )
    case 'normal':
      return randomNormal.source(random)(
        requireFinite(`${field}.mean`, distribution.mean),
        requireFinite(`${field}.sd`, distribution.sd),
      )
  }
}

/** Fisher–Yates on a copy. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const result = items.slice()
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const [one, two] = [result[last], result[other]]
    if (one !== undefined && two !== undefined) [result[last], result[other]] = [two, one]
  }
  return result
}
