import { fitLastingByRisk, lastingAt } from '../domain/churn/index.ts'
import type { LastingByRisk, LastingShare, RiskTraits, SilentCase } from '../domain/churn/index.ts'
import { quantileSorted, sortedFinite } from '../domain/quantiles.ts'
import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { churnWindows } from './churn-model-windows.ts'
import type { ChurnStudy } from './churn-model.ts'
import type { Observation } from './observe.ts'

/** How the share of the silent who stay away differs between customers. */
export interface LastingSpread {
  /** Silent customers of past windows it is learned from, and how many of them came back. */
  cases: number
  returned: number
  /** Share of the tenth lowest and the tenth highest of the customers who are active now. */
  low: number
  high: number
}

/** For each row of a table the share, 0 to 1, that stays away once silent; `spread` is `null` where it is one for all. */
export interface LastingShares {
  share: Float64Array
  spread: LastingSpread | null
}

type Reader = (row: number) => RiskTraits

function reader(table: CustomerTable, probability: ArrayLike<number>): Reader {
  const quiet = numbers(table, 'days_since_last_order')
  const gap = numbers(table, 'purchase_gap_mean_days')
  const repeats = numbers(table, 'repeats')
  return row => ({
    probability: probability[row] ?? Number.NaN,
    quietDays: quiet?.[row] ?? Number.NaN,
    gapDays: gap?.[row] ?? Number.NaN,
    repeats: repeats?.[row] ?? 0,
  })
}

const usable = ({ probability, quietDays }: RiskTraits): boolean =>
  Number.isFinite(probability) && Number.isFinite(quietDays)

/**
 * Silent customers of the study's windows, each with the risk foretold for them by folds they were not in, and what
 * became of them: who bought in a later window is under observation where the next one begins. The last window has no
 * after. `probability` stands beside `study.table`.
 */
async function silentCases(
  context: ToolContext,
  at: Observation,
  study: ChurnStudy,
  probability: ArrayLike<number>,
  horizonDays: number | undefined,
): Promise<SilentCase[]> {
  const windows = (await churnWindows(context, at, horizonDays))?.windows ?? []
  const { days } = study.definition
  const traits = reader(study.table, probability)
  const waiting = new Map<string, { row: number; watched: number }>()
  const cases: SilentCase[] = []
  const settle = (id: string, returned: boolean): void => {
    const open = waiting.get(id)
    if (!open) return
    waiting.delete(id)
    const own = traits(open.row)
    if (open.watched > 0 && usable(own)) cases.push({ ...own, watched: open.watched, returned })
  }
  const passed = (): void => {
    for (const open of waiting.values()) open.watched += 1
  }
  let row = windows.reduce((sum, { table }) => sum + table.n, 0)
  // From the earliest window on; a window lists who bought in the days before it began.
  for (const [index, { table, churned }] of [...windows].reverse().entries()) {
    row -= table.n
    if (index > 0) for (const id of table.customerIds) settle(id, true)
    passed()
    for (const [own, id] of table.customerIds.entries())
      if (churned[own] === 1) waiting.set(id, { row: row + own, watched: 0 })
  }
  const last = await context.store.customerTable({ asOf: at.asOf })
  const quiet = numbers(last, 'days_since_last_order')
  for (const [own, id] of last.customerIds.entries()) if ((quiet?.[own] ?? Infinity) < days) settle(id, true)
  for (const id of waiting.keys()) settle(id, false)
  return cases
}

/**
 * The lasting share of every row of `table`: by risk and rhythm where past windows tell (`fitLastingByRisk`), else the
 * share of all. `learned` are the probabilities beside `study.table`, `probability` those of `table`.
 */
export async function lastingShares(
  context: ToolContext,
  at: Observation,
  study: ChurnStudy,
  lasting: LastingShare | null,
  learned: ArrayLike<number> | null,
  asked: {
    table: CustomerTable
    probability: ArrayLike<number>
    active: ArrayLike<number>
    horizonDays?: number | undefined
  },
): Promise<LastingShares> {
  const { table, probability, active, horizonDays } = asked
  const flat = { share: new Float64Array(table.n).fill(lasting?.value ?? 1), spread: null }
  if (lasting === null || learned === null || study.definition.kind !== 'silence' || !study.dated) return flat
  const cases = await silentCases(context, at, study, learned, horizonDays)
  const model = fitLastingByRisk(cases, study.definition.days, lasting.value)
  return model ? spreadOver(model, { table, probability, active }, flat.share) : flat
}

function spreadOver(
  model: LastingByRisk,
  asked: { table: CustomerTable; probability: ArrayLike<number>; active: ArrayLike<number> },
  flat: Float64Array,
): LastingShares {
  const traits = reader(asked.table, asked.probability)
  const share = flat.map((overall, row) => {
    const own = traits(row)
    return asked.active[row] && usable(own) ? lastingAt(model, own) : overall
  })
  const live = sortedFinite(share.filter((_, row) => asked.active[row]))
  const { cases, returned } = model
  const [low, high] = [quantileSorted(live, 0.1), quantileSorted(live, 0.9)]
  return { share, spread: low === null || high === null ? null : { cases, returned, low, high } }
}
