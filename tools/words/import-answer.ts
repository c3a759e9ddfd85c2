import { fields } from '../../src/domain/entities/index.ts'
import type {
  EntityOverview,
  Formats,
  ImportPlan,
  ImportReport,
  Issue,
  Phrases,
  Question,
} from '../../src/tool.ts'
import type { ImportWords } from './import-data.ts'
import { askable } from './what-you-can-ask.ts'

const mostColumns = 40
const mostIssues = 20

// Whatever the header says: an address or a long row of digits is not shown.
const telling = /[^\s@]+@[^\s@]+\.\w+|\d[\d\s().-]{7,}\d/

const brief = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

const wordy: ReadonlySet<string> = new Set(['text', 'category'])
/** A column of no known meaning with more different values than this is shown without samples. */
const mostLevels = 20

/** Samples that a reply may show: none of personal columns, none that look like a way to reach a person. */
function safeSamples(
  plan: ImportPlan,
  column: string,
  field: string | null,
  samples: readonly string[],
): string[] {
  const guess = plan.inspection.columns.find(({ header }) => header === column)
  const known = field === null ? undefined : fields.get(field)
  if (guess?.pii || known?.pii) return []
  // Many different words under a head that says nothing to us may be names of people.
  if (field === null && wordy.has(guess?.format.kind ?? '') && (guess?.distinct ?? 0) > mostLevels) return []
  const free = known === undefined || known.type === 'text'
  return samples
    .filter(sample => !(free && telling.test(sample)))
    .slice(0, 3)
    .map(brief)
}

/** Dates as they were understood, where that is not as they are written. */
const readAs = (samples: readonly string[], days: readonly string[]) =>
  days.some((day, at) => !(samples[at] ?? '').startsWith(day)) ? { read_as: [...days] } : {}

/** What became of each column; those with a field come first. */
export function mappingRows(plan: ImportPlan, dates: Readonly<Record<string, readonly string[]>>) {
  const rows = plan.columns.map(({ column, field, confidence, samples }) => ({
    column: brief(column),
    field,
    confidence: Math.round(confidence * 100) / 100,
    samples: safeSamples(plan, column, field, samples),
    ...readAs(samples, Object.entries(dates).find(([header]) => header === column)?.[1] ?? []),
  }))
  return [...rows.filter(({ field }) => field !== null), ...rows.filter(({ field }) => field === null)].slice(
    0,
    mostColumns,
  )
}

export const issueRows = (issues: readonly Issue[], words: Readonly<Record<Issue['kind'], string>>) =>
  issues
    .toSorted((one, two) => two.count - one.count)
    .slice(0, mostIssues)
    .map(({ kind, column, field, count, rows, example }) => ({
      kind,
      what: words[kind],
      column: column === null ? null : brief(column),
      count,
      examples: example === null || (field !== null && fields.get(field)?.pii) ? [] : [brief(example)],
      row_numbers: rows.slice(0, 5),
    }))

// From here on a header names its field by itself; below, a rule has connected the two.
const certain = 0.895

/** Columns whose field a rule decided: field → header. */
export const ruledColumns = ({ columns }: ImportPlan): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns.flatMap(({ column, field, confidence }) =>
      field !== null && confidence < certain ? [[field, column]] : [],
    ),
  )

/** A question as it is worded: a look at the mapping names only what a rule decided. */
export const worded = (question: Question, plan: ImportPlan, words: ImportWords): string =>
  words.question[question.kind](
    question.kind === 'mapping' ? { ...question, facts: ruledColumns(plan) } : question,
  )

export const questionRows = (plan: ImportPlan, words: ImportWords) =>
  plan.questions.slice(0, 12).map(question => ({
    question: worded(question, plan, words),
    choices: question.choices.slice(0, 8).map(({ value }) => value),
    proposed: question.proposed,
    argument:
      question.answer.key === '' || question.answer.key === question.answer.argument
        ? question.answer.argument
        : `${question.answer.argument}.${question.answer.key}`,
  }))

type Say = <Words>(phrases: Phrases<Words>) => Words

const needs: Readonly<Record<keyof (typeof askable)['en'], readonly string[]>> = {
  orders: ['order', 'order_line'],
  members: [],
  crm: ['account'],
  labels: ['label'],
  subscriptions: ['subscription', 'subscription_event'],
  tickets: ['ticket'],
  campaigns: ['campaign_member', 'retention_action'],
  costs: ['cost', 'touchpoint'],
}

const showLeaving = ['order', 'order_line', 'subscription', 'payment', 'label']

/** Whether the tables tell who leaves: by purchases, contracts, or a churn label. */
export const tellsWhoLeaves = (tables: readonly EntityOverview[]): boolean =>
  tables.some(
    ({ entity, rows, fields: held }) =>
      rows > 0 &&
      (showLeaving.includes(entity) ||
        held.some(
          ({ field, filled }) =>
            filled > 0 && ['churned', 'churn_date', 'subscription_status', 'cancelled_at'].includes(field),
        )),
  )

/** Questions the store can answer now, for the tables it holds. */
export function askNow(tables: readonly EntityOverview[], say: Say): string[] {
  const held = new Set(tables.filter(({ rows }) => rows > 0).map(({ entity }) => entity))
  const has = (name: string): boolean => held.has(name)
  const fieldFilled = (field: string): boolean =>
    tables.some(table => table.fields.some(({ field: name, filled }) => name === field && filled > 0))
  const words = say(askable)
  const extra = {
    members: has('customer') && (has('order') || fieldFilled('churned')),
    labels: fieldFilled('churned') || fieldFilled('churn_date'),
    crm: fieldFilled('total_activities_30d') || fieldFilled('days_since_last_activity'),
  }
  const money = ['paid_amount', 'order_amount', 'unit_price'].some(fieldFilled)
  const grouped = ['acquisition_channel', 'membership_level', 'region'].some(fieldFilled)
  return (
    Object.entries(words)
      .filter(([kind]) => {
        if (kind === 'members' && !grouped) return false
        const entities = Object.entries(needs).find(([name]) => name === kind)?.[1] ?? []
        return entities.some(has) || Object.entries(extra).some(([name, met]) => name === kind && met)
      })
      // Orders without amounts tell who comes back, not what they are worth.
      .flatMap(([kind, questions]: [string, readonly string[]]) =>
        kind === 'orders' && !money ? questions.slice(2) : questions,
      )
      .slice(0, 6)
  )
}

const told = [
  'total_row_dropped',
  'opted_out',
  'negated_column',
  'id_in_scientific_notation',
  'duplicate_key_differs',
  'leak_candidate',
  'blank_below_first',
  'period_columns',
  'purchase_summary',
]

/** The few things a person should hear about without reading the tables. */
export function notes(
  report: ImportReport,
  issues: readonly Issue[],
  words: ImportWords,
  { issueText, formats }: { issueText: Readonly<Record<Issue['kind'], string>>; formats: Formats },
): string[] {
  const { inspection } = report.plan
  const header =
    inspection.headerRow !== null && inspection.headerRow > 1 ? [words.headerRow(inspection.headerRow)] : []
  const encoding =
    inspection.encoding !== null && !/^utf-?8$/i.test(inspection.encoding) ? [inspection.encoding] : []
  const dates = mappingRows(report.plan, report.dates).flatMap(({ column, samples, read_as: days }) => {
    const [from, to] = [samples[0], days?.[0]]
    return from === undefined || to === undefined ? [] : [words.converted(column, from, to)]
  })
  const found = issues
    .filter(({ kind }) => told.includes(kind))
    .map(({ kind, column, count }) =>
      words.counted(column === null ? null : brief(column), issueText[kind], formats.number(count)),
    )
  return [...encoding, ...header, ...dates.slice(0, 1), ...found.slice(0, 4)]
}

/** The tables the store would hold with this file in it. */
export function tablesWith(tables: readonly EntityOverview[], plan: ImportPlan): EntityOverview[] {
  if (plan.entity === null) return [...tables]
  const fieldsOfPlan = plan.columns.flatMap(({ field }) => (field === null ? [] : [{ field, filled: 1 }]))
  const own = {
    entity: plan.entity,
    rows: 1,
    customers: 0,
    firstDay: null,
    lastDay: null,
    fields: fieldsOfPlan,
    attributes: [],
    moneyMinor: null,
  }
  return [...tables, own]
}
