import { moneyOf, shareOfMoney } from '../small-sums.ts'
import { at, itemPaths, numberAt, textAt } from '../answers.ts'
import type { Asked } from '../answers.ts'
import { plan as word, replaceMarks } from '../marks.ts'
import { dash } from '../printer.ts'
import { consentOnRecord, contactsOnRecord, isSensitive, sensitiveFields } from './constraints.ts'
import { labels, quoted, Reading, targetName, tierWord } from './parts.ts'
import type { Setting } from './view.ts'

type View = Record<string, unknown>

const curvePoints = 6

export const actionWord = (option: string | null, { actions }: Setting['churn']): string =>
  option === null ? dash : (actions[option] ?? word(option))

/** Points of a long curve, first and last among them. */
function spread(paths: readonly string[]): string[] {
  if (paths.length <= curvePoints) return [...paths]
  const step = (paths.length - 1) / (curvePoints - 1)
  return Array.from({ length: curvePoints }, (_, index) => paths[Math.round(index * step)] ?? '')
}

/** What a reader sees of a marked number. */
const printed = (text: string): string => replaceMarks(text, (_key, shown) => shown)

function budgetView(plan: Reading, setting: Setting): View {
  const { facts, words, churn } = setting
  const funded = facts.funded
  const money = (path: string): string => plan.fig(path, 'money', { badge: 'modelled' })
  const rows = plan.items('allocation')
  return {
    funded,
    line: funded
      ? churn.budgetLine({
          budget: plan.fig('budget', 'money', { badge: 'assumed' }),
          spend:
            printed(money('total_cost')) === printed(plan.fig('budget', 'money', { badge: 'assumed' }))
              ? null
              : money('total_cost'),
          n: plan.fig('total_rows', 'count', { badge: 'modelled' }),
          value: money('total_value'),
          roi: plan.fig('roi', 'roi', { badge: 'modelled' }),
        })
      : churn.noBudget,
    allocation: funded
      ? rows.map(path => {
          const option = textAt(plan.answer, `${path}/option`)
          return {
            who: option === null ? churn.unspent : tierWord(words, textAt(plan.answer, `${path}/id`)),
            what: option === null ? '' : actionWord(option, churn),
            n: option === null ? '' : plan.fig(`${path}/n`, 'count', { badge: 'modelled' }),
            cost: money(`${path}/cost`),
            value: option === null ? '' : moneyOf(plan, `${path}/value`, `${path}/n`, 'modelled'),
            roi:
              option === null
                ? ''
                : shareOfMoney(plan, `${path}/roi`, `${path}/n`, { unit: 'roi', badge: 'modelled' }),
          }
        })
      : null,
    budget: plan.fig('budget', 'money', { badge: 'assumed' }),
    curve: spread(plan.items('marginal_roi')).map(path => ({
      spend: money(`${path}/spend`),
      value: money(`${path}/value`),
      roi: plan.fig(`${path}/marginal_roi`, 'roi', { badge: 'modelled' }),
    })),
    stop: [
      churn.stops[textAt(plan.answer, 'stop/reason') ?? ''] ?? '',
      plan.has('stop/last_roi')
        ? churn.shadow({ roi: plan.fig('stop/last_roi', 'roi', { badge: 'modelled' }) })
        : '',
    ]
      .filter(text => text !== '' && funded)
      .join(setting.printer.language === 'en' ? ' ' : ''),
    threshold: plan.fig('method/parameters/min_marginal_roi', 'roi', { badge: 'assumed' }),
    left: plan.fig('not_worth_saving/n', 'count', { badge: 'modelled' }),
    why: [...plan.items('not_worth_saving/why'), ...plan.items('excluded')].map(path => ({
      reason:
        churn.notWorth[textAt(plan.answer, `${path}/reason`) ?? ''] ??
        churn.excluded[textAt(plan.answer, `${path}/reason`) ?? ''] ??
        plan.text(`${path}/reason`),
      n: plan.fig(`${path}/n`, 'count', { badge: 'modelled' }),
    })),
    rates: plan.items('success_rates').map(path => ({
      tier: tierWord(words, textAt(plan.answer, `${path}/tier`)),
      what: actionWord(textAt(plan.answer, `${path}/strategy`), churn),
      cost: plan.fig(`${path}/cost`, 'money', { badge: 'assumed' }),
      success: plan.fig(`${path}/success_rate`, 'share', { badge: 'assumed' }),
      share: plan.fig(`${path}/cap_share`, 'share', { badge: 'assumed' }),
      flat: plan.fig(`${path}/cap_flat`, 'money', { badge: 'assumed' }),
    })),
  }
}

/** What a hold-out of a size can show, in a sentence; `null` where it was not asked. */
function shown(asked: Asked, setting: Setting, size: 'own' | 'half'): string | null {
  const design = setting.read(asked)
  if (design === null) return null
  const { measure } = setting.churn
  const part = {
    share: design.fig('method/parameters/hold_out_share', 'share', { badge: 'assumed' }),
    control: design.fig('n_control', 'count', { badge: 'modelled' }),
    treated: design.fig('n_treated', 'count', { badge: 'modelled' }),
  }
  if (!design.has('detectable_effect')) return size === 'own' ? measure.ownNone(part) : measure.halfNone(part)
  const effect = design.fig('detectable_effect', 'points', { badge: 'modelled' })
  return size === 'own' ? measure.own({ ...part, effect }) : measure.half({ ...part, effect })
}

/** What a pilot in the first strategy's group could show. */
function pilotView(setting: Setting): string | null {
  const { facts, churn, printer } = setting
  const design = setting.read(facts.measuredHalf)
  const drivers = setting.read(facts.drivers)
  const [first] = facts.strategies
  if (design === null || first === undefined) return null
  const named = drivers ?? new Reading(first.base, facts.book, printer)
  const part = {
    group: first.target?.startsWith('high_risk')
      ? targetName(first, named, setting)
      : quoted(targetName(first, named, setting), printer.language),
    n: printer.fig(facts.book.take(first.base, 'total_rows', 'count')),
    control: design.fig('n_control', 'count', { badge: 'modelled' }),
  }
  return design.has('detectable_effect')
    ? churn.measure.pilot({
        ...part,
        effect: design.fig('detectable_effect', 'points', { badge: 'modelled' }),
      })
    : churn.measure.pilotNone(part)
}

function measureView(setting: Setting): string[] {
  const { facts, read, churn } = setting
  const drivers = read(facts.drivers)
  const horizon = drivers ?? read(facts.roi)
  if (horizon === null || (drivers === null && facts.strategies.length === 0)) return [churn.measure.unfunded]
  const own = facts.piloted ? pilotView(setting) : shown(facts.measuredOwn, setting, 'own')
  if (own === null) return [churn.measure.unfunded]
  const need = read(facts.measuredNeed)
  const days = horizon.fig(drivers === null ? 'decision_horizon/days' : 'baseline/window_days', 'count', {
    badge: 'assumed',
  })
  return [
    own,
    [
      facts.piloted ? '' : (shown(facts.measuredHalf, setting, 'half') ?? ''),
      need !== null && need.has('n_per_arm')
        ? churn.measure.need({
            n: need.fig('n_per_arm', 'count', { badge: 'modelled' }),
            from: need.fig('baseline_rate', 'share'),
            to: need.fig('target_rate', 'share', { badge: 'assumed' }),
          })
        : '',
    ]
      .filter(text => text !== '')
      .join(setting.printer.language === 'en' ? ' ' : ''),
    churn.measure.primary({ days }),
    churn.measure.duration({ days }),
    churn.measure.stop,
    churn.measure.guard,
  ].filter(text => text !== '')
}

/** What binds every contact: consent, frequency, and attributes that must pick nobody. */
function constraintsView(plan: Reading | null, { facts, printer, churn }: Setting): string[] {
  const excluded = (reason: string): string | null =>
    plan === null
      ? null
      : (itemPaths(plan.answer, 'excluded').find(
          path =>
            textAt(plan.answer, `${path}/reason`) === reason && (numberAt(plan.answer, `${path}/n`) ?? 0) > 0,
        ) ?? null)
  const withheld = excluded('no_consent')
  const barred = excluded('do_not_contact')
  const { constraints } = churn
  const fields = sensitiveFields(facts.described)
  const drivers = facts.drivers.answer
  const flagged = itemPaths(drivers, 'drivers').flatMap(path => {
    const name = textAt(drivers, `${path}/name`)
    return name !== null && (at(drivers, `${path}/sensitive`) === true || isSensitive(name)) ? [name] : []
  })
  return [
    plan !== null && withheld !== null
      ? constraints.consentKnown(plan.fig(`${withheld}/n`, 'count'))
      : consentOnRecord(facts.described)
        ? constraints.consentAll
        : constraints.consentUnknown,
    ...(plan !== null && barred !== null ? [constraints.doNotContact(plan.fig(`${barred}/n`, 'count'))] : []),
    contactsOnRecord(facts.described) ? constraints.frequencyKnown : constraints.frequencyUnknown,
    fields.length > 0 ? constraints.sensitive(labels(printer, fields)) : constraints.sensitiveNone,
    ...(flagged.length > 0 ? [constraints.sensitiveDriver(labels(printer, [...new Set(flagged)]))] : []),
  ]
}

/** Budget, measurement and the rules for contact. */
export function planView(setting: Setting): View {
  const plan = setting.read(setting.facts.planned)
  return {
    plan: plan === null ? null : budgetView(plan, setting),
    measure: measureView(setting),
    constraints: constraintsView(plan, setting),
  }
}
