import type { DayBlockWriter } from '../day-blocks.ts'
import { isPurchase } from '../read/purchase-days.ts'
import type { Prepared, Sql } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'
import { extendCalendar, monthOfDay } from './calendar.ts'

/** Rows in key order into `transactions`; summaries of new customers and day blocks on the way. */
export class ClusteredWriter {
  readonly #sql: Sql
  readonly #before: number
  readonly #blocks: DayBlockWriter | null
  readonly #sale: BulkInsert
  readonly #refund: BulkInsert
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
  #customer = emptyCustomer()

  /** Customers up to `before` were on record: their summaries are made from all their rows, by the caller. */
  constructor(sql: Sql, imp: number, before: number, blocks: DayBlockWriter | null) {
    this.#sql = sql
    this.#before = before
    this.#blocks = blocks
    const head = 'INSERT INTO transactions (cid, ym, day, seq, minor, kind, imp, src)'
    // What is the same in every row is text: a bound value costs more than the row's place in the tree.
    this.#sale = new BulkInsert(sql, head, 6, `(?, ?, ?, ?, ?, 0, ${imp}, ?)`)
    this.#refund = new BulkInsert(sql, head, 6, `(?, ?, ?, ?, ?, 1, ${imp}, ?)`)
    this.#summary = new BulkInsert(
      sql, 'INSERT INTO customer_summary (cid, orders, days, first, last, minor, first_day_minor, refunds_minor)', 8) // prettier-ignore
    this.#touch = sql.prepare('INSERT OR IGNORE INTO temp.touched (cid) VALUES (?)')
  }

  add(cid: number, day: number, minor: number, row: number): void {
    if (cid !== this.#cid || day !== this.#day) {
      this.#endDay()
      if (cid !== this.#cid) this.#endCustomer()
      this.#cid = cid
      this.#day = day
      let month = this.#months.get(day)
      if (month === undefined) this.#months.set(day, (month = monthOfDay(day)))
      this.#month = month
      this.#seq = cid <= this.#before ? this.#nextSeq(cid, month, day) : 0
    }
    this.#net += minor
    if (minor < 0) {
      this.#refund.add(cid, this.#month, day, this.#seq++, minor, row)
      this.#refunds++
      this.#customer.refunds -= minor
    } else {
      this.#sale.add(cid, this.#month, day, this.#seq++, minor, row)
      this.#sales++
    }
  }

  finish(): { firstDay: number | null; lastDay: number | null } {
    this.#endDay()
    this.#endCustomer()
    for (const bulk of [this.#sale, this.#refund, this.#summary]) bulk.finish()
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
    if (this.#cid <= this.#before) this.#touch.run([this.#cid])
    else if (days > 0) this.#summary.add(this.#cid, orders, days, first, last, minor, firstMinor, refunds)
    else this.#summary.add(this.#cid, orders, 0, null, null, minor, null, refunds)
    this.#customer = emptyCustomer()
  }
}

const emptyCustomer = () => ({ orders: 0, days: 0, first: 0, last: 0, minor: 0, firstMinor: 0, refunds: 0 })
