import { always, BlockWriter } from '../blocks/block-writer.ts'
import { isPurchase } from '../read/purchase-days.ts'
import type { Prepared, Sql } from '../sql.ts'
import { extendCalendar } from './calendar.ts'
import type { RowBlock } from './sort-rows.ts'
import { summarySink } from './summary-sink.ts'
import type { SummarySink } from './summary-sink.ts'

/** Orders and refunds in order of customer and day into blocks; summaries of changed customers on the way. Inside a transaction. */
export class PurchaseWriter {
  readonly #sql: Sql
  readonly #blocks: BlockWriter
  readonly #summaries: SummarySink
  readonly #forget: Prepared
  readonly #days = new DaySet()
  /** The last customer of whom a row went. */
  #gone = -1
  #cid = -1
  /** Whether rows of this customer came or went. */
  #changed = false
  #day = -1
  #net = 0
  #sales = 0
  #refunds = 0
  #counted = false
  #orders = 0
  #purchaseDays = 0
  #first = 0
  #last = 0
  #minor = 0
  #firstMinor = 0
  #refunded = 0

  /** `rows` is how many will come; `scratch` gives private paths. */
  constructor(sql: Sql, rows: number, scratch: () => string, rowsPerBlock?: number) {
    this.#sql = sql
    this.#blocks = new BlockWriter(sql, rowsPerBlock)
    this.#summaries = summarySink(sql, rows, scratch)
    this.#forget = sql.prepare('DELETE FROM customer_summary WHERE cid = ?')
  }

  /** A row that was there before. */
  add(cid: number, day: number, minor: number, kind: number, imp: number, src: number, known: number): void {
    if (cid !== this.#cid || day !== this.#day) {
      this.#endDay()
      if (cid !== this.#cid) {
        this.#endCustomer()
        this.#cid = cid
        this.#changed = cid === this.#gone
      }
      this.#day = day
    }
    this.#blocks.add(cid, day, minor, kind, imp, src, known)
    if (kind === 2 || kind === 3) return
    this.#net += minor
    if (kind === 1) {
      this.#refunds++
      this.#refunded -= minor
    } else this.#sales++
    this.#counted = true
  }

  addNew(
    cid: number,
    day: number,
    minor: number,
    kind: number,
    imp: number,
    src: number,
    known: number,
  ): void {
    this.add(cid, day, minor, kind, imp, src, known)
    this.#changed = true
    this.#days.add(day)
  }

  /** Rows that are new, many at a time; `imp` is their import, or `null` where their tags say it. */
  addBlock(block: RowBlock, imp: number | null, knownOf?: (imp: number, src: number) => number): void {
    const { n, cids, days, minors, rows, tags } = block
    for (let at = 0; at < n; at++) {
      const tag = tags[at] ?? 0
      const kind = tag & 7
      const of = imp ?? tag >> 3
      const src = rows[at] ?? 0
      const known = knownOf === undefined || kind !== 1 ? always : knownOf(of, src)
      this.addNew(cids[at] ?? 0, days[at] ?? 0, minors[at] ?? 0, kind, of, src, known)
    }
  }

  /** A row of this customer has gone. */
  changed(cid: number): void {
    if (cid !== this.#gone) this.#forget.run([cid])
    this.#gone = cid
    if (cid === this.#cid) this.#changed = true
  }

  /** Blocks that stay as they are come next. */
  cut(): void {
    this.#endDay()
    this.#endCustomer()
    this.#cid = -1
    this.#blocks.cut()
  }

  /** First and last day of the rows that are new. */
  finish(): { firstDay: number | null; lastDay: number | null } {
    this.cut()
    this.#summaries.insert()
    this.#blocks.finish()
    const days = this.#days.ascending()
    extendCalendar(this.#sql, days)
    return { firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null }
  }

  #endDay(): void {
    if (this.#cid < 0 || this.#sales + this.#refunds === 0) return
    this.#orders += this.#sales
    this.#minor += this.#net
    if (isPurchase(this.#net, this.#sales, this.#refunds)) {
      if (this.#purchaseDays === 0) {
        this.#first = this.#day
        this.#firstMinor = this.#net
      }
      this.#last = this.#day
      this.#purchaseDays++
    }
    this.#net = this.#sales = this.#refunds = 0
  }

  #endCustomer(): void {
    if (this.#cid < 0) return
    if (this.#changed && this.#counted) this.#addSummary()
    this.#orders = this.#purchaseDays = this.#minor = this.#refunded = 0
    this.#counted = false
  }

  #addSummary(): void {
    const bought = this.#purchaseDays > 0
    this.#summaries.add([
      this.#cid, this.#orders, this.#purchaseDays, bought ? this.#first : null, bought ? this.#last : null,
      this.#minor, bought ? this.#firstMinor : null, this.#refunded,
    ]) // prettier-ignore
  }
}

/** Distinct days; a log has thousands of rows a day. */
class DaySet {
  readonly #near = new Uint8Array(65_536)
  readonly #far = new Set<number>()

  add(day: number): void {
    const place = day + 16_384
    if (place >= 0 && place < this.#near.length) this.#near[place] = 1
    else this.#far.add(day)
  }

  ascending(): number[] {
    const days = [...this.#far]
    for (let place = 0; place < this.#near.length; place++)
      if (this.#near[place] === 1) days.push(place - 16_384)
    return days.sort((one, two) => one - two)
  }
}
