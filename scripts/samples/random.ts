import { randomBeta, randomExponential, randomGamma, randomNormal, randomPoisson } from 'd3-random'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** One seeded stream of randomness. The same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  normal(mean: number, deviation: number): number
  /** Mean `shape / rate`. */
  gamma(shape: number, rate: number): number
  beta(a: number, b: number): number
  poisson(mean: number): number
  /** Mean `1 / rate`. */
  exponential(rate: number): number
  pick<Item>(items: readonly Item[]): Item
  /** One item, with probability in proportion to its weight. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item
  shuffle<Item>(items: readonly Item[]): Item[]
}

export function randomStream(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const uniform = () => {
    const high = generator.next() >>> 5
    const low = generator.next() >>> 6
    return (high * 2 ** 26 + low) / 2 ** 53
  }
  const int = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1))
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  return {
    uniform,
    int,
    chance: probability => uniform() < probability,
    normal: (mean, deviation) => randomNormal.source(uniform)(mean, deviation)(),
    gamma: (shape, rate) => randomGamma.source(uniform)(shape, 1 / rate)(),
    beta: (a, b) => randomBeta.source(uniform)(a, b)(),
    poisson: mean => randomPoisson.source(uniform)(mean)(),
    exponential: rate => randomExponential.source(uniform)(rate)(),
    pick,
    weighted: items => {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0)
      let left = uniform() * total
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return pick(items)[0]
    },
    shuffle: items => {
      const keyed = items.map(item => ({ item, key: uniform() }))
      return keyed.sort((one, two) => one.key - two.key).map(({ item }) => item)
    },
  }
}
