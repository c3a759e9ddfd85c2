import { at, itemPaths, textAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import { dayNumber, isoDay } from '../../domain/days.ts'
import { fieldLabel } from '../field-labels.ts'
import { fieldsIn } from '../conditions.ts'
import { plan } from '../marks.ts'
import { dash, sentence } from '../printer.ts'
import { decisionWord, Reading, tierWord } from './parts.ts'
import type { StrategyCase } from './facts.ts'
import type { Setting } from './view.ts'

type View = Record<string, unknown>

const reading = (answer: ReportAnswer, { facts, printer }: Setting): Reading =>
  new Reading(answer, facts.book, printer)

/** `G2` where the target is a high-risk group, else the filter in words. */
function targetName(one: StrategyCase, drivers: Reading, { words }: Setting): string {
  const group = /^high_risk_groups\/(\d+)$/.exec(one.target)
  const name = group ? words.group(String(Number(group[1]) + 1)) : drivers.where(`${one.target}/filter`)
  return words.targetGroup({ group: name, tier: one.tiered ? tierWord(words, one.playbook.tier) : null })
}

function strategyView(one: StrategyCase, index: number, setting: Setting): View {
  const { facts, words, printer } = setting
  const drivers = facts.drivers.answer
  if (drivers === null) return {}
  const source = reading(drivers, setting)
  const base = reading(one.base, setting)
  const text = one.playbook.text[printer.language]
  const cueFilter = one.cue.startsWith('drivers') ? `${one.cue}/filter` : `${one.cue}/definition_filter`
  const condition = source.where(cueFilter)
  const group = targetName({ ...one, tiered: false }, source, setting)
  const driver = printer.text(fieldLabel(fieldsIn(drivers, cueFilter)[0] ?? '', printer.language))
  const fill = (pattern: string): string =>
    pattern
      .split(/(\{(?:driver_condition|driver|group)\})/)
      .map(part =>
        part === '{driver_condition}'
          ? condition
          : part === '{driver}'
            ? driver
            : part === '{group}'
              ? group
              : part === ''
                ? ''
                : plan(part),
      )
      .join('')
  const grouped = one.target.startsWith('high_risk')
  const roi = (answer: ReportAnswer | null): string =>
    answer === null ? dash : reading(answer, setting).fig('incremental/roi', 'roi', { badge: 'assumed' })
  const decision = decisionWord(words, textAt(one.base, 'incremental/decision'))
  return {
    number: index + 1,
    title: sentence(fill(text.title)),
    description: sentence(fill(text.description)),
    target: targetName(one, source, setting),
    n: base.fig('total_rows', 'count'),
    risk: grouped
      ? source.fig(`${one.target}/risk_pct`, 'percent')
      : source.fig(`${one.target}/rate_exposed`, 'share'),
    base: grouped
      ? source.fig(`${one.target}/base_rate_pct`, 'percent')
      : source.fig('baseline/rate', 'share'),
    roi: words.roi.range({ low: roi(one.low), base: roi(one.base), high: roi(one.high) }),
    framework: base.fig('framework/roi', 'roi', { badge: 'assumed' }),
    gain: base.fig('incremental/gain', 'money', { badge: 'assumed' }),
    cost: base.fig('incremental/cost', 'money', { badge: 'assumed' }),
    decision,
    verdict: words.verdict({ decision, roi: roi(one.base) }),
    owner: plan(text.owner),
    kpi: fill(text.kpi),
    costLines: plan(text.cost),
    holdout: plan(words.holdout),
    steps: text.steps.map((what, step) => ({
      order: String(step + 1),
      when: words.step(printer.day(stepDay(facts.asOf, one.playbook.weeks[step] ?? 0))),
      what: fill(what),
    })),
  }
}

const stepDay = (asOf: string | null, weeks: number): string | null =>
  asOf === null ? null : isoDay(dayNumber(asOf) + 7 * weeks)

export const strategiesView = (setting: Setting): View[] =>
  setting.facts.strategies
    .toSorted((one, two) => rank(one) - rank(two))
    .map((one, index) => strategyView(one, index, setting))

/** What pays comes first; within that, the order of the drivers. */
const rank = ({ base }: StrategyCase): number => {
  const decision = textAt(base, 'incremental/decision')
  return decision === 'execute' ? 0 : decision === 'consider' ? 1 : 2
}

/** Return by value tier, and what moves it most. */
export function roiView({ facts, read, words, printer }: Setting): View {
  const roi = read(facts.roi)
  if (roi === null || roi.items('groups').length === 0) return { roi: null, tornado: null }
  const factors = roi.items('tornado', 4)
  return {
    roi: {
      groups: roi.items('groups').map(path => ({
        tier: tierWord(words, textAt(roi.answer, `${path}/tier`)),
        n: roi.fig(`${path}/n`, 'count'),
        worth: roi.fig(`${path}/worth`, 'count', { badge: 'modelled' }),
        cost: roi.fig(`${path}/cost`, 'money', { badge: 'assumed' }),
        value: roi.fig(`${path}/expected_value`, 'money', { badge: 'assumed' }),
        roi: roi.fig(`${path}/roi`, 'roi', { badge: 'assumed' }),
        decision: decisionWord(words, textAt(roi.answer, `${path}/decision`)),
      })),
      consent: null,
    },
    tornado:
      factors.length === 0
        ? null
        : factors.map(path => ({
            factor:
              words.factors[textAt(roi.answer, `${path}/factor`) ?? ''] ??
              printer.text(textAt(roi.answer, `${path}/factor`)),
            low: roi.fig(`${path}/low_roi`, 'roi', { badge: 'assumed' }),
            high: roi.fig(`${path}/high_roi`, 'roi', { badge: 'assumed' }),
          })),
  }
}

/** The customers to look at first, under their own ids, with what is known of the reasons. */
export function customersView(setting: Setting): View[] | null {
  const { facts, read, words, printer } = setting
  const rows = read(facts.customers)
  const paths = rows?.items('rows', 10) ?? []
  if (rows === null || paths.length === 0) return null
  return paths.map((path, index) => {
    const id = textAt(rows.answer, `${path}/customer_id`)
    const explained = id === null ? undefined : facts.explained.get(id)
    return {
      rank: plan(String(index + 1)),
      id: printer.id(id),
      tier: tierWord(words, textAt(rows.answer, `${path}/tier`)),
      value: printer.fig(
        facts.book.takeFirst(rows.answer, [`${path}/clv_forward`, `${path}/value`], 'money', 'modelled'),
      ),
      probability: rows.fig(`${path}/churn_probability`, 'share', { badge: 'modelled' }),
      kept: printer.fig(
        facts.book.takeFirst(
          rows.answer,
          [`${path}/value_at_risk`, `${path}/expected_value`],
          'money',
          'modelled',
        ),
      ),
      cost: rows.fig(`${path}/cost`, 'money', { badge: 'assumed' }),
      reasons: reasonsOf(rows, path, explained, setting),
    }
  })
}

function reasonsOf(
  rows: Reading,
  path: string,
  explained: ReportAnswer | undefined,
  { printer }: Setting,
): string {
  const own = at(rows.answer, `${path}/reasons`)
  const answer = Array.isArray(own) ? rows.answer : (explained ?? null)
  const list = Array.isArray(own) ? `${path}/reasons` : 'contributions'
  if (answer === null) return dash
  const names = itemPaths(answer, list, 3).flatMap(
    item => textAt(answer, `${item}/field`) ?? textAt(answer, `${item}/name`) ?? [],
  )
  return names.length === 0
    ? dash
    : printer.list(names.map(name => printer.text(fieldLabel(name, printer.language))))
}
