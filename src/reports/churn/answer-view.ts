import { atRisk } from './at-risk.ts'
import { numberAt, textAt } from '../answers.ts'
import { dash } from '../printer.ts'
import { measurePath } from './forecast-view.ts'
import type { Reading } from '../reading.ts'
import { fewMembers } from '../small-sums.ts'
import type { Setting } from './view.ts'

type View = Record<string, unknown>

/** As people say a rate: out of ten, or out of a hundred where ten is too coarse. */
function about(rate: number, { facts, printer, words, churn }: Setting): string {
  const figure = facts.book.take(facts.drivers.answer, 'baseline/rate', 'share')
  return rate < 0.1
    ? printer.approx(figure, churn.aboutHundred(String(Math.round(rate * 100))))
    : printer.approx(figure, words.about(String(Math.min(10, Math.round(rate * 10)))))
}

/** Whether churn moved: only when the interval of the difference leaves out 0. */
function trendOf(drivers: Reading): 'up' | 'down' | 'same' {
  if ((drivers.number('baseline/before/difference_low') ?? 0) > 0) return 'up'
  return (drivers.number('baseline/before/difference_high') ?? 0) < 0 ? 'down' : 'same'
}

const bracketed = (language: string, text: string): string =>
  language === 'en' ? ` (${text})` : `（${text}）`

/** What is lost if nothing is done, by the forecast, the model and the worst group; the parts that are known. */
function moneyAtRisk({ facts, read, words, churn, printer }: Setting): string | null {
  const [forecast, model, drivers] = [read(facts.forecast), read(facts.predicted), read(facts.drivers)]
  const rate = measurePath(forecast?.answer ?? null, 'churn_rate')
  const dated = textAt(facts.drivers.answer, 'baseline/from') !== null
  const predicted =
    model !== null && model.has('expected/value_at_risk') && model.has('method/parameters/window_days')
  // A label of no stated period gives one rate, not two for two lengths.
  const twice = predicted && !dated
  // The riskiest of the groups whose money may be summed.
  const worst = drivers
    ?.items('high_risk_groups')
    .find(path => drivers.has(`${path}/revenue_at_risk`) && !fewMembers(drivers, `${path}/members_now`))
  const unmeasured = facts.drivers.answer === null
  const parts = [
    ...(unmeasured && forecast !== null && rate !== null ? [churn.assumedMoney] : []),
    !twice && forecast !== null && rate !== null && forecast.has('do_nothing/lost_revenue')
      ? churn.money.leaving({
          rate: forecast.fig(`${rate}/baseline`, 'share', { badge: 'modelled' }),
          lost: forecast.fig('do_nothing/lost_revenue', 'money', { badge: 'modelled' }),
          horizon: words.months(forecast.fig(`${rate}/horizon_months`, 'count', { badge: 'assumed' })),
        })
      : null,
    predicted
      ? churn.money.model({
          value: model.has('expected/value_at_risk_ci/0')
            ? `${model.fig('expected/value_at_risk', 'money', { badge: 'modelled' })}${bracketed(
                printer.language,
                model.range(
                  'expected/value_at_risk_ci/0',
                  'expected/value_at_risk_ci/1',
                  'money',
                  'modelled',
                ),
              )}`
            : model.fig('expected/value_at_risk', 'money', { badge: 'modelled' }),
          churned: model.fig('expected/churned', 'count', { badge: 'modelled' }),
          n: model.fig('expected/customers', 'count'),
          days: model.fig('method/parameters/window_days', 'count', { badge: 'assumed' }),
          dated,
        })
      : null,
    drivers !== null && worst !== undefined
      ? churn.money.group({
          value: atRisk(drivers, worst, printer.language === 'en'),
          group: drivers.where(`${worst}/definition_filter`),
          first: worst === 'high_risk_groups/0',
        })
      : null,
  ].filter(part => part !== null)
  return parts.length === 0 ? null : parts.join(printer.language === 'en' ? ' ' : '')
}

/** The page a reader who reads no other takes away. */
export function answerView(setting: Setting, churned: View, strategies: readonly View[]): View {
  const { facts, read, words, churn, printer } = setting
  const drivers = read(facts.drivers)
  const rate = numberAt(facts.drivers.answer, 'baseline/rate')
  const earlier = drivers !== null && drivers.has('baseline/before/rate') ? drivers : null
  const pays = facts.strategies.some(({ base }) => textAt(base, 'incremental/decision') !== 'no')
  return {
    rate: churned['rate'],
    about: rate === null ? null : about(rate, setting),
    churned: churned['numerator'] ?? dash,
    n: churned['denominator'] ?? dash,
    earlier: earlier
      ? `${earlier.fig('baseline/before/rate', 'share')}${bracketed(printer.language, earlier.range('baseline/before/low', 'baseline/before/high', 'share'))}`
      : null,
    earlierPeriod: earlier
      ? printer.period(earlier.raw('baseline/before/from'), earlier.raw('baseline/before/to'))
      : '',
    earlierOf: earlier
      ? {
          numerator: earlier.fig('baseline/before/numerator', 'count'),
          denominator: earlier.fig('baseline/before/denominator', 'count'),
        }
      : null,
    trend: earlier
      ? words.trend(trendOf(earlier), {
          difference: earlier.fig('baseline/before/difference', 'points'),
          range: earlier.range('baseline/before/difference_low', 'baseline/before/difference_high', 'points'),
        })
      : '',
    money: moneyAtRisk(setting),
    actions: strategies.slice(0, 3),
    nothingPays: strategies.length === 0 || pays ? null : facts.funded ? churn.somePay : churn.nothingPays,
    association: words.association,
  }
}
