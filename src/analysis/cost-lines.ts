import { addDays, isoDay, monthStart } from '../domain/days.ts'
import type { CostLine } from '../domain/lifecycle/index.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'

export interface DatedCost extends CostLine {
  minutes: number | null
  capacityMinutes: number | null
}

export interface Window {
  from: string
  to: string
}

/**
 * Every cost line on record with its stage; lines without a stage are filed under `other`. Lines whose money could not
 * be brought into the reporting currency are left out and counted.
 */
export async function costLines(context: ToolContext): Promise<{ lines: DatedCost[]; leftOut: number }> {
  const rows = await context.store.entityRows({ entity: 'cost' })
  const [stage, channel] = [categoriesOf(rows, 'cost_stage'), categoriesOf(rows, 'channel')]
  const [amount, budget, day] = [
    numbersOf(rows, 'cost_amount'),
    numbersOf(rows, 'budget_amount'),
    numbersOf(rows, 'cost_date'),
  ]
  const [minutes, capacity] = [numbersOf(rows, 'minutes'), numbersOf(rows, 'practical_capacity_minutes')]
  const lines = Array.from({ length: rows.n }, (_, row) => row).flatMap((row): DatedCost[] => {
    const money = amount(row)
    const on = day(row)
    if (money === null) return []
    return [
      {
        stage: stage(row) ?? 'other',
        channel: channel(row),
        amount: money,
        budget: budget(row),
        day: on === null ? null : isoDay(on),
        minutes: minutes(row),
        capacityMinutes: capacity(row),
      },
    ]
  })
  return { lines, leftOut: rows.n - lines.length }
}

/** From the first of the month of the first cost to the day of the last: costs are booked at the end of a month. */
export function costWindow(lines: readonly DatedCost[]): Window | null {
  const days = lines.flatMap(({ day }) => day ?? []).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? null : { from: monthStart(first), to: last }
}

export const within = ({ from, to }: Window, day: string | null): boolean =>
  day === null || (day >= from && day <= to)

/** The months of a window cut in the middle: what came before a change, and what after. */
export function halves(lines: readonly DatedCost[]): [Window, Window] | null {
  const months = [...new Set(lines.flatMap(({ day }) => (day === null ? [] : [day.slice(0, 7)])))].toSorted()
  if (months.length < 4) return null
  const middle = Math.floor(months.length / 2)
  const last =
    lines
      .flatMap(({ day }) => day ?? [])
      .toSorted()
      .at(-1) ?? ''
  const [first, end, start] = [months[0], months[middle - 1], months[middle]]
  if (first === undefined || end === undefined || start === undefined) return null
  return [
    { from: `${first}-01`, to: addDays(monthStart(addDays(`${end}-28`, 5)), -1) },
    { from: `${start}-01`, to: last },
  ]
}

export interface NewCustomer {
  customerId: string
  channel: string | null
  day: string
}

/** Customers by the day they became one and the channel they are said to have come by. */
export async function newCustomers(context: ToolContext, window: Window): Promise<NewCustomer[]> {
  const found = new Map<string, NewCustomer>()
  for (const entity of ['customer', 'account']) {
    const rows = await context.store.entityRows({ entity })
    const [channel, signup] = [categoriesOf(rows, 'acquisition_channel'), numbersOf(rows, 'signup_date')]
    for (const [row, customerId] of rows.customerIds.entries()) {
      const on = signup(row)
      if (customerId === null || on === null) continue
      const day = isoDay(on)
      if (within(window, day)) found.set(customerId, { customerId, channel: channel(row), day })
    }
  }
  return [...found.values()]
}
