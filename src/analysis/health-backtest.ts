import { backtestHealth, scoreTable } from '../domain/health/index.ts'
import type { HealthBacktest, HealthProfile } from '../domain/health/index.ts'
import { addDays } from '../domain/days.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import type { ChurnCases } from './churn-in-force.ts'
import type { Observation } from './observe.ts'

/** The score of `days` before the end of a window, and who had left by then. */
export interface HealthWindow extends HealthBacktest {
  days: number
  from: string
  to: string
}

export const healthWindowDays = [30, 60, 90] as const

/**
 * The score judged 30, 60 and 90 days ahead, under the definition of churn in force. The windows end on the
 * observation day, so that none reaches beyond what is on record; declared labels, which begin to speak on one day, are
 * followed from that day on where they reach far enough. A window without a scored customer is left out.
 */
export async function healthWindows(
  context: ToolContext,
  at: Observation,
  profile: HealthProfile,
  cases: ChurnCases & { from: string },
): Promise<HealthWindow[]> {
  const windows: HealthWindow[] = []
  for (const days of healthWindowDays) {
    const { from, to } = daysOf(cases, at, days)
    const gone = await outcomeOf(context, cases, { from, to, days })
    const table = from === cases.from ? cases.table : await context.store.customerTable({ asOf: from })
    const { scores } = scoreTable(table, profile)
    const result = backtestHealth(scores, labelsOf(table, gone), profile.bands)
    if (result.n > 0) windows.push({ ...result, days, from, to })
  }
  return windows
}

function daysOf({ definition, from }: ChurnCases & { from: string }, at: Observation, days: number) {
  if (definition.kind !== 'label') return { from: addDays(at.asOf, -days), to: at.asOf }
  const to = addDays(from, days)
  return to <= at.outcomesUntil
    ? { from, to }
    : { from: addDays(at.outcomesUntil, -days), to: at.outcomesUntil }
}

/** 1 for those who left by `to`, 0 for the others who were there on `from`. */
async function outcomeOf(
  { store }: ToolContext,
  { definition }: ChurnCases,
  { from, to, days }: { from: string; to: string; days: number },
): Promise<ReadonlyMap<string, number>> {
  const { kind, graceDays, days: silence } = definition
  if (kind === 'silence' && days > silence) {
    // Longer than the silence itself: whoever is silent at the end, whenever it began.
    const [before, after] = await Promise.all(
      [from, to].map(async asOf => quietDays(await store.purchaseHistories({ asOf }))),
    )
    return new Map(
      [...(before ?? [])].flatMap(([id, quiet]) =>
        quiet < silence ? [[id, (after?.get(id) ?? quiet) >= silence ? 1 : 0] as const] : [],
      ),
    )
  }
  const asked =
    kind === 'silence' ? { kind, days: silence } : kind === 'contract' ? { kind, graceDays } : { kind }
  const { customerIds, churned } = await store.outcomes({ from, to, definition: asked })
  return new Map(customerIds.map((id, row) => [id, churned[row] ?? 0]))
}

const quietDays = ({
  customerIds,
  ageDays,
  recencyDays,
}: {
  customerIds: readonly string[]
  ageDays: Float64Array
  recencyDays: Float64Array
}): Map<string, number> =>
  new Map(customerIds.map((id, row) => [id, (ageDays[row] ?? 0) - (recencyDays[row] ?? 0)]))

const labelsOf = (table: CustomerTable, gone: ReadonlyMap<string, number>): Float64Array =>
  Float64Array.from(table.customerIds, id => gone.get(id) ?? Number.NaN)
