import { fieldLabel } from '../../locales/field-labels.ts'
import { textAt } from '../answers.ts'
import { dash } from '../printer.ts'
import { bandWord, Reading } from './parts.ts'
import { horizonsOf } from './value-risk-view.ts'
import type { Setting } from './view.ts'

type View = Record<string, unknown>

/** What comes nearest to a driver and is not beyond chance: conditions with their exposure, without a share of churn. */
export function unconfirmedView({ facts, read }: Setting): View | null {
  const drivers = read(facts.drivers)
  const paths = drivers?.items('unconfirmed').filter(path => !drivers.truth(`${path}/sensitive`)) ?? []
  if (drivers === null || paths.length === 0) return null
  return {
    unexplained: drivers.has('unexplained_pct')
      ? drivers.fig('unexplained_pct', 'percent', { badge: 'modelled' })
      : dash,
    none: drivers.items('drivers').length === 0,
    rows: paths.map(path => ({
      definition: drivers.where(`${path}/filter`),
      n: drivers.fig(`${path}/n`, 'count'),
      churned: drivers.fig(`${path}/exposure_pct_churned`, 'percent'),
      churnedEnds: drivers.range(`${path}/exposure_ci_churned/0`, `${path}/exposure_ci_churned/1`, 'percent'),
      retained: drivers.fig(`${path}/exposure_pct_retained`, 'percent'),
      rate: drivers.fig(`${path}/rate_exposed`, 'share'),
      rateEnds: drivers.range(`${path}/rate_exposed_ci/0`, `${path}/rate_exposed_ci/1`, 'share'),
      others: drivers.fig(`${path}/rate_others`, 'share'),
      lift: drivers.fig(`${path}/lift`, 'ratio', { digits: 1 }),
      liftEnds: drivers.range(`${path}/lift_ci/0`, `${path}/lift_ci/1`, 'ratio', 'measured', 1),
    })),
  }
}

/** Below the gate of a model: how bands by rule and single signs did on the last window that is over. */
export function rulesView({ facts: { byRule, book }, words, printer }: Setting): View | null {
  if (byRule === null) return null
  const rule = new Reading(byRule, book, printer)
  const bands = rule.items('rule_bands/bands').filter(path => textAt(byRule, `${path}/band`) !== 'unknown')
  const tested = rule.has('rule_bands/test/n')
  const path = (name: string): string => `rule_bands/test/${name}`
  const earlier = (band: string | null): string | undefined =>
    rule.items('rule_bands/test/bands').find(one => textAt(byRule, `${one}/band`) === band)
  return {
    bands: bands.map(one => {
      const past = earlier(textAt(byRule, `${one}/band`))
      return {
        name: bandWord(words, textAt(byRule, `${one}/band`)),
        n: rule.fig(`${one}/n`, 'count', { badge: 'assumed' }),
        past: past === undefined ? dash : rule.fig(`${past}/n`, 'count'),
        churned: past === undefined ? dash : rule.fig(`${past}/churned`, 'count'),
        rate: past === undefined ? dash : rule.fig(`${past}/rate`, 'share'),
        interval: past === undefined ? dash : rule.range(`${past}/low`, `${past}/high`, 'share'),
      }
    }),
    test: tested
      ? {
          from: printer.day(textAt(byRule, path('from'))),
          to: printer.day(textAt(byRule, path('to'))),
          n: rule.fig(path('n'), 'count'),
          churned: rule.fig(path('churned'), 'count'),
          signs: rule.items(path('signs')).map(one => ({
            name: printer.text(fieldLabel(textAt(byRule, `${one}/field`) ?? '', printer.language)),
            auc: rule.fig(`${one}/auc`, 'ratio'),
            interval: rule.range(`${one}/auc_low`, `${one}/auc_high`, 'ratio'),
          })),
          flat: rule.has(path('flat/rate'))
            ? {
                rate: rule.fig(path('flat/rate'), 'share'),
                expected: rule.fig(path('flat/expected'), 'count', { badge: 'modelled' }),
                brier: rule.fig(path('flat/brier'), 'ratio', { digits: 3 }),
                hindsight: rule.fig(path('flat/brier_in_hindsight'), 'ratio', { digits: 3 }),
              }
            : null,
        }
      : null,
  }
}

/** The shortfall of the gate, as the tool below its gate tells it. */
export function gateOf({ facts: { byRule, book }, churn, printer }: Setting): string | null {
  if (byRule === null) return null
  const rule = new Reading(byRule, book, printer)
  if (!rule.has('gate/events_needed')) return null
  return churn.gate({
    events: rule.fig('gate/events', 'count'),
    eventsNeeded: rule.fig('gate/events_needed', 'count', { badge: 'assumed' }),
    customers: rule.fig('gate/customers', 'count'),
    customersNeeded: rule.fig('gate/customers_needed', 'count', { badge: 'assumed' }),
  })
}

/** Nobody is known to have left: what is assumed in place of a rate, with the customers it is assumed of. */
export function unmeasured({ facts, read, churn, printer }: Setting): string | null {
  const forecast = read(facts.forecast)
  const values = read(facts.values)
  if (forecast === null || values === null || !forecast.has('method/parameters/annual_churn')) return null
  return churn.unmeasured({
    n: forecast.fig('figures/0/n', 'count'),
    asOf: printer.day(facts.asOf),
    rate: forecast.fig('method/parameters/annual_churn', 'share', { badge: 'assumed' }),
  })
}

/** Over how many days the probabilities of the list, and the value at risk beside them, are told. */
export function daysNote(setting: Setting): string | null {
  const { probability, atRisk } = horizonsOf(setting)
  return probability === null ? null : setting.churn.overDays({ probability, atRisk })
}
