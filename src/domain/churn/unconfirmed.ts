import { byName } from './order.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'
import { groupCorrelated, type ExposedColumn } from './correlated.ts'
import { bestExposure, exposedRows } from './exposure.ts'
import { screenColumns, type ScreenOptions } from './screen-columns.ts'
import { wilson, type Rate } from './two-by-two.ts'

/** A condition that separates churned from retained customers in these data, but not beyond chance. */
export interface UnconfirmedCondition {
  name: string
  /** Selects those who meet it. */
  where: Where
  /** Share of the churned, and of the retained, who meet it. */
  exposureChurned: Rate
  exposureRetained: Rate
  rateExposed: Rate
  rateOthers: Rate
  /** Churn of those who meet it over churn of all. */
  lift: number
  /** Chance of a split as good or better where nothing goes with churn, all cuts and columns accounted for; 0 to 1. */
  pValue: number
  sensitive: boolean
}

/** Below this many on a side a split tells of persons, not of a condition. */
const smallestSide = 10
/** A split that chance makes this often or more is not shown as one that was not confirmed: it is nothing. */
const evidence = 0.05

/**
 * The conditions that come nearest to evidence without reaching it, the strongest first: what small data can still
 * say. `churned` is 1 for churned customers, one a row. Conditions that say nearly the same are named once.
 */
export function unconfirmedConditions(
  table: CustomerTable,
  churned: Uint8Array,
  { most = 5, ...options }: ScreenOptions & { most?: number } = {},
): UnconfirmedCondition[] {
  const events = churned.reduce((sum, label) => sum + label, 0)
  const everyone = { n: table.n, churned: events }
  if (events === 0 || events === table.n) return []
  const { usable } = screenColumns(table, churned, options)
  const found = usable.flatMap(({ column, profile, sensitive }): ExposedColumn[] => {
    const exposure = bestExposure(profile, everyone, smallestSide)
    return exposure === null || exposure.p * usable.length < evidence
      ? []
      : [{ exposure, column, rows: exposedRows(exposure, column), sensitive, informationValue: 0 }]
  })
  const sorted = found.toSorted(
    (one, two) => two.exposure.chiSquare - one.exposure.chiSquare || byName(one.column.name, two.column.name),
  )
  return groupCorrelated(sorted)
    .slice(0, most)
    .map(({ lead: { exposure, column, sensitive } }) => {
      const { exposedChurned, exposedRetained, otherChurned, otherRetained } = exposure.counts
      const rateExposed = wilson(exposedChurned, exposedChurned + exposedRetained)
      return {
        name: column.name,
        where: exposure.where,
        exposureChurned: wilson(exposedChurned, events),
        exposureRetained: wilson(exposedRetained, table.n - events),
        rateExposed,
        rateOthers: wilson(otherChurned, otherChurned + otherRetained),
        lift: (rateExposed.value ?? 0) / (events / table.n),
        pValue: Math.min(1, exposure.p * usable.length),
        sensitive,
      }
    })
}
