/** Which records of a block become rows: blank lines, totals, useless and repeated ones are counted and left out. */
import { fold } from '../fold.ts'
import type { Synonyms } from '../synonyms.ts'
import type { IssueKind, ReadCounts, RejectedRow } from '../types.ts'
import type { ReadColumn } from './assemble-batch.ts'
import type { Block } from './block.ts'
import { cellText } from './block.ts'
import { bad, beyond, blank, noted, ok, textOf } from './column-values.ts'
import type { ColumnValues } from './column-values.ts'
import type { About, IssueTally } from './issue-tally.ts'
import { isHeaderAgain } from './repeated-header.ts'
import type { SeenRows } from './row-hash.ts'
import { hashKey, hashRecord, hashRows } from './row-hash.ts'
import type { RowPlan } from './row-plan.ts'
import { startsLikeTotal, sumsUp } from './totals.ts'

export interface JudgeContext {
  plan: RowPlan
  synonyms: Synonyms
  tally: IssueTally
  counts: { -readonly [Key in keyof ReadCounts]: number }
  rejects: RejectedRow[]
  seen: SeenRows
  /** Columns of the file. */
  width: number
  /** Surplus cells shift the others, as in text files; elsewhere they are only ignored. */
  strictWidth: boolean
  problemOf: (column: number) => IssueKind
  remarkOf: (column: number) => IssueKind
}

/** Indexes of the records that stay. `from` skips what lies before the data. */
export function judgeRows(
  block: Block,
  columns: readonly ReadColumn[],
  from: number,
  context: JudgeContext,
): Int32Array {
  const { plan, tally, counts, rejects, seen } = context
  const keep = new Int32Array(block.n - from)
  const abouts = columns.map(({ planned }): About => ({
    header: planned.guess.header,
    field: planned.field?.name ?? null,
    pii: planned.guess.pii,
  }))
  const needed = columns.flatMap(({ planned }, at) =>
    planned.field !== null && plan.required.has(planned.field.name) ? [at] : [],
  )
  const flawed = flawedRows(columns, block.n)
  const keyColumns = plan.key.map(
    field => columns.find(({ planned }) => planned.field?.name === field)?.values,
  )
  const stateOf = (field: string) =>
    columns.find(({ planned }) => planned.field?.name === field)?.values.state
  // An order without what was paid says what was asked for; a cost line without an amount may be a plan.
  const standIns = new Map([
    ['paid_amount', stateOf('order_amount')],
    ['cost_amount', stateOf('budget_amount')],
  ])
  const ids = columns.find(({ planned }) => planned.guess.index === plan.idColumns[0])?.values ?? null
  const keyAbout = abouts[columns.findIndex(({ planned }) => planned.field?.name === plan.key[0])] ?? null
  const cells = (record: number): string[] =>
    Array.from({ length: Math.max(block.width(record), 1) }, (_, column) =>
      cellText(block.cell(record, column)),
    )
  const reject = (record: number, reason: IssueKind, about: About | null, example?: string): void => {
    const row = block.rows[record] ?? 0
    counts.rowsRejected++
    tally.add(reason, row, about, example)
    rejects.push({ row, reason, column: about?.header ?? null, cells: cells(record) })
  }
  // A column of numbers or dates finds the words of a header flawed; a table of texts alone must be compared.
  const typed = columns.some(({ values }) => values.kind !== 'text')
  let kept = 0
  const alike = plan.key.length === 0
  for (let record = from; record < block.n; record++) {
    counts.rowsRead++
    const row = block.rows[record] ?? 0
    if (flawed[record] !== 0 || ids === null) {
      if (isBlankRow(block, record, context.width)) {
        counts.blanksDropped++
        tally.add('blank_row_dropped', row, null)
        continue
      }
    }
    if (mayBeTotal(block, record, ids) && isTotalRow(block, record, context)) {
      counts.totalsDropped++
      tally.add('total_row_dropped', row, null)
      continue
    }
    if ((flawed[record] !== 0 || !typed) && isHeaderAgain(block, record, plan)) {
      counts.duplicatesDropped++
      tally.add('header_row_repeated', row, null)
      continue
    }
    if (context.strictWidth && block.surplus(record)) {
      reject(record, 'ragged_row', null, cells(record).slice(context.width).join(' '))
      continue
    }
    if (flawed[record] !== 0) {
      const at = needed.find(index => {
        const { values, planned } = columns[index] ?? {}
        const state = values?.state[record] ?? ok
        if (state === ok || state === noted) return false
        return !(state === blank && standIns.get(planned?.field?.name ?? '')?.[record] === ok)
      })
      if (at !== undefined) {
        const column = columns[at]
        const state = column?.values.state[record]
        const reason =
          state === blank ? 'missing_required' : state === beyond ? 'out_of_range' : context.problemOf(at)
        reject(
          record,
          reason,
          abouts[at] ?? null,
          cellText(block.cell(record, column?.planned.guess.index ?? 0)),
        )
        continue
      }
    }
    if (!alike) {
      const key = hashKey(keyColumns, record)
      if (key !== null) hashRecord(block, record, context.width, hashes)
      const sighting = key === null ? 'new' : seen.look(key, hashes.one)
      if (sighting === 'same') {
        counts.duplicatesDropped++
        tally.add('duplicate_row_dropped', row, null)
        continue
      }
      if (sighting === 'different')
        tally.add('duplicate_key_differs', row, keyAbout, keyText(keyColumns[0], record))
    }
    if (flawed[record] !== 0) noteFlaws(block, record, columns, abouts, context)
    keep[kept++] = record
  }
  counts.rowsUsed += kept
  const rows = keep.subarray(0, kept)
  if (alike)
    seen.lookAlike(hashRows(block, columns, rows, context.width), at =>
      tally.add('alike_rows_kept', block.rows[rows[at] ?? 0] ?? 0, null),
    )
  return rows
}

const hashes = { one: 0, two: 0 }

const keyText = (values: ColumnValues | undefined, record: number): string =>
  values === undefined ? '' : (textOf(values, record) ?? '')

/** 1 where any cell of the record is not simply fine. */
function flawedRows(columns: readonly ReadColumn[], n: number): Uint8Array {
  const flawed = new Uint8Array(n)
  for (const { values } of columns) {
    const { state } = values
    for (let record = 0; record < n; record++) if (state[record] !== ok) flawed[record] = 1
  }
  return flawed
}

function noteFlaws(
  block: Block,
  record: number,
  columns: readonly ReadColumn[],
  abouts: readonly About[],
  { tally, problemOf, remarkOf }: JudgeContext,
): void {
  const row = block.rows[record] ?? 0
  for (const [at, { values, planned }] of columns.entries()) {
    const state = values.state[record]
    if (state !== bad && state !== beyond && state !== noted) continue
    const kind = state === beyond ? 'out_of_range' : state === noted ? remarkOf(at) : problemOf(at)
    tally.add(kind, row, abouts[at] ?? null, cellText(block.cell(record, planned.guess.index)))
  }
}

function isBlankRow(block: Block, record: number, width: number): boolean {
  for (let column = 0; column < Math.max(width, block.width(record)); column++)
    if (cellText(block.cell(record, column)).trim() !== '') return false
  return true
}

/** Totals rows have no id, or the word itself in its place. */
function mayBeTotal(block: Block, record: number, ids: ColumnValues | null): boolean {
  if (ids !== null && ids.totals !== null) return ids.totals[record] !== 0
  const text = ids === null ? cellText(block.cell(record, 0)).trim() : (ids.texts[record] ?? '')
  return text === '' || startsLikeTotal(text)
}

function isTotalRow(block: Block, record: number, { synonyms, width, plan }: JudgeContext): boolean {
  const ids = plan.idColumns.map(column => cellText(block.cell(record, column)).trim())
  for (let column = 0; column < width; column++) {
    const text = cellText(block.cell(record, column)).trim()
    if (text === '' || text.length > 24) continue
    const word = fold(text)
      .replace(/[\s:：]*(?:[(（]?\s*\d+\s*[笔筆条條项項人行个個]?\s*[)）]?)?[\s:：]*$/u, '')
      .trim()
    // `Total: Campaigns` says what is summed.
    const lead = word.split(/[:：]/)[0]?.trim() ?? ''
    if (synonyms.totals.has(word) || synonyms.totals.has(lead) || sumsUp(word))
      return ids.every(id => id === '' || id === text)
  }
  return false
}
