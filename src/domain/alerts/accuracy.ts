import { wilson } from '../churn/two-by-two.ts'
import type { Rate } from '../churn/two-by-two.ts'
import { daysBetween } from '../days.ts'

export interface RuleAccuracy {
  rule: string
  /** Alerts followed by churn within the window ÷ alerts followed for all of it. */
  precision: Rate
  /** Churned customers with an alert in the window before ÷ churned customers. */
  recall: Rate
  /** Median days from alert to churn. */
  leadDays: number | null
  /** Alerts too recent to judge. */
  pending: number
}

/** How past alerts of each rule turned out, `windowDays` after them. Churn before an alert does not count for it. */
export function alertAccuracy(
  alerts: readonly { rule: string; id: string; day: string }[],
  churned: readonly { id: string; day: string }[],
  { asOf, windowDays = 90, rules }: { asOf: string; windowDays?: number; rules?: readonly string[] },
): RuleAccuracy[] {
  const lost = new Map(churned.map(({ id, day }) => [id, day]))
  const names = rules ?? [...new Set(alerts.map(({ rule }) => rule))].sort()
  return names.map(rule => {
    const own = alerts.filter(alert => alert.rule === rule)
    const lead = (alert: { id: string; day: string }): number | null => {
      const day = lost.get(alert.id)
      const days = day === undefined ? -1 : daysBetween(alert.day, day)
      return days >= 0 && days <= windowDays ? days : null
    }
    const judged = own.filter(alert => daysBetween(alert.day, asOf) >= windowDays)
    const leads = judged.flatMap(alert => lead(alert) ?? []).sort((one, two) => one - two)
    const caught = new Set(own.filter(alert => lead(alert) !== null).map(({ id }) => id))
    return {
      rule,
      precision: wilson(leads.length, judged.length),
      recall: wilson(caught.size, lost.size),
      leadDays: leads[Math.floor((leads.length - 1) / 2)] ?? null,
      pending: own.length - judged.length,
    }
  })
}
