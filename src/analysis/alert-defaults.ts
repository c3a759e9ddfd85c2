import { breaches } from '../domain/alerts/index.ts'
import type { AlertRule, AlertSubject } from '../domain/alerts/index.ts'
import { quantileSorted } from '../domain/quantiles.ts'
import type { ToolContext } from '../tool.ts'
import { alertRules, subjectsOn } from './alert-looks.ts'
import type { Observation } from './observe.ts'

/** A usual limit that (nearly) nobody of the tier is beyond says nothing: below this share the tier sets its own. */
const fewestBeyond = 0.02
const ownTenth = 0.1
/** Fewer customers in the tier than this set no limit. */
const fewestInTier = 20

/** A default limit that the tier's own values replaced. */
export interface AdaptedRule {
  rule: string
  field: string
  usual: number
  threshold: number
  /** Share of the tier beyond the usual limit. */
  share: number
  n: number
  /** What a tenth of the tier is beyond, or three times the average probability of everybody. */
  basis: 'tenth' | 'times_average'
}

/** A rule that nobody of its tier is near, now or at the start of the quarter. */
export interface SilentRule {
  rule: string
  /** Range of the field in the tier. */
  low: number
  high: number
  /** The limit that a tenth of the tier is beyond. */
  tenth: number
}

export interface RulesInForce {
  rules: AlertRule[]
  chosen: 'set' | 'default'
  adapted: AdaptedRule[]
  silent: SilentRule[]
}

const falls = ({ op }: AlertRule): boolean => op === 'lt' || op === 'lte'

/** Values of the rule's field among customers of its tier, lowest first. */
const valuesOf = (rule: AlertRule, subjects: readonly AlertSubject[]): Float64Array =>
  Float64Array.from(
    subjects.flatMap(({ values, tier }) => {
      const value = values[rule.field] ?? null
      return value === null || (rule.tier !== 'any' && tier !== rule.tier) ? [] : [value]
    }),
  ).toSorted()

/** The value that a tenth of the tier is beyond: whole points of a score, hundredths of a probability. */
function tenthOf(rule: AlertRule, sorted: Float64Array): number {
  const value = quantileSorted(sorted, falls(rule) ? ownTenth : 1 - ownTenth) ?? rule.threshold
  const unit = Math.abs(value) >= 2 ? 1 : 0.01
  const steps = falls(rule) ? Math.ceil(value / unit) : Math.floor(value / unit)
  return Number((steps * unit).toFixed(2))
}

/** So many times the average: a tenth of a tier that is safe is no tenth at risk. */
const timesAverage = 3

/** Three times the average probability of everybody, or what a tenth of the tier is beyond where that is higher. */
function riskLimit(tenth: number, subjects: readonly AlertSubject[], field: string): number {
  const all = subjects.flatMap(({ values }) => values[field] ?? [])
  const mean = all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length)
  return Number(Math.min(0.5, Math.max(tenth, timesAverage * mean)).toFixed(2))
}

/** A limit that more of a tier are beyond parts nobody from nobody: its customers are alike, all without risk, say. */
const mostBeyond = 1 / 3

const shareBeyond = (values: Float64Array, rule: AlertRule): number =>
  values.filter(value => breaches(value, rule)).length / values.length

/** First day of the quarter: limits stay the same for three months, so that they are not what changed. */
const quarterStart = (day: string): string => {
  const month = Number(day.slice(5, 7))
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

/**
 * The rules in force. A default limit that next to nobody of its tier is beyond is replaced by what a tenth of the tier
 * is beyond, so that it can fire; rules that the user set stay as they are and are only said to be out of reach.
 */
export async function rulesInForce(context: ToolContext, at: Observation): Promise<RulesInForce> {
  const usual = alertRules(context)
  const start = quarterStart(at.asOf)
  return withinReach(
    usual,
    await subjectsOn(context, at, at.asOf, usual.rules),
    start < at.asOf ? await subjectsOn(context, at, start, usual.rules) : [],
  )
}

/** The rules held against customers `now` and at the start of the quarter. */
export function withinReach(
  { rules, chosen }: { rules: readonly AlertRule[]; chosen: 'set' | 'default' },
  now: readonly AlertSubject[],
  before: readonly AlertSubject[],
): RulesInForce {
  const adapted: AdaptedRule[] = []
  const silent: SilentRule[] = []
  const inForce = rules.map(rule => {
    const today = valuesOf(rule, now)
    const quarter = valuesOf(rule, before)
    const sorted = quarter.length >= fewestInTier ? quarter : today
    if (sorted.length < fewestInTier) return rule
    const share = shareBeyond(sorted, rule)
    const tenth = tenthOf(rule, sorted)
    if (chosen === 'set') {
      if (share === 0 && !today.some(value => breaches(value, rule)))
        silent.push({ rule: rule.name, low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0, tenth })
      return rule
    }
    if (share >= fewestBeyond) return rule
    const risk = rule.field === 'churn_probability'
    const threshold = risk ? riskLimit(tenth, now, rule.field) : tenth
    const alike = sorted[0] === sorted.at(-1)
    if (alike || shareBeyond(sorted, { ...rule, threshold }) > mostBeyond) return rule
    adapted.push({
      rule: rule.name,
      field: rule.field,
      usual: rule.threshold,
      threshold,
      share,
      n: sorted.length,
      basis: risk && threshold > tenth ? 'times_average' : 'tenth',
    })
    return { ...rule, threshold, hysteresis: ownHysteresis(rule, threshold, sorted) }
  })
  return { rules: inForce, chosen, adapted, silent }
}

/** Half the way back to the tier's middle at most: further, and nobody would ever recover. */
function ownHysteresis(rule: AlertRule, threshold: number, sorted: Float64Array): number {
  const middle = quantileSorted(sorted, 0.5) ?? threshold
  return Number(Math.min(rule.hysteresis, Math.abs(middle - threshold) / 2).toFixed(3))
}
