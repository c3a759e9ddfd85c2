import { addDays } from '../domain/days.ts'
import { matches } from '../domain/segments/index.ts'
import { fieldsIn } from '../domain/where.ts'
import type { Where } from '../domain/where.ts'
import { valueAt, where } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { churnInForce } from './churn-in-force.ts'
import { viewFor } from './customer-view.ts'
import { observe } from './observe.ts'
import type { Registered } from './trace.ts'

type Part = Record<string, unknown>
const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Figures that speak of who is in a group today, by the filter beside them. */
const ofMembers =
  /^(?:segments|bands)\/\d+\/(?:n|share|revenue|clv|revenue_share|clv_mean|low|high|(?:share|clv)_(?:low|high))$|^high_risk_groups\/\d+\/(?:members_now|revenue_at_risk(?:_ci\/\d)?)$/
const ofChurned = /\/(?:numerator|churned)$/
const ofWindow = /^(?:baseline(?:\/before)?|sensitivity\/\d+)\/(?:numerator|denominator|rate|low|high)$/

/** The customers a figure counts or sums, where the answer says which: the filter of a group, the churned of a window. */
export async function membersOf(context: ToolContext, figure: Registered): Promise<string[] | null> {
  const { path, answer, call } = figure
  const beside = valueAt(answer, path.replace(/(?:_ci)?\/[^/]*$/, '').replace(/\/revenue_at_risk$/, ''))
  if (!isPart(beside)) return null
  if (ofWindow.test(path)) return ofOneWindow(context, beside, figure)
  if (!ofMembers.test(path)) return null
  const filter = where.safeParse(beside['filter'] ?? beside['definition_filter'])
  const scope = where.safeParse(call.input['where'])
  const at = await observe(context, typeof answer['as_of'] === 'string' ? answer['as_of'] : undefined)
  if (!filter.success || !at || call.scenario !== null) return null
  const live: Where[] = path.startsWith('high_risk') ? [{ field: 'is_active', op: 'eq', value: 1 }] : []
  const asked: Where = { all: [filter.data, ...live, ...(scope.success ? [scope.data] : [])] }
  const view = await viewFor(context, at, fieldsIn(asked))
  const kept = matches(view, asked)
  const ids = view.customerIds.filter((_, row) => kept[row])
  // Data may have changed since: rows of other customers would be no evidence.
  return ids.length === (beside['members_now'] ?? beside['n']) ? ids : null
}

async function ofOneWindow(
  context: ToolContext,
  beside: Part,
  { path, answer, call }: Registered,
): Promise<string[] | null> {
  const at = await observe(context, typeof answer['as_of'] === 'string' ? answer['as_of'] : undefined)
  const definition = at && (await churnInForce(context, at))
  const { from, to, days } = beside
  if (!definition || typeof from !== 'string' || typeof to !== 'string' || call.scenario !== null) return null
  if (call.input['where'] !== undefined) return null
  const { kind, graceDays } = definition
  const silence = typeof days === 'number' ? days : definition.days
  // A window of another length than the definition's is told by its own two days.
  if (kind === 'silence' && addDays(from, silence) !== to) return null
  const outcome = await context.store.outcomes({
    from,
    to,
    definition:
      kind === 'silence' ? { kind, days: silence } : kind === 'contract' ? { kind, graceDays } : { kind },
  })
  const gone = ofChurned.test(path)
  return outcome.eligible === beside['denominator']
    ? outcome.customerIds.filter((_, row) => !gone || outcome.churned[row] === 1)
    : null
}
