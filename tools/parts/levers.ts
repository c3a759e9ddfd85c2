import { scoreRow } from '../../src/domain/health/index.ts'
import type { FieldChanges, HealthProfile, RowScore } from '../../src/domain/health/index.ts'
import { numbers } from '../../src/domain/table.ts'
import type { CustomerTable } from '../../src/domain/table.ts'

/** Changes that somebody could bring about; each sets fields of one customer, the others stay. */
export const leverNames = [
  'one_activity',
  'weekly_activity',
  'one_email',
  'all_emails',
  'one_order',
  'resolve_tickets',
  'settle_payments',
  'more_active_days',
  'more_features',
] as const
export type LeverName = (typeof leverNames)[number]

type Read = (field: string) => number

/** Fields a change sets, the one it is about first; NaN where the customer has no such value. */
const levers: Readonly<Record<LeverName, (at: Read) => FieldChanges>> = {
  one_activity: at => ({ total_activities_30d: at('total_activities_30d') + 1, days_since_last_activity: 0 }),
  weekly_activity: at => ({
    total_activities_30d: at('total_activities_30d') + 4,
    days_since_last_activity: 0,
  }),
  one_email: at => ({ contacts_with_email: Math.min(at('total_contacts'), at('contacts_with_email') + 1) }),
  all_emails: at => ({ contacts_with_email: at('total_contacts') }),
  one_order: at => ({
    days_since_last_order: 0,
    overdue_ratio: 0,
    purchase_days: at('purchase_days') + 1,
    order_count: at('order_count') + 1,
  }),
  resolve_tickets: () => ({ unresolved_share_180d: 0 }),
  settle_payments: () => ({ failed_payments_90d: 0 }),
  more_active_days: at => ({
    active_days_30d: Math.min(30, at('active_days_30d') + 5),
    days_since_last_activity: 0,
  }),
  more_features: at => ({ feature_use_share_90d: Math.min(1, at('feature_use_share_90d') + 0.1) }),
}

export interface LeverEffect {
  lever: LeverName
  changes: { field: string; from: number; to: number }[]
  after: RowScore
  /** Points of the score. */
  change: number
}

/**
 * What each change that applies to the customer would do to the score, largest first. Exact: the customer is scored
 * anew, with percentiles ranked anew. Only fields that the data has and the profile reads are changed.
 */
export function leverEffects(
  table: CustomerTable,
  profile: HealthProfile,
  row: number,
  now: RowScore,
): LeverEffect[] {
  if (now.score === null) return []
  const at: Read = field => numbers(table, field)?.[row] ?? Number.NaN
  const score = now.score
  return leverNames
    .flatMap((lever): LeverEffect[] => {
      const all = Object.entries(levers[lever](at))
      const own = all[0]?.[0]
      const wanted = all.filter(
        ([field, to]) => Number.isFinite(to) && Number.isFinite(at(field)) && to !== at(field),
      )
      if (!wanted.some(([field]) => field === own)) return []
      const after = scoreRow(table, profile, row, Object.fromEntries(wanted))
      if (after.score === null || Math.abs(after.score - score) < 1e-9) return []
      const changes = wanted.map(([field, to]) => ({ field, from: at(field), to }))
      return [{ lever, changes, after, change: after.score - score }]
    })
    .filter(
      (effect, index, all) => all.findIndex(other => other.after.score === effect.after.score) === index,
    )
    .toSorted(
      (one, two) => two.change - one.change || leverNames.indexOf(one.lever) - leverNames.indexOf(two.lever),
    )
}
