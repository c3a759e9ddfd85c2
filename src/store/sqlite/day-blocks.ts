import { always } from './blocks/block-writer.ts'
import { bytesOf, idsOf, inPlace, knownOf } from './blocks/read-blocks.ts'
import { unpack } from './blocks/pack.ts'
import type { Sql, SqlValue } from './sql.ts'
import { whileUnchanged } from './while-unchanged.ts'

/** What counts on a day: the orders and refunds known by `asOf`, and for later days up to `until` those known by then. */
export interface DaySpan {
  asOf: number
  until: number
  /** Blocks that end before it may be left out. */
  from?: number
}

/**
 * Purchase days by customer as columns: a group-by over them is one linear pass over typed arrays, many times faster
 * than rows. Day `at` of a customer is `base + days[at]`; customer `index` holds the next `counts[index]` days.
 */
export interface DayBlock {
  ids: Int32Array
  counts: Int32Array
  base: number
  days: Uint16Array | Int32Array
  nets: Float64Array
  sales: Int32Array
  /** `null` when the block holds none. */
  refunds: Int32Array | null
}

export type OnDay = (cid: number, day: number, net: number, sales: number, refunds: number) => void

/** Orders of a store up to this many are kept as columns between questions (14 bytes each); more are read each time. */
const mostKept = 4_000_000

interface Kept {
  dayMin: number
  dayMax: number
  /** As it is for every span; else the `row` that it is made of for each. */
  block: DayBlock | null
  row: readonly SqlValue[]
}

const wanted =
  'n, customers, cid_min, count_min, day_min, day_max, minor_min, kind_min, known_min, cids, counts, days, minors, kinds, known'

/**
 * The blocks in order of customer and day; a customer may go on in the next block, on another day. Nobody changes what
 * they hold: the next question may get the same ones.
 */
export function* dayBlocks(sql: Sql, span: DaySpan): Iterable<DayBlock> {
  const from = span.from ?? Number.MIN_SAFE_INTEGER
  const kept = whileUnchanged(sql, 'day blocks', () => keptBlocks(sql))
  if (kept !== null) {
    for (const { dayMin, dayMax, block, row } of kept)
      if (dayMin <= span.until && dayMax >= from) yield block ?? dayBlock(row, span)
    return
  }
  const rows = sql.rows<SqlValue[]>(
    `SELECT ${wanted} FROM transaction_blocks WHERE day_min <= ? AND day_max >= ? ${inPlace}`,
    [span.until, from],
  )
  for (const row of rows) yield dayBlock(row, span)
}

/** A report asks for the same days a hundred times: unpacking them is most of the work. */
function keptBlocks(sql: Sql): Kept[] | null {
  const n = sql.get<{ n: number | null }>('SELECT sum(n) AS n FROM transaction_blocks')?.n ?? 0
  if (n > mostKept) return null
  const whenever = { asOf: 0, until: 0 }
  return Array.from(
    sql.rows<SqlValue[]>(`SELECT ${wanted} FROM transaction_blocks ${inPlace}`),
    (row): Kept => ({
      dayMin: Number(row[4]),
      dayMax: Number(row[5]),
      // Where days of later knowledge stand beside the rows, what counts depends on the day asked for.
      ...(row[14] === null ? { block: dayBlock(row, whenever), row: [] } : { block: null, row }),
    }),
  )
}

function dayBlock(row: readonly SqlValue[], span: DaySpan): DayBlock {
  const [length, people, cidMin, countMin, dayMin, dayMax, minorMin, kindMin, knownMin] = row
    .slice(0, 9)
    .map(Number)
  const [cids, rowCounts, packedDays, packedMinors, packedKinds, packedKnown] = row.slice(9)
  const n = length ?? 0
  const customers = people ?? 0
  const base = dayMin ?? 0
  const near = (dayMax ?? 0) - base < 65_536
  const ids = idsOf(cids, cidMin ?? 0, customers)
  const counts = new Int32Array(customers)
  unpack(bytesOf(rowCounts), countMin ?? 0, customers, counts)
  const days = new Int32Array(n)
  unpack(bytesOf(packedDays), near ? 0 : base, n, days)
  const minors = new Float64Array(n)
  unpack(bytesOf(packedMinors), minorMin ?? 0, n, minors)
  const kinds = bytesOf(packedKinds)
  const onlySales = kinds.length === 0 && (kindMin === 0 || kindMin === 4)
  const known = knownOf(packedKnown, knownMin ?? 0, n)
  const block = { ids, counts, base: near ? base : 0, days, minors }
  if (onlySales && known === null) return salesByDay(block, near)
  const kind = new Int32Array(n)
  unpack(kinds, kindMin ?? 0, n, kind)
  return byDay({ ...block, kind, known }, span, near)
}

interface Rows {
  ids: Int32Array
  counts: Int32Array
  base: number
  days: Int32Array
  minors: Float64Array
}

/** Nothing but sales: rows of one day are added up in place. */
function salesByDay({ ids, counts, base, days, minors }: Rows, near: boolean): DayBlock {
  const sales = new Int32Array(days.length)
  let out = 0
  for (let index = 0, at = 0; index < counts.length; index++) {
    const start = out
    let last = -1
    for (const end = at + (counts[index] ?? 0); at < end; at++) {
      const day = days[at] ?? 0
      const minor = minors[at] ?? 0
      if (day === last && out > start) {
        minors[out - 1] = (minors[out - 1] ?? 0) + minor
        sales[out - 1] = (sales[out - 1] ?? 0) + 1
        continue
      }
      days[out] = last = day
      minors[out] = minor
      sales[out++] = 1
    }
    counts[index] = out - start
  }
  return { ids, counts, base, days: near ? Uint16Array.from(days) : days, nets: minors, sales, refunds: null }
}

function byDay(
  { ids, counts, base, days, minors, kind, known }: Rows & { kind: Int32Array; known: Int32Array | null },
  { asOf, until }: DaySpan,
  near: boolean,
): DayBlock {
  const sales = new Int32Array(days.length)
  const refunds = new Int32Array(days.length)
  let out = 0
  let any = false
  for (let index = 0, at = 0; index < counts.length; index++) {
    const start = out
    for (const end = at + (counts[index] ?? 0); at < end; at++) {
      const own = kind[at] ?? 0
      if (own === 2 || own === 3) continue
      const day = days[at] ?? 0
      const learned = known === null ? always : (known[at] ?? always)
      if (learned !== always && learned > (base + day <= asOf ? asOf : until)) continue
      if (out === start || days[out - 1] !== day) {
        days[out] = day
        minors[out] = minors[at] ?? 0
        sales[out] = refunds[out] = 0
        out++
      } else minors[out - 1] = (minors[out - 1] ?? 0) + (minors[at] ?? 0)
      const place = out - 1
      if (own === 1) {
        refunds[place] = (refunds[place] ?? 0) + 1
        any = true
      } else sales[place] = (sales[place] ?? 0) + 1
    }
    counts[index] = out - start
  }
  return {
    ids,
    counts,
    base,
    days: near ? Uint16Array.from(days) : days,
    nets: minors,
    sales,
    refunds: any ? refunds : null,
  }
}

/** Reads days up to `until` in order. */
export function forEachBlockDay(sql: Sql, span: DaySpan, onDay: OnDay): void {
  const { until } = span
  for (const { ids, counts, base, days, nets, sales, refunds } of dayBlocks(sql, span)) {
    let at = 0
    for (let customer = 0; customer < ids.length; customer++) {
      const cid = ids[customer] ?? 0
      const end = at + (counts[customer] ?? 0)
      for (; at < end; at++) {
        const day = base + (days[at] ?? 0)
        if (day <= until)
          onDay(cid, day, nets[at] ?? 0, sales[at] ?? 0, refunds === null ? 0 : (refunds[at] ?? 0))
      }
    }
  }
}
