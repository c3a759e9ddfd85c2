import { daysBetween, isoDay } from '../domain/days.ts'
import {
  attribute,
  mostShapleyChannels,
  servedSegments,
  timeDrivenCost,
  whaleCurve,
} from '../domain/lifecycle/index.ts'
import type {
  AttributionMethod,
  ConversionPath,
  ServedSegment,
  TimeDrivenCost,
  WhaleCurve,
} from '../domain/lifecycle/index.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'
import { patternTiers } from './campaign-posteriors.ts'
import type { DatedCost, NewCustomer, Window } from './cost-lines.ts'
import { customerValues } from './customer-values.ts'
import type { Observation } from './observe.ts'

export interface ServiceCosts {
  timed: TimeDrivenCost
  /** Minutes used ÷ minutes of practical capacity, and what the rest cost; as booked, with or without tickets. */
  utilisation: number
  unusedCost: number
  cost: number
  minutes: number
  capacityMinutes: number
  driver: 'tickets'
  segments: ServedSegment[]
  whale: WhaleCurve | null
}

const yearDays = 365.25

/**
 * Time-driven cost to serve: minutes used are handed to customers by their tickets, at the price of a minute of
 * practical capacity; margin beside it for the same window. `null` without minutes or tickets.
 */
export async function serviceCosts(
  context: ToolContext,
  at: Observation,
  lines: readonly DatedCost[],
  window: Window,
): Promise<ServiceCosts | null> {
  const timedLines = lines.filter(
    ({ minutes, capacityMinutes }) => minutes !== null && capacityMinutes !== null,
  )
  const sum = (of: (line: DatedCost) => number | null): number =>
    timedLines.reduce((total, line) => total + (of(line) ?? 0), 0)
  const [cost, minutes, capacityMinutes] = [
    sum(line => line.amount),
    sum(line => line.minutes),
    sum(line => line.capacityMinutes),
  ]
  if (capacityMinutes <= 0) return null
  const tickets = await context.store.entityRows({ entity: 'ticket', from: window.from, to: window.to })
  const counts = new Map<string, number>()
  for (const id of tickets.customerIds) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1)
  const asked = [...counts.values()].reduce((total, n) => total + n, 0)
  const { table, revenuePerYear, active, assumptions } = await customerValues(context, at)
  const tiers = await patternTiers(context, at)
  const years = (daysBetween(window.from, window.to) + 1) / yearDays
  const rows = table.customerIds.flatMap((id, row) => {
    const revenue = revenuePerYear[row] ?? Number.NaN
    return (active[row] && !Number.isNaN(revenue)) || counts.has(id)
      ? [
          {
            id,
            margin: active[row] && !Number.isNaN(revenue) ? revenue * assumptions.grossMargin * years : 0,
          },
        ]
      : []
  })
  const timed = timeDrivenCost({
    cost,
    practicalCapacityMinutes: capacityMinutes,
    minutes: rows.map(({ id }) => (asked > 0 ? (minutes * (counts.get(id) ?? 0)) / asked : 0)),
  })
  const groups = new Map<string, { n: number; margin: number; cost: number }>()
  rows.forEach(({ id, margin }, index) => {
    const name = tiers.get(id) ?? 'unknown'
    const group = groups.get(name) ?? { n: 0, margin: 0, cost: 0 }
    groups.set(name, {
      n: group.n + 1,
      margin: group.margin + margin,
      cost: group.cost + (timed.costs[index] ?? 0),
    })
  })
  const segments = servedSegments(
    [...groups].toSorted(([one], [two]) => (one < two ? -1 : 1)).map(([name, group]) => ({ name, ...group })),
  )
  const profits = rows.map(({ margin }, index) => margin - (timed.costs[index] ?? 0))
  const idle = Math.max(0, capacityMinutes - minutes)
  return {
    timed,
    utilisation: minutes / capacityMinutes,
    unusedCost: idle * timed.ratePerMinute,
    cost,
    minutes,
    capacityMinutes,
    driver: 'tickets',
    segments,
    whale: rows.length > 0 ? whaleCurve(profits, 10) : null,
  }
}

export interface AttributionRow {
  method: AttributionMethod
  channel: string
  customers: number
  share: number | null
  touchCost: number
}

/** New customers shared out over the channels that touched them before they signed, by every method. */
export async function touchAttribution(
  context: ToolContext,
  won: readonly NewCustomer[],
): Promise<{ rows: AttributionRow[]; paths: number }> {
  const rows = await context.store.entityRows({ entity: 'touchpoint' })
  const [channel, touched, cost] = [
    categoriesOf(rows, 'channel'),
    numbersOf(rows, 'touched_at'),
    numbersOf(rows, 'cost'),
  ]
  const signed = new Map(won.map(({ customerId, day }) => [customerId, day]))
  const touches = new Map<string, { channel: string; daysBefore: number }[]>()
  const spent = new Map<string, number>()
  for (const [row, id] of rows.customerIds.entries()) {
    const [name, on] = [channel(row), touched(row)]
    const day = id === null ? undefined : signed.get(id)
    if (id === null || name === null || on === null || day === undefined || isoDay(on) > day) continue
    touches.set(id, [...(touches.get(id) ?? []), { channel: name, daysBefore: daysBetween(isoDay(on), day) }])
    spent.set(name, (spent.get(name) ?? 0) + (cost(row) ?? 0))
  }
  const paths: ConversionPath[] = [...touches.values()].map(list => ({
    touches: list.toSorted((one, two) => two.daysBefore - one.daysBefore),
    value: 1,
  }))
  const few = spent.size <= mostShapleyChannels
  const methods: AttributionMethod[] = [
    'first',
    'last',
    'linear',
    'position',
    'time_decay',
    ...(few ? (['shapley'] as const) : []),
  ]
  return {
    paths: paths.length,
    rows:
      paths.length === 0
        ? []
        : methods.flatMap(method =>
            attribute(paths, method).map(({ channel: name, value, share }) => ({
              method,
              channel: name,
              customers: value,
              share,
              touchCost: spent.get(name) ?? 0,
            })),
          ),
  }
}
