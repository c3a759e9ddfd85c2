import { percentileRanks } from '../percent-rank.ts'
import { column, levelAt, numbers } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import { checkProfile, scoreValue, shareScore } from './curve.ts'
import { overridesInForce } from './overrides.ts'
import type { HealthOverride, OverrideInForce } from './overrides.ts'
import type { HealthInput, HealthProfile } from './profile.ts'
import { combineDimensions, healthBand } from './score.ts'
import type { HealthBand, HealthScore } from './score.ts'

export type ScoredRow = HealthScore & { override: OverrideInForce | null }

/** Every customer's score as columns; single customers are told in full by `row`. */
export interface ScoredCustomers {
  asOf: string
  profile: HealthProfile
  customerIds: readonly string[]
  /** 0 to 100, 100 is healthy; NaN where withheld. */
  scores: Float64Array
  /** Index into `healthBands`; -1 where withheld. */
  bands: Int8Array
  /** Dimension scores, 0 to 100, in the profile's order; NaN where missing. */
  dimensions: readonly Float64Array[]
  /** Scores that people put in place of computed ones, by customer. */
  overrides: ReadonlyMap<string, OverrideInForce>
  /** Score, band, coverage and parts of one customer. */
  row: (row: number) => ScoredRow
  /** The same of everybody, made when first asked for: far larger than the columns. */
  readonly rows: readonly ScoredRow[]
  /** Fields the scores were read from, and inputs that no field could feed. */
  fieldsUsed: string[]
  inputsMissing: string[]
}

export const healthBands: readonly HealthBand[] = ['high', 'medium', 'low']

/** Scores every customer of the table. */
export function scoreTable(
  table: CustomerTable,
  profile: HealthProfile,
  overrides: readonly HealthOverride[] = [],
): ScoredCustomers {
  checkProfile(profile)
  const fieldsUsed: string[] = []
  const inputsMissing: string[] = []
  const { customerIds, n } = table
  const dimensions = profile.dimensions.map(({ inputs }) =>
    meanColumn(
      inputs.flatMap(input => {
        const values = inputColumn(table, input, fieldsUsed)
        if (!values)
          inputsMissing.push(
            input.kind === 'share' ? `${input.part}/${input.whole}` : (input.fields[0] ?? ''),
          )
        return values ? [values] : []
      }),
      n,
    ),
  )
  const scores = combinedColumn(profile, dimensions, n)
  const inForce = overridesInForce(overrides, table.asOf)
  if (inForce.size > 0)
    customerIds.forEach((id, row) => {
      const override = inForce.get(id)
      if (override) scores[row] = override.score
    })
  const bands = new Int8Array(n)
  for (let row = 0; row < n; row++) {
    const score = scores[row] ?? Number.NaN
    bands[row] = Number.isNaN(score) ? -1 : healthBands.indexOf(healthBand(score, profile.bands))
  }
  const row = (at: number): ScoredRow => {
    const scored = combineDimensions(
      profile,
      dimensions.map(values => {
        const value = values[at] ?? Number.NaN
        return Number.isNaN(value) ? null : value
      }),
    )
    const override = inForce.get(customerIds[at] ?? '') ?? null
    if (!override) return { ...scored, override }
    return { ...scored, score: override.score, band: healthBand(override.score, profile.bands), override }
  }
  let rows: readonly ScoredRow[] | null = null
  return {
    asOf: table.asOf,
    profile,
    customerIds,
    scores,
    bands,
    dimensions,
    overrides: inForce,
    row,
    get rows() {
      return (rows ??= customerIds.map((_, at) => row(at)))
    },
    fieldsUsed,
    inputsMissing,
  }
}

/** Mean of the inputs that are there; NaN where none is. */
function meanColumn(present: readonly Float64Array[], n: number): Float64Array {
  const [only] = present
  if (only && present.length === 1) return only
  const means = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    let [sum, known] = [0, 0]
    for (const values of present) {
      const value = values[row] ?? NaN
      if (Number.isNaN(value)) continue
      sum += value
      known += 1
    }
    means[row] = known === 0 ? NaN : sum / known
  }
  return means
}

/** What `combineDimensions` gives as the score, for a whole column; NaN where it withholds one. */
function combinedColumn(
  profile: HealthProfile,
  dimensions: readonly Float64Array[],
  n: number,
): Float64Array {
  const scores = new Float64Array(n)
  const weights = Float64Array.from(profile.dimensions, ({ weight }) => weight)
  const stand = profile.missing === 'neutral' ? 50 : profile.missing === 'zero' ? 0 : Number.NaN
  for (let row = 0; row < n; row++) {
    let coverage = 0
    let total = 0
    for (let index = 0; index < weights.length; index++) {
      const given = dimensions[index]?.[row] ?? Number.NaN
      const weight = weights[index] ?? 0
      const missing = Number.isNaN(given)
      // Whatever is out of range or refused as missing is refused there, with its words.
      if (missing ? profile.missing === 'fail' : !(given >= 0 && given <= 100))
        combineDimensions(
          profile,
          dimensions.map(values => (Number.isNaN(values[row] ?? Number.NaN) ? null : (values[row] ?? null))),
        )
      if (!missing) coverage += weight
      if (!missing || !Number.isNaN(stand)) total += weight
    }
    let score = 0
    for (let index = 0; index < weights.length; index++) {
      const given = dimensions[index]?.[row] ?? Number.NaN
      const filled = Number.isNaN(given) ? stand : given
      if (!Number.isNaN(filled)) score += filled * (total > 0 ? (weights[index] ?? 0) / total : 0)
    }
    scores[row] = coverage < profile.coverageFloor - 1e-9 || total === 0 ? Number.NaN : score
  }
  return scores
}

/** One input of every customer as scores, NaN where missing; `null` when the table has no such field. */
function inputColumn(table: CustomerTable, input: HealthInput, used: string[]): Float64Array | null {
  if (input.kind === 'share') {
    const [part, whole] = [numbers(table, input.part), numbers(table, input.whole)]
    if (!part || !whole) return null
    used.push(input.part, input.whole)
    return part.map((value, row) => shareScore(value, whole[row] ?? NaN))
  }
  const field = input.fields.find(name => column(table, name) !== undefined)
  const found = field === undefined ? undefined : column(table, field)
  if (!found) return null
  used.push(found.name)
  if (found.kind === 'category') {
    const known = new Map<number, number>()
    const scores = new Float64Array(table.n)
    for (let row = 0; row < table.n; row++) {
      const code = found.codes[row] ?? -1
      let score = known.get(code)
      if (score === undefined) known.set(code, (score = scoreValue(input, levelAt(found, row))))
      scores[row] = score
    }
    return scores
  }
  if (input.kind === 'percentile') return percentileRanks(found.values)
  // Days, counts and amounts repeat: each value is judged once.
  const known = new Map<number, number>()
  return found.values.map(value => {
    if (Number.isNaN(value)) return NaN
    const seen = known.get(value)
    if (seen !== undefined) return seen
    const score = scoreValue(input, value)
    if (known.size < mostRemembered) known.set(value, score)
    return score
  })
}

/** Distinct values of a column whose scores are remembered. */
const mostRemembered = 4096

/** Mean of the values that are there; `null` when none is. */
export function meanOf(values: readonly number[]): number | null {
  const present = values.filter(value => !Number.isNaN(value))
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length
}

/**
 * Scores one customer from raw fields, without a population: a percentile input is read from
 * `<dimension>_percentile` (0 to 100), and a dimension's own name gives its score directly.
 */
export function scoreOne(
  profile: HealthProfile,
  fields: Readonly<Record<string, number | string | null | undefined>>,
): HealthScore {
  checkProfile(profile)
  const scores = profile.dimensions.map(({ name, inputs }) => {
    const direct = fields[name]
    if (typeof direct === 'number') return direct
    const percentile = fields[`${name}_percentile`]
    const read = inputs.flatMap(input => {
      if (input.kind === 'share')
        return [shareScore(Number(fields[input.part] ?? NaN), Number(fields[input.whole] ?? NaN))]
      if (input.kind === 'percentile') return []
      const field = input.fields.find(
        candidate => fields[candidate] !== undefined && fields[candidate] !== null,
      )
      return field === undefined ? [] : [scoreValue(input, fields[field] ?? null)]
    })
    if (typeof percentile === 'number') read.push(percentile)
    return meanOf(read)
  })
  return combineDimensions(profile, scores)
}
