import { chiSquareTail } from '../domain/churn/distributions.ts'
import { mismatchBelow, sampleRatioCheck } from '../domain/experiments/index.ts'
import type { EntityRows } from '../store/store.ts'
import { attributesOf } from './campaign-members.ts'
import type { CampaignMember } from './campaign-members.ts'
import { segmentsOf } from './campaign-uplift.ts'

export interface RatioCheck {
  pValue: number
  mismatch: boolean
  /** What the arms were held against: a share that was given or designed, equal sizes, or traits spread alike. */
  planned: 'given' | 'design' | 'equal' | 'strata'
}

/** Arms whose shares lie within this of equal shares were most likely planned as equal. */
const nearEqual = 0.15

/**
 * Arm sizes against the planned share of the control; without a plan, against equal sizes where they are near that, and
 * whether every attribute is spread alike over the arms (the smaller p-value, times the number of tests).
 */
export function armBalance(
  members: readonly CampaignMember[],
  rows: EntityRows,
  plan: { controlShare: number; from: 'given' | 'design' } | null,
): RatioCheck | null {
  const treated = members.filter(({ arm }) => arm === 'treated').length
  const control = members.length - treated
  if (treated === 0 || control === 0) return null
  if (plan) {
    const { pValue, mismatch } = sampleRatioCheck([
      { name: 'treated', n: treated, share: 1 - plan.controlShare },
      { name: 'control', n: control, share: plan.controlShare },
    ])
    return { pValue, mismatch, planned: plan.from }
  }
  const sizes = sizesOf(members)
  const fair = members.length / sizes.length
  const equal = sizes.every(n => Math.abs(n / fair - 1) <= nearEqual)
    ? sampleRatioCheck(sizes.map((n, at) => ({ name: String(at), n, share: 1 / sizes.length }))).pValue
    : null
  const places = members.map(({ row }) => row)
  const spread = attributesOf(rows).flatMap(column => {
    const segment = segmentsOf(column, places)
    return segment ? [independence(members, segment)] : []
  })
  const tests = spread.length + (equal === null ? 0 : 1)
  if (tests === 0) return null
  const smallest = Math.min(...spread, equal ?? 1)
  const pValue = Math.min(1, smallest * tests)
  return {
    pValue,
    mismatch: pValue < mismatchBelow,
    planned: equal !== null && equal === smallest ? 'equal' : 'strata',
  }
}

function sizesOf(members: readonly CampaignMember[]): number[] {
  const sizes = new Map<string, number>()
  for (const { arm, variant } of members) {
    const name = arm === 'control' ? '\u0000' : (variant ?? '')
    sizes.set(name, (sizes.get(name) ?? 0) + 1)
  }
  return [...sizes.values()]
}

/** Chi-square test that arm and segment have nothing to do with each other. */
function independence(members: readonly CampaignMember[], segment: (row: number) => string | null): number {
  const cells = new Map<string, [number, number]>()
  const totals: [number, number] = [0, 0]
  for (const { arm, row } of members) {
    const name = segment(row)
    if (name === null) continue
    const side = arm === 'treated' ? 0 : 1
    const cell = cells.get(name) ?? [0, 0]
    cell[side] += 1
    totals[side] += 1
    cells.set(name, cell)
  }
  const n = totals[0] + totals[1]
  let chiSquare = 0
  for (const cell of cells.values()) {
    for (const side of [0, 1] as const) {
      const expected = ((cell[0] + cell[1]) * totals[side]) / n
      if (expected > 0) chiSquare += (cell[side] - expected) ** 2 / expected
    }
  }
  return cells.size < 2 ? 1 : chiSquareTail(chiSquare, cells.size - 1)
}
