import { describe, expect, it } from 'vitest'
import { bgNbdLogLikelihood } from '../../../src/domain/clv/bg-nbd.ts'
import { dropoutObjective } from '../../../src/domain/clv/dropout-likelihood.ts'
import { mbgNbdLogLikelihood } from '../../../src/domain/clv/mbg-nbd.ts'
import { paretoNbdObjective } from '../../../src/domain/clv/pareto-likelihood.ts'
import { paretoNbdLogLikelihood } from '../../../src/domain/clv/pareto-nbd.ts'
import { distinctHistories } from '../../../src/domain/history/distinct-histories.ts'
import type { BuyingHistory } from '../../../src/domain/history/purchase-history.ts'
import type { Objective } from '../../../src/domain/math/objective.ts'
import { seededRandom } from '../../../src/domain/random.ts'

/** Few ages and recencies, many customers: counts with many rows, with few, and one alone with hundreds of purchases. */
function log(): BuyingHistory[] {
  const random = seededRandom(11)
  const histories = Array.from({ length: 4000 }, () => {
    const age = 20 + Math.floor(random() * 15)
    const repeats = Math.floor(6 * random() ** 2 + 0.4)
    return { repeats, recency: repeats === 0 ? 0 : Math.floor(random() * (age + 1)), age }
  })
  return [...histories, { repeats: 400, recency: 33, age: 34 }, { repeats: 3, recency: 0, age: 21 }]
}

const histories = log()
const merged = distinctHistories({
  repeats: histories.map(({ repeats }) => repeats),
  recency: histories.map(({ recency }) => recency),
  age: histories.map(({ age }) => age),
})
// Near an answer, alpha far above and far below every age, leaving almost never and almost at once.
const points = [
  [0.2, 2, 0.3, 1],
  [-1, 12, 1, 2],
  [0.5, -3, -0.5, 0.2],
  [0, 3, -9, 2],
  [0, 3, 5, -2],
]

function holds(
  objective: Objective,
  of: (parameters: [number, number, number, number], history: BuyingHistory) => number,
) {
  for (const point of points) {
    const gradient = new Float64Array(4)
    const value = objective(Float64Array.from(point), gradient)
    const [p = 0, q = 0, s = 0, t = 0] = point.map(Math.exp)
    const alone = histories.reduce((sum, history) => sum - of([p, q, s, t], history), 0) / histories.length
    expect(value).toBeCloseTo(alone, 9)
    const step = 1e-5
    point.forEach((_, i) => {
      const moved = (by: number): number =>
        objective(
          Float64Array.from(point, (x, k) => (k === i ? x + by : x)),
          new Float64Array(4),
        )
      const slope = (moved(step) - moved(-step)) / (2 * step)
      expect(Math.abs((gradient[i] ?? 0) - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)))
    })
  }
}

describe('likelihoods summed over merged histories are the sum of each, with their slopes', () => {
  it('BG/NBD', () =>
    holds(dropoutObjective(merged, 0), ([r, alpha, a, b], history) =>
      bgNbdLogLikelihood({ r, alpha, a, b }, history),
    ))
  it('MBG/NBD', () =>
    holds(dropoutObjective(merged, 1), ([r, alpha, a, b], history) =>
      mbgNbdLogLikelihood({ r, alpha, a, b }, history),
    ))
  it('Pareto/NBD', () =>
    holds(paretoNbdObjective(merged), ([r, alpha, s, beta], history) =>
      paretoNbdLogLikelihood({ r, alpha, s, beta }, history),
    ))
})
