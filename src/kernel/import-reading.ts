import { createHash } from 'node:crypto'
import { isoDay } from '../domain/days.ts'
import { fields } from '../domain/entities/index.ts'
import type { ImportPlan, Inspection, Issue } from '../importers/types.ts'
import type { ImportRecord } from '../store/store.ts'
import type { ImportReport, ImportRequest } from './import-request.ts'

/** The same columns in the same file form: what an earlier answer about headers is remembered under. */
export const signatureOf = (inspection: Inspection): string =>
  createHash('sha256')
    .update(JSON.stringify(inspection.columns.map(({ header }) => header)))
    .digest('hex')

// "accounts_2026-03-31.csv", "客户快照_20260331.xlsx": the day a snapshot speaks for.
const dayInName = /(?<!\d)(20\d{2})[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])日?(?!\d)/

// "用户样本_202606.csv", "members 2026-03.xlsx": a month that is over speaks for its last day.
const monthInName = /(?<!\d)(20\d{2})[-_.年]?(0[1-9]|1[0-2])月?(?![\d-])/

function monthEndOfName(name: string): string | null {
  const found = monthInName.exec(name)
  if (!found) return null
  const end = new Date(Date.UTC(Number(found[1]), Number(found[2]), 0))
  return end.getTime() < Date.now() ? end.toISOString().slice(0, 10) : null
}

function dayOfName(name: string): string | null {
  const found = dayInName.exec(name)
  if (!found) return monthEndOfName(name)
  const iso = `${found[1]}-${found[2]}-${found[3]}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}

/**
 * Name of an import: the content and how it is understood, whether the caller said so or the file did. The same
 * reading of the same file has one id, and so is stored once.
 */
export function named(
  plan: ImportPlan,
  { options, asOf }: Pick<ImportRequest, 'options' | 'asOf'>,
): ImportPlan {
  const { inspection, entity, mapping } = plan
  const formats = inspection.columns
    .filter(({ header }) => mapping[header] != null)
    .map(({ header, format }) => [header, { ...format, kind: null }])
  const facts = [
    inspection.contentHash,
    inspection.sheet,
    entity,
    Object.entries(mapping).toSorted(([one], [two]) => (one < two ? -1 : 1)),
    inspection.encoding,
    inspection.headerRow,
    inspection.delimiter,
    formats,
    options.currency ?? null,
    options.timeZone ?? null,
    options.moneyUnit ?? 'major',
    asOf ?? null,
    ...(options.marks === undefined ? [] : [options.marks]),
    ...(options.ids === undefined ? [] : [options.ids]),
  ]
  return {
    ...plan,
    importId: `imp_${createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)}`,
  }
}

/** The same rows under another mapping, other options or another day: both together would count them twice. */
export const sameRows = (record: ImportRecord, { inspection, entity }: ImportPlan): boolean =>
  record.fileSha256 === inspection.contentHash &&
  record.sheet === inspection.sheet &&
  record.entity === entity

const snapshots: ReadonlySet<string> = new Set(['customer', 'account'])

export function asOfOf(request: ImportRequest, plan: ImportPlan): Pick<ImportReport, 'asOf' | 'asOfFrom'> {
  if (request.asOf !== undefined) return { asOf: request.asOf, asOfFrom: 'given' }
  const named = plan.entity !== null && snapshots.has(plan.entity) ? dayOfName(plan.inspection.file) : null
  return { asOf: named, asOfFrom: named === null ? null : 'file_name' }
}

/** What the samples of date columns mean: a wrong reading (day for month, a year of the Republic) shows here. */
export async function datesAsRead(
  { columns }: Inspection,
  { mapping }: ImportPlan,
): Promise<ImportReport['dates']> {
  const { parseDate } = await import('../importers/values/date.ts')
  const dated = columns.filter(({ header, pii }) => {
    const type = fields.get(mapping[header] ?? '')?.type
    return !pii && (type === 'date' || type === 'datetime')
  })
  return Object.fromEntries(
    dated.map(({ header, samples, format }) => {
      const reading = { order: format.dateOrder, numbers: format.dateNumbers, rocYears: format.rocYears }
      const days = samples
        .map(sample => parseDate(sample, reading))
        .flatMap(parsed => (parsed === null ? [] : [isoDay(parsed.day)]))
      return [header, days]
    }),
  )
}

/** Issues of the whole reading, and those that only the look at the head of the file can tell. */
export function joinIssues(read: readonly Issue[], seen: readonly Issue[]): Issue[] {
  const known = new Set(read.map(({ kind, column }) => `${kind} ${column}`))
  const kinds = new Set(read.map(({ kind }) => kind))
  const headOnly = seen.filter(
    ({ kind, column }) => !known.has(`${kind} ${column}`) && !(column === null && kinds.has(kind)),
  )
  return [...read, ...headOnly]
}
