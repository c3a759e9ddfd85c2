import type { BatchColumn, ImportBatch } from '../../import-batch.ts'
import { missingDay } from '../../import-batch.ts'
import { rewriteBlocks } from '../blocks/rewrite.ts'
import type { Sql } from '../sql.ts'
import { Dictionaries } from './dictionaries.ts'
import { SortedRuns } from './sorted-runs.ts'
import { addCustomers } from './customers.ts'
import type { Place } from './place.ts'
import { PurchaseWriter } from './purchase-writer.ts'

const fieldsNeeded = ['customer_id', 'order_date', 'paid_amount']

/** What order ids begin with that the importer made of file and row where the file has none; `null` for others. */
function madePrefix(batch: ImportBatch): string | null {
  const ids = batch.fields.get('order_id')
  return ids?.kind === 'made' ? ids.prefix : null
}

/**
 * A log of customer, day and amount: nothing else to keep, so it goes straight into the blocks of transactions. Order ids
 * that only repeat file and row say nothing that the row does not: they are made again when somebody needs them.
 */
export function isNarrow(batch: ImportBatch): boolean {
  const date = batch.fields.get('order_date')
  return (
    batch.entity === 'order' &&
    batch.attributes.size === 0 &&
    [...batch.fields.keys()].every(name => fieldsNeeded.includes(name) || (name === 'order_id' && madePrefix(batch) !== null)) &&
    fieldsNeeded.every(name => batch.fields.has(name)) &&
    date?.kind === 'day' && date.seconds === undefined && !date.values.includes(missingDay) &&
    batch.fields.get('paid_amount')?.kind === 'money' &&
    ['text', 'coded'].includes(batch.fields.get('customer_id')?.kind ?? '') &&
    !Array.isArray(batch.currencies)
  ) // prettier-ignore
}

/**
 * Collects a narrow log. Customers get provisional numbers: those on record keep theirs, new ones count on from the
 * last; if another import commits in between, they are renumbered.
 */
export class NarrowImport {
  readonly runs: SortedRuns
  readonly currency: string | null
  /** Sum of all amounts. */
  minor = 0
  readonly #sql: Sql
  readonly #place: Place
  /** Numbers by id; made when somebody asks for one, since levels of a coded column are distinct in themselves. */
  #numbers: Map<string, number> | null = null
  readonly #dictionaries = new Dictionaries()
  readonly #lastBefore: number
  readonly #fresh: string[] = []
  /** Prefix of made order ids; `undefined` before the first batch. */
  #prefix: string | null | undefined = undefined
  /** Number of each level of a coded customer column, so that a row costs no look-up by text. */
  #ofLevel = new Int32Array(0)

  constructor(sql: Sql, place: Place, currency: string | null) {
    this.#sql = sql
    this.#place = place
    this.runs = new SortedRuns(place.importRows, place.scratch())
    this.currency = currency
    this.#lastBefore = lastCustomer(sql)
  }

  /** False when the batch needs the wide path; nothing of it is taken then. */
  append(batch: ImportBatch): boolean {
    const customers = batch.fields.get('customer_id')
    const days = batch.fields.get('order_date')
    const money = batch.fields.get('paid_amount')
    if (!isNarrow(batch) || days?.kind !== 'day' || money?.kind !== 'money') return false
    if (customers?.kind === 'text' && customers.values.includes(null)) return false
    if (customers?.kind === 'coded' && customers.codes.includes(-1)) return false
    if (!allFinite(money.values)) return false
    const prefix = madePrefix(batch)
    if (batch.n > 0 && this.#prefix !== undefined && prefix !== this.#prefix) return false
    if (batch.n > 0) this.#prefix = prefix
    if (customers?.kind === 'coded') {
      this.#dictionaries.take('order', 'customer_id', customers)
      this.#numberLevels(customers.newLevels)
    }
    const { n, sourceRows } = batch
    const cids = new Int32Array(n)
    const minors = new Float64Array(n)
    const tags = new Int32Array(n)
    if (customers?.kind === 'coded')
      for (let row = 0; row < n; row++) cids[row] = this.#ofLevel[customers.codes[row] ?? -1] ?? 0
    else if (customers?.kind === 'text')
      for (let row = 0; row < n; row++) cids[row] = this.#number(customers.values[row] ?? '')
    for (let row = 0; row < n; row++) {
      const minor = Math.round(money.values[row] ?? 0)
      minors[row] = minor
      this.minor += minor
      if (minor < 0) tags[row] = saleOrRefund.refund
    }
    this.runs.addColumns({ n, cids, days: days.values, minors, rows: sourceRows, tags })
    return true
  }

  /** Writes everything inside the caller's transaction. */
  write(imp: number, check: () => void): { firstDay: number | null; lastDay: number | null } {
    const sql = this.#sql
    const before = lastCustomer(sql)
    if (before !== this.#lastBefore) this.#renumber(before)
    const moved = before === this.#lastBefore ? null : this.#known()
    addCustomers(sql, this.#place.scratch, this.#fresh, at => {
      if (moved === null) return before + 1 + at
      const cid = moved.get(this.#fresh[at] ?? '') ?? 0
      return cid > before ? cid : 0
    })
    // What follows works with numbers alone.
    this.#numbers = null
    this.#fresh.length = 0
    const writer = new PurchaseWriter(sql, this.runs.total, this.#place.scratch)
    rewriteBlocks(sql, writer, {
      incoming: this.runs.sorted(),
      imp,
      touched: new Int32Array(0),
      drop: () => false,
      check,
    })
    return writer.finish()
  }

  /** Outside a transaction. */
  close(): void {
    this.runs.close()
  }

  /** The rows collected so far, for the wide path. */
  *batches(): Iterable<ImportBatch> {
    const levels = this.#dictionaries.levels('order', 'customer_id')
    if (levels.length > 0) yield levelsOnly(levels)
    const names = new Map<number, string>([...this.#known()].map(([ext, cid]) => [cid, ext]))
    for (const { n, cids, days, minors, rows } of this.runs.sorted()) {
      yield {
        entity: 'order',
        n,
        sourceRows: rows.slice(0, n),
        fields: new Map<string, BatchColumn>([
          [
            'customer_id',
            { kind: 'text', values: Array.from(cids.subarray(0, n), cid => names.get(cid) ?? null) },
          ],
          ['order_date', { kind: 'day', values: days.slice(0, n) }],
          ['paid_amount', { kind: 'money', values: minors.slice(0, n) }],
          ...madeIds(this.#prefix ?? null),
        ]),
        attributes: new Map(),
        currencies: this.currency,
      }
    }
  }

  #numberLevels(levels: readonly string[]): void {
    const known = this.#dictionaries.levels('order', 'customer_id').length - levels.length
    if (known + levels.length > this.#ofLevel.length) {
      const next = new Int32Array(Math.max(1024, (known + levels.length) * 2))
      next.set(this.#ofLevel)
      this.#ofLevel = next
    }
    levels.forEach((level, at) => (this.#ofLevel[known + at] = this.#numberLevel(level)))
  }

  #numberLevel(level: string): number {
    if (this.#numbers !== null || this.#lastBefore > 0) return this.#number(level)
    return this.#fresh.push(level)
  }

  #known(): Map<string, number> {
    // Before anybody asked, every number was given to a new customer, in order.
    this.#numbers ??= new Map(this.#fresh.map((ext, at) => [ext, this.#lastBefore + at + 1]))
    return this.#numbers
  }

  #number(ext: string): number {
    const numbers = this.#known()
    const known = numbers.get(ext)
    if (known !== undefined) return known
    const stored = this.#lastBefore === 0 ? undefined : onRecord(this.#sql, ext)
    const cid = stored ?? this.#lastBefore + this.#fresh.push(ext)
    numbers.set(ext, cid)
    return cid
  }

  #renumber(before: number): void {
    const moved = new Map<number, number>()
    let next = before
    const numbers = this.#known()
    for (const [ext, old] of numbers) {
      const cid = onRecord(this.#sql, ext) ?? ++next
      moved.set(old, cid)
      numbers.set(ext, cid)
    }
    this.runs.renumber(cid => moved.get(cid) ?? cid)
  }
}

/** Later batches of a coded column count on these levels. */
const levelsOnly = (newLevels: readonly string[]): ImportBatch => ({
  entity: 'order',
  n: 0,
  sourceRows: new Int32Array(0),
  fields: new Map([['customer_id', { kind: 'coded', codes: new Int32Array(0), newLevels }]]),
  attributes: new Map(),
  currencies: null,
})

const madeIds = (prefix: string | null): [string, BatchColumn][] =>
  prefix === null ? [] : [['order_id', { kind: 'made', prefix }]]

function allFinite(values: Float64Array): boolean {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return false
  return true
}

/** Tags without an import: the log has one. */
const saleOrRefund = { sale: 0, refund: 1 } as const

const lastCustomer = (sql: Sql): number =>
  sql.get<{ cid: number | null }>('SELECT max(cid) AS cid FROM customers')?.cid ?? 0

const onRecord = (sql: Sql, ext: string): number | undefined =>
  sql.get<{ cid: number }>('SELECT cid FROM customers WHERE ext = ?', [ext])?.cid
