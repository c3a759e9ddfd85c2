import { categoriesOf } from '../categories.ts'
import { relativeRisk, wilson } from '../churn/two-by-two.ts'
import type { Rate, Ratio } from '../churn/two-by-two.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'

export interface LowHealthTrait {
  field: string
  label: string
  filter: Where
  /** Customers with the trait. */
  n: number
  /** Share of low health among them, and among the others. */
  lowRate: Rate
  othersLowRate: Rate
  /** lowRate ÷ othersLowRate with its 95 % interval. */
  lift: Ratio
  /** Share of all low customers who have the trait. */
  shareOfLow: number
  /** The score reads this field, so the association is partly by construction. */
  partOfScore: boolean
  /** Customers with the trait who are not low: it is no fate. */
  counterExample: { n: number; customerIds: string[] }
}

export interface TraitOptions {
  /** Fields to look at; every field of the table when left out. */
  fields?: readonly string[]
  /** Fields that feed the score. */
  scoreFields?: readonly string[]
  /** Customers on either side below which a trait is not reported. */
  smallest?: number
  limit?: number
}

/** Groups with more than this many levels are names or keys, not traits. */
const mostLevels = 30

/**
 * What low-health customers share and others do not: single conditions whose lift has a lower end above 1, by
 * that lower end. An association, not a cause. `lowHealth` as in `riskMatrix`.
 */
export function lowHealthTraits(
  table: CustomerTable,
  lowHealth: ArrayLike<number>,
  { fields, scoreFields = [], smallest = 30, limit = 10 }: TraitOptions = {},
): LowHealthTrait[] {
  let scored = 0
  let lowTotal = 0
  for (let row = 0; row < table.n; row++) {
    if ((lowHealth[row] ?? -1) < 0) continue
    scored += 1
    lowTotal += lowHealth[row] ?? 0
  }
  const traits: LowHealthTrait[] = []
  for (const field of fields ?? table.columns.map(column => column.name)) {
    const categories = categoriesOf(table, field)
    if (categories.groups.length < 2 || categories.groups.length > mostLevels) continue
    categories.groups.forEach(({ label, where }, group) => {
      const { n, low, healthy } = countGroup(table, categories.codes, group, lowHealth)
      if (n < smallest || scored - n < smallest) return
      const lift = relativeRisk({
        exposedChurned: low,
        exposedRetained: n - low,
        otherChurned: lowTotal - low,
        otherRetained: scored - n - (lowTotal - low),
      })
      if (lift.low === null || lift.low <= 1) return
      traits.push({
        field,
        label,
        filter: where,
        n,
        lowRate: wilson(low, n),
        othersLowRate: wilson(lowTotal - low, scored - n),
        lift,
        shareOfLow: low / lowTotal,
        partOfScore: scoreFields.includes(field),
        counterExample: { n: n - low, customerIds: healthy },
      })
    })
  }
  return traits.sort((one, two) => (two.lift.low ?? 0) - (one.lift.low ?? 0) || two.n - one.n).slice(0, limit)
}

function countGroup(table: CustomerTable, codes: Int32Array, group: number, lowHealth: ArrayLike<number>) {
  let n = 0
  let low = 0
  const healthy: string[] = []
  for (let row = 0; row < table.n; row++) {
    const state = lowHealth[row] ?? -1
    if (codes[row] !== group || state < 0) continue
    n += 1
    low += state
    if (state === 0 && healthy.length < 3) healthy.push(table.customerIds[row] ?? '')
  }
  return { n, low, healthy }
}
