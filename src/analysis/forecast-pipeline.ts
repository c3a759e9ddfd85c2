import { addDays, dayNumber } from '../domain/days.ts'
import { outcomeOfStage } from '../domain/forecast/index.ts'
import type { PipelineDeal } from '../domain/forecast/index.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'
import type { Observation } from './observe.ts'

/** Deals of a kind, by number and full amount. */
export interface DealCount {
  n: number
  amount: number
}

export interface Pipeline {
  deals: ReadonlyMap<string, PipelineDeal[]>
  basis: 'stated' | 'win_rate' | 'none'
  /** Due before the day the data speaks for: left out, unless that day is only the one of the import. */
  stale: DealCount
  /** Open, without probability, and nothing to measure a win rate from. */
  unweighted: DealCount
  /** Due after the window. */
  beyond: DealCount
}

/** A rate given as 50 instead of 0.5 is meant in percent. */
const asRate = (value: number): number => Math.min(1, Math.max(0, value > 1 ? value / 100 : value))

const none = (): DealCount => ({ n: 0, amount: 0 })
const add = (count: DealCount, amount: number): void => {
  count.n += 1
  count.amount += amount
}

/**
 * Open deals of each customer that are to close within `days`, with the stated probability or the measured win rate. A deal
 * is open until its outcome, or the name of its stage, says won or lost.
 */
export async function openPipeline(context: ToolContext, at: Observation, days: number): Promise<Pipeline> {
  const rows = await context.store.entityRows({ entity: 'opportunity' })
  const [amount, won, probability, close] = ['amount', 'is_won', 'probability', 'expected_close'].map(name =>
    numbersOf(rows, name),
  )
  const stage = categoriesOf(rows, 'stage')
  const outcomes = Array.from({ length: rows.n }, (_, row) => won?.(row) ?? outcomeOfStage(stage(row)))
  const closed = outcomes.filter(outcome => outcome !== null)
  const winRate = closed.length > 0 ? closed.filter(outcome => outcome > 0).length / closed.length : null
  const [first, last] = [dayNumber(at.asOf), dayNumber(addDays(at.asOf, days))]
  const deals = new Map<string, PipelineDeal[]>()
  const [stale, unweighted, beyond] = [none(), none(), none()]
  let unstated = 0
  for (const [row, id] of rows.customerIds.entries()) {
    const money = amount?.(row) ?? null
    const due = close?.(row) ?? null
    if (id === null || money === null || outcomes[row] !== null) continue
    if (due !== null && due > last) {
      add(beyond, money)
      continue
    }
    if (due !== null && due < first) {
      add(stale, money)
      if (at.dated) continue
    }
    const stated = probability?.(row) ?? null
    const chance = stated === null ? winRate : asRate(stated)
    if (chance === null) {
      add(unweighted, money)
      continue
    }
    if (stated === null) unstated += 1
    deals.set(id, [...(deals.get(id) ?? []), { amount: money, probability: chance }])
  }
  const basis = deals.size === 0 ? 'none' : unstated > 0 ? 'win_rate' : 'stated'
  return { deals, basis, stale, unweighted, beyond }
}
