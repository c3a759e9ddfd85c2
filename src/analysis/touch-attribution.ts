import { daysBetween, isoDay } from '../domain/days.ts'
import { attribute, mostShapleyChannels } from '../domain/lifecycle/index.ts'
import type { AttributionMethod, ConversionPath } from '../domain/lifecycle/index.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'
import { within } from './cost-lines.ts'
import type { Window } from './cost-lines.ts'
import { inLedgerSpelling } from './new-customers.ts'
import type { NewCustomer } from './new-customers.ts'

export interface AttributionRow {
  method: AttributionMethod
  channel: string
  customers: number
  share: number | null
  /** What the channel's touches of the window cost, also of those who did not sign; `null` where none states a cost. */
  touchCost: number | null
  /** Touch cost ÷ the customers that the method gives the channel. */
  costPerCustomer: number | null
}

export interface TouchAttribution {
  rows: AttributionRow[]
  /** New customers with a touch on or before the day they signed. */
  paths: number
  /** Too many channels for Shapley's method. */
  withoutShapley: number | null
  /** Methods left out because a short answer holds no more; each can be asked for. */
  leftOut: AttributionMethod[]
}

/** With more channels than this only so many methods are shown that the rows fit a short answer; three at least. */
const mostForAllMethods = 4
const mostRows = 20
const tellingFirst: readonly AttributionMethod[] = [
  'first',
  'last',
  'shapley',
  'linear',
  'time_decay',
  'position',
]

interface Touch {
  row: number
  id: string
  channel: string | null
  on: number
  /** Seconds of the day. */
  time: number
}

/** New customers shared out over the channels that touched them before they signed, by every method. */
export async function touchAttribution(
  context: ToolContext,
  won: readonly NewCustomer[],
  window: Window,
  ledger: readonly { channel: string | null }[],
  only?: AttributionMethod,
): Promise<TouchAttribution> {
  const rows = await context.store.entityRows({ entity: 'touchpoint', withSeconds: true })
  const [channel, touched, cost] = [
    categoriesOf(rows, 'channel'),
    numbersOf(rows, 'touched_at'),
    numbersOf(rows, 'cost'),
  ]
  const seconds = numbersOf(rows, 'touched_at_seconds')
  const signed = new Map(won.map(({ customerId, day }) => [customerId, day]))
  const log = inLedgerSpelling(
    rows.customerIds.flatMap((id, row): Touch[] => {
      const on = touched(row)
      return id === null || on === null
        ? []
        : [{ row, id, channel: channel(row), on, time: seconds(row) ?? 0 }]
    }),
    ledger,
  )
  const touches = new Map<string, { channel: string; daysBefore: number; at: number }[]>()
  const spent = new Map<string, number>()
  for (const { row, id, channel: name, on, time } of log) {
    if (name === null) continue
    const day = isoDay(on)
    const money = cost(row)
    if (money !== null && within(window, day)) spent.set(name, (spent.get(name) ?? 0) + money)
    const end = signed.get(id)
    if (end === undefined || day > end) continue
    touches.set(id, [
      ...(touches.get(id) ?? []),
      { channel: name, daysBefore: daysBetween(day, end), at: on * 86_400 + time },
    ])
  }
  const paths: ConversionPath[] = [...touches.values()].map(list => ({
    touches: list.toSorted((one, two) => one.at - two.at),
    value: 1,
  }))
  const channels = new Set(paths.flatMap(path => path.touches.map(touch => touch.channel))).size
  const few = channels <= mostShapleyChannels
  const all: AttributionMethod[] = ['first', 'last', 'linear', 'position', 'time_decay', 'shapley']
  const able = all.filter(method => few || method !== 'shapley')
  const fitting = Math.max(3, Math.floor(mostRows / Math.max(1, channels)))
  const wanted = tellingFirst.filter(method => able.includes(method)).slice(0, fitting)
  const methods = only
    ? able.filter(method => method === only)
    : able.filter(method => channels <= mostForAllMethods || wanted.includes(method))
  return {
    paths: paths.length,
    withoutShapley: few || (only !== undefined && only !== 'shapley') ? null : channels,
    leftOut: only ? [] : able.filter(method => !methods.includes(method)),
    rows:
      paths.length === 0
        ? []
        : methods.flatMap(method =>
            attribute(paths, method).map(({ channel: name, value, share }): AttributionRow => {
              const touchCost = spent.get(name) ?? null
              return {
                method,
                channel: name,
                customers: value,
                share,
                touchCost,
                costPerCustomer: touchCost !== null && value > 0 ? touchCost / value : null,
              }
            }),
          ),
  }
}
