import { Fault } from '../../fault.ts'
import { chiSquareTail } from '../churn/distributions.ts'
import { checkSurvivalData, timeCounts, type SurvivalData } from './observations.ts'
import { solveSymmetric } from './solve-symmetric.ts'

export interface LogRank {
  groups: readonly { name: string; n: number; observed: number; expected: number }[]
  chiSquare: number
  degrees: number
  pValue: number
}

/**
 * Do the groups leave at the same pace? Log-rank test for two or more groups; `rho` 1 weighs early times more
 * (Peto–Peto), as R's survdiff. Groups are named and ordered by code unit.
 */
export function logRank(data: SurvivalData, groups: readonly string[], { rho = 0 } = {}): LogRank {
  checkSurvivalData(data)
  if (groups.length !== data.durations.length)
    throw new Fault('invalid_input', { field: 'groups', problem: 'must have one value a duration' })
  const names = [...new Set(groups)].sort()
  if (names.length < 2) throw new Fault('not_enough_data', { found: names.length, needed: 2, of: 'groups' })
  const perGroup = names.map(
    name => new Map(timeCounts(data, row => groups[row] === name).map(count => [count.time, count])),
  )
  const sizes = names.map(name => groups.reduce((n, group) => n + (group === name ? 1 : 0), 0))
  const left = [...sizes]
  const k = names.length
  const observed = new Float64Array(k)
  const expected = new Float64Array(k)
  const variance = new Float64Array(k * k)
  let survival = 1
  for (const { time, atRisk, events } of timeCounts(data)) {
    const weight = rho === 0 ? 1 : survival ** rho
    if (events > 0) {
      const spread = atRisk > 1 ? (weight * weight * events * (atRisk - events)) / (atRisk - 1) : 0
      for (let i = 0; i < k; i++) {
        const share = (left[i] ?? 0) / atRisk
        observed[i] = (observed[i] ?? 0) + weight * (perGroup[i]?.get(time)?.events ?? 0)
        expected[i] = (expected[i] ?? 0) + weight * events * share
        for (let j = 0; j < k; j++)
          variance[i * k + j] =
            (variance[i * k + j] ?? 0) + spread * share * ((i === j ? 1 : 0) - (left[j] ?? 0) / atRisk)
      }
      survival *= 1 - events / atRisk
    }
    for (let i = 0; i < k; i++) {
      const count = perGroup[i]?.get(time)
      left[i] = (left[i] ?? 0) - (count?.events ?? 0) - (count?.censored ?? 0)
    }
  }
  const difference = Array.from(observed, (value, i) => value - (expected[i] ?? 0)).slice(0, -1)
  const inner = difference.flatMap((_, i) => difference.map((_unused, j) => variance[i * k + j] ?? 0))
  const { solution, rank } = solveSymmetric(Float64Array.from(inner), Float64Array.from(difference))
  const chiSquare = difference.reduce((sum, value, i) => sum + value * (solution[i] ?? 0), 0)
  return {
    groups: names.map((name, i) => ({
      name,
      n: sizes[i] ?? 0,
      observed: observed[i] ?? 0,
      expected: expected[i] ?? 0,
    })),
    chiSquare,
    degrees: rank,
    pValue: chiSquareTail(chiSquare, rank),
  }
}
