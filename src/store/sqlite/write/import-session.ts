import type { ImportBatch } from '../../import-batch.ts'
import type { ImportCounts, ImportHeader, ImportRecord } from '../../store.ts'
import { Fault } from '../../../fault.ts'
import { dayNumber, isoDay } from '../../../domain/days.ts'
import { Columns, entityTable } from '../entity-tables.ts'
import { afterTransaction, inTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { importRecord } from '../state/imports.ts'
import { CustomerNumbers } from './customers.ts'
import { clearTouched, derive, touchCustomersOf } from './derive.ts'
import { Dictionaries } from './dictionaries.ts'
import { insertRows } from './insert-rows.ts'
import { settleKeys } from './keys.ts'
import { ensureIndexes } from './links.ts'
import { isNarrow, NarrowImport } from './narrow-import.ts'
import type { Place } from './place.ts'
import { PlainOrders } from './plain-orders.ts'
import { RowWriters } from './row-writers.ts'
import { writeViews } from './views.ts'
import { WaitingBatches } from './waiting-batches.ts'

/**
 * One import on its way; `commit` writes it in one transaction. A plain log of orders is sorted on the way in and
 * goes straight into the blocks of transactions; everything else waits in memory up to a bound, then in a scratch database.
 */
export class Session {
  readonly header: ImportHeader
  readonly #sql: Sql
  readonly #place: Place
  readonly #waiting: WaitingBatches
  #narrow: NarrowImport | null = null
  #started = false

  constructor(sql: Sql, header: ImportHeader, place: Place) {
    this.#sql = sql
    this.header = header
    this.#place = place
    this.#waiting = new WaitingBatches(place)
  }

  append(batch: ImportBatch): void {
    entityTable(batch.entity)
    if (!this.#started && isNarrow(batch)) {
      const currency = (Array.isArray(batch.currencies) ? null : batch.currencies) ?? this.header.currency
      this.#narrow = new NarrowImport(this.#sql, this.#place, currency)
    }
    this.#started = true
    if (this.#narrow) {
      const sameCurrency =
        (Array.isArray(batch.currencies) ? null : (batch.currencies ?? this.header.currency)) ===
        this.#narrow.currency
      if (sameCurrency && this.#narrow.append(batch)) return
      this.#widen(this.#narrow)
    }
    this.#waiting.add(batch)
  }

  commit(counts: ImportCounts, importedAt: string, check: () => void): ImportRecord {
    const sql = this.#sql
    try {
      return inTransaction(sql, () => {
        const known = importRecord(sql, this.header.importId)
        if (known) return known
        const imp = openImport(sql, this.header, counts, importedAt)
        const columns = new Columns(sql)
        clearTouched(sql)
        const record = this.#narrow
          ? this.#commitNarrow(this.#narrow, imp, columns, counts, importedAt, check)
          : this.#commitRows(imp, columns, counts, importedAt, check)
        writeViews(sql, columns)
        return record
      })
    } finally {
      this.discard()
    }
  }

  discard(): void {
    this.#narrow?.close()
    this.#waiting.close()
  }

  #commitNarrow(
    log: NarrowImport,
    imp: number,
    columns: Columns,
    counts: ImportCounts,
    importedAt: string,
    check: () => void,
  ): ImportRecord {
    const sql = this.#sql
    const rows = log.runs.total
    // Rows of a log have no key: only the file itself can say that it is here already.
    const same = sql.get<{ import_id: string }>(
      'SELECT import_id FROM imports WHERE narrow = 1 AND done = 1 AND sha256 = ? AND sheet IS ? AND id <> ?',
      [this.header.fileSha256, this.header.sheet, imp],
    )
    if (same) {
      throw new Fault('import_conflict', {
        importId: this.header.importId,
        detail: `the same file is on record as import ${same.import_id}; remove that one first`,
      })
    }
    sql.run('UPDATE imports SET narrow = 1, rows = ?, minor = ?, currency = ? WHERE id = ?', [
      rows,
      log.minor,
      log.currency,
      imp,
    ])
    const { firstDay, lastDay } = log.write(imp, check)
    derive(sql, columns, { ratesChanged: false, place: this.#place, check })
    return finishImport(sql, imp, this.header, counts, {
      importedAt,
      rowsUsed: rows,
      resting: 0,
      firstDay,
      lastDay,
    })
  }

  #commitRows(
    imp: number,
    columns: Columns,
    counts: ImportCounts,
    importedAt: string,
    check: () => void,
  ): ImportRecord {
    const sql = this.#sql
    const customers = new CustomerNumbers(sql, this.#place.scratch)
    const dictionaries = new Dictionaries()
    const entities = new Set<string>()
    let rows = 0
    const writers = new RowWriters(sql, this.#waiting.rows, this.#place.scratch)
    const orders = new PlainOrders(sql, this.#place)
    afterTransaction(sql, () => orders.close())
    for (const batch of this.#waiting.batches()) {
      check()
      for (const [name, column] of batch.fields) dictionaries.take(batch.entity, name, column)
      for (const [name, column] of batch.attributes) dictionaries.take(batch.entity, name, column, true)
      insertRows(sql, columns, batch, {
        writers,
        imp,
        customers,
        dictionaries,
        assumedCurrency: this.header.currency,
        orders,
      })
      entities.add(batch.entity)
      rows += batch.n
    }
    writers.finish()
    customers.finish()
    for (const entity of entities) ensureIndexes(sql, columns, entity)
    const resting = settleKeys(sql, columns, imp, this.header)
    check()
    touchCustomersOf(sql, columns, imp)
    derive(sql, columns, {
      ratesChanged: entities.has('fx_rate'),
      place: this.#place,
      check,
      orders,
    })
    const { low, high } = daySpan(sql, [...entities], imp)
    return finishImport(sql, imp, this.header, counts, {
      importedAt,
      rowsUsed: rows - resting,
      resting,
      firstDay: low,
      lastDay: high,
    })
  }

  /** A later batch brought more than a plain log: what was collected takes the wide path too. */
  #widen(log: NarrowImport): void {
    for (const batch of log.batches()) this.#waiting.add(batch)
    log.close()
    this.#narrow = null
  }
}

function openImport(sql: Sql, header: ImportHeader, counts: ImportCounts, importedAt: string): number {
  const imp = (sql.get<{ last: number | null }>('SELECT max(id) AS last FROM imports')?.last ?? 0) + 1
  sql.run(
    `INSERT INTO imports (id, import_id, sha256, source, entity, sheet, as_of, currency, rows, rejected, imported_at, record, done)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, '', 0)`,
    [
      imp, header.importId, header.fileSha256, header.fileName, header.entity, header.sheet,
      header.asOf === null ? null : dayNumber(header.asOf, 'as_of'), header.currency, counts.rowsRejected, importedAt,
    ],
  ) // prettier-ignore
  return imp
}

interface Finished {
  importedAt: string
  rowsUsed: number
  resting: number
  firstDay: number | null
  lastDay: number | null
}

function finishImport(
  sql: Sql,
  imp: number,
  header: ImportHeader,
  counts: ImportCounts,
  done: Finished,
): ImportRecord {
  const record: ImportRecord = {
    ...header,
    ...counts,
    rowsDropped: counts.rowsDropped + done.resting,
    rowsUsed: done.rowsUsed,
    importedAt: done.importedAt,
    sequence: imp,
    firstDay: done.firstDay === null ? null : isoDay(done.firstDay),
    lastDay: done.lastDay === null ? null : isoDay(done.lastDay),
  }
  sql.run('UPDATE imports SET rows = ?, first_day = ?, last_day = ?, record = ?, done = 1 WHERE id = ?', [
    record.rowsUsed,
    done.firstDay,
    done.lastDay,
    JSON.stringify(record),
    imp,
  ])
  return record
}

function daySpan(
  sql: Sql,
  entities: readonly string[],
  imp: number,
): { low: number | null; high: number | null } {
  const spans = entities.map(entity =>
    sql.get<{ low: number | null; high: number | null }>(
      `SELECT min(day) AS low, max(day) AS high FROM ${entityTable(entity)} WHERE imp = ?`, [imp])) // prettier-ignore
  const lows = spans.flatMap(span => (span?.low == null ? [] : [span.low]))
  const highs = spans.flatMap(span => (span?.high == null ? [] : [span.high]))
  return { low: lows.length ? Math.min(...lows) : null, high: highs.length ? Math.max(...highs) : null }
}
