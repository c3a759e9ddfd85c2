import type { ImportReport, Question, SuggestedAction } from '../../src/tool.ts'
import { ruledColumns } from './import-answer.ts'
import { calculations } from './import-calculate.ts'
import type { ImportWords } from './import-data.ts'

type Arguments = Readonly<Record<string, unknown>>

interface Given {
  entity?: string | undefined
  sheet?: string | undefined
  mapping?: Readonly<Record<string, string | null>> | undefined
  options?: Arguments | undefined
  on_conflict: string
}

const isRecord = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const known = (options: Arguments | undefined): Arguments =>
  Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined))

/** The value an argument takes: numbers where the argument is one. */
const typed = (key: string, value: string): string | number =>
  (key === 'header_row' || key === 'excel_epoch') && /^\d+$/.test(value) ? Number(value) : value

function answered(call: Arguments, question: Question, value: string): Arguments {
  const { argument, key } = question.answer
  if (argument === 'entity' || argument === 'sheet') return { ...call, [argument]: value }
  const inner = isRecord(call[argument]) ? call[argument] : {}
  // A missing field is answered by a column, everything else about columns by a field.
  if (question.kind === 'without_field' && value === 'without') return call
  if (question.kind === 'missing_field' || question.kind === 'without_field')
    return { ...call, mapping: { ...inner, [value]: key } }
  if (argument === 'mapping')
    return { ...call, mapping: { ...inner, [key]: value === 'attribute' ? null : value } }
  if (key.startsWith('marks.')) {
    const marks = isRecord(inner['marks']) ? inner['marks'] : {}
    return { ...call, options: { ...inner, marks: { ...marks, [key.slice(6)]: value } } }
  }
  return { ...call, options: { ...inner, [key]: typed(key, value) } }
}

const likely = ({ proposed, choices }: Question): string | null => proposed ?? choices[0]?.value ?? null

const fieldsGiven = ({ mapping }: Arguments): unknown[] => (isRecord(mapping) ? Object.values(mapping) : [])

/** A field has one column: where another question has taken it, the column stays an attribute. */
const untaken = (call: Arguments, { kind }: Question, value: string | null): string | null =>
  kind === 'field' && value !== null && fieldsGiven(call).includes(value) ? 'attribute' : value

/** The same call without the column that has the field by a guess only. */
const freed = (call: Arguments, { kind, answer }: Question, value: string): Arguments =>
  kind !== 'field' || !isRecord(call['mapping']) || !fieldsGiven(call).includes(value)
    ? call
    : {
        ...call,
        mapping: Object.fromEntries(
          Object.entries(call['mapping']).map(([column, field]) => [
            column,
            field === value && column !== answer.key ? null : field,
          ]),
        ),
      }

/** What a rule decided, as the mapping that confirms it. */
const decided = ({ plan }: ImportReport): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(ruledColumns(plan)).map(([field, column]) => [column, field]))

/** The sheet, or the table of the same sheet, that follows the one just read. */
function nextTable({ plan: { inspection }, source }: ImportReport, words: ImportWords): SuggestedAction[] {
  const at = inspection.sheets.findIndex(({ name }) => name === inspection.sheet)
  const next = at < 0 ? undefined : inspection.sheets[at + 1]
  if (next === undefined) return []
  const why = `${words.next.fix}: ${next.name}`
  return [{ tool: 'import_data', why, arguments: { ...source, sheet: next.name } }]
}

/** Complete calls that lead on from an import: up to three readings of an open question, or what to ask now. */
export function nextCalls(report: ImportReport, given: Given, words: ImportWords): SuggestedAction[] {
  const { plan, outcome, source } = report
  if (outcome === 'committed' || outcome === 'already_imported') {
    return [...nextTable(report, words), { tool: 'describe_data', why: words.next.describe, arguments: {} }]
  }
  const base: Arguments = {
    ...source,
    ...(given.entity === undefined ? {} : { entity: given.entity }),
    ...(given.sheet === undefined ? {} : { sheet: given.sheet }),
    ...(given.mapping === undefined ? {} : { mapping: given.mapping }),
    ...(given.options === undefined ? {} : { options: known(given.options) }),
    ...(given.on_conflict === 'fail' ? {} : { on_conflict: given.on_conflict }),
  }
  const sheet = plan.questions.find(({ kind }) => kind === 'sheet')
  if (sheet) {
    return sheet.choices.slice(0, 3).map(({ value }) => ({
      tool: 'import_data',
      why: words.next.choose(value),
      arguments: { ...base, sheet: value },
    }))
  }
  if (plan.inspection.summary !== undefined && plan.entity === null)
    return calculations(plan.inspection.summary, words.calculate)
  const open = plan.questions.filter(({ kind }) => kind !== 'mapping')
  const confirmed = plan.questions.some(({ kind }) => kind === 'mapping')
    ? { ...base, mapping: { ...given.mapping, ...decided(report) } }
    : base
  const hopeless = open.some(({ kind, choices }) => kind === 'missing_field' && choices.length === 0)
  if (hopeless) {
    return plan.inspection.entities
      .filter(({ entity, missing }) => entity !== plan.entity && missing.length === 0)
      .slice(0, 3)
      .map(({ entity }) => ({
        tool: 'import_data',
        why: words.next.choose(entity),
        arguments: { ...base, entity, mode: 'preview' },
      }))
  }
  // What nothing speaks for comes first; else a proposal that has a rival is shown beside it.
  const choice =
    open.find(({ proposed, choices }) => proposed === null && choices.length > 1) ??
    open.find(({ kind, choices }) => kind !== 'without_field' && choices.length > 1)
  const rest = open.filter(question => question !== choice)
  const filled = rest.reduce<Arguments>((call, question) => {
    const value = untaken(call, question, likely(question))
    return value === null ? call : answered(call, question, value)
  }, confirmed)
  // Where no column is known, storing the file in any reading would keep a table that answers nothing.
  const blind = given.entity === undefined && plan.columns.every(({ field }) => field === null)
  const mode = { mode: blind ? 'preview' : 'commit' }
  if (!choice) return [{ tool: 'import_data', why: words.next.commit, arguments: { ...filled, ...mode } }]
  const values = [
    ...new Set([
      ...(choice.proposed === null ? [] : [choice.proposed]),
      ...choice.choices.map(({ value }) => value),
    ]),
  ]
  const free = values.filter(value => choice.kind !== 'field' || !fieldsGiven(filled).includes(value))
  return [...free, ...values.filter(value => !free.includes(value))].slice(0, 3).map(value => ({
    tool: 'import_data',
    why: words.next.choose(`${choice.column ?? choice.answer.key}: ${value}`),
    arguments: { ...answered(freed(filled, choice, value), choice, value), ...mode },
  }))
}
