/** The rows of a planned import as typed batches, in bounded memory, with everything left out accounted for. */
import { entities } from '../domain/entities/index.ts'
import { Fault } from '../fault.ts'
import type { ImportBatch } from '../store/import-batch.ts'
import { openRecords } from './open-blocks.ts'
import { assembleBatch } from './read/assemble-batch.ts'
import type { ReadColumn } from './read/assemble-batch.ts'
import type { Block } from './read/block.ts'
import { createColumnReader } from './read/column-reader.ts'
import { createTally } from './read/issue-tally.ts'
import { judgeRows } from './read/judge-rows.ts'
import { createSeenRows } from './read/row-hash.ts'
import { planRows } from './read/row-plan.ts'
import { loadSynonyms } from './synonyms.ts'
import type { ImportPlan, Inspection, ReadCounts, ReadOptions, RejectedRow, RowReader } from './types.ts'

const defaultBatchRows = 32_768

/**
 * Iterate once. `rowsRead = rowsUsed + rowsRejected + totalsDropped + blanksDropped + duplicatesDropped` at any time
 * between batches. Throws `Fault` `cancelled` when the signal fires.
 */
export function readRows(inspection: Inspection, plan: ImportPlan, options: ReadOptions = {}): RowReader {
  const { entity } = plan
  if (entity === null) throw new Fault('invalid_input', { field: 'entity', problem: 'undecided' })
  const rowPlan = planRows(inspection, plan, entity)
  const counts = {
    rowsRead: 0,
    rowsUsed: 0,
    rowsRejected: 0,
    totalsDropped: 0,
    blanksDropped: 0,
    duplicatesDropped: 0,
  } satisfies ReadCounts
  const tally = createTally()
  const seen = createSeenRows()
  let rejects: RejectedRow[] = []
  // A row's own key never repeats; its customer does, however many there are.
  const own = entities.get(entity)?.key ?? []
  const repeatsOf = (field: string | undefined): 'once' | 'often' | 'unknown' =>
    field === undefined
      ? 'unknown'
      : own.length === 1 && own[0] === field
        ? 'once'
        : field === 'customer_id'
          ? 'often'
          : 'unknown'
  const readers = rowPlan.columns.map(({ guess, field }) => ({
    guess,
    field,
    reader: createColumnReader(field, guess.format, inspection.options, repeatsOf(field?.name)),
  }))
  const width = inspection.columns.length
  const shared = {
    plan: rowPlan,
    synonyms: loadSynonyms(),
    tally,
    counts,
    seen,
    width,
    strictWidth: inspection.container === 'delimited',
    problemOf: (column: number) => readers[column]?.reader.problem ?? 'bad_number',
    remarkOf: (column: number) => readers[column]?.reader.remark ?? 'unknown_value',
  }
  const batchContext = {
    plan: rowPlan,
    tally,
    currency: inspection.options.currency ?? null,
    idPrefix: entity === 'customer' ? 'row-' : `${inspection.contentHash.slice(0, 8)}-`,
  }
  if (rowPlan.generated !== null) tally.note('key_generated', 0, null, { field: rowPlan.generated.field })
  if (rowPlan.deriveAmount)
    tally.note('amount_derived', 0, null, { field: 'paid_amount', from: 'quantity*unit_price' })

  function take(block: Block): ImportBatch | null {
    for (const broken of block.broken) {
      counts.rowsRead++
      counts.rowsRejected++
      tally.add(broken.reason, broken.row, null, broken.cells[0])
      rejects.push({ row: broken.row, reason: broken.reason, column: null, cells: broken.cells })
    }
    const from = firstData(block, inspection.headerRow ?? 0)
    if (from >= block.n) return null
    const columns = readers.map(({ guess, field, reader }): ReadColumn => ({
      planned: { guess, field },
      values: reader.read(block, guess.index, from),
    }))
    const keep = judgeRows(block, columns, from, { ...shared, rejects })
    if (keep.length === 0) return null
    if (rowPlan.generated !== null) tally.note('key_generated', keep.length, null)
    if (rowPlan.deriveAmount) tally.note('amount_derived', keep.length, null)
    noteConsent(columns, keep)
    return assembleBatch(block, columns, keep, batchContext)
  }

  function noteConsent(columns: readonly ReadColumn[], keep: Int32Array): void {
    const consent = columns.find(({ planned }) => planned.field?.name === 'marketing_consent')
    if (consent === undefined) return
    const out = keep.reduce((sum, record) => sum + (consent.values.numbers[record] === 0 ? 1 : 0), 0)
    if (out > 0)
      tally.note('opted_out', out, {
        header: consent.planned.guess.header,
        field: 'marketing_consent',
        pii: false,
      })
  }

  async function* batches(): AsyncGenerator<ImportBatch> {
    const keys = inspection.columns.map(column => column.rawHeader)
    for await (const block of openRecords(
      inspection,
      keys,
      options.batchRows ?? defaultBatchRows,
      options.careful,
    )) {
      if (options.signal?.aborted === true) throw new Fault('cancelled', {})
      if (counts.rowsRead === 0 && block.bytesRead > 0)
        seen.expect(Math.ceil((block.n * inspection.bytes) / block.bytesRead), rowPlan.key.length > 0)
      const batch = take(block)
      options.onProgress?.({ bytes: block.bytesRead, totalBytes: inspection.bytes, rows: counts.rowsRead })
      if (batch !== null) yield batch
    }
    if (seen.unchecked() > 0)
      tally.note(rowPlan.key.length > 0 ? 'duplicate_row_dropped' : 'alike_rows_kept', 0, null, {
        unchecked_rows: seen.unchecked(),
      })
  }

  return {
    entity,
    counts,
    issues: () => tally.list(),
    takeRejects: () => {
      const taken = rejects
      rejects = []
      return taken
    },
    [Symbol.asyncIterator]: () => batches()[Symbol.asyncIterator](),
  }
}

/** Index of the first record behind the header. */
function firstData({ n, rows }: Block, headerRow: number): number {
  let from = 0
  while (from < n && (rows[from] ?? 0) <= headerRow) from++
  return from
}
