/** Decides whether an inspected file can be imported as it stands, and gives the import its name. */
import { createHash } from 'node:crypto'
import { entities, fields } from '../domain/entities/index.ts'
import { Fault } from '../fault.ts'
import { missingFields } from './match-table.ts'
import { asAttribute, worthHaving } from './questions.ts'
import type { ColumnGuess, ImportPlan, Inspection, Mapping, PlanOptions, Question } from './types.ts'

/**
 * `ok` when nothing is open; `needs_mapping` when a required field has no column; `needs_confirmation` otherwise.
 * `mapping` and `entity` answer questions; `accept` (mode commit) takes every proposal, but never what has none.
 */
export function planImport(inspection: Inspection, options: PlanOptions = {}): ImportPlan {
  // Without a prototype: a column may be called “constructor”.
  const given: Mapping = Object.assign(Object.create(null), inspection.options.mapping, options.mapping)
  checkMapping(inspection, given)
  const open = inspection.questions.filter(question => !answered(question, given, options, inspection))
  const proposed = open.filter(question => question.proposed !== null)
  const accepted = options.accept === true ? proposed : []
  const mapping = finalMapping(inspection, given)
  const entity = options.entity ?? (inspection.summary === undefined ? inspection.entity : null)
  const own = entity === null ? undefined : entities.get(entity)
  const mapped = new Set(Object.values(mapping).flatMap(field => (field === null ? [] : [field])))
  const missing = own === undefined ? [] : missingFields(own, mapped)
  const stillMissing = new Set(missing)
  const questions = open.filter(
    question =>
      !accepted.includes(question) &&
      !(
        question.kind === 'missing_field' &&
        question.facts['field'] !== 'customer_id' &&
        !stillMissing.has(String(question.facts['field']))
      ),
  )
  const blocked = missing.length > 0
  return {
    status: blocked ? 'needs_mapping' : questions.length > 0 || entity === null ? 'needs_confirmation' : 'ok',
    importId: importId(inspection, entity, mapping),
    entity,
    mapping,
    columns: inspection.columns.map(column => ({
      column: column.header,
      field: mapping[column.header] ?? null,
      type: fields.get(mapping[column.header] ?? '')?.type ?? null,
      confidence: column.header in given ? 1 : column.confidence,
      how: column.header in given ? 'given' : column.how,
      samples: column.samples,
    })),
    missing,
    questions,
    assumptions: accepted,
    inspection,
  }
}

function checkMapping(inspection: Inspection, given: Mapping): void {
  const headers = new Set(inspection.columns.map(column => column.header))
  const used = new Map<string, string>()
  for (const [header, field] of Object.entries(given)) {
    if (inspection.columns.length > 0 && !headers.has(header)) {
      // A remembered mapping may name columns that this file lacks; a call's own mapping may not.
      if (inspection.options.mapping !== undefined && header in inspection.options.mapping) continue
      throw new Fault('invalid_input', {
        field: `mapping.${header}`,
        problem: 'no_such_column',
        choices: [...headers].slice(0, 40),
      })
    }
    if (field === null || field === asAttribute) continue
    if (!fields.has(field))
      throw new Fault('unknown_field', { field, suggestion: null, known: [...fields.keys()] })
    const other = used.get(field)
    if (other !== undefined)
      throw new Fault('invalid_input', {
        field: `mapping.${header}`,
        problem: 'field_taken',
        choices: [other],
      })
    used.set(field, header)
  }
}

function answered(question: Question, given: Mapping, options: PlanOptions, inspection: Inspection): boolean {
  switch (question.kind) {
    case 'entity':
    case 'summary_table':
      return options.entity !== undefined
    case 'field':
      return question.column !== null && question.column in given
    case 'missing_field':
    case 'without_field': {
      const field = String(question.facts['field'])
      const group =
        question.kind === 'missing_field'
          ? field.split('|')
          : ((worthHaving[options.entity ?? inspection.entity ?? 'order'] ?? []).find(one =>
              one.includes(field),
            ) ?? [field])
      return Object.values(given).some(value => value !== null && group.includes(value))
    }
    case 'mapping':
      return doubtful(question, inspection).every(column => column.header in given)
    default:
      return false
  }
}

/** Columns of a mapping question that were not matched for certain. */
function doubtful({ facts }: Question, { columns }: Inspection): ColumnGuess[] {
  const named = new Set(Object.values(facts).map(String))
  return columns.filter(column => named.has(column.header) && column.confidence < 0.895)
}

/** The caller's word first; a field that the caller gives to one column is taken from the column guessed before. */
function finalMapping(inspection: Inspection, given: Mapping): Mapping {
  const taken = new Set(Object.values(given))
  return Object.fromEntries(
    inspection.columns.map(({ header, field }) => {
      const own = given[header]
      if (own !== undefined) return [header, own === asAttribute ? null : own]
      return [header, field !== null && taken.has(field) ? null : field]
    }),
  )
}

function importId(inspection: Inspection, entity: string | null, mapping: Mapping): string {
  const { encoding, delimiter, headerRow, dateOrder, decimal, currency, timeZone, moneyUnit, excelEpoch } =
    inspection.options
  const facts = JSON.stringify([
    inspection.contentHash,
    inspection.sheet,
    entity,
    Object.entries(mapping).sort(([one], [two]) => (one < two ? -1 : 1)),
    encoding,
    delimiter,
    headerRow,
    dateOrder,
    decimal,
    currency,
    timeZone,
    moneyUnit,
    excelEpoch,
  ])
  return `imp_${createHash('sha256').update(facts).digest('hex').slice(0, 16)}`
}
