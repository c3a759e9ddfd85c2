import type { Column, CustomerTable } from '../table.ts'
import { cellAuc, cellsOf, profileColumn, type Cell, type ColumnProfile } from './profile.ts'
import { meaningOfName } from './telling-names.ts'

/** Why a column is kept out of drivers and models. The first five say that it tells the outcome: a leak. */
export type ExclusionReason =
  | 'near_perfect'
  | 'pure_value'
  | 'only_for_one_outcome'
  | 'other_models_score'
  | 'known_after_outcome'
  | 'dated_after_observation'
  | 'label'
  | 'asked'
  | 'identifier'
  | 'near_unique'
  | 'constant'
  | 'mostly_missing'

export const leakReasons: readonly ExclusionReason[] = [
  'near_perfect',
  'pure_value',
  'only_for_one_outcome',
  'other_models_score',
  'known_after_outcome',
  'dated_after_observation',
]

export interface Exclusion {
  column: string
  reason: ExclusionReason
  /** True when the column tells the outcome rather than predicts it. */
  leak: boolean
  /** The numbers the decision rests on; each `null` where it does not apply. */
  evidence: {
    /** AUC of the column alone, 0.5 to 1. */
    auc: number | null
    /** Churn rate of the telling value or of the rows that have the field. */
    rate: number | null
    n: number | null
    /** Share of all churned customers that it covers. */
    coverage: number | null
    /** Part of the name, level, or date that gave it away. */
    detail: string | null
  }
}

export interface ScreenOptions {
  /** Name of the label column, should it be among the features. */
  label?: string
  /** Columns the caller wants out. */
  exclude?: readonly string[]
  /** Columns the caller vouches for: never excluded as leaks. */
  trust?: readonly string[]
  /** Latest day (ISO) that each column's source contains, where known; after `asOf` it is a leak. */
  latestDay?: Readonly<Record<string, string>>
}

export interface ScreenedColumn {
  column: Column
  profile: ColumnProfile
  /** Age, gender and the like: to be flagged wherever the column is shown. */
  sensitive: boolean
}

export interface Screened {
  usable: ScreenedColumn[]
  excluded: Exclusion[]
}

const none = { auc: null, rate: null, n: null, coverage: null, detail: null }
/** A single field that separates this well does not exist before the event (METHODS 5). */
const nearPerfectAuc = 0.95
/** How nearly all of a set churned, and what part of all churn it covers: the larger the part, the less it takes. */
const tellingSets = [
  { rate: 0.98, coverage: 0.2 },
  { rate: 0.95, coverage: 0.6 },
] as const

/** Splits the columns of a table into those fit for learning and those left out, with evidence for each. */
export function screenColumns(
  table: CustomerTable,
  churned: Uint8Array,
  options: ScreenOptions = {},
): Screened {
  const usable: ScreenedColumn[] = []
  const excluded: Exclusion[] = []
  for (const column of table.columns) {
    const profile = profileColumn(column, churned)
    const verdict = judge(profile, table, options)
    if (verdict)
      excluded.push({ column: column.name, leak: leakReasons.includes(verdict.reason), ...verdict })
    else usable.push({ column, profile, sensitive: meaningOfName(column.name).kind === 'sensitive' })
  }
  return { usable, excluded }
}

type Verdict = Pick<Exclusion, 'reason' | 'evidence'>

function judge(profile: ColumnProfile, table: CustomerTable, options: ScreenOptions): Verdict | null {
  const { name } = profile
  const verdict = (reason: ExclusionReason, evidence: Partial<Exclusion['evidence']> = {}): Verdict => ({
    reason,
    evidence: { ...none, ...evidence },
  })
  if (name === options.label) return verdict('label')
  if (options.exclude?.includes(name)) return verdict('asked')
  const trusted = options.trust?.includes(name) ?? false
  const leak = trusted ? null : findLeak(profile, table, options)
  if (leak) return leak
  if (profile.present.n === 0) return verdict('mostly_missing', { n: 0 })
  if (profile.distinct <= 1 && profile.missing.n === 0) return verdict('constant')
  const unique = profile.distinct / profile.present.n
  if (isIdentifier(profile, unique)) return verdict('identifier', { n: profile.distinct })
  if (profile.kind === 'category' && profile.distinct > 50 && unique > 0.5)
    return verdict('near_unique', { n: profile.distinct })
  const fewPresent = profile.present.n < Math.min(10, table.n / 20)
  return fewPresent ? verdict('mostly_missing', { n: profile.present.n }) : null
}

function isIdentifier(profile: ColumnProfile, unique: number): boolean {
  if (profile.kind === 'category') return profile.distinct >= 20 && unique >= 0.9
  if (!profile.integers || unique < 0.95 || profile.present.n < 20) return false
  const span = (profile.sorted.at(-1) ?? 0) - (profile.sorted[0] ?? 0) + 1
  return meaningOfName(profile.name).kind === 'identifier' || span <= profile.present.n * 1.05
}

function findLeak(profile: ColumnProfile, table: CustomerTable, options: ScreenOptions): Verdict | null {
  const everyone = { n: table.n, churned: profile.present.churned + profile.missing.churned }
  const latest = options.latestDay?.[profile.name]
  const auc = tellingAuc(profile, table.n)
  const evidence = { ...none, auc }
  if (latest !== undefined && latest > table.asOf)
    return { reason: 'dated_after_observation', evidence: { ...evidence, detail: latest } }
  const meaning = meaningOfName(profile.name)
  if (meaning.kind === 'other_models_score' || meaning.kind === 'known_after_outcome')
    return { reason: meaning.kind, evidence: { ...evidence, detail: meaning.word } }
  if (everyone.churned < 10 || everyone.n - everyone.churned < 10) return null
  const presence = tellingCell(profile.present, everyone) ?? tellingCell(profile.missing, everyone)
  if (presence) return { reason: 'only_for_one_outcome', evidence: { ...evidence, ...presence } }
  if (auc !== null && auc >= nearPerfectAuc) return { reason: 'near_perfect', evidence }
  const value = tellingLevel(profile, everyone)
  if (value) return { reason: 'pure_value', evidence: { ...evidence, ...value } }
  return looksLikeProbability(profile, auc) ? { reason: 'other_models_score', evidence } : null
}

/** A set of at least 20 customers, nearly all churned, that covers much of all churn while most others stay. */
function tellingCell(cell: Cell, everyone: Cell) {
  const rate = cell.churned / cell.n
  const coverage = cell.churned / everyone.churned
  const others = (everyone.churned - cell.churned) / (everyone.n - cell.n)
  const telling =
    cell.n >= 20 &&
    others < 0.6 &&
    tellingSets.some(needed => rate >= needed.rate && coverage >= needed.coverage)
  return telling ? { rate, n: cell.n, coverage } : null
}

function tellingLevel(profile: ColumnProfile, everyone: Cell) {
  if (profile.kind === 'number') {
    if (profile.distinct > 20) {
      // A counter or an amount that is 0 for everyone who stays: its usual value against all others.
      const { usual, others } = usualValue(profile)
      return usual.n < profile.present.n * 0.3
        ? null
        : (tellingCell(others, everyone) ?? tellingCell(usual, everyone))
    }
    const cells = cellsOf(profile, 20, 1)
    for (const cell of cells) {
      const found = tellingCell(cell, everyone)
      if (found) return found
    }
    return null
  }
  for (const [index, cell] of profile.cells.entries()) {
    const found = tellingCell(cell, everyone)
    if (found) return { ...found, detail: profile.levels[index] ?? null }
  }
  return null
}

/** Customers with the most frequent value of a numeric column, and those with any other. */
function usualValue({ sorted, sortedChurned, present }: Extract<ColumnProfile, { kind: 'number' }>) {
  let [value, most] = [Number.NaN, 0]
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (to < sorted.length && sorted[to] === sorted[from]) to++
    if (to - from > most) [value, most] = [sorted[from] ?? Number.NaN, to - from]
    from = to
  }
  const churned = sortedChurned.reduce((total, own) => total + (own === value ? 1 : 0), 0)
  return {
    usual: { n: most, churned },
    others: { n: present.n - most, churned: present.churned - churned },
  }
}

/** AUC of the column alone, missing values as a level of their own; `null` when too small to say. */
function tellingAuc(profile: ColumnProfile, n: number): number | null {
  if (n < 40) return null
  const parts = Math.max(2, Math.min(20, Math.floor(n / 25)))
  return Math.max(cellAuc(cellsOf(profile, parts, 10)), profile.missing.n === 0 ? rankAuc(profile) : 0.5)
}

/** Exact AUC of a numeric column in its better direction. */
function rankAuc(profile: ColumnProfile): number {
  if (profile.kind === 'category') return 0.5
  const { sorted, sortedChurned } = profile
  const retained = sorted.length - sortedChurned.length
  if (retained === 0 || sortedChurned.length === 0) return 0.5
  let allAt = 0
  let lostAt = 0
  let area = 0
  while (allAt < sorted.length) {
    const value = sorted[allAt]
    const allStart = allAt
    const lostStart = lostAt
    while (allAt < sorted.length && sorted[allAt] === value) allAt++
    while (lostAt < sortedChurned.length && sortedChurned[lostAt] === value) lostAt++
    const lost = lostAt - lostStart
    area += lost * (allStart - lostStart + (allAt - allStart - lost) / 2)
  }
  const auc = area / (retained * sortedChurned.length)
  return Math.max(auc, 1 - auc)
}

/** Continuous values in [0, 1] whose level agrees with the churn rate wherever one looks: a calibrated score. */
function looksLikeProbability(profile: ColumnProfile, auc: number | null): boolean {
  if (profile.kind === 'category' || auc === null || auc < 0.75) return false
  const { sorted, present } = profile
  const inside = (sorted[0] ?? -1) >= 0 && (sorted.at(-1) ?? 2) <= 1
  if (!inside || profile.distinct < 30 || present.n < 200) return false
  const tenth = Math.floor(sorted.length / 10)
  let gap = 0
  for (let part = 0; part < 10; part++) {
    const values = sorted.subarray(part * tenth, (part + 1) * tenth)
    const low = values[0] ?? 0
    const high = part === 9 ? Infinity : (sorted[(part + 1) * tenth] ?? Infinity)
    const lost = profile.sortedChurned.reduce(
      (total, value) => total + (value >= low && value < high ? 1 : 0),
      0,
    )
    const mean = values.reduce((total, value) => total + value, 0) / values.length
    gap += Math.abs(mean - lost / values.length) / 10
  }
  return gap <= 0.05
}
