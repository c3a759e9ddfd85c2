import { describe, expect, it } from 'vitest'
import { logNormalFactor, shareFactor, sumInterval } from '../../src/domain/bootstrap.ts'
import { seededRandom } from '../../src/domain/random.ts'

/** Hand: the sum of n draws has mean n·m and standard deviation √n·s, so 95 % lie within 1.96 √n·s. */
describe('the interval of a sum of money', () => {
  const values = Array.from({ length: 400 }, (_, place) => (place % 2 === 0 ? 100 : 300))

  it('is as wide as the spread of the members makes it, drawn or by moments', () => {
    const half = 1.96 * Math.sqrt(400) * 100
    const { low, high } = sumInterval(values, seededRandom(1)) ?? { low: 0, high: 0 }
    expect(Math.abs(low - (80_000 - half)) / half).toBeLessThan(0.12)
    expect(Math.abs(high - (80_000 + half)) / half).toBeLessThan(0.12)
    const many = Array.from({ length: 5 }, () => values).flat()
    const wide = 1.96 * Math.sqrt(2000) * 100
    const ends = sumInterval(many, seededRandom(1)) ?? { low: 0, high: 0 }
    expect(Math.abs(ends.high - ends.low - 2 * wide) / wide).toBeLessThan(0.2)
  })

  it('is that of the shared error where the members are alike', () => {
    const alike = Array.from({ length: 50 }, () => 10)
    expect(sumInterval(alike, seededRandom(1))).toEqual({ low: 500, high: 500 })
    const random = seededRandom(2)
    const ends = sumInterval(alike, random, logNormalFactor(Math.log(2), random)) ?? { low: 0, high: 0 }
    expect(ends.low).toBeGreaterThan(500 / 2.2)
    expect(ends.low).toBeLessThan(500 / 1.8)
    expect(ends.high).toBeGreaterThan(500 * 1.8)
    expect(ends.high).toBeLessThan(500 * 2.2)
  })

  it('brings the interval of a share to the sum it multiplies', () => {
    const random = seededRandom(3)
    const factor = shareFactor({ value: 0.2, low: 0.1, high: 0.4 }, random)
    const alike = Array.from({ length: 100 }, () => 1)
    const ends = sumInterval(alike, random, factor) ?? { low: 0, high: 0 }
    expect(ends.low * 0.2).toBeGreaterThan(8)
    expect(ends.low * 0.2).toBeLessThan(12)
    expect(ends.high * 0.2).toBeGreaterThan(36)
    expect(ends.high * 0.2).toBeLessThan(44)
  })

  it('is the same for the same seed, holds the sum, and does not speak of a handful', () => {
    const skewed = Array.from({ length: 40 }, (_, place) => place ** 3)
    const total = skewed.reduce((sum, value) => sum + value, 0)
    const one = sumInterval(skewed, seededRandom(4))
    expect(sumInterval(skewed, seededRandom(4))).toEqual(one)
    expect(one?.low).toBeLessThanOrEqual(total)
    expect(one?.high).toBeGreaterThanOrEqual(total)
    expect(sumInterval(skewed.slice(0, 9), seededRandom(4))).toBeNull()
  })
})

it('gives the same members the same interval in whatever order they come', () => {
  const values = Array.from({ length: 40 }, (_, at) => ((at * 37) % 41) ** 2)
  const of = (members: number[]) => sumInterval(members, seededRandom(5))
  expect(of(values.toReversed())).toEqual(of(values))
})
