import { numberedNames } from '../numbered-names.ts'
import type { Sql } from '../sql.ts'
import { whileUnchanged } from '../while-unchanged.ts'

/** Up to this customer number the names are kept between questions; beyond, they are read for each. */
const mostKept = 300_000
const namesAtOnce = 50_000

/** Names by customer number, `null` for numbers without a customer; `null` where there are too many to keep. */
export const keptNames = (sql: Sql): readonly (string | null)[] | null =>
  whileUnchanged(sql, 'names', () => {
    const last = sql.get<{ last: number | null }>('SELECT max(cid) AS last FROM customers')?.last ?? 0
    if (last > mostKept) return null
    const all = new Array<string | null>(last + 1).fill(null)
    for (let first = 0; first <= last; first += namesAtOnce) {
      const { cids, names } = namesFrom(sql, first)
      cids.forEach((cid, at) => (all[cid] = names[at] ?? null))
    }
    return all
  })

/** Customers of the next numbers. Lists cross over from SQLite many times faster than rows do. */
function namesFrom(sql: Sql, first: number): { cids: number[]; names: string[] } {
  const found = sql.get<{ cids: string; names: string }>(
    `SELECT json_group_array(cid) AS cids, json_group_array(ext) AS names
     FROM (SELECT cid, ext FROM customers WHERE cid >= ? AND cid < ? ORDER BY cid)`,
    [first, first + namesAtOnce],
  )
  // Columns that SQLite has just made lists of: whole numbers and texts.
  const cids = JSON.parse(found?.cids ?? '[]') as number[]
  const names = JSON.parse(found?.names ?? '[]') as string[]
  return { cids, names }
}

/** Ids of ascending customer numbers. */
export function namesOf(sql: Sql, cids: ArrayLike<number>): string[] {
  const kept = keptNames(sql)
  if (kept !== null) return numberedNames(kept, Int32Array.from(cids))
  const names: string[] = []
  for (let at = 0; at < cids.length;) {
    const first = cids[at] ?? 0
    const found = namesFrom(sql, first)
    for (let place = 0; at < cids.length && (cids[at] ?? 0) < first + namesAtOnce; at++) {
      const cid = cids[at] ?? 0
      while ((found.cids[place] ?? cid) < cid) place++
      const name = found.cids[place] === cid ? found.names[place] : undefined
      if (name === undefined) throw new Error('a purchase belongs to no customer on record')
      names.push(name)
    }
  }
  return names
}

/** The wanted customers in the order of their numbers. */
export function eligibleRows(sql: Sql, wanted: Uint8Array): { cids: number[]; names: string[] } {
  const kept = keptNames(sql)
  const cids: number[] = []
  if (kept !== null) {
    for (let cid = 0; cid < wanted.length; cid++) if (wanted[cid] === 1 && kept[cid] != null) cids.push(cid)
    return { cids, names: numberedNames(kept, Int32Array.from(cids)) }
  }
  const names: string[] = []
  for (let first = 0; first < wanted.length; first += namesAtOnce) {
    const found = namesFrom(sql, first)
    for (const [at, cid] of found.cids.entries()) {
      if (wanted[cid] !== 1) continue
      cids.push(cid)
      names.push(found.names[at] ?? '')
    }
  }
  return { cids, names }
}
