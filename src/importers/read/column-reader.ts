/** One column of a table → typed values, cell by cell. Problems are marked, not thrown; rows are judged elsewhere. */
import type { Field } from '../../domain/entities/index.ts'
import type { ColumnFormat, InspectOptions } from '../types.ts'
import type { ColumnContext, ColumnReader, ValueKind } from './column-values.ts'
import { dayReader } from './read-days.ts'
import { flagReader } from './read-flags.ts'
import { numberReader } from './read-numbers.ts'
import { textReader } from './read-texts.ts'

export function createColumnReader(
  field: Field | null,
  format: ColumnFormat,
  options: InspectOptions,
  repeats: ColumnContext['repeats'],
): ColumnReader {
  const context = { field, format, options, repeats }
  switch (kindFor(field, format)) {
    case 'money':
      return numberReader(context, 'money')
    case 'number':
      return isFlag(field, format) ? flagReader(context) : numberReader(context, 'number')
    case 'day':
      return dayReader(context)
    case 'text':
      return textReader(context)
  }
}

const isFlag = (field: Field | null, format: ColumnFormat): boolean =>
  field === null ? format.kind === 'boolean' : field.type === 'boolean'

function kindFor(field: Field | null, format: ColumnFormat): ValueKind {
  if (field === null) {
    if (format.kind === 'date')
      return format.dateNumbers === null || format.dateNumbers === 'yyyymmdd' ? 'day' : 'number'
    return format.kind === 'number' || format.kind === 'boolean' ? 'number' : 'text'
  }
  switch (field.type) {
    case 'money':
      return 'money'
    case 'date':
    case 'datetime':
      return 'day'
    case 'text':
    case 'id':
    case 'enum':
      return 'text'
    default:
      return 'number'
  }
}
