import type { Sql, SqlValue } from '../sql.ts'
import { always } from './block-writer.ts'
import { unpack } from './pack.ts'

/** A block as columns; customer `index` holds the next `counts[index]` rows. */
export interface TransactionBlock {
  n: number
  customers: number
  ids: Int32Array
  counts: Int32Array
  days: Int32Array
  minors: Float64Array
  /** 0 sale, 1 refund, 2 cancelled, 3 pending, 4 sale whose money could not be brought into the reporting currency. */
  kinds: Int32Array
  imps: Int32Array
  srcs: Int32Array
  /** Days refunds became known, else `always`; `null` where the block has no such day. */
  known: Int32Array | null
}

/** The rows' place in a store: a customer's follow each other, by day, in one block or several. */
export const inPlace = 'ORDER BY cid_min, part'

const columns = `n, customers, cid_min, count_min, day_min, minor_min, kind_min, imp_min, src_min, known_min,
  cids, counts, days, minors, kinds, imps, srcs, known`

/** Blocks in order; `where` narrows them down by their own columns. */
export function* transactionBlocks(
  sql: Sql,
  where = '1',
  params: readonly SqlValue[] = [],
): Iterable<TransactionBlock> {
  for (const row of sql.rows<SqlValue[]>(
    `SELECT ${columns} FROM transaction_blocks WHERE ${where} ${inPlace}`,
    params,
  ))
    yield blockOf(row)
}

function blockOf(row: readonly SqlValue[]): TransactionBlock {
  const [length, people, cidMin, countMin, dayMin, minorMin, kindMin, impMin, srcMin, knownMin] = row
    .slice(0, 10)
    .map(Number)
  const [cids, counts, days, minors, kinds, imps, srcs, known] = row.slice(10)
  const n = length ?? 0
  const customers = people ?? 0
  const column = (bytes: SqlValue | undefined, min: number | undefined, size = n): Int32Array => {
    const to = new Int32Array(size)
    unpack(bytesOf(bytes), min ?? 0, size, to)
    return to
  }
  const money = new Float64Array(n)
  unpack(bytesOf(minors), minorMin ?? 0, n, money)
  return {
    n,
    customers,
    ids: idsOf(cids, cidMin ?? 0, customers),
    counts: column(counts, countMin, customers),
    days: column(days, dayMin),
    minors: money,
    kinds: column(kinds, kindMin),
    imps: column(imps, impMin),
    srcs: column(srcs, srcMin),
    known: knownOf(known, knownMin ?? 0, n),
  }
}

export function idsOf(bytes: SqlValue | undefined, min: number, customers: number): Int32Array {
  const ids = new Int32Array(customers)
  if (bytes instanceof Uint8Array) unpack(bytes, min, customers, ids)
  else for (let at = 0; at < customers; at++) ids[at] = min + at
  return ids
}

export function knownOf(bytes: SqlValue | undefined, min: number, n: number): Int32Array | null {
  if (!(bytes instanceof Uint8Array)) return null
  const known = new Int32Array(n)
  unpack(bytes, min, n, known)
  for (let at = 0; at < n; at++) if (known[at] === min) known[at] = always
  return known
}

export const bytesOf = (value: SqlValue | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array(0)

export type OnTransaction = (
  cid: number,
  day: number,
  minor: number,
  kind: number,
  imp: number,
  src: number,
  known: number,
) => void

/** Every order and refund, in order of customer and day; equal ones as they came. */
export function forEachTransaction(
  sql: Sql,
  onRow: OnTransaction,
  where?: string,
  params?: readonly SqlValue[],
): void {
  for (const block of transactionBlocks(sql, where, params)) eachRow(block, onRow)
}

export function eachRow(block: TransactionBlock, onRow: OnTransaction): void {
  const { customers, ids, counts, days, minors, kinds, imps, srcs, known } = block
  for (let index = 0, at = 0; index < customers; index++) {
    const cid = ids[index] ?? 0
    for (const end = at + (counts[index] ?? 0); at < end; at++)
      onRow(
        cid,
        days[at] ?? 0,
        minors[at] ?? 0,
        kinds[at] ?? 0,
        imps[at] ?? 0,
        srcs[at] ?? 0,
        known === null ? always : (known[at] ?? always),
      )
  }
}

/** Rows of one customer. */
export function forEachOf(sql: Sql, cid: number, onRow: OnTransaction): void {
  forEachTransaction(
    sql,
    (owner, ...rest) => {
      if (owner === cid) onRow(owner, ...rest)
    },
    'cid_min <= ? AND cid_max >= ?',
    [cid, cid],
  )
}
