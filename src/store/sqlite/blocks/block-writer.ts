import type { Sql, SqlValue } from '../sql.ts'
import { pack } from './pack.ts'

/** From here on a block ends with its customer; a customer with twice as many goes on in the next one, on another day. */
const enough = 16_384

/** No day on which it became known: it always was. */
export const always = -2_147_483_648

/** Orders and refunds in order of customer and day, as blocks of columns. Inside a transaction. */
export class BlockWriter {
  readonly #sql: Sql
  readonly #enough: number
  #size = 4_096
  #days = new Int32Array(this.#size)
  #minors = new Float64Array(this.#size)
  #kinds = new Uint8Array(this.#size)
  #imps = new Int32Array(this.#size)
  #srcs = new Int32Array(this.#size)
  #known = new Int32Array(this.#size)
  #cids = new Int32Array(1_024)
  #counts = new Int32Array(1_024)
  #n = 0
  #customers = 0
  #cid = -1
  #part = 0
  #late = false
  #most = 0

  constructor(sql: Sql, rowsPerBlock = enough) {
    this.#sql = sql
    this.#enough = rowsPerBlock
  }

  /** `known` is the day a refund became known where that is later than `day`, else `always`. */
  add(cid: number, day: number, minor: number, kind: number, imp: number, src: number, known: number): void {
    let at = this.#n
    if (cid !== this.#cid) {
      if (at >= this.#enough) at = this.#flush()
      if (at === 0) this.#part = 0
      this.#begin(cid)
    } else if (at === 0 || (at >= 2 * this.#enough && day !== this.#days[at - 1])) {
      at = this.#flush()
      this.#part = this.#cids[0] === cid ? this.#part + 1 : 1
      this.#begin(cid)
    }
    if (at === this.#size) this.#widen()
    this.#days[at] = day
    this.#minors[at] = minor
    this.#kinds[at] = kind
    this.#imps[at] = imp
    this.#srcs[at] = src
    this.#known[at] = known
    if (known !== always) this.#late = true
    this.#counts[this.#customers - 1] = (this.#counts[this.#customers - 1] ?? 0) + 1
    this.#n = at + 1
  }

  /** Ends the block under way: blocks that stay as they are come next. */
  cut(): void {
    this.#flush()
    this.#cid = -1
  }

  finish(): void {
    this.cut()
    ensureNumbers(this.#sql, this.#most)
  }

  #begin(cid: number): void {
    if (this.#customers === this.#cids.length) {
      this.#cids = grown(this.#cids)
      this.#counts = grown(this.#counts)
    }
    this.#cid = cid
    this.#cids[this.#customers] = cid
    this.#counts[this.#customers++] = 0
  }

  #widen(): void {
    this.#size *= 2
    this.#days = grown(this.#days)
    this.#imps = grown(this.#imps)
    this.#srcs = grown(this.#srcs)
    this.#known = grown(this.#known)
    const minors = new Float64Array(this.#size)
    minors.set(this.#minors)
    this.#minors = minors
    const kinds = new Uint8Array(this.#size)
    kinds.set(this.#kinds)
    this.#kinds = kinds
  }

  #flush(): 0 {
    const n = this.#n
    if (n === 0) return 0
    const customers = this.#customers
    const cidMin = this.#cids[0] ?? 0
    const cidMax = this.#cids[customers - 1] ?? 0
    const days = pack(this.#days, n)
    let dayMax = days.min
    for (let at = 0; at < n; at++) if ((this.#days[at] ?? 0) > dayMax) dayMax = this.#days[at] ?? 0
    const counts = pack(this.#counts, customers)
    const minors = pack(this.#minors, n)
    const kinds = pack(this.#kinds, n)
    const imps = pack(this.#imps, n)
    const srcs = pack(this.#srcs, n)
    const known = this.#late ? packKnown(this.#known, n) : null
    const values: SqlValue[] = [
      cidMin, this.#part, cidMax, n, customers, days.min, dayMax, counts.min, minors.min, kinds.min, imps.min, srcs.min,
      known?.min ?? null,
      // Numbers without a gap need not be kept.
      cidMax - cidMin + 1 === customers ? null : pack(this.#cids, customers).bytes,
      counts.bytes, days.bytes, minors.bytes, kinds.bytes, imps.bytes, srcs.bytes, known?.bytes ?? null,
    ] // prettier-ignore
    this.#sql.run(insert, values)
    this.#most = Math.max(this.#most, n)
    this.#n = this.#customers = 0
    this.#late = false
    return 0
  }
}

const insert = `INSERT INTO transaction_blocks (cid_min, part, cid_max, n, customers, day_min, day_max, count_min, minor_min,
  kind_min, imp_min, src_min, known_min, cids, counts, days, minors, kinds, imps, srcs, known)
  VALUES (${Array.from({ length: 21 }, () => '?').join(', ')})`

/** `min` stands for `always`: no day is that early. */
function packKnown(known: Int32Array, n: number): { min: number; bytes: Uint8Array } {
  let min = Number.MAX_SAFE_INTEGER
  for (let at = 0; at < n; at++) if (known[at] !== always) min = Math.min(min, known[at] ?? 0)
  const days = Int32Array.from(known.subarray(0, n), day => (day === always ? min - 1 : day))
  const packed = pack(days, n)
  // All of them late: the number that stands for `always` must still be the least.
  return packed.min === min - 1 ? packed : shifted(packed.min, days, n)
}

function shifted(min: number, days: Int32Array, n: number): { min: number; bytes: Uint8Array } {
  const { bytes } = pack(Float64Array.from([min - 1, ...days.subarray(0, n)]), n + 1)
  return { min: min - 1, bytes: bytes.slice(bytes.length / (n + 1)) }
}

function grown(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(values.length * 2)
  next.set(values)
  return next
}

/** The view `transactions` counts rows of a block by these. */
function ensureNumbers(sql: Sql, n: number): void {
  const last = sql.get<{ last: number | null }>('SELECT max(i) AS last FROM numbers')?.last ?? -1
  if (last + 1 >= n) return
  sql.run(
    `WITH RECURSIVE next(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM next WHERE i < ?)
     INSERT INTO numbers SELECT i FROM next`,
    [last + 1, 2 ** Math.ceil(Math.log2(n)) - 1],
  )
}
