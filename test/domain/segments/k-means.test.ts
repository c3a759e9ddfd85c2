import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/domain/churn/seeded.ts'
import { kMeansSegments } from '../../../src/domain/segments/k-means.ts'

const customers = (n: number) => Array.from({ length: n }, (_, row) => `C${String(row).padStart(4, '0')}`)

/** Three planted kinds: rare and small, frequent and small, rare and large; shares 50, 30 and 20 %. */
function planted(n: number) {
  const random = seeded(12)
  const kinds = Array.from({ length: n }, (_, row) => (row % 10 < 5 ? 0 : row % 10 < 8 ? 1 : 2))
  const around = (centre: number) => centre * (0.8 + 0.4 * random())
  const orders = kinds.map(kind => around([2, 40, 2][kind] ?? 0))
  const spend = kinds.map(kind => around([20, 30, 900][kind] ?? 0))
  return {
    kinds,
    input: {
      customerIds: customers(n),
      features: [
        { name: 'orders', values: orders },
        { name: 'spend', values: spend },
      ],
    },
  }
}

describe('kMeansSegments', () => {
  it('finds the planted kinds, largest first, and their number', () => {
    const { kinds, input } = planted(600)
    const answer = kMeansSegments(input)
    if (answer.status !== 'ok') throw new Error(answer.reason)
    expect(answer.k).toBe(3)
    expect(answer.silhouette).toBeGreaterThan(0.7)
    expect([...answer.segment]).toEqual(kinds)
    expect(answer.sizes).toEqual([300, 180, 120])
    expect(answer.means[2]?.['spend']).toBeGreaterThan(700)
  })

  it('gives the same segments for the same customers in another order', () => {
    const { input } = planted(300)
    const order = Array.from({ length: 300 }, (_, at) => (at * 77) % 300)
    const other = kMeansSegments({
      customerIds: order.map(row => input.customerIds[row] ?? ''),
      features: input.features.map(({ name, values }) => ({
        name,
        values: order.map(row => values[row] ?? NaN),
      })),
    })
    const one = kMeansSegments(input)
    if (one.status !== 'ok' || other.status !== 'ok') throw new Error('refused')
    expect(order.map((row, at) => one.segment[row] === other.segment[at]).every(Boolean)).toBe(true)
  })

  it('refuses a cloud without structure, constants and a handful of customers', () => {
    const random = seeded(3)
    const cloud = Array.from({ length: 5 }, (_, at) => ({
      name: `f${at}`,
      values: Array.from(
        { length: 500 },
        () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(6.283 * random()),
      ),
    }))
    const refused = kMeansSegments({ customerIds: customers(500), features: cloud })
    expect(refused).toMatchObject({ status: 'refused', reason: 'no_structure' })
    expect(refused.silhouette).toBeLessThan(0.25)
    expect(
      kMeansSegments({
        customerIds: customers(50),
        features: [{ name: 'x', values: new Array(50).fill(3) }],
      }),
    ).toMatchObject({ reason: 'no_spread' })
    expect(
      kMeansSegments({
        customerIds: customers(8),
        features: [{ name: 'x', values: [1, 2, 3, 4, 5, 6, 7, 8] }],
      }),
    ).toMatchObject({ reason: 'too_few_customers' })
    expect(() => kMeansSegments(planted(100).input, { k: 1 })).toThrow('invalid_input')
  })

  it('leaves customers with missing values out, and says so by −1', () => {
    const { input } = planted(200)
    const [orders, spend] = input.features
    const holes = {
      customerIds: input.customerIds,
      features: [
        { name: 'orders', values: (orders?.values ?? []).map((value, at) => (at === 7 ? NaN : value)) },
        { name: 'spend', values: spend?.values ?? [] },
      ],
    }
    const answer = kMeansSegments(holes, { k: 3 })
    if (answer.status !== 'ok') throw new Error(answer.reason)
    expect(answer.segment[7]).toBe(-1)
    expect(answer.sizes.reduce((sum, size) => sum + size, 0)).toBe(199)
  })
})
