import { itemPaths, numberAt, textAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import { dayNumber, isoDay } from '../../domain/days.ts'
import { fieldNamed } from '../../locales/field-labels.ts'
import { fieldsIn, traitLabel } from '../conditions.ts'
import { filled } from '../filled.ts'
import { plan } from '../marks.ts'
import { dash, sentence, sentences } from '../printer.ts'
import { decisionWord, quoted, Reading, targetName, tierWord } from './parts.ts'
import { actionWord } from './plan-view.ts'
import { moneyOf, shareOfMoney } from '../small-sums.ts'
import type { StrategyCase } from './facts.ts'
import { chanceOf, evidenceOf, holdoutOf, signsOf } from './strategy-parts.ts'
import { asCode } from '../id-code.ts'
import type { Setting } from './view.ts'

type View = Record<string, unknown>

const reading = (answer: ReportAnswer, { facts, printer }: Setting): Reading =>
  new Reading(answer, facts.book, printer)

/** What treating one group brings, by value tier and level of effort. */
const tierRows = (base: Reading, { words, churn }: Setting): View[] =>
  base.items('groups').map(path => ({
    tier: tierWord(words, textAt(base.answer, `${path}/tier`)),
    level: actionWord(textAt(base.answer, `${path}/strategy`), churn),
    n: base.fig(`${path}/n`, 'count'),
    worth: base.fig(`${path}/worth`, 'count', { badge: 'modelled' }),
    cost: base.fig(`${path}/cost`, 'money', { badge: 'assumed' }),
    value: moneyOf(base, `${path}/expected_value`, `${path}/n`, 'assumed'),
    roi: shareOfMoney(base, `${path}/roi`, `${path}/n`, { unit: 'roi', badge: 'assumed' }),
  }))

/** The decision for the group as a whole, and how many of it are worth the action on their own. */
function verdictOf(base: Reading, decision: string, roi: string, { words, churn, printer }: Setting): string {
  const whole = words.verdict({ decision, roi })
  const worth = base.items('groups').filter(path => (numberAt(base.answer, `${path}/worth`) ?? 0) > 0)
  if (textAt(base.answer, 'incremental/decision') !== 'no' || worth.length === 0) return whole
  const parts = worth.map(path =>
    churn.worthPart({
      tier: tierWord(words, textAt(base.answer, `${path}/tier`)),
      action: actionWord(textAt(base.answer, `${path}/strategy`), churn),
      n: base.fig(`${path}/worth`, 'count', { badge: 'modelled' }),
    }),
  )
  return `${whole}${churn.worthSome(printer.list(parts))}`
}

function strategyView(one: StrategyCase, index: number, setting: Setting): View {
  const { facts, words, churn, printer } = setting
  const drivers = facts.drivers.answer
  const base = reading(one.base, setting)
  // Where nobody is known to have left, the risk is the one assumed, and nothing is said of drivers.
  const source = drivers === null ? base : reading(drivers, setting)
  const assumed =
    drivers === null ? base.fig('incremental/churn_probability', 'share', { badge: 'assumed' }) : null
  const text = one.playbook.text[printer.language]
  const cue = one.cue ?? 'baseline'
  const cueFilter = cue.startsWith('high_risk') ? `${cue}/definition_filter` : `${cue}/filter`
  const grouped = one.target?.startsWith('high_risk') === true
  const risk =
    assumed ??
    (grouped
      ? source.fig(`${one.target}/risk_pct`, 'percent')
      : source.fig(one.target === null ? 'baseline/rate' : `${one.target}/rate_exposed`, 'share'))
  const lead = (drivers === null ? [] : fieldsIn(drivers, cueFilter)).find(name => name !== 'is_active') ?? ''
  const values: Readonly<Record<string, string>> = {
    driver_condition: quoted(source.where(cueFilter), printer.language),
    driver: printer.text(traitLabel(lead, printer.language)),
    group: grouped ? targetName({ ...one, tiered: false }, source, setting) : churn.thisGroup,
    people: churn.people[facts.business],
    signs: signsOf(setting, (id, explained) => reasonFields(id, explained, setting)),
    n: base.fig('total_rows', 'count'),
    risk,
  }
  const fill = (pattern: string): string => filled(pattern, values)
  const described = sentences(fill(text.description))
  const each = (path: string, unit: 'roi' | 'money'): string => {
    const told = (answer: ReportAnswer | null): string =>
      answer === null ? dash : reading(answer, setting).fig(path, unit, { badge: 'assumed' })
    return words.roi.range({ low: told(one.low), base: told(one.base), high: told(one.high) })
  }
  const decision = decisionWord(words, textAt(one.base, 'incremental/decision'))
  const roi = base.fig('incremental/roi', 'roi', { badge: 'assumed' })
  return {
    number: index + 1,
    title: sentence(fill(text.title)),
    description: [described, evidenceOf(one, source, churn, described)].join(
      printer.language === 'en' ? ' ' : '',
    ),
    target: targetName(one, source, setting),
    n: base.fig('total_rows', 'count'),
    risk,
    chance: chanceOf(one, setting),
    base:
      assumed ??
      (grouped ? source.fig(`${one.target}/base_rate_pct`, 'percent') : source.fig('baseline/rate', 'share')),
    roi: each('incremental/roi', 'roi'),
    framework: base.fig('framework/roi', 'roi', { badge: 'assumed' }),
    gain: each('incremental/gain', 'money'),
    cost: base.fig('incremental/cost', 'money', { badge: 'assumed' }),
    cap: base.has('spend_cap/amount') ? base.fig('spend_cap/amount', 'money', { badge: 'assumed' }) : dash,
    breakEven: base.has('incremental/break_even_success_rate')
      ? base.fig('incremental/break_even_success_rate', 'share', { badge: 'modelled' })
      : churn.neverPays,
    success: base.has('incremental/success_rate')
      ? base.fig('incremental/success_rate', 'share', { badge: 'assumed' })
      : dash,
    worth: base.has('incremental/value_lost')
      ? base.fig('incremental/value_lost', 'money', { badge: 'modelled' })
      : dash,
    tiers: tierRows(base, setting),
    decision,
    verdict: verdictOf(base, decision, roi, setting),
    playbook: plan(`\`${one.playbook.id}\``),
    owner: plan(text.owner),
    kpi: fill(text.kpi),
    costLines: plan(text.cost),
    holdout: holdoutOf(one, index, setting),
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
        value: moneyOf(roi, `${path}/expected_value`, `${path}/n`, 'assumed'),
        roi: shareOfMoney(roi, `${path}/roi`, `${path}/n`, { unit: 'roi', badge: 'assumed' }),
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
  const { facts, read, words, churn, printer } = setting
  const rows = read(facts.customers)
  const paths = rows?.items('rows', 10) ?? []
  if (rows === null || paths.length === 0) return null
  return paths.map((path, index) => {
    const id = textAt(rows.answer, `${path}/customer_id`)
    const explained = id === null ? undefined : facts.explained.get(id)
    const known = explained === undefined ? null : reading(explained, setting)
    const own = rows.has(`${path}/clv_forward`)
    return {
      rank: plan(String(index + 1)),
      id: asCode(printer.id(id)),
      tier: tierWord(words, textAt(rows.answer, `${path}/tier`) ?? textAt(explained, 'value/tier')),
      value: own
        ? rows.fig(`${path}/clv_forward`, 'money', { badge: 'modelled' })
        : known !== null
          ? known.fig('value/clv_forward', 'money', { badge: 'modelled' })
          : dash,
      probability: rows.fig(`${path}/churn_probability`, 'share', { badge: 'modelled' }),
      atRisk: rows.has(`${path}/value_at_risk`)
        ? rows.fig(`${path}/value_at_risk`, 'money', { badge: 'modelled' })
        : known !== null && known.has('value/value_at_risk')
          ? known.fig('value/value_at_risk', 'money', { badge: 'modelled' })
          : dash,
      what: actionWord(textAt(rows.answer, `${path}/strategy`), churn),
      kept: rows.fig(`${path}/expected_value`, 'money', { badge: 'assumed' }),
      cost: rows.fig(`${path}/cost`, 'money', { badge: 'assumed' }),
      reasons: reasonsOf(id, explained, setting),
    }
  })
}

const most = 3
/** From this score on an input is as it should be. */
const healthy = 80

/** Up to three fields: what the model says raises the odds, then where the customer scores worst. */
export function reasonFields(
  id: string | null,
  explained: ReportAnswer | undefined,
  { facts }: Pick<Setting, 'facts'>,
): string[] {
  // The model writes “label = value (odds × n)” in the server's language; readers get the field in theirs.
  const fromModel = (facts.reasons.get(id ?? '') ?? []).flatMap(reason => {
    const label = /^(.+?) ?(?:=|＝|<|>|≥|≤)/.exec(reason)?.[1]
    return label === undefined ? [] : [fieldNamed(label) ?? label]
  })
  const score = (path: string): number => numberAt(explained, `${path}/score`) ?? 100
  const fromScore = itemPaths(explained, 'inputs')
    .filter(path => score(path) < healthy)
    .toSorted((one, two) => score(one) - score(two))
    .flatMap(path => (textAt(explained, `${path}/field`) ?? '').split('/')[0] ?? [])
    .filter(field => field !== '')
  return [...new Set([...fromModel, ...fromScore])].slice(0, most)
}

function reasonsOf(id: string | null, explained: ReportAnswer | undefined, setting: Setting): string {
  const { printer } = setting
  const names = reasonFields(id, explained, setting)
  const told = (fields: readonly string[]): string =>
    printer.list(fields.map(field => traitWithValue(field, explained, setting)))
  const usual = usualFields(names, explained)
  const rest = usual.length === 0 ? '' : setting.churn.asUsual(told(usual))
  const first = names.length === 0 ? setting.churn.noSignal : told(names)
  return rest === '' ? first : `${first}${printer.language === 'en' ? '; ' : '；'}${rest}`
}

/** Where fewer than three fields stand out, what else is on record of a customer, as it should be. */
export const usualFields = (flagged: readonly string[], explained: ReportAnswer | undefined): string[] =>
  flagged.length >= most
    ? []
    : [...new Set(itemPaths(explained, 'inputs').flatMap(path => fieldOf(explained, path)))]
        .filter(field => !flagged.includes(field))
        .slice(0, most - flagged.length)

const fieldOf = (explained: ReportAnswer | undefined, path: string): string[] => {
  const field = (textAt(explained, `${path}/field`) ?? '').split('/')[0] ?? ''
  return field === '' || numberAt(explained, `${path}/value`) === null ? [] : [field]
}

const isMoney = /revenue|spent|mrr|amount|charge|contract_value|order_value/

/** A field with what is on record of this customer, where it is a number of the health score. */
function traitWithValue(field: string, explained: ReportAnswer | undefined, setting: Setting): string {
  const { printer } = setting
  const name = printer.text(traitLabel(field, printer.language))
  const path = itemPaths(explained, 'inputs').find(one => textAt(explained, `${one}/field`) === field)
  const value = path === undefined ? null : numberAt(explained, `${path}/value`)
  if (explained === undefined || path === undefined || value === null) return name
  const unit = isMoney.test(field) ? 'money' : 'ratio'
  const digits = unit === 'ratio' ? { digits: Number.isInteger(value) ? 0 : 1 } : {}
  return `${name} ${reading(explained, setting).fig(`${path}/value`, unit, digits)}`
}
