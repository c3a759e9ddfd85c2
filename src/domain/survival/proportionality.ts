import { chiSquareTail } from '../churn/distributions.ts'
import { coxSums, type CoxRows } from './cox-likelihood.ts'
import { curveOf } from './kaplan-meier.ts'
import { timeCounts } from './observations.ts'
import { solveSymmetric } from './solve-symmetric.ts'

export interface ProportionalityTest {
  /** Covariate or term; `GLOBAL` for all together. */
  name: string
  chiSquare: number
  degrees: number
  pValue: number
}

/**
 * Score test of a slope in time for each term, against 1 − Kaplan–Meier just before each event
 * (Grambsch & Therneau 1994, in the exact form of R's cox.zph since survival 3.0). `terms[j]` names covariate j.
 */
export function proportionality(
  rows: CoxRows,
  beta: Float64Array,
  terms: readonly string[],
): ProportionalityTest[] {
  const p = rows.width
  if (p === 0) return []
  const before = new Map<number, number>()
  let survival = 1
  for (const step of curveOf(timeCounts(rows)).steps) {
    before.set(step.time, 1 - survival)
    survival = step.survival
  }
  const score = new Float64Array(2 * p)
  const information = new Float64Array(4 * p * p)
  const add = (i: number, j: number, value: number) => {
    information[i * 2 * p + j] = (information[i * 2 * p + j] ?? 0) + value
  }
  coxSums(rows, beta, ({ time, score: own, information: ownInformation }) => {
    const g = before.get(time) ?? 0
    for (let i = 0; i < p; i++) {
      score[p + i] = (score[p + i] ?? 0) + g * (own[i] ?? 0)
      for (let j = 0; j < p; j++) {
        const value = ownInformation[i * p + j] ?? 0
        add(i, j, value)
        add(i, p + j, g * value)
        add(p + i, j, g * value)
        add(p + i, p + j, g * g * value)
      }
    }
  })
  const base = information.filter((_, at) => at % (2 * p) < p && at < 2 * p * p)
  const baseRank = solveSymmetric(base, new Float64Array(p)).rank
  const test = (name: string, members: readonly number[]): ProportionalityTest => {
    const index = [...Array.from({ length: p }, (_, j) => j), ...members.map(j => p + j)]
    const matrix = Float64Array.from(index.flatMap(i => index.map(j => information[i * 2 * p + j] ?? 0)))
    const right = index.map(i => (i < p ? 0 : (score[i] ?? 0)))
    const { solution, rank } = solveSymmetric(matrix, right)
    const chiSquare = Math.max(
      0,
      right.reduce((sum, value, i) => sum + value * (solution[i] ?? 0), 0),
    )
    const degrees = rank - baseRank
    return { name, chiSquare, degrees, pValue: chiSquareTail(chiSquare, degrees) }
  }
  const names = [...new Set(terms)]
  const membersOf = (name: string) => terms.flatMap((term, j) => (term === name ? [j] : []))
  const all = test(
    'GLOBAL',
    terms.map((_, j) => j),
  )
  return [...names.map(name => test(name, membersOf(name))), all]
}
