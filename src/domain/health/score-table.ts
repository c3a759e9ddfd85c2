import { percentileRanks } from '../percent-rank.ts'
import { column, levelAt, numbers } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import { checkProfile, scoreValue, shareScore } from './curve.ts'
import { overridesInForce } from './overrides.ts'
import type { HealthOverride, OverrideInForce } from './overrides.ts'
import type { HealthInput, HealthProfile } from './profile.ts'
import { combineDimensions, healthBand } from './score.ts'
import type { HealthScore } from './score.ts'

export interface ScoredCustomers {
  asOf: string
  profile: HealthProfile
  customerIds: readonly string[]
  rows: readonly (HealthScore & { override: OverrideInForce | null })[]
  /** Fields the scores were read from, and inputs that no field could feed. */
  fieldsUsed: string[]
  inputsMissing: string[]
}

/** Scores every customer of the table. */
export function scoreTable(
  table: CustomerTable,
  profile: HealthProfile,
  overrides: readonly HealthOverride[] = [],
): ScoredCustomers {
  checkProfile(profile)
  const fieldsUsed: string[] = []
  const inputsMissing: string[] = []
  const dimensions = profile.dimensions.map(({ inputs }) => {
    const present = inputs.flatMap(input => {
      const values = inputColumn(table, input, fieldsUsed)
      if (!values)
        inputsMissing.push(input.kind === 'share' ? `${input.part}/${input.whole}` : (input.fields[0] ?? ''))
      return values ? [values] : []
    })
    return (row: number) => {
      let [sum, known] = [0, 0]
      for (const values of present) {
        const value = values[row] ?? NaN
        if (Number.isNaN(value)) continue
        sum += value
        known += 1
      }
      return known === 0 ? null : sum / known
    }
  })
  const inForce = overridesInForce(overrides, table.asOf)
  const rows = table.customerIds.map((customerId, row) => {
    const scored = combineDimensions(
      profile,
      dimensions.map(dimension => dimension(row)),
    )
    const override = inForce.get(customerId) ?? null
    if (!override) return { ...scored, override }
    return { ...scored, score: override.score, band: healthBand(override.score, profile.bands), override }
  })
  return { asOf: table.asOf, profile, customerIds: table.customerIds, rows, fieldsUsed, inputsMissing }
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
    const known = new Map<string | null, number>()
    const scores = new Float64Array(table.n)
    for (let row = 0; row < table.n; row++) {
      const level = levelAt(found, row)
      let score = known.get(level)
      if (score === undefined) known.set(level, (score = scoreValue(input, level)))
      scores[row] = score
    }
    return scores
  }
  if (input.kind === 'percentile') return percentileRanks(found.values)
  return found.values.map(value => (Number.isNaN(value) ? NaN : scoreValue(input, value)))
}

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
