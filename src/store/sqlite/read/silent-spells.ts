import { dayNumber } from '../../../domain/days.ts'
import { Fault } from '../../../fault.ts'
import type { SilentSpells, SpellQuery } from '../../store.ts'
import type { Sql } from '../sql.ts'
import { forEachDay, isPurchase } from './purchase-days.ts'

/**
 * Windows of `days` one after the other, the last ending on `asOf`. Whoever bought in the `days` up to the start of a
 * window and nothing in it fell silent, as `outcomes` counts them; here is what became of them after its end. The
 * last window has no after. A gap between two purchases holds one such window at most, so one pass is enough.
 */
export function silentSpells(sql: Sql, query: SpellQuery): SilentSpells {
  const asOf = dayNumber(query.asOf, 'as_of')
  const { days } = query
  if (!Number.isInteger(days) || days < 1)
    throw new Fault('invalid_input', { field: 'days', problem: 'must be a whole number, 1 or more' })
  const returned = new Map<number, number>()
  const still = new Map<number, number>()
  let current = -1
  let last = Number.NaN
  const gap = (next: number): void => {
    // The window begins on the first of its grid days at or after the last purchase.
    const end = asOf - (Math.floor((asOf - last) / days) - 1) * days
    if (end >= asOf || next <= end) return
    const into = next === Number.POSITIVE_INFINITY ? still : returned
    const time = (next === Number.POSITIVE_INFINITY ? asOf : next) - end
    into.set(time, (into.get(time) ?? 0) + 1)
  }
  forEachDay(sql, { asOf }, (cid, day, net, sales, refunds) => {
    if (!isPurchase(net, sales, refunds)) return
    if (cid !== current) {
      if (current >= 0) gap(Number.POSITIVE_INFINITY)
      current = cid
    } else gap(day)
    last = day
  })
  if (current >= 0) gap(Number.POSITIVE_INFINITY)
  const times = [...new Set([...returned.keys(), ...still.keys()])].toSorted((one, two) => one - two)
  return {
    days: Int32Array.from(times),
    returned: Int32Array.from(times, time => returned.get(time) ?? 0),
    still: Int32Array.from(times, time => still.get(time) ?? 0),
  }
}
