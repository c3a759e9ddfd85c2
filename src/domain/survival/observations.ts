import { Fault } from '../../fault.ts'

/** One row a customer: how long it was seen, and whether it left (1) or was still there (0) at the end. */
export interface SurvivalData {
  /** Any one unit of time, 0 or more. */
  durations: ArrayLike<number>
  /** 1 = left at that time, 0 = censored. */
  events: ArrayLike<number>
}

/** Counts at one distinct time. `atRisk` are those seen up to that time or longer. */
export interface TimeCounts {
  time: number
  atRisk: number
  events: number
  censored: number
}

/** Refuses what no survival method can use: unequal lengths, no rows, impossible durations, labels other than 0 and 1. */
export function checkSurvivalData({ durations, events }: SurvivalData): void {
  if (durations.length !== events.length)
    throw new Fault('invalid_input', { field: 'events', problem: 'must have one value a duration' })
  if (durations.length === 0) throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'durations' })
  for (let row = 0; row < durations.length; row++) {
    const duration = durations[row] ?? NaN
    if (!Number.isFinite(duration) || duration < 0)
      throw new Fault('invalid_input', {
        field: `durations.${row}`,
        problem: 'must be a finite number, 0 or more',
      })
    if (events[row] !== 0 && events[row] !== 1)
      throw new Fault('invalid_input', { field: `events.${row}`, problem: 'must be 0 or 1' })
  }
}

/** Rows in ascending order of time; at equal times those who left come first, as every method here assumes. */
export function timeOrder({ durations, events }: SurvivalData): Uint32Array {
  const order = Uint32Array.from({ length: durations.length }, (_, row) => row)
  return order.sort(
    (one, two) =>
      (durations[one] ?? 0) - (durations[two] ?? 0) || (events[two] ?? 0) - (events[one] ?? 0) || one - two,
  )
}

/** Counts at each distinct time, ascending; rows may be limited to those `keep` accepts. */
export function timeCounts(data: SurvivalData, keep: (row: number) => boolean = () => true): TimeCounts[] {
  const counts: TimeCounts[] = []
  let n = 0
  for (const row of timeOrder(data)) {
    if (!keep(row)) continue
    n++
    const time = data.durations[row] ?? 0
    let last = counts.at(-1)
    if (last?.time !== time) counts.push((last = { time, atRisk: 0, events: 0, censored: 0 }))
    if (data.events[row]) last.events++
    else last.censored++
  }
  for (const count of counts) {
    count.atRisk = n
    n -= count.events + count.censored
  }
  return counts
}
