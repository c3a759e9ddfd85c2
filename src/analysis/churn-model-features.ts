import { screenColumns } from '../domain/churn/index.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'

/** Columns the outcome is read from, or that only restate it. */
const outcomeItself = ['churned', 'active', 'is_active', 'subscription_status']
/** Columns about the outcome: named as leaks where they tell it, left out in any case. */
export const aboutOutcome: readonly string[] = ['churn_day', 'churn_date', 'churn_reason', 'cancelled_at']
/** Fields of which only the latest state is on record: at an earlier day they would tell what came later. */
const latestStateOnly = ['days_to_renewal', 'renewal_date']
/** Counters of a customer's own row, and the level they earn. In a file without a snapshot date they speak for its last day, not for an earlier one. */
const countersOfTheRow = [
  'total_spent', 'avg_order_value', 'total_contacts', 'contacts_with_email', 'total_activities_30d', 'days_since_last_activity',
  'total_won_amount', 'pipeline_amount', 'membership_level',
] // prettier-ignore

/** Columns a churn model may not learn from. `dated`: the features speak for a day before the latest one. */
export async function columnsLeftOut(
  context: ToolContext,
  { table, churned, dated }: { table: CustomerTable; churned: Uint8Array; dated: boolean },
): Promise<string[]> {
  const { mapped } = await sourceColumns(context)
  // A label of its own makes the status a column beside it, which may tell it.
  const about = mapped.has('churned') ? [...aboutOutcome, 'subscription_status'] : aboutOutcome
  const named = new Set(about)
  const suspects = { ...table, columns: table.columns.filter(({ name }) => named.has(name)) }
  const leaks = new Set(
    screenColumns(suspects, churned)
      .excluded.filter(({ leak }) => leak)
      .map(({ column }) => column),
  )
  const quiet = about.filter(name => !leaks.has(name))
  const itself = outcomeItself.filter(name => !named.has(name))
  return [...itself, ...quiet, ...(dated ? await overwritten(context, table) : [])]
}

/** Fields that would carry the latest state back to an earlier day. */
export async function overwritten({ store }: ToolContext, table: CustomerTable): Promise<string[]> {
  const undated = (await store.imports()).filter(
    ({ entity, asOf }) => asOf === null && (entity === 'customer' || entity === 'account'),
  )
  const mapped = new Set(undated.flatMap(({ mapping }) => Object.values(mapping)))
  // The last day of activity arrives as a date and stands in the table as the days since.
  const sinceActivity = mapped.has('last_activity_at') ? ['days_since_last_activity'] : []
  const present = new Set(table.columns.map(({ name }) => name))
  // Where orders are on record, these are counted from them day by day.
  const logged = present.has('purchase_days')
  const fromOrders = logged
    ? []
    : [
        ...(mapped.has('order_count') ? ['order_count'] : []),
        ...(mapped.has('last_order_date') ? ['days_since_last_order'] : []),
      ]
  const counters = [...countersOfTheRow.filter(name => mapped.has(name)), ...sinceActivity, ...fromOrders]
  return [...new Set([...latestStateOnly, ...counters])].filter(name => present.has(name))
}

/** Where a field of the features comes from, where no column of a file is mapped to the field itself. */
const madeFrom: Readonly<Record<string, readonly string[]>> = {
  mrr: ['cancelled_at', 'subscription_start'],
  tenure_days: ['signup_date', 'first_order_date'],
  days_since_last_order: ['last_order_date'],
  days_since_last_activity: ['last_activity_at'],
  days_to_renewal: ['renewal_date'],
}

/** The fields that files were mapped to, and the user's own name of the column behind a field of the features. */
export async function sourceColumns({
  store,
}: ToolContext): Promise<{ mapped: ReadonlySet<string>; columnOf: (field: string) => string | null }> {
  const columns = new Map<string, string>()
  for (const { mapping } of await store.imports())
    for (const [column, field] of Object.entries(mapping))
      if (field !== null && !columns.has(field)) columns.set(field, column)
  return {
    mapped: new Set(columns.keys()),
    columnOf: field => {
      const behind = [field, ...(madeFrom[field] ?? [])].find(name => columns.has(name))
      const column = behind === undefined ? undefined : columns.get(behind)
      return column === undefined || column === field ? null : column
    },
  }
}
