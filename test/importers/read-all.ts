import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { inspectFile, planImport, readRows } from '../../src/importers/index.ts'
import type { BatchColumn } from '../../src/store/import-batch.ts'
import { missingDay } from '../../src/store/import-batch.ts'
import type {
  Inspection,
  InspectOptions,
  Issue,
  PlanOptions,
  ReadCounts,
  ReadOptions,
  RejectedRow,
  Source,
} from '../../src/importers/types.ts'

export type Value = string | number | null

export interface ReadAll {
  inspection: Inspection
  /** By field; numbers and money in minor units, days as ISO dates (with time where there is one). */
  fields: Record<string, Value[]>
  attributes: Record<string, Value[]>
  currencies: (string | null)[]
  sourceRows: number[]
  counts: ReadCounts
  issues: readonly Issue[]
  rejects: RejectedRow[]
  n: number
}

const two = (value: number): string => String(value).padStart(2, '0')
const clock = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`

function valuesOf(column: Exclude<BatchColumn, { kind: 'coded' }>, rows: Int32Array): Value[] {
  switch (column.kind) {
    case 'text':
      return [...column.values]
    case 'made':
      return [...rows].map(row => `${column.prefix}${row}`)
    case 'number':
    case 'money':
      return [...column.values].map(value => (Number.isNaN(value) ? null : value))
    case 'day':
      return [...column.values].map((value, at) => {
        if (value === missingDay) return null
        const seconds = column.seconds?.[at] ?? -1
        return (
          new Date(value * 86_400_000).toISOString().slice(0, 10) + (seconds < 0 ? '' : ` ${clock(seconds)}`)
        )
      })
  }
}

function append(into: Record<string, Value[]>, name: string, values: Value[]): void {
  const list = (into[name] ??= [])
  for (const value of values) list.push(value)
}

/** Texts of a column in this batch; coded columns add to the levels known so far. */
function valuesIn(
  levels: Map<string, string[]>,
  name: string,
  column: BatchColumn,
  rows: Int32Array,
): Value[] {
  if (column.kind !== 'coded') return valuesOf(column, rows)
  const known = [...(levels.get(name) ?? []), ...column.newLevels]
  levels.set(name, known)
  return [...column.codes].map(code => (code < 0 ? null : (known[code] ?? null)))
}

/** Inspects, plans (accepting proposals) and reads a source to its end. */
export async function readAll(
  source: Source | string,
  options: InspectOptions = {},
  plan: PlanOptions = {},
  read: ReadOptions = {},
): Promise<ReadAll> {
  const inspection = await inspectFile(typeof source === 'string' ? { text: source } : source, options)
  const reader = readRows(inspection, planImport(inspection, { accept: true, ...plan }), read)
  const all: ReadAll = {
    inspection,
    fields: {},
    attributes: {},
    currencies: [],
    sourceRows: [],
    counts: reader.counts,
    issues: [],
    rejects: [],
    n: 0,
  }
  const levels = new Map<string, string[]>()
  for await (const batch of reader) {
    for (const [name, column] of batch.fields)
      append(all.fields, name, valuesIn(levels, name, column, batch.sourceRows))
    for (const [name, column] of batch.attributes)
      append(all.attributes, name, valuesIn(levels, `attribute ${name}`, column, batch.sourceRows))
    all.currencies.push(
      ...(Array.isArray(batch.currencies)
        ? batch.currencies
        : Array.from({ length: batch.n }, () => (Array.isArray(batch.currencies) ? null : batch.currencies))),
    )
    all.sourceRows.push(...batch.sourceRows)
    all.rejects.push(...reader.takeRejects())
    all.n += batch.n
  }
  all.rejects.push(...reader.takeRejects())
  return { ...all, counts: { ...reader.counts }, issues: reader.issues() }
}

/** True when nothing was lost: every row read is used, rejected or dropped. */
export const reconciles = ({
  rowsRead,
  rowsUsed,
  rowsRejected,
  totalsDropped,
  blanksDropped,
  duplicatesDropped,
}: ReadCounts): boolean =>
  rowsRead === rowsUsed + rowsRejected + totalsDropped + blanksDropped + duplicatesDropped

/** A folder for files of one test file, removed behind it. */
export function scratch(): (name: string, bytes: Uint8Array | string) => { path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-importers-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return (name, bytes) => {
    const path = join(folder, name.replaceAll(/[/\\:]/g, '_'))
    writeFileSync(path, bytes)
    return { path }
  }
}

/** `column→field` for every mapped column. */
export const mappingOf = ({ columns }: Inspection): Record<string, string> =>
  Object.fromEntries(
    columns.flatMap(column => (column.field === null ? [] : [[column.header, column.field]])),
  )
