import type { DayBlockWriter } from '../day-blocks.ts'
import { isPurchase } from '../read/purchase-days.ts'
import type { Prepared, Sql } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'
import { extendCalendar, monthOfDay } from './calendar.ts'
import type { RowPages } from './row-pages.ts'

export interface WriterSettings {
  /** The import of every row, or `null` when the tags say it. */
  imp: number | null
  /** Customers up to this number get no summary here but an entry in `temp.touched`: they have rows of other imports. */
  summariesAfter: number
  /** Whether the customer may have rows already, whose places in the day are taken. */
  seqMayExist: (cid: number) => boolean
  blocks: DayBlockWriter | null
  /** Takes the rows in place of statements; the caller closes it after the transaction. */
  pages?: RowPages
}

/** Rows in key order into `transactions`; summaries of new customers and day blocks on the way. */
export class ClusteredWriter {
  readonly #sql: Sql
  readonly #after: number
  readonly #seqMayExist: (cid: number) => boolean
  readonly #oneImport: boolean
  readonly #imp: number
  readonly #blocks: DayBlockWriter | null
  readonly #pages: RowPages | null
  readonly #sale: BulkInsert
  readonly #other: BulkInsert
  readonly #summary: BulkInsert
  readonly #touch: Prepared
  readonly #months = new Map<number, number>()
  #cid = -1
  #day = -1
  #month = 0
  #seq = 0
  #net = 0
  #sales = 0
  #refunds = 0
  #counted = false
  #customer = emptyCustomer()

  constructor(sql: Sql, { imp, summariesAfter, seqMayExist, blocks, pages }: WriterSettings) {
    this.#sql = sql
    this.#after = summariesAfter
    this.#seqMayExist = seqMayExist
    this.#blocks = blocks
    this.#pages = pages ?? null
    const head = 'INSERT INTO transactions (cid, ym, day, seq, minor, src, imp, kind, known)'
    // What is the same in every row is text: a bound value costs more than the row's place in the tree.
    this.#oneImport = imp !== null
    this.#sale = imp === null
      ? new BulkInsert(sql, head, 7, '(?, ?, ?, ?, ?, ?, ?, 0, NULL)')
      : new BulkInsert(sql, head, 6, `(?, ?, ?, ?, ?, ?, ${imp}, 0, NULL)`) // prettier-ignore
    this.#other = new BulkInsert(sql, head, 9)
    this.#imp = imp ?? 0
    this.#summary = new BulkInsert(
      sql, 'INSERT INTO customer_summary (cid, orders, days, first, last, minor, first_day_minor, refunds_minor)', 8) // prettier-ignore
    this.#touch = sql.prepare('INSERT OR IGNORE INTO temp.touched (cid) VALUES (?)')
  }

  /** `tag` is import × 8 + kind; `known` the day a refund became known, when later than the day it stands on. */
  add(cid: number, day: number, minor: number, row: number, tag: number, known: number | null): void {
    if (cid !== this.#cid || day !== this.#day) {
      this.#endDay()
      if (cid !== this.#cid) this.#endCustomer()
      this.#cid = cid
      this.#day = day
      let month = this.#months.get(day)
      if (month === undefined) this.#months.set(day, (month = monthOfDay(day)))
      this.#month = month
      this.#seq = this.#seqMayExist(cid) ? this.#nextSeq(cid, month, day) : 0
    }
    const kind = tag & 7
    const imp = this.#oneImport ? this.#imp : tag >> 3
    if (this.#pages !== null)
      this.#pages.add(cid, this.#month, day, this.#seq++, minor, kind, known, imp, row)
    else if (kind !== 0) this.#other.add(cid, this.#month, day, this.#seq++, minor, row, imp, kind, known)
    else if (this.#oneImport) this.#sale.add(cid, this.#month, day, this.#seq++, minor, row)
    else this.#sale.add(cid, this.#month, day, this.#seq++, minor, row, imp)
    if (kind === 2 || kind === 3) return
    this.#net += minor
    if (kind === 1) {
      this.#refunds++
      this.#customer.refunds -= minor
    } else this.#sales++
    this.#counted = true
  }

  finish(): { firstDay: number | null; lastDay: number | null } {
    this.#endDay()
    this.#endCustomer()
    this.#pages?.insert()
    for (const bulk of [this.#sale, this.#other, this.#summary]) bulk.finish()
    this.#blocks?.finish()
    const days = [...this.#months.keys()].sort((one, two) => one - two)
    extendCalendar(this.#sql, days)
    return { firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null }
  }

  #nextSeq(cid: number, month: number, day: number): number {
    const last = this.#sql.get<{ seq: number | null }>(
      'SELECT max(seq) AS seq FROM transactions WHERE cid = ? AND ym = ? AND day = ?', [cid, month, day]) // prettier-ignore
    return (last?.seq ?? -1) + 1
  }

  #endDay(): void {
    if (this.#cid < 0 || this.#sales + this.#refunds === 0) return
    this.#blocks?.add(this.#cid, this.#day, this.#net, this.#sales, this.#refunds)
    const own = this.#customer
    own.orders += this.#sales
    own.minor += this.#net
    if (isPurchase(this.#net, this.#sales, this.#refunds)) {
      if (own.days === 0) {
        own.first = this.#day
        own.firstMinor = this.#net
      }
      own.last = this.#day
      own.days++
    }
    this.#net = this.#sales = this.#refunds = 0
  }

  #endCustomer(): void {
    if (this.#cid < 0) return
    const { orders, days, first, last, minor, firstMinor, refunds } = this.#customer
    if (this.#cid <= this.#after) this.#touch.run([this.#cid])
    else if (!this.#counted) return
    else if (days > 0) this.#summary.add(this.#cid, orders, days, first, last, minor, firstMinor, refunds)
    else this.#summary.add(this.#cid, orders, 0, null, null, minor, null, refunds)
    this.#customer = emptyCustomer()
    this.#counted = false
  }
}

const emptyCustomer = () => ({ orders: 0, days: 0, first: 0, last: 0, minor: 0, firstMinor: 0, refunds: 0 })
