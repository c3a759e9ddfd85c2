import type { Column } from '../table.ts'
import type { Where } from '../where.ts'
import { chiSquareTail } from './distributions.ts'
import {
  cellBelow,
  cellsOf,
  chiSquare,
  cutValues,
  type Cell,
  type ColumnProfile,
  type NumberProfile,
} from './profile.ts'
import { chiSquare2, type TwoByTwo } from './two-by-two.ts'

/** One column turned into "exposed or not", with the riskier side as the exposed one. */
export interface Exposure {
  column: string
  /** Selects the exposed customers when passed back as a filter. */
  where: Where
  direction: 'below' | 'at_least' | 'levels' | 'missing'
  counts: TwoByTwo
  chiSquare: number
  /** p-value of the column against churn, all its possible cuts accounted for; other columns not yet. */
  p: number
}

/** Ranges that a numeric column is cut into while looking for the best cut. */
const parts = 20

/**
 * The split of a column that separates churned from retained customers best (largest chi-square) with at least
 * `smallest` customers on either side. Numbers: one cut value, a side of it. Categories: the riskiest levels
 * together, fewer where that costs little. Missing values are a level of their own. `null` when no split fits.
 */
export function bestExposure(profile: ColumnProfile, everyone: Cell, smallest: number): Exposure | null {
  const found =
    profile.kind === 'number' ? bestCut(profile, everyone, smallest) : bestLevels(profile, everyone, smallest)
  const missing = missingExposure(profile, everyone, smallest)
  const best = !found || (missing && missing.chiSquare > found.chiSquare) ? missing : found
  if (!best) return null
  const { statistic, degrees } = chiSquare(cellsOf(profile, parts, 5))
  const omnibus = chiSquareTail(statistic, degrees)
  const looks = profile.kind === 'number' ? 2 * Math.min(parts, profile.distinct) : 1
  const single = chiSquareTail(best.chiSquare, 1) * looks
  return { ...best, p: Math.min(1, profile.kind === 'number' ? single : omnibus) }
}

type Found = Omit<Exposure, 'p'>

function bestCut(profile: NumberProfile, everyone: Cell, smallest: number): Found | null {
  let best: Found | null = null
  for (const cut of cutValues(profile, parts)) {
    const below = cellBelow(profile, cut)
    const above = { n: profile.present.n - below.n, churned: profile.present.churned - below.churned }
    const belowIsRiskier = below.churned * above.n > above.churned * below.n
    const exposed = belowIsRiskier ? below : above
    const where: Where = { field: profile.name, op: belowIsRiskier ? 'lt' : 'gte', value: cut }
    best = better(
      best,
      candidate(profile.name, where, belowIsRiskier ? 'below' : 'at_least', exposed, everyone),
      smallest,
    )
  }
  return best
}

function bestLevels(
  profile: Extract<ColumnProfile, { kind: 'category' }>,
  everyone: Cell,
  smallest: number,
): Found | null {
  const ranked = profile.cells
    .map((cell, index) => ({ ...cell, level: profile.levels[index] ?? '' }))
    .filter(cell => cell.n >= Math.min(smallest, 30))
    .sort((one, two) => two.churned * one.n - one.churned * two.n || (one.level < two.level ? -1 : 1))
  const found: Found[] = []
  const chosen: string[] = []
  const exposed = { n: 0, churned: 0 }
  for (const { level, n, churned } of ranked) {
    chosen.push(level)
    exposed.n += n
    exposed.churned += churned
    const where: Where =
      chosen.length === 1
        ? { field: profile.name, op: 'eq', value: level }
        : { field: profile.name, op: 'in', value: [...chosen] }
    found.push(candidate(profile.name, where, 'levels', exposed, everyone))
  }
  const best = found.reduce<Found | null>((so, next) => better(so, next, smallest), null)
  const nearlyAsGood = (one: Found) => best !== null && one.chiSquare >= 0.9 * best.chiSquare
  return found.find(one => fits(one, smallest) && nearlyAsGood(one)) ?? best
}

function missingExposure(profile: ColumnProfile, everyone: Cell, smallest: number): Found | null {
  const where: Where = { field: profile.name, op: 'is_null' }
  return better(null, candidate(profile.name, where, 'missing', profile.missing, everyone), smallest)
}

function candidate(
  column: string,
  where: Where,
  direction: Exposure['direction'],
  exposed: Cell,
  everyone: Cell,
): Found {
  const counts = {
    exposedChurned: exposed.churned,
    exposedRetained: exposed.n - exposed.churned,
    otherChurned: everyone.churned - exposed.churned,
    otherRetained: everyone.n - everyone.churned - (exposed.n - exposed.churned),
  }
  return { column, where, direction, counts, chiSquare: chiSquare2(counts) }
}

function fits({ counts }: Found, smallest: number): boolean {
  const exposed = counts.exposedChurned + counts.exposedRetained
  const others = counts.otherChurned + counts.otherRetained
  return (
    exposed >= smallest &&
    others >= smallest &&
    counts.exposedChurned * others > counts.otherChurned * exposed
  )
}

function better(best: Found | null, next: Found, smallest: number): Found | null {
  if (!fits(next, smallest)) return best
  return !best || next.chiSquare > best.chiSquare ? next : best
}

/** 1 for each exposed row; the same rows that `exposure.where` selects. */
export function exposedRows(exposure: Exposure, column: Column): Uint8Array {
  const { where } = exposure
  if (!('field' in where)) return new Uint8Array(0)
  if (column.kind === 'number') {
    const { values } = column
    const exposed = new Uint8Array(values.length)
    const cut = Number(where.value)
    if (where.op === 'is_null')
      for (let row = 0; row < values.length; row++) exposed[row] = Number.isFinite(values[row]) ? 0 : 1
    else if (where.op === 'lt')
      for (let row = 0; row < values.length; row++) exposed[row] = (values[row] ?? Number.NaN) < cut ? 1 : 0
    else
      for (let row = 0; row < values.length; row++) exposed[row] = (values[row] ?? Number.NaN) >= cut ? 1 : 0
    return exposed
  }
  const { codes } = column
  const exposed = new Uint8Array(codes.length)
  const chosen: readonly unknown[] = Array.isArray(where.value) ? where.value : [where.value]
  const perLevel = column.levels.map(level => (chosen.includes(level) ? 1 : 0))
  const missing = where.op === 'is_null' ? 1 : 0
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1
    exposed[row] = code < 0 ? missing : missing === 1 ? 0 : (perLevel[code] ?? 0)
  }
  return exposed
}
