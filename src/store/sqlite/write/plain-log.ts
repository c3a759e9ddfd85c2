import { forEachTransaction } from '../blocks/read-blocks.ts'
import { rewriteBlocks } from '../blocks/rewrite.ts'
import type { Sql } from '../sql.ts'
import type { Place } from './place.ts'
import { PurchaseWriter } from './purchase-writer.ts'

/**
 * Takes the rows of a plain log out of the blocks and says how many there were; `onRow` gets them in the order of the
 * file. Summaries follow.
 */
export function releaseLog(
  sql: Sql,
  imp: number,
  place: Place,
  check: () => void = () => undefined,
  onRow?: (cid: number, day: number, minor: number, src: number) => void,
): number {
  const gone: { cid: number; day: number; minor: number; src: number }[] = []
  const owners: number[] = []
  let rows = 0
  forEachTransaction(sql, (cid, day, minor, _kind, of, src) => {
    if (of !== imp) return
    rows++
    if (owners.at(-1) !== cid) owners.push(cid)
    if (onRow) gone.push({ cid, day, minor, src })
  })
  for (const row of gone.sort((one, two) => one.src - two.src)) onRow?.(row.cid, row.day, row.minor, row.src)
  const writer = new PurchaseWriter(sql, 0, place.scratch)
  rewriteBlocks(sql, writer, {
    incoming: [],
    imp,
    touched: Int32Array.from(owners),
    drop: (_cid, of) => of === imp,
    check,
  })
  writer.finish()
  return rows
}

/** Adds the customers that hold an order or refund of this import to `temp.touched`. */
export function touchOwners(sql: Sql, imp: number): void {
  const touch = sql.prepare('INSERT OR IGNORE INTO temp.touched (cid) VALUES (?)')
  const owners = new Set<number>()
  forEachTransaction(sql, (cid, _day, _minor, _kind, of) => {
    if (of === imp) owners.add(cid)
  })
  for (const cid of owners) touch.run([cid])
}
