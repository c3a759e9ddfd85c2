import { Fault } from '../../fault.ts'
import { byName } from './order.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'
import { groupCorrelated, type ExposedColumn } from './correlated.ts'
import { bestExposure, exposedRows } from './exposure.ts'
import { hashFolds } from './hash-split.ts'
import { impactShares } from './impact.ts'
import { cellsOf, informationValue } from './profile.ts'
import {
  screenColumns,
  type Exclusion,
  type ScreenOptions,
  type Screened,
  type ScreenedColumn,
} from './screen-columns.ts'
import { sharesToPercent } from './shares-to-percent.ts'
import { attributableFraction, oddsRatio, relativeRisk, wilson, type Rate, type Ratio } from './two-by-two.ts'

export interface ChurnDriver {
  /** Name of the column. */
  name: string
  /** Selects the exposed customers. */
  where: Where
  direction: 'below' | 'at_least' | 'levels' | 'missing'
  /** Percent (0–100) of expected churn above the healthy baseline; listed + other + unexplained = 100. */
  impactPct: number
  /** 95 % interval of `impactPct`. */
  impactCi: readonly [number, number]
  /** Share of the churned, and of the retained, who are exposed; 0 to 1. */
  exposureChurned: number
  exposureRetained: number
  /** Churn among the exposed and among the others. */
  rateExposed: Rate
  rateOthers: Rate
  /** Churn among the exposed over churn overall. */
  lift: number
  relativeRisk: Ratio
  oddsRatio: Ratio
  /** Odds ratio beside the other drivers. */
  adjustedOddsRatio: { value: number; low: number; high: number }
  attributableFraction: number | null
  informationValue: number
  /** p-value with all cuts and all columns accounted for. */
  pValue: number
  /** Fewer than 30 customers on a side, or the data is below the gate: a hypothesis, not a finding. */
  hypothesis: boolean
  sensitive: boolean
  /** Columns that say nearly the same and were not counted again. */
  alsoMeasuredBy: readonly string[]
}

export interface DriverReport {
  baseline: {
    rate: Rate
    /** Modelled churn without any of the exposures; what `impactPct` counts from. */
    healthyRate: number | null
    /** Counted churn of the customers without any of the exposures. */
    healthyObserved: Rate
  }
  drivers: readonly ChurnDriver[]
  otherPct: number
  unexplainedPct: number
  /** Columns with evidence of their own that add nothing beside the listed drivers. */
  absorbed: readonly string[]
  withoutEvidence: readonly string[]
  excluded: readonly Exclusion[]
  gate: { met: boolean; events: number; eventsNeeded: number; customers: number; customersNeeded: number }
}

export interface DriverOptions extends ScreenOptions {
  /** Longest list; the rest is summed as other. */
  limit?: number
  draws?: number
  seed?: number
}

const gate = { eventsNeeded: 50, customersNeeded: 200 }
/** Exposures that fit into one bit pattern, and into a reader's head. */
const mostExposures = 24

/** All drivers with their shares, before a list of some length is made of them. */
export interface RatedDrivers extends Omit<DriverReport, 'drivers' | 'otherPct' | 'unexplainedPct'> {
  rated: readonly {
    driver: Omit<ChurnDriver, 'impactPct' | 'impactCi'>
    /** Of expected churn above the healthy baseline, 0 to 1, with the ends of its interval. */
    share: number
    low: number
    high: number
  }[]
  unexplained: number
}

/**
 * Which columns go with churn, and how much of the churn above the healthy baseline each accounts for.
 * `churned` is 1 for churned customers, one a row. Everything found is association, not cause (METHODS 5).
 */
export const findDrivers = (
  table: CustomerTable,
  churned: Uint8Array,
  options: DriverOptions = {},
): DriverReport =>
  listDrivers(rateDrivers(table, churned, options, screenColumns(table, churned, options)), options.limit)

/** The first `limit` drivers; the shares of the rest are summed as other. */
export function listDrivers({ rated, unexplained, ...report }: RatedDrivers, limit = 8): DriverReport {
  const listed = rated.slice(0, limit)
  const listedShares = listed.map(({ share }) => share)
  const other = Math.max(0, 1 - unexplained - listedShares.reduce((sum, share) => sum + share, 0))
  const percents = sharesToPercent([...listedShares, other, unexplained])
  const drivers = listed.map(({ driver, low, high }, index): ChurnDriver => {
    const impactPct = percents[index] ?? 0
    const interval = [low, high].map(share => Math.round(share * 1000) / 10)
    return {
      ...driver,
      impactPct,
      impactCi: [Math.min(impactPct, interval[0] ?? 0), Math.max(impactPct, interval[1] ?? 0)],
    }
  })
  return { ...report, drivers, otherPct: percents.at(-2) ?? 0, unexplainedPct: percents.at(-1) ?? 100 }
}

/** The shares of all drivers; `screened` are the columns of this very table and these labels. */
export function rateDrivers(
  table: CustomerTable,
  churned: Uint8Array,
  options: Omit<DriverOptions, 'limit'>,
  { usable, excluded }: Screened,
): RatedDrivers {
  if (churned.length !== table.n)
    throw new Fault('invalid_input', { field: 'churned', problem: 'must have one label a customer' })
  const events = churned.reduce((sum, label) => sum + label, 0)
  const everyone = { n: table.n, churned: events }
  // A row is a customer and a day: the customers behind the rows must be enough by themselves.
  const customers = new Set(table.customerIds).size
  const met = events >= gate.eventsNeeded && table.n - events >= 1 && customers >= gate.customersNeeded
  const candidates = exposures(usable, everyone, churned)
  const supported = candidates.filter(({ exposure }) => exposure.p * Math.max(1, usable.length) < 0.05)
  const groups = groupCorrelated(supported.slice(0, mostExposures * 2)).slice(0, mostExposures)
  const leads = groups.map(({ lead }) => lead)
  const bits = new Int32Array(table.n)
  for (const [j, { rows }] of leads.entries())
    for (let row = 0; row < table.n; row++) if (rows[row]) bits[row] = (bits[row] ?? 0) | (1 << j)
  const folds = hashFolds(table.customerIds, 5)
  const shares =
    leads.length > 0
      ? impactShares({ bits, churned, folds, foldCount: 5, width: leads.length }, options)
      : null
  const rated = groups
    .map((group, j) => ({ ...group, j, share: shares?.shares[j] ?? 0 }))
    .filter(({ share }) => share >= 0.0005)
    .sort((one, two) => two.share - one.share || byName(one.lead.column.name, two.lead.column.name))
  const shown = new Set(
    [...rated.flatMap(({ lead, others }) => [lead, ...others])].map(({ column }) => column.name),
  )
  const supportedNames = supported.map(({ column }) => column.name)
  return {
    baseline: {
      rate: wilson(events, table.n),
      healthyRate: shares?.healthyRate ?? null,
      healthyObserved: healthyObserved(bits, churned),
    },
    rated: rated.map(({ lead, others, j, share }) => ({
      driver: {
        ...describe(lead, everyone, usable.length),
        adjustedOddsRatio: shares?.adjusted[j] ?? { value: 1, low: 1, high: 1 },
        hypothesis: !met || thin(lead),
        alsoMeasuredBy: others.map(({ column }) => column.name).sort(byName),
      },
      share,
      low: shares?.low[j] ?? 0,
      high: shares?.high[j] ?? 0,
    })),
    unexplained: shares ? Math.max(0, shares.unexplained) : 1,
    absorbed: supportedNames.filter(name => !shown.has(name)).sort(byName),
    withoutEvidence: usable
      .map(({ column }) => column.name)
      .filter(name => !supportedNames.includes(name))
      .sort(byName),
    excluded,
    gate: { met, events, customers, ...gate },
  }
}

function exposures(
  usable: readonly ScreenedColumn[],
  everyone: { n: number; churned: number },
  churned: Uint8Array,
): ExposedColumn[] {
  if (everyone.churned === 0 || everyone.churned === churned.length) return []
  const smallest = Math.max(5, Math.min(Math.max(30, 0.02 * everyone.n), 0.05 * everyone.n))
  const found: ExposedColumn[] = []
  for (const { column, profile, sensitive } of usable) {
    const exposure = bestExposure(profile, everyone, smallest)
    if (!exposure) continue
    const rows = exposedRows(exposure, column)
    found.push({
      exposure,
      column,
      rows,
      sensitive,
      informationValue: informationValue(cellsOf(profile, 10, 5)),
    })
  }
  return found.sort(
    (one, two) => two.exposure.chiSquare - one.exposure.chiSquare || byName(one.column.name, two.column.name),
  )
}

function describe(
  { exposure, column, sensitive, informationValue: value }: ExposedColumn,
  everyone: { n: number; churned: number },
  columns: number,
) {
  const { exposedChurned, exposedRetained, otherChurned, otherRetained } = exposure.counts
  const exposed = exposedChurned + exposedRetained
  return {
    name: column.name,
    where: exposure.where,
    direction: exposure.direction,
    exposureChurned: exposedChurned / everyone.churned,
    exposureRetained: exposedRetained / (everyone.n - everyone.churned),
    rateExposed: wilson(exposedChurned, exposed),
    rateOthers: wilson(otherChurned, otherChurned + otherRetained),
    lift: exposedChurned / exposed / (everyone.churned / everyone.n),
    relativeRisk: relativeRisk(exposure.counts),
    oddsRatio: oddsRatio(exposure.counts),
    attributableFraction: attributableFraction(exposure.counts),
    informationValue: value,
    pValue: Math.min(1, exposure.p * columns),
    sensitive,
  }
}

const thin = ({ exposure: { counts } }: ExposedColumn) =>
  counts.exposedChurned + counts.exposedRetained < 30 || counts.otherChurned + counts.otherRetained < 30

function healthyObserved(bits: Int32Array, churned: Uint8Array): Rate {
  let n = 0
  let events = 0
  for (const [row, pattern] of bits.entries()) {
    if (pattern !== 0) continue
    n++
    events += churned[row] ?? 0
  }
  return wilson(events, n)
}
