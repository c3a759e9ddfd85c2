import { addDays, dayNumber } from '../domain/days.ts'
import type { PipelineDeal } from '../domain/forecast/index.ts'
import type { ToolContext } from '../tool.ts'
import { numbersOf } from './campaign-columns.ts'
import type { Observation } from './observe.ts'

export interface Pipeline {
  deals: ReadonlyMap<string, PipelineDeal[]>
  basis: 'stated' | 'win_rate' | 'none'
}

/** A rate given as 50 instead of 0.5 is meant in percent. */
const asRate = (value: number): number => Math.min(1, Math.max(0, value > 1 ? value / 100 : value))

/** Open deals of each customer that are to close within `days`, with the stated probability or the measured win rate. */
export async function openPipeline(context: ToolContext, at: Observation, days: number): Promise<Pipeline> {
  const rows = await context.store.entityRows({ entity: 'opportunity' })
  const [amount, won, probability, close] = ['amount', 'is_won', 'probability', 'expected_close'].map(name =>
    numbersOf(rows, name),
  )
  let [wins, closed, unstated] = [0, 0, 0]
  for (let row = 0; row < rows.n; row++) {
    const outcome = won?.(row) ?? null
    if (outcome === null) continue
    closed += 1
    wins += outcome > 0 ? 1 : 0
  }
  const winRate = closed > 0 ? wins / closed : null
  const last = dayNumber(addDays(at.asOf, days))
  const deals = new Map<string, PipelineDeal[]>()
  for (let row = 0; row < rows.n; row++) {
    const id = rows.customerIds[row] ?? null
    const money = amount?.(row) ?? null
    const due = close?.(row) ?? null
    if (id === null || money === null || (won?.(row) ?? null) !== null || (due !== null && due > last))
      continue
    const stated = probability?.(row) ?? null
    const chance = stated === null ? winRate : asRate(stated)
    if (chance === null) continue
    if (stated === null) unstated += 1
    deals.set(id, [...(deals.get(id) ?? []), { amount: money, probability: chance }])
  }
  return { deals, basis: deals.size === 0 ? 'none' : unstated > 0 ? 'win_rate' : 'stated' }
}
