import { daysBetween } from '../days.ts'
import type { ValueTier } from '../roi/tiers.ts'

export interface AlertRule {
  name: string
  /** A field of the subject, for instance `health_score` or `stage_cost:service`. */
  field: string
  op: 'lt' | 'lte' | 'gt' | 'gte'
  threshold: number
  /** How far back past the threshold the value must move before the rule may fire again. */
  hysteresis: number
  /** Days after an alert in which the same rule says nothing about the same subject. */
  coolDownDays: number
  /** Only subjects of this tier; `any` for all. */
  tier: ValueTier | 'any'
}

/** A customer, or a cost stage, as seen on one day. */
export interface AlertSubject {
  id: string
  values: Readonly<Record<string, number | null>>
  tier: ValueTier | null
  /** Money at stake: value × probability of leaving, or the amount over a limit. Orders alerts. */
  atStake: number
}

/** What must be remembered between looks, per rule and subject. */
export interface AlertState {
  rule: string
  id: string
  /** The condition held at the last look and has not been left by the hysteresis since. */
  active: boolean
  lastValue: number | null
  lastFiredOn: string | null
}

export interface Alert {
  rule: string
  id: string
  day: string
  field: string
  value: number
  /** Value at the look before; `null` at the first. */
  before: number | null
  threshold: number
  tier: ValueTier | null
  atStake: number
  /** 1 is most urgent. */
  priority: number
}

/** The value lies beyond the limit of the rule. */
export const breaches = (value: number, { op, threshold }: AlertRule): boolean =>
  op === 'lt'
    ? value < threshold
    : op === 'lte'
      ? value <= threshold
      : op === 'gt'
        ? value > threshold
        : value >= threshold

/** Back on the good side by more than the hysteresis (by anything when it is 0). */
function recovered(value: number, rule: AlertRule): boolean {
  if (breaches(value, rule)) return false
  const distance = rule.op === 'lt' || rule.op === 'lte' ? value - rule.threshold : rule.threshold - value
  return distance >= rule.hysteresis
}

/**
 * Evaluates the rules once. An alert is raised when a condition begins to hold, not while it lasts; it may come
 * again only after the value has recovered past the hysteresis and the cool-down is over. A condition that begins
 * during the cool-down is raised at the first look after it, if it still holds.
 */
export function evaluateAlerts(
  rules: readonly AlertRule[],
  subjects: readonly AlertSubject[],
  states: readonly AlertState[],
  asOf: string,
): { alerts: Alert[]; states: AlertState[] } {
  const known = new Map(states.map(state => [`${state.rule}\u0000${state.id}`, state]))
  const raised: Alert[] = []
  for (const rule of rules) {
    for (const subject of subjects) {
      const value = subject.values[rule.field] ?? null
      if (value === null || (rule.tier !== 'any' && subject.tier !== rule.tier)) continue
      const key = `${rule.name}\u0000${subject.id}`
      const state = known.get(key) ?? {
        rule: rule.name,
        id: subject.id,
        active: false,
        lastValue: null,
        lastFiredOn: null,
      }
      const cooling = state.lastFiredOn !== null && daysBetween(state.lastFiredOn, asOf) < rule.coolDownDays
      const fires = breaches(value, rule) && !state.active && !cooling
      if (fires) {
        raised.push({
          rule: rule.name,
          id: subject.id,
          day: asOf,
          field: rule.field,
          value,
          before: state.lastValue,
          threshold: rule.threshold,
          tier: subject.tier,
          atStake: subject.atStake,
          priority: 0,
        })
      }
      known.set(key, {
        rule: rule.name,
        id: subject.id,
        active: fires || (state.active && !recovered(value, rule)),
        lastValue: value,
        lastFiredOn: fires ? asOf : state.lastFiredOn,
      })
    }
  }
  return { alerts: byPriority(raised), states: [...known.values()] }
}

/** Most money at stake first; then by rule and subject, so that the order never wavers. */
export function byPriority(alerts: readonly Alert[]): Alert[] {
  return alerts
    .toSorted(
      (one, two) => two.atStake - one.atStake || compare(one.rule, two.rule) || compare(one.id, two.id),
    )
    .map((alert, index) => ({ ...alert, priority: index + 1 }))
}

const compare = (one: string, two: string): number => (one < two ? -1 : one > two ? 1 : 0)

/** Looks at several days in turn; alerts of days after `since` and before the last day were missed. */
export function replayAlerts(
  rules: readonly AlertRule[],
  looks: readonly { day: string; subjects: readonly AlertSubject[] }[],
  states: readonly AlertState[] = [],
  since: string | null = null,
): { alerts: Alert[]; missed: Alert[]; states: AlertState[] } {
  let current: AlertState[] = [...states]
  const all: Alert[] = []
  const days = looks.toSorted((one, two) => compare(one.day, two.day))
  for (const { day, subjects } of days) {
    const result = evaluateAlerts(rules, subjects, current, day)
    current = result.states
    all.push(...result.alerts)
  }
  const today = days.at(-1)?.day ?? ''
  return {
    alerts: byPriority(all.filter(({ day }) => day === today)),
    missed: byPriority(all.filter(({ day }) => day < today && (since === null || day > since))),
    states: current,
  }
}
