import { plan } from '../marks.ts'
import { dash } from '../printer.ts'
import type { ReportAnswer } from '../answers.ts'
import { labels, Reading } from './parts.ts'
import type { StrategyCase } from './strategy-cases.ts'
import type { Setting } from './view.ts'
import type { ChurnWords } from './words/words.ts'

/** P(churn) over the period for which an action holds, at the low end, middle and high end of the group's risk. */
export function chanceOf(
  { low, base, high }: StrategyCase,
  { facts, printer, read, words }: Setting,
): Record<string, unknown> | null {
  const roi = read(facts.roi)
  if (roi === null || !roi.has('decision_horizon/days')) return null
  const told = (answer: ReportAnswer | null): string =>
    answer === null
      ? dash
      : new Reading(answer, facts.book, printer).fig('incremental/churn_probability', 'share', {
          badge: 'modelled',
        })
  return {
    days: roi.fig('decision_horizon/days', 'count', { badge: 'assumed' }),
    ends: words.roi.range({ low: told(low), base: told(base), high: told(high) }),
  }
}

/**
 * What this data says of the condition that asks for a strategy: one sentence, empty where value alone asks. `before` is
 * the text that it follows.
 */
export function evidenceOf(
  { cue }: StrategyCase,
  drivers: Reading,
  { evidence }: ChurnWords,
  before: string,
): string {
  if (cue === null) return ''
  const told = (condition: string): string | null =>
    before.toLowerCase().includes(condition.toLowerCase()) ? null : condition
  if (cue.startsWith('high_risk'))
    return evidence.group({
      n: drivers.fig(`${cue}/n`, 'count'),
      risk: drivers.fig(`${cue}/risk_pct`, 'percent'),
      base: drivers.fig(`${cue}/base_rate_pct`, 'percent'),
      condition: told(drivers.where(`${cue}/definition_filter`)),
    })
  return evidence.driver({
    condition: told(drivers.where(`${cue}/filter`)),
    exposed: drivers.fig(`${cue}/rate_exposed`, 'share'),
    others: drivers.fig(`${cue}/rate_others`, 'share'),
    share: drivers.fig(`${cue}/exposure_pct_churned`, 'percent'),
  })
}

/** Who is left alone of one strategy's group, and what that can show. */
export function holdoutOf(
  one: StrategyCase,
  _place: number,
  { facts, printer, churn, words }: Setting,
): string {
  const design = facts.holdOuts.get(one)
  if (design === undefined) return plan(words.holdout)
  const reading = new Reading(design, facts.book, printer)
  const n = reading.fig('n_control', 'count', { badge: 'modelled' })
  return reading.has('detectable_effect')
    ? churn.holdOut({ n, effect: reading.fig('detectable_effect', 'points', { badge: 'modelled' }) })
    : churn.holdOutNone({ n })
}

/** The fields that stand out most often among the customers listed. */
export function signsOf(
  { facts, printer, churn }: Setting,
  fieldsOf: (id: string, explained: ReportAnswer) => readonly string[],
): string {
  const counts = new Map<string, number>()
  for (const [id, explained] of facts.explained)
    for (const field of fieldsOf(id, explained)) counts.set(field, (counts.get(field) ?? 0) + 1)
  const most = [...counts].toSorted(([, one], [, two]) => two - one).slice(0, 2)
  return most.length === 0
    ? churn.anySign
    : labels(
        printer,
        most.map(([field]) => field),
      )
}
