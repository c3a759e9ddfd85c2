import { Fault } from '../../fault.ts'
import { chiSquareTail } from '../churn/distributions.ts'
import { fnv1a32 } from '../churn/hash-split.ts'

export interface Arm {
  name: string
  /** Share of customers, 0 to 1; all arms add up to 1. */
  share: number
}

/** Spreads a hash over all 32 bits (finaliser of MurmurHash3, Appleby 2008): FNV keeps ids alike together. */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Ids in an order that is random by `seed`, each with a place of its own that does not depend on the others. */
function drawn(ids: readonly string[], seed: number): string[] {
  return ids
    .map(id => ({ id, place: spread(fnv1a32(`${seed}/${id}`)) }))
    .sort((one, two) => one.place - two.place || (one.id < two.id ? -1 : 1))
    .map(({ id }) => id)
}

/**
 * Assigns customers to arms at random within strata by a hash of seed and id: the same seed gives a customer the same
 * arm whatever the order, and when customers come or go only those at the border between two arms change sides. Arm
 * sizes are exact to one customer over all strata: rounding left over in one stratum is carried on.
 */
export function assignArms(
  customers: readonly { customerId: string; stratum: string }[],
  arms: readonly Arm[],
  seed: number,
): { customerId: string; stratum: string; arm: string }[] {
  const total = arms.reduce((sum, { share }) => sum + share, 0)
  if (arms.length < 2 || arms.some(({ share }) => !(share > 0)) || Math.abs(total - 1) > 1e-9) {
    throw new Fault('invalid_input', {
      field: 'arms',
      problem: 'needs two or more shares above 0 that add up to 1',
    })
  }
  const strata = new Map<string, string[]>()
  for (const { customerId, stratum } of customers) {
    const ids = strata.get(stratum)
    if (ids) ids.push(customerId)
    else strata.set(stratum, [customerId])
  }
  const names = [...strata.keys()].sort()
  const owed = arms.map(() => 0)
  return names.flatMap(stratum => {
    const ids = strata.get(stratum) ?? []
    const order = drawn(ids, seed)
    arms.forEach(({ share }, arm) => {
      owed[arm] = (owed[arm] ?? 0) + share * ids.length
    })
    const sizes = wholeSizes(owed, ids.length)
    sizes.forEach((size, arm) => {
      owed[arm] = (owed[arm] ?? 0) - size
    })
    let at = 0
    return arms.flatMap(({ name }, arm) => {
      const end = at + (sizes[arm] ?? 0)
      const rows = order.slice(at, end).map(customerId => ({ customerId, stratum, arm: name }))
      at = end
      return rows
    })
  })
}

/** Whole numbers that add up to `n`, as near to what is owed as they can be. */
function wholeSizes(owed: readonly number[], n: number): number[] {
  const sizes = owed.map(amount => Math.max(0, Math.floor(amount + 1e-9)))
  let left = n - sizes.reduce((sum, size) => sum + size, 0)
  const order = owed
    .map((amount, arm) => ({ arm, rest: amount - (sizes[arm] ?? 0) }))
    .sort((one, two) => two.rest - one.rest || one.arm - two.arm)
  for (let index = 0; left > 0; index = (index + 1) % order.length, left--) {
    const arm = order[index]?.arm ?? 0
    sizes[arm] = (sizes[arm] ?? 0) + 1
  }
  for (let index = order.length - 1; left < 0 && index >= 0; index--) {
    const arm = order[index]?.arm ?? 0
    const cut = Math.min(sizes[arm] ?? 0, -left)
    sizes[arm] = (sizes[arm] ?? 0) - cut
    left += cut
  }
  return sizes
}

/** Below this p-value the observed arm sizes do not come from the planned shares. */
export const mismatchBelow = 0.001

/** Sample-ratio check: chi-square of observed arm sizes against planned shares. */
export function sampleRatioCheck(arms: readonly { name: string; n: number; share: number }[]): {
  chiSquare: number
  pValue: number
  mismatch: boolean
} {
  const n = arms.reduce((sum, arm) => sum + arm.n, 0)
  if (n === 0) throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'customers' })
  const chiSquare = arms.reduce((sum, arm) => sum + (arm.n - n * arm.share) ** 2 / (n * arm.share), 0)
  const pValue = chiSquareTail(chiSquare, arms.length - 1)
  return { chiSquare, pValue, mismatch: pValue < mismatchBelow }
}
