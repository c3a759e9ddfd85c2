import { addDays, monthStart } from '../domain/days.ts'
import type { DatedCost, Window } from './cost-lines.ts'
import { within } from './cost-lines.ts'

const monthOf = (day: string): string => day.slice(0, 7)
const nextMonth = (month: string): string => monthOf(addDays(`${month}-28`, 5))

/** Calendar months from the first to the last day of a window, `YYYY-MM`. */
export function monthsIn({ from, to }: Window): string[] {
  const months: string[] = []
  for (let month = monthOf(from); month <= monthOf(to); month = nextMonth(month)) months.push(month)
  return months
}

/** Months of the window for which any cost is on record; of one stage, where named. */
export const bookedMonths = (lines: readonly DatedCost[], window: Window, stage?: string): string[] =>
  [
    ...new Set(
      lines.flatMap(line =>
        line.day !== null && within(window, line.day) && (stage === undefined || line.stage === stage)
          ? [monthOf(line.day)]
          : [],
      ),
    ),
  ].toSorted()

export interface MissingMonths {
  /** `null`: no cost of any stage is on record for these months. */
  stage: string | null
  months: string[]
}

/** A stage booked in at least this share of the other months is taken to be booked monthly. */
const monthly = 0.6

/** Months without costs between the first and the last booked one: of all stages, and of stages booked monthly. */
export function missingMonths(lines: readonly DatedCost[], window: Window): MissingMonths[] {
  const booked = bookedMonths(lines, window)
  const whole = monthsIn(window).filter(month => !booked.includes(month))
  const stages = [...new Set(lines.map(({ stage }) => stage))]
    .toSorted()
    .flatMap((stage): MissingMonths[] => {
      const own = new Set(bookedMonths(lines, window, stage))
      const gaps = booked.filter(month => !own.has(month))
      return gaps.length > 0 && own.size >= 3 && own.size >= monthly * booked.length
        ? [{ stage, months: gaps }]
        : []
    })
  return [...(whole.length > 0 ? [{ stage: null, months: whole }] : []), ...stages]
}

/** From the month a measure began to the last cost, and as many months before it. */
export function aroundStart(lines: readonly DatedCost[], started: string): [Window, Window] | null {
  const days = lines.flatMap(({ day }) => day ?? []).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  const begin = monthStart(started)
  if (first === undefined || last === undefined || begin > last || begin <= monthStart(first)) return null
  const length = monthsIn({ from: begin, to: last }).length
  const earlier = monthsIn({ from: monthStart(first), to: addDays(begin, -1) }).slice(-length)
  return [
    { from: `${earlier[0] ?? monthOf(begin)}-01`, to: addDays(begin, -1) },
    { from: begin, to: last },
  ]
}
