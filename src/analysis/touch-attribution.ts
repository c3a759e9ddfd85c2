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
}

interface Touch {
  row: number
  id: string
  channel: string | null
  on: number
}

/** New customers shared out over the channels that touched them before they signed, by every method. */
export async function touchAttribution(
  context: ToolContext,
  won: readonly NewCustomer[],
  window: Window,
  ledger: readonly { channel: string | null }[],
): Promise<TouchAttribution> {
  const rows = await context.store.entityRows({ entity: 'touchpoint' })
  const [channel, touched, cost] = [
    categoriesOf(rows, 'channel'),
    numbersOf(rows, 'touched_at'),
    numbersOf(rows, 'cost'),
  ]
  const signed = new Map(won.map(({ customerId, day }) => [customerId, day]))
  const all = inLedgerSpelling(
    rows.customerIds.flatMap((id, row): Touch[] => {
      const on = touched(row)
      return id === null || on === null ? [] : [{ row, id, channel: channel(row), on }]
    }),
    ledger,
  )
  const touches = new Map<string, { channel: string; daysBefore: number; on: number }[]>()
  const spent = new Map<string, number>()
  for (const { row, id, channel: name, on } of all) {
    if (name === null) continue
    const day = isoDay(on)
    const money = cost(row)
    if (money !== null && within(window, day)) spent.set(name, (spent.get(name) ?? 0) + money)
    const end = signed.get(id)
    if (end === undefined || day > end) continue
    touches.set(id, [...(touches.get(id) ?? []), { channel: name, daysBefore: daysBetween(day, end), on }])
  }
  const paths: ConversionPath[] = [...touches.values()].map(list => ({
    touches: list.toSorted((one, two) => one.on - two.on),
    value: 1,
  }))
  const channels = new Set(paths.flatMap(path => path.touches.map(touch => touch.channel))).size
  const few = channels <= mostShapleyChannels
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
    withoutShapley: few ? null : channels,
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
