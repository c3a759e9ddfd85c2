/** What a sample leaves open about columns and the rest of the file, or the columns beside, can answer. */
import { lookDeep } from './deep-look.ts'
import { fieldFit } from './field-fit.ts'
import type { NamedColumn } from './guess-columns.ts'
import { sampleSize } from './read-sample.ts'
import type { Sample } from './read-sample.ts'
import type { InspectOptions } from './types.ts'
import { firmOrder } from './value-questions.ts'
import { decideDates, noEvidence } from './values/date-column.ts'

/** Dates that could be read two ways are read as the file's other dates are, once the caller agrees. */
export function proposeOrder(columns: NamedColumn[]): void {
  const firm = firmOrder(columns)
  if (firm === null) return
  for (const [at, column] of columns.entries()) {
    const { profile } = column
    if (!profile.dates.ambiguous || profile.format.dateOrder !== null) continue
    columns[at] = { ...column, profile: { ...profile, format: { ...profile.format, dateOrder: firm } } }
  }
}

/** Questions that the sample leaves open and the rest of the file may answer. */
export async function settle(columns: NamedColumn[], sample: Sample, options: InspectOptions): Promise<void> {
  if (sample.rows.length < sampleSize) return
  const dates = new Map(
    columns.flatMap(({ profile }, at) =>
      profile.dates.ambiguous && options.dateOrder === undefined ? [[at, noEvidence()] as const] : [],
    ),
  )
  const ids = columns.flatMap(({ reading, profile }, at) =>
    profile.unique &&
    (reading.trap === 'id' || reading.matches.some(match => match.field.endsWith('_id'))) &&
    fieldFit('customer_id', profile) >= 0.8
      ? [at]
      : [],
  )
  if (dates.size === 0 && ids.length === 0) return
  const deep = await lookDeep(
    sample,
    columns.map(column => column.rawHeader),
    dates,
    ids,
    options.signal,
  )
  for (const [at, evidence] of deep.dates) {
    const column = columns[at]
    if (column === undefined) continue
    const decision = decideDates(evidence, options.dateOrder)
    columns[at] = {
      ...column,
      profile: {
        ...column.profile,
        dates: decision,
        format: { ...column.profile.format, dateOrder: decision.reading.order },
      },
    }
  }
  for (const at of ids) {
    const column = columns[at]
    if (column !== undefined && !deep.unique.has(at))
      columns[at] = { ...column, profile: { ...column.profile, unique: false } }
  }
}
