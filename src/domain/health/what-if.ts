import { column, levelAt, numbers } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import { scoreValue, shareScore } from './curve.ts'
import type { HealthInput, HealthProfile } from './profile.ts'
import { combineDimensions } from './score.ts'
import type { HealthScore } from './score.ts'
import { meanOf } from './score-table.ts'

/** One raw value behind a dimension. */
export interface InputScore {
  dimension: string
  /** Column it was read from; `part/whole` for a share. */
  field: string
  value: number | string | null
  /** 0 to 100; `null` when missing. */
  score: number | null
}

export interface RowScore extends HealthScore {
  inputs: InputScore[]
}

/** Other values for one customer's numeric fields. */
export type FieldChanges = Readonly<Record<string, number>>

/**
 * Score of one customer of the table as `scoreTable` gives it, with every input behind it; or as it would be with
 * some of the customer's fields changed, all others as they are. Percentiles are ranked anew among all customers.
 */
export function scoreRow(
  table: CustomerTable,
  profile: HealthProfile,
  row: number,
  changes: FieldChanges = {},
): RowScore {
  const inputs: InputScore[] = []
  const dimensions = profile.dimensions.map(({ name, inputs: asked }) => {
    const read = asked.flatMap(input => {
      const found = inputOf(table, input, row, changes)
      return found ? [{ dimension: name, ...found }] : []
    })
    inputs.push(...read)
    return meanOf(read.flatMap(({ score }) => (score === null ? [] : [score])))
  })
  return { ...combineDimensions(profile, dimensions), inputs }
}

const numberAt = (table: CustomerTable, field: string, row: number, changes: FieldChanges): number =>
  changes[field] ?? numbers(table, field)?.[row] ?? Number.NaN

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

function inputOf(
  table: CustomerTable,
  input: HealthInput,
  row: number,
  changes: FieldChanges,
): Omit<InputScore, 'dimension'> | null {
  if (input.kind === 'share') {
    if (!numbers(table, input.part) || !numbers(table, input.whole)) return null
    const [part, whole] = [
      numberAt(table, input.part, row, changes),
      numberAt(table, input.whole, row, changes),
    ]
    const field = `${input.part}/${input.whole}`
    return { field, value: whole > 0 ? orNull(part / whole) : null, score: orNull(shareScore(part, whole)) }
  }
  const found = input.fields.map(name => column(table, name)).find(known => known !== undefined)
  if (!found) return null
  const field = found.name
  if (found.kind === 'category') {
    const value = levelAt(found, row)
    return { field, value, score: orNull(scoreValue(input, value)) }
  }
  const value = numberAt(table, field, row, changes)
  if (Number.isNaN(value)) return { field, value: null, score: null }
  const score = input.kind === 'percentile' ? rankAmong(found.values, row, value) : scoreValue(input, value)
  return { field, value: orNull(value), score: orNull(score) }
}

/** Percentile rank, 0 to 100, of one row's value among all finite ones; ties share their rank. */
function rankAmong(values: Float64Array, row: number, own: number): number {
  if (!Number.isFinite(own)) return Number.NaN
  let below = 0
  let equal = 1
  let n = 1
  values.forEach((value, other) => {
    if (other === row || !Number.isFinite(value)) return
    n += 1
    if (value < own) below += 1
    else if (value === own) equal += 1
  })
  return (100 * (below + equal / 2)) / n
}
