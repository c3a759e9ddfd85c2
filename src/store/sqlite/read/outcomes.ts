import { dayNumber } from '../../../domain/days.ts'
import { Fault } from '../../../fault.ts'
import { missingDay } from '../../import-batch.ts'
import type { OutcomeQuery, Outcomes } from '../../store.ts'
import { dayBlocks } from '../day-blocks.ts'
import type { Columns } from '../entity-tables.ts'
import { contracts } from '../features/contracts.ts'
import { knownCustomers } from '../features/known-customers.ts'
import { labelRows, listsOnlyLeavers, returnDays } from '../features/label.ts'
import type { Sql } from '../sql.ts'
import { isPurchase } from './purchase-days.ts'
import { namesOf } from './names.ts'

/** Churn day of each eligible customer number; `null` for those who stayed, `undated` for a flag without a date. */
type Found = Map<number, number | null>
const undated = missingDay + 1

/** The same as columns: customer numbers ascending, `missingDay` for those who stayed. */
interface FoundColumns {
  cids: number[]
  days: number[]
}

export function outcomes(sql: Sql, columns: Columns, query: OutcomeQuery): Outcomes {
  const from = dayNumber(query.from, 'from')
  const to = dayNumber(query.to, 'to')
  if (to <= from) throw new Fault('invalid_input', { field: 'to', problem: 'must lie after `from`' })
  const found =
    query.definition.kind === 'silence' ? silence(sql, from, to, query.definition.days)
    : query.definition.kind === 'contract' ? inOrder(contract(sql, columns, from, to, query.definition.graceDays))
    : inOrder(label(sql, columns, from, to)) // prettier-ignore
  const n = found.cids.length
  const churned = new Uint8Array(n)
  const churnDay = new Int32Array(n).fill(missingDay)
  let churnedCount = 0
  for (let row = 0; row < n; row++) {
    const day = found.days[row] ?? missingDay
    if (day === missingDay) continue
    churned[row] = 1
    churnedCount++
    if (day !== undated) churnDay[row] = day
  }
  return { customerIds: namesOf(sql, found.cids), churned, churnDay, eligible: n, churnedCount }
}

function inOrder(found: Found): FoundColumns {
  const cids = [...found.keys()].sort((one, two) => one - two)
  return { cids, days: cids.map(cid => found.get(cid) ?? missingDay) }
}

/**
 * Eligible: bought within `days` up to `from`. Churned: bought nothing in the `days` after `from` (or up to `to`, where
 * that comes first); the churn day is the one on which the silence reached `days`. Days ascend within a customer.
 */
function silence(sql: Sql, from: number, to: number, days: number): FoundColumns {
  const found: FoundColumns = { cids: [], days: [] }
  const end = Math.min(to, from + days)
  let current = -1
  let last = Number.NEGATIVE_INFINITY
  let next = Number.POSITIVE_INFINITY
  const settle = (): void => {
    if (current < 0 || last <= from - days) return
    const due = last + days
    found.cids.push(current)
    found.days.push(next > end && due <= end ? due : missingDay)
  }
  for (const block of dayBlocks(sql, { asOf: from, until: to })) {
    const { ids, counts, base, days: offsets, nets, sales, refunds } = block
    for (let index = 0, at = 0; index < ids.length; index++) {
      const stop = at + (counts[index] ?? 0)
      if (ids[index] !== current) {
        settle()
        current = ids[index] ?? -1
        last = Number.NEGATIVE_INFINITY
        next = Number.POSITIVE_INFINITY
      }
      for (; at < stop; at++) {
        const day = base + (offsets[at] ?? 0)
        if (day > to || next < day) break
        if (!isPurchase(nets[at] ?? 0, sales[at] ?? 0, refunds === null ? 0 : (refunds[at] ?? 0))) continue
        if (day <= from) last = day
        else next = day
      }
      at = stop
    }
  }
  settle()
  return found
}

/** Eligible: a contract runs on `from`. Churned: the last running one ends in (from, to] and none follows within the grace. */
function contract(sql: Sql, columns: Columns, from: number, to: number, graceDays: number): Found {
  const found: Found = new Map()
  const all = contracts(sql, columns, to + graceDays)
  let at = 0
  while (at < all.length) {
    const cid = all[at]?.cid ?? -1
    let covered = Number.NEGATIVE_INFINITY
    let eligible = false
    for (; all[at]?.cid === cid; at++) {
      const { start, end } = all[at] ?? { start: null, end: null }
      const begins = start ?? Number.NEGATIVE_INFINITY
      const ends = end ?? Number.POSITIVE_INFINITY
      if (begins <= from && ends > from) eligible = true
      // Contracts come by start: one that begins within the grace of what is covered extends it.
      if (covered === Number.NEGATIVE_INFINITY || covered <= from || begins <= covered + graceDays)
        covered = Math.max(covered, ends)
    }
    if (eligible) found.set(cid, covered > from && covered <= to ? covered : null)
  }
  return found
}

/** Eligible: known on `from` and not declared gone by then. Undated flags of an undated file count as churned. */
function label(sql: Sql, columns: Columns, from: number, to: number): Found {
  const found: Found = new Map()
  const labels = labelRows(sql, columns)
  const known = knownCustomers(sql, columns, from)
  if (listsOnlyLeavers(labels)) known.forEach((flag, cid) => flag === 1 && found.set(cid, null))
  const starts = returnDays(sql)
  const gone = new Set<number>()
  for (const { cid, churned, day, seen } of labels) {
    if (known[cid] !== 1 || (churned === null && day === null)) continue
    if (day !== null && day <= from) {
      if (!(starts.get(cid) ?? []).some(start => start > day && start <= from)) gone.add(cid)
      else gone.delete(cid)
      continue
    }
    if (!found.has(cid)) found.set(cid, null)
    const left = churned === 1 || (churned === null && day !== null)
    if (!left || found.get(cid) !== null) continue
    const when = day ?? seen
    if (when === null) found.set(cid, undated)
    else if (when > from && when <= to) found.set(cid, when)
  }
  for (const cid of gone) found.delete(cid)
  return found
}
