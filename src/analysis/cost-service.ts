import { servedSegments, timeDrivenCost, whaleCurve } from '../domain/lifecycle/index.ts'
import type { ServedSegment, WhaleCurve } from '../domain/lifecycle/index.ts'
import type { ToolContext } from '../tool.ts'
import { numbersOf } from './campaign-columns.ts'
import { patternTiers } from './campaign-posteriors.ts'
import type { DatedCost, Window } from './cost-lines.ts'
import { customerValues } from './customer-values.ts'
import type { Observation } from './observe.ts'
import { revenueWithin } from './window-revenue.ts'
import type { WindowRevenueBasis } from './window-revenue.ts'

/** How minutes come to customers: their tickets' own minutes, or an equal share for each ticket. */
export type ServiceDriver = 'ticket_minutes' | 'tickets'

/** What is not on record, or does not fit together. */
export type ServiceGap =
  | 'capacity'
  | 'minutes'
  | 'tickets'
  | 'over_capacity'
  | 'minutes_differ'
  | 'untimed_cost'
  | 'revenue'

export interface ServiceCosts {
  ratePerMinute: number
  /** Minutes used ÷ minutes of practical capacity; `null` where nothing says how many were used. */
  utilisation: number | null
  /** What the unused minutes cost: charged to nobody. */
  unusedCost: number | null
  cost: number
  minutes: number | null
  capacityMinutes: number
  driver: ServiceDriver | null
  segments: ServedSegment[]
  whale: WhaleCurve | null
  basis: WindowRevenueBasis | null
}

export interface ServiceAnswer {
  service: ServiceCosts | null
  gaps: ServiceGap[]
  /** Cost of the service stage on lines without capacity. */
  untimedCost: number
  /** Minutes by the tickets and by the cost lines, where both say. */
  ticketMinutes: number | null
  bookedMinutes: number | null
}

/** Tickets that state their minutes, from this share on: the others take the mean of those. */
const enoughTimed = 0.5
const differing = 0.05

/**
 * Time-driven cost to serve: a minute costs what the capacity cost ÷ its practical minutes; each customer is charged the
 * minutes of their own tickets, where tickets state them, else the booked minutes by their number of tickets. Margin
 * beside it for the same window.
 */
export async function serviceCosts(
  context: ToolContext,
  at: Observation,
  lines: readonly DatedCost[],
  window: Window,
): Promise<ServiceAnswer> {
  const supplied = lines.filter(({ capacityMinutes }) => (capacityMinutes ?? 0) > 0)
  const cost = supplied.reduce((sum, { amount }) => sum + amount, 0)
  const capacityMinutes = supplied.reduce((sum, line) => sum + (line.capacityMinutes ?? 0), 0)
  const untimedCost = lines
    .filter(({ stage, capacityMinutes: minutes }) => stage === 'service' && minutes === null)
    .reduce((sum, { amount }) => sum + amount, 0)
  const timedLines = supplied.filter(({ minutes }) => minutes !== null)
  const bookedMinutes =
    timedLines.length > 0 ? timedLines.reduce((sum, line) => sum + (line.minutes ?? 0), 0) : null
  const asked = await ticketsOf(context, window)
  const known = { untimedCost, ticketMinutes: asked.minutes, bookedMinutes }
  if (capacityMinutes <= 0 || cost < 0) return { service: null, gaps: ['capacity'], ...known }
  const used = bookedMinutes ?? asked.minutes
  const driver: ServiceDriver | null =
    asked.minutes !== null
      ? 'ticket_minutes'
      : asked.counts.size > 0 && bookedMinutes !== null
        ? 'tickets'
        : null
  const ratePerMinute = cost / capacityMinutes
  const gaps: ServiceGap[] = [
    ...(used === null ? (['minutes'] as const) : []),
    ...(asked.counts.size === 0 ? (['tickets'] as const) : []),
    ...(used !== null && used > capacityMinutes ? (['over_capacity'] as const) : []),
    ...(asked.minutes !== null &&
    bookedMinutes !== null &&
    Math.abs(asked.minutes - bookedMinutes) > differing * bookedMinutes
      ? (['minutes_differ'] as const)
      : []),
    ...(untimedCost > 0 ? (['untimed_cost'] as const) : []),
  ]
  const served =
    driver === null || at.overview.customers === 0
      ? null
      : await servedCustomers(context, at, window, {
          cost,
          capacityMinutes,
          minutesOf: id =>
            driver === 'ticket_minutes'
              ? (asked.own.get(id) ?? 0)
              : ((bookedMinutes ?? 0) * (asked.counts.get(id) ?? 0)) / asked.total,
          asked: new Set(asked.counts.keys()),
        })
  return {
    gaps: driver !== null && served === null ? [...gaps, 'revenue'] : gaps,
    ...known,
    service: {
      ratePerMinute,
      utilisation: used === null ? null : used / capacityMinutes,
      unusedCost: used === null ? null : Math.max(0, capacityMinutes - used) * ratePerMinute,
      cost,
      minutes: used,
      capacityMinutes,
      driver,
      segments: served?.segments ?? [],
      whale: served?.whale ?? null,
      basis: served?.basis ?? null,
    },
  }
}

/** Tickets of the window by customer: how many, and the minutes they took where at least half of them say. */
async function ticketsOf(context: ToolContext, window: Window) {
  const rows = await context.store.entityRows({ entity: 'ticket', from: window.from, to: window.to })
  const minutes = numbersOf(rows, 'minutes')
  const counts = new Map<string, number>()
  const stated: number[] = []
  let total = 0
  for (const [row, id] of rows.customerIds.entries()) {
    if (id === null) continue
    total += 1
    counts.set(id, (counts.get(id) ?? 0) + 1)
    const took = minutes(row)
    if (took !== null) stated.push(took)
  }
  if (total === 0 || stated.length < enoughTimed * total)
    return { total, counts, own: new Map<string, number>(), minutes: null }
  const mean = stated.reduce((sum, took) => sum + took, 0) / stated.length
  const own = new Map<string, number>()
  for (const [row, id] of rows.customerIds.entries())
    if (id !== null) own.set(id, (own.get(id) ?? 0) + (minutes(row) ?? mean))
  return { total, counts, own, minutes: mean * total }
}

/** Cost to serve beside margin, by value tier and as a whale curve, of everybody who paid or asked within the window. */
async function servedCustomers(
  context: ToolContext,
  at: Observation,
  window: Window,
  inputs: {
    cost: number
    capacityMinutes: number
    minutesOf: (id: string) => number
    asked: ReadonlySet<string>
  },
) {
  const values = await customerValues(context, at)
  const { basis, revenue } = await revenueWithin(context, at, values, window)
  // Without any revenue everybody would look unprofitable.
  if (revenue.size === 0) return null
  const tiers = await patternTiers(context, at)
  const ids = [...new Set([...revenue.keys(), ...inputs.asked])].toSorted()
  const margins = ids.map(id => (revenue.get(id) ?? 0) * values.assumptions.grossMargin)
  const { costs } = timeDrivenCost({
    cost: inputs.cost,
    practicalCapacityMinutes: inputs.capacityMinutes,
    minutes: ids.map(inputs.minutesOf),
  })
  const groups = new Map<string, { n: number; margin: number; cost: number }>()
  ids.forEach((id, index) => {
    const name = tiers.get(id) ?? 'unknown'
    const group = groups.get(name) ?? { n: 0, margin: 0, cost: 0 }
    groups.set(name, {
      n: group.n + 1,
      margin: group.margin + (margins[index] ?? 0),
      cost: group.cost + (costs[index] ?? 0),
    })
  })
  return {
    basis,
    segments: servedSegments(
      [...groups]
        .toSorted(([one], [two]) => (one < two ? -1 : 1))
        .map(([name, group]) => ({ name, ...group })),
    ),
    whale:
      ids.length > 0
        ? whaleCurve(
            margins.map((margin, index) => margin - (costs[index] ?? 0)),
            10,
          )
        : null,
  }
}
