import type { ImportBatch } from '../../import-batch.ts'
import type { ImportCounts, ImportHeader, ImportRecord } from '../../store.ts'
import { dayNumber, isoDay } from '../../../domain/days.ts'
import { Columns, entityTable } from '../entity-tables.ts'
import { inTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { importRecord } from '../state/imports.ts'
import { CustomerNumbers } from './customers.ts'
import { clearTouched, derive, touchCustomersOf } from './derive.ts'
import { Dictionaries } from './dictionaries.ts'
import { insertRows } from './insert-rows.ts'
import { settleKeys } from './keys.ts'
import { ensureIndexes } from './links.ts'
import { writeViews } from './views.ts'

/** One import on its way: batches wait in memory, `commit` writes them in one transaction. */
export class Session {
  readonly header: ImportHeader
  readonly #batches: ImportBatch[] = []

  constructor(header: ImportHeader) {
    this.header = header
  }

  append(batch: ImportBatch): void {
    entityTable(batch.entity)
    this.#batches.push(batch)
  }

  commit(sql: Sql, counts: ImportCounts, importedAt: string, check: () => void): ImportRecord {
    const { header } = this
    return inTransaction(sql, () => {
      const known = importRecord(sql, header.importId)
      if (known) return known
      const imp = (sql.get<{ last: number | null }>('SELECT max(id) AS last FROM imports')?.last ?? 0) + 1
      sql.run(
        `INSERT INTO imports (id, import_id, sha256, source, entity, sheet, as_of, currency, rows, rejected, imported_at, record, done)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, '', 0)`,
        [
          imp, header.importId, header.fileSha256, header.fileName, header.entity, header.sheet,
          header.asOf === null ? null : dayNumber(header.asOf, 'as_of'), header.currency, counts.rowsRejected, importedAt,
        ],
      ) // prettier-ignore
      const columns = new Columns(sql)
      const customers = new CustomerNumbers(sql)
      const dictionaries = new Dictionaries()
      let rows = 0
      for (const batch of this.#batches) {
        check()
        for (const [name, column] of [...batch.fields, ...batch.attributes]) dictionaries.take(batch.entity, name, column)
        insertRows(sql, columns, batch, { imp, customers, dictionaries, assumedCurrency: header.currency })
        rows += batch.n
      }
      const entities = [...new Set(this.#batches.map(batch => batch.entity))]
      for (const entity of entities) ensureIndexes(sql, columns, entity)
      const resting = settleKeys(sql, columns, imp, header)
      check()
      clearTouched(sql)
      touchCustomersOf(sql, columns, imp)
      derive(sql, columns, entities.includes('fx_rate'))
      const span = daySpan(sql, entities, imp)
      const record: ImportRecord = {
        ...header,
        ...counts,
        rowsDropped: counts.rowsDropped + resting,
        rowsUsed: rows - resting,
        importedAt,
        sequence: imp,
        firstDay: span.low === null ? null : isoDay(span.low),
        lastDay: span.high === null ? null : isoDay(span.high),
      }
      sql.run('UPDATE imports SET rows = ?, first_day = ?, last_day = ?, record = ?, done = 1 WHERE id = ?', [
        record.rowsUsed,
        span.low,
        span.high,
        JSON.stringify(record),
        imp,
      ])
      writeViews(sql, columns)
      return record
    })
  }
}

function daySpan(sql: Sql, entities: readonly string[], imp: number): { low: number | null; high: number | null } {
  const spans = entities.map(entity =>
    sql.get<{ low: number | null; high: number | null }>(
      `SELECT min(day) AS low, max(day) AS high FROM ${entityTable(entity)} WHERE imp = ?`, [imp])) // prettier-ignore
  const lows = spans.flatMap(span => (span?.low == null ? [] : [span.low]))
  const highs = spans.flatMap(span => (span?.high == null ? [] : [span.high]))
  return { low: lows.length ? Math.min(...lows) : null, high: highs.length ? Math.max(...highs) : null }
}
