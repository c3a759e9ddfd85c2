/** Columns of a sample as guesses: field, confidence, format, samples, flags. */
import { fields } from '../domain/entities/index.ts'
import { share } from './field-fit.ts'
import { mask } from './mask.ts'
import type { ColumnMatch, TableColumn } from './table-column.ts'
import type { ColumnFormat, ColumnGuess, InspectOptions } from './types.ts'
import { readLikeNames, readLikeNotes } from './person-names.ts'
import { parseId } from './values/id.ts'

export interface NamedColumn extends TableColumn {
  rawHeader: string
}

export function guessColumn(
  column: NamedColumn,
  match: ColumnMatch,
  index: number,
  options: InspectOptions,
): ColumnGuess {
  const { profile, reading, header, rawHeader } = column
  const field = match.field === null ? undefined : fields.get(match.field)
  const personal = field?.pii === true || (field === undefined && looksPersonal(column))
  return {
    index,
    header,
    rawHeader,
    field: match.field,
    confidence: Math.round(match.confidence * 100) / 100,
    how: match.how,
    alternatives: match.alternatives.map(one => ({
      ...one,
      confidence: Math.round(one.confidence * 100) / 100,
    })),
    format: formatFor(column, match.field, options),
    samples: [...profile.levels.keys()].slice(0, 3).map(text => (personal ? mask(text) : text.slice(0, 80))),
    blankShare: Math.round(profile.blankShare * 1000) / 1000,
    distinct: profile.levels.size,
    unique: profile.unique,
    ...(match.field === 'customer_id' ? { idSample: idsOf(profile) } : {}),
    pii: personal,
    sensitive: field?.sensitive ?? false,
    leak: reading.leak,
  }
}

/** As they will be stored. */
const idsOf = ({ levels, format }: TableColumn['profile']): string[] =>
  [...levels.keys()].slice(0, 2000).flatMap(text => {
    const id = parseId(text, format.wholeIds, format.plainDigits)
    return 'problem' in id ? [] : [id.value]
  })

/** Unmapped columns that name or hold people: by their header, by @, by long free text, by identity numbers. */
function looksPersonal({ reading, profile }: TableColumn): boolean {
  if (reading.personal) return true
  if (profile.texts.length === 0) return false
  const named = reading.matches.some(
    match => match.confidence >= 0.9 && fields.get(match.field)?.pii === true,
  )
  return (
    (named && profile.kind !== 'boolean' && profile.kind !== 'number' && profile.kind !== 'date') ||
    share(profile.texts, text => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) >= 0.5 ||
    share(profile.texts, text => /^1[3-9]\d{9}$|^09\d{8}$|^\d{17}[\dXx]$|^[A-Z][12]\d{8}$/.test(text)) >=
      0.8 ||
    (profile.meanLength > 60 && profile.levels.size > profile.texts.length / 2) ||
    readLikeNames(profile.texts, profile.levels.size) ||
    readLikeNotes(profile.texts, profile.levels.size)
  )
}

/** `churned` as the outcome of a test, and a yes or no under `control flag`, say the opposite of the field. */
function saysOpposite(
  field: string | null,
  { matches }: TableColumn['reading'],
  { kind }: TableColumn['profile'],
  header: string,
): boolean {
  if (field === 'retained')
    return matches[0]?.field === 'churned' && matches.every(match => match.field !== 'retained')
  return field === 'variant' && kind === 'boolean' && /control|hold[-_ ]?out|对照|對照|留白/i.test(header)
}

/** Working time is kept in minutes, and often told in hours. */
const minutesPer = (field: string | null, header: string): number =>
  (field === 'minutes' || field === 'practical_capacity_minutes') &&
  /\bhours?\b|\bhrs?\b|小时|小時|时数|時數|工时(?!分)|工時(?!分)/i.test(header)
    ? 60
    : 1

/** How the column is written; what follows for a field is the reader's business. */
function formatFor(
  { profile, reading, header }: TableColumn,
  field: string | null,
  options: InspectOptions,
): ColumnFormat {
  // An attribute with a few levels like `5+` is a category: no value of it may get lost.
  const banded = field === null && profile.kind === 'number' && profile.numberShare < 0.99
  return {
    ...profile.format,
    kind: banded ? 'category' : profile.format.kind,
    multiplier: reading.multiplier * minutesPer(field, header),
    hoursPerUnit: reading.hoursPerUnit,
    currency:
      reading.currency ??
      (profile.currencies.length === 1 ? profile.currencies[0] : undefined) ??
      options.currency ??
      null,
    negated: reading.negated || saysOpposite(field, reading, profile, header),
  }
}
