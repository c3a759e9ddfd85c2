import { numbersOf } from '../../src/analysis/campaign-columns.ts'
import { within } from '../../src/analysis/cost-lines.ts'
import type { DatedCost, Window } from '../../src/analysis/cost-lines.ts'
import type { NewCustomer } from '../../src/analysis/new-customers.ts'
import { bookedMonths } from '../../src/analysis/cost-months.ts'
import { cents, centsOrNull, shortOrNull } from '../../src/analysis/plan-money.ts'
import { isoDay } from '../../src/domain/days.ts'
import { savingRate } from '../../src/domain/lifecycle/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { CostWords } from './costs-shape.ts'

/** Below this share a cost has not moved. */
const still = 0.01

export type CostUnit = 'new_customers' | 'tickets'

/** What a stage's cost goes with, so that fewer customers do not pass for thrift. */
export const unitOf = (stage: string): CostUnit | null =>
  stage === 'acquisition' || stage === 'activation' ? 'new_customers' : stage === 'service' ? 'tickets' : null

/** Cost of one stage in two periods: per month on record and per unit, with the saving of each. */
export interface StagePair {
  stage: string
  costBefore: number
  costAfter: number
  /** Months with a cost of the stage on record. */
  monthsBefore: number
  monthsAfter: number
  monthlyBefore: number | null
  monthlyAfter: number | null
  savingRate: number | null
  unit: CostUnit | null
  /** Units in the months with a cost on record. */
  volumeBefore: number
  volumeAfter: number
  unitBefore: number | null
  unitAfter: number | null
  unitSavingRate: number | null
}

/** How many new customers and tickets each month had, `YYYY-MM`. */
export type Volumes = Readonly<Record<CostUnit, ReadonlyMap<string, number>>>

export async function volumesOf(
  context: ToolContext,
  won: readonly NewCustomer[],
  [before, after]: readonly [Window, Window],
): Promise<Volumes> {
  const from = before.from < after.from ? before.from : after.from
  const to = before.to > after.to ? before.to : after.to
  const tickets = await context.store.entityRows({ entity: 'ticket', from, to })
  const created = numbersOf(tickets, 'ticket_created_at')
  const counted = (days: readonly (string | null)[]): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>()
    for (const day of days)
      if (day !== null) counts.set(day.slice(0, 7), (counts.get(day.slice(0, 7)) ?? 0) + 1)
    return counts
  }
  return {
    new_customers: counted(won.map(({ day }) => day)),
    tickets: counted(
      tickets.customerIds.map((_, row) => {
        const day = created(row)
        return day === null ? null : isoDay(Math.floor(day))
      }),
    ),
  }
}

const ratio = (amount: number, by: number): number | null => (by > 0 ? amount / by : null)
const saved = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : savingRate(before, after).value

/** `stages`: their costs taken together; volumes only where they stand for one stage. */
export function stagePair(
  lines: readonly DatedCost[],
  stages: readonly string[],
  [before, after]: readonly [Window, Window],
  volumes: Volumes,
): StagePair {
  const own = lines.filter(({ stage, day }) => stages.includes(stage) && day !== null)
  const cost = (window: Window): number =>
    own.reduce((sum, line) => (within(window, line.day) ? sum + line.amount : sum), 0)
  const [costBefore, costAfter] = [cost(before), cost(after)]
  const [months, later] = [bookedMonths(own, before), bookedMonths(own, after)]
  const [monthsBefore, monthsAfter] = [months.length, later.length]
  const [monthlyBefore, monthlyAfter] = [ratio(costBefore, monthsBefore), ratio(costAfter, monthsAfter)]
  const [only] = stages
  const unit = stages.length === 1 && only !== undefined ? unitOf(only) : null
  // Volumes of the months that have a cost on record: the others would make each unit look cheap.
  const volume = (list: readonly string[]): number =>
    unit === null ? 0 : list.reduce((sum, month) => sum + (volumes[unit].get(month) ?? 0), 0)
  const [volumeBefore, volumeAfter] = [volume(months), volume(later)]
  const [unitBefore, unitAfter] = [ratio(costBefore, volumeBefore), ratio(costAfter, volumeAfter)]
  return {
    stage: stages.length === 1 ? (only ?? '') : 'all',
    costBefore,
    costAfter,
    monthsBefore,
    monthsAfter,
    monthlyBefore,
    monthlyAfter,
    savingRate: saved(monthlyBefore, monthlyAfter),
    unit,
    volumeBefore,
    volumeAfter,
    unitBefore,
    unitAfter,
    unitSavingRate: saved(unitBefore, unitAfter),
  }
}

/** What the pair says: the cost itself fell, only its volume did, it stayed, or it rose. */
export function readingOf({ savingRate: rate, unitSavingRate: perUnit }: StagePair) {
  if (rate === null) return 'unknown' as const
  if (Math.abs(rate) < still) return 'same' as const
  if (rate < 0) return perUnit !== null && perUnit > -still ? ('volume_rose' as const) : ('rose' as const)
  return perUnit !== null && perUnit < still ? ('volume' as const) : ('fell' as const)
}

/** The costs of every stage in two periods, each read on its own. */
export function measureRows(
  lines: readonly DatedCost[],
  windows: readonly [Window, Window],
  volumes: Volumes,
  context: ToolContext,
  currency: string | null,
  say: CostWords,
) {
  const { formats } = context
  const [before, after] = windows
  const money = (value: number | null): string => formats.money(value, currency)
  return [...new Set(lines.map(({ stage }) => stage))].map(stage => {
    const pair = stagePair(lines, [stage], windows, volumes)
    const reading = readingOf(pair)
    return {
      stage,
      before: `${before.from} – ${before.to}`,
      after: `${after.from} – ${after.to}`,
      cost_before: cents(pair.costBefore),
      cost_after: cents(pair.costAfter),
      months_before: pair.monthsBefore,
      months_after: pair.monthsAfter,
      saving_rate: shortOrNull(pair.savingRate),
      unit: pair.unit,
      unit_cost_before: centsOrNull(pair.unitBefore),
      unit_cost_after: centsOrNull(pair.unitAfter),
      unit_saving_rate: shortOrNull(pair.unitSavingRate),
      collected: say.collected({
        before: money(pair.monthlyBefore),
        after: money(pair.monthlyAfter),
        monthsBefore: formats.number(pair.monthsBefore, 0),
        monthsAfter: formats.number(pair.monthsAfter, 0),
      }),
      interpretation: say.readings[reading](
        pair.unit === null || pair.unitSavingRate === null
          ? null
          : {
              unit: say.units[pair.unit],
              before: money(pair.unitBefore),
              after: money(pair.unitAfter),
              moved: Math.abs(pair.unitSavingRate) >= still,
            },
      ),
    }
  })
}

/** How far a stage moved for its own sake: no further than its cost per unit did, and not at all against it. */
export function ownMove(row: { saving_rate: number | null; unit_saving_rate: number | null }): number {
  const { saving_rate: rate, unit_saving_rate: perUnit } = row
  if (rate === null) return 0
  if (perUnit === null) return Math.abs(rate)
  return Math.sign(rate) === Math.sign(perUnit) ? Math.min(Math.abs(rate), Math.abs(perUnit)) : 0
}
