import type { DayBlockWriter } from '../day-blocks.ts'
import { isPurchase } from '../read/purchase-days.ts'
import type { Prepared, Sql } from '../sql.ts'
import { extendCalendar, monthOfDay } from './calendar.ts'
import { rowSink, summarySink } from './row-sinks.ts'
import type { RowSink, SummarySink } from './row-sinks.ts'

export interface WriterSettings {
  /** The import of every row, or `null` when the tags say it. */
  imp: number | null
  /** Customers up to this number get no summary here but an entry in `temp.touched`: they have rows of other imports. */
  summariesAfter: number
  /** Whether the customer may have rows already, whose places in the day are taken. */
  seqMayExist: (cid: number) => boolean
  blocks: DayBlockWriter | null
  /** How many will come. */
  rows: number
  /** Gives private paths for the pages on which many rows wait for the end. */
  scratch: () => string
}

/** Rows in key order into `transactions`; summaries of new customers and day blocks on the way. Inside a transaction. */
export class ClusteredWriter {
  readonly #sql: Sql
  readonly #after: number
  readonly #seqMayExist: (cid: number) => boolean
  readonly #imp: number | null
  readonly #blocks: DayBlockWriter | null
  readonly #rows: RowSink
  readonly #summaries: SummarySink
  readonly #touch: Prepared
  /** Month by day; a log has thousands of rows a day. */
  readonly #months = new Map<number, number>()
  #monthAt = new Int32Array(1_024)
  #monthsFrom = 0
  #cid = -1
  #day = -1
  #month = 0
  #seq = 0
  #net = 0
  #sales = 0
  #refunds = 0
  #counted = false
  #orders = 0
  #days = 0
  #first = 0
  #last = 0
  #minor = 0
  #firstMinor = 0
  #refunded = 0

  constructor(sql: Sql, { imp, summariesAfter, seqMayExist, blocks, rows, scratch }: WriterSettings) {
    this.#sql = sql
    this.#after = summariesAfter
    this.#seqMayExist = seqMayExist
    this.#blocks = blocks
    this.#imp = imp
    this.#rows = rowSink(sql, rows, scratch)
    this.#summaries = summarySink(sql, rows, scratch)
    this.#touch = sql.prepare('INSERT OR IGNORE INTO temp.touched (cid) VALUES (?)')
  }

  /** `tag` is import × 8 + kind; `known` the day a refund became known, when later than the day it stands on. */
  add(cid: number, day: number, minor: number, row: number, tag: number, known: number | null): void {
    if (cid !== this.#cid || day !== this.#day) {
      this.#endDay()
      if (cid !== this.#cid) this.#endCustomer()
      this.#cid = cid
      this.#day = day
      this.#month = this.#monthAt[day - this.#monthsFrom] ?? 0
      if (this.#month === 0) this.#learnMonth(day)
      this.#seq = this.#seqMayExist(cid) ? this.#nextSeq(cid, this.#month, day) : 0
    }
    const kind = tag & 7
    this.#rows.add(cid, this.#month, day, this.#seq++, minor, kind, this.#imp ?? tag >> 3, row, known)
    if (kind === 2 || kind === 3) return
    this.#net += minor
    if (kind === 1) {
      this.#refunds++
      this.#refunded -= minor
    } else this.#sales++
    this.#counted = true
  }

  finish(): { firstDay: number | null; lastDay: number | null } {
    this.#endDay()
    this.#endCustomer()
    this.#rows.insert()
    this.#summaries.insert()
    this.#blocks?.finish()
    const days = [...this.#months.keys()].sort((one, two) => one - two)
    extendCalendar(this.#sql, days)
    return { firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null }
  }

  #learnMonth(day: number): void {
    this.#month = this.#months.get(day) ?? monthOfDay(day)
    if (this.#months.size === 0) this.#monthsFrom = day
    this.#months.set(day, this.#month)
    const place = day - this.#monthsFrom
    // Days long before or after the others stay in the map alone.
    if (place < 0 && place > -4_000) {
      const next = new Int32Array(this.#monthAt.length + 4_000)
      next.set(this.#monthAt, 4_000)
      this.#monthAt = next
      this.#monthsFrom -= 4_000
    } else if (place >= this.#monthAt.length && place < 40_000) {
      const next = new Int32Array(place * 2)
      next.set(this.#monthAt)
      this.#monthAt = next
    }
    if (day >= this.#monthsFrom) this.#monthAt[day - this.#monthsFrom] = this.#month
  }

  #nextSeq(cid: number, month: number, day: number): number {
    const last = this.#sql.get<{ seq: number | null }>(
      'SELECT max(seq) AS seq FROM transactions WHERE cid = ? AND ym = ? AND day = ?', [cid, month, day]) // prettier-ignore
    return (last?.seq ?? -1) + 1
  }

  #endDay(): void {
    if (this.#cid < 0 || this.#sales + this.#refunds === 0) return
    this.#blocks?.add(this.#cid, this.#day, this.#net, this.#sales, this.#refunds)
    this.#orders += this.#sales
    this.#minor += this.#net
    if (isPurchase(this.#net, this.#sales, this.#refunds)) {
      if (this.#days === 0) {
        this.#first = this.#day
        this.#firstMinor = this.#net
      }
      this.#last = this.#day
      this.#days++
    }
    this.#net = this.#sales = this.#refunds = 0
  }

  #endCustomer(): void {
    if (this.#cid < 0) return
    if (this.#cid <= this.#after) this.#touch.run([this.#cid])
    else if (!this.#counted) return
    else this.#addSummary()
    this.#orders = this.#days = this.#minor = this.#refunded = 0
    this.#counted = false
  }

  #addSummary(): void {
    const bought = this.#days > 0
    this.#summaries.add([
      this.#cid, this.#orders, this.#days, bought ? this.#first : null, bought ? this.#last : null,
      this.#minor, bought ? this.#firstMinor : null, this.#refunded,
    ]) // prettier-ignore
  }
}
