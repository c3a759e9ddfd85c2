import { at, textAt } from '../answers.ts'
import { fieldLabel } from '../../locales/field-labels.ts'
import { hideBelow } from '../charts/draft.ts'
import { dash } from '../printer.ts'
import { labels } from './parts.ts'
import { gateOf, rulesView } from './small-view.ts'
import type { Reading } from './parts.ts'
import type { Setting } from './view.ts'
import type { ChurnWords } from './words/words.ts'

type View = Record<string, unknown>

function healthTest(setting: Setting): View | null {
  const { facts, read, words, printer } = setting
  const health = read(facts.health)
  if (health === null || !health.has('backtest/auc')) return null
  return {
    from: printer.day(textAt(health.answer, 'backtest/from')),
    to: printer.day(textAt(health.answer, 'backtest/to')),
    n: health.fig('backtest/n', 'count'),
    churned: health.fig('backtest/churned', 'count'),
    auc: health.fig('backtest/auc', 'ratio'),
    lift: health.fig('backtest/lift_at_10', 'ratio', { digits: 1 }),
    order: at(health.answer, 'backtest/ordered') === true ? words.order.ordered : words.order.unordered,
    bands: health.items('backtest/churn_by_band').map(path => ({
      name: words.bands[
        textAt(health.answer, `${path}/band`) === 'high'
          ? 'high'
          : textAt(health.answer, `${path}/band`) === 'low'
            ? 'low'
            : 'medium'
      ],
      n: health.fig(`${path}/n`, 'count'),
      rate: health.fig(`${path}/rate`, 'share'),
      interval: health.range(`${path}/low`, `${path}/high`, 'share'),
    })),
  }
}

/** Whether the model ranks better than the rule: by the interval of the difference, never by the difference alone. */
function verdict(model: Reading, path: string, { verdicts }: ChurnWords): string {
  const [low, high] = [at(model.answer, `${path}/gain_low`), at(model.answer, `${path}/gain_high`)]
  if (typeof low === 'number' && low > 0) return verdicts.better
  return typeof high === 'number' && high < 0 ? verdicts.worse : verdicts.notBetter
}

function horizons(model: Reading, { printer, churn }: Setting): View[] {
  return model
    .items('backtest')
    .filter(path => model.has(`${path}/auc`) && model.has(`${path}/rule_auc`))
    .map(path => ({
      days: model.fig(`${path}/horizon_days`, 'count', { badge: 'assumed' }),
      from: printer.day(textAt(model.answer, `${path}/tested_from`)),
      n: model.fig(`${path}/n`, 'count'),
      expected: model.fig(`${path}/expected`, 'count', { badge: 'modelled' }),
      churned: model.fig(`${path}/churned`, 'count'),
      auc: model.fig(`${path}/auc`, 'ratio'),
      interval: model.range(`${path}/auc_low`, `${path}/auc_high`, 'ratio'),
      rule: printer.text(fieldLabel(textAt(model.answer, `${path}/rule`) ?? '', printer.language)),
      ruleAuc: model.fig(`${path}/rule_auc`, 'ratio'),
      verdict: verdict(model, path, churn),
    }))
}

function modelView(setting: Setting): View | null {
  const { facts, read, churn, printer } = setting
  const model = read(facts.predicted)
  if (model === null || !model.has('model/auc')) return null
  const rows = horizons(model, setting)
  const kind = textAt(model.answer, 'model/split/kind')
  return {
    name: churn.models[textAt(model.answer, 'model/chosen') ?? ''] ?? model.text('model/chosen'),
    auc: model.fig('model/auc', 'ratio'),
    interval: model.has('model/auc_low') ? model.range('model/auc_low', 'model/auc_high', 'ratio') : null,
    brier: model.fig('model/brier', 'ratio', { digits: 3 }),
    brierBase: model.fig('model/brier_base', 'ratio', { digits: 3 }),
    ece: model.fig('model/ece', 'points'),
    lift: model.fig('model/lift_at_10', 'ratio', { digits: 1 }),
    n: model.fig('model/split/n', 'count'),
    churned: model.fig('model/split/events', 'count'),
    split: kind === 'time' ? churn.splits.time : churn.splits.random,
    weak: weakly(model),
    horizons: rows.length > 0 ? rows : null,
    // A tenth of a handful of customers tells nothing: it is not shown (REPORT.md 2).
    calibration: model
      .items('calibration')
      .filter(path => (model.number(`${path}/n`) ?? 0) >= hideBelow)
      .map(path => ({
        predicted: model.fig(`${path}/predicted`, 'share', { badge: 'modelled' }),
        observed: model.fig(`${path}/observed`, 'share'),
        interval: model.range(`${path}/low`, `${path}/high`, 'share'),
        n: model.fig(`${path}/n`, 'count'),
      })),
    // One rate for everybody: its reliability has one line.
    flat: textAt(model.answer, 'outcome') === 'no_signal' && rows.length > 0,
    candidates: model.items('model/candidates').map(path => ({
      name:
        churn.models[textAt(model.answer, `${path}/name`) ?? ''] ??
        printer.text(textAt(model.answer, `${path}/name`)),
      auc: model.fig(`${path}/auc`, 'ratio'),
      brier: model.fig(`${path}/brier`, 'ratio', { digits: 3 }),
    })),
  }
}

/** A model whose interval reaches chance must not be sold as one that ranks. */
const weakly = (model: Reading): boolean => {
  const low = at(model.answer, 'model/auc_low')
  return typeof low === 'number' && low <= 0.5
}

function gateView(setting: Setting): string {
  const { facts, read, churn } = setting
  const model = read(facts.predicted)
  if (model === null || !model.has('gate/events_needed')) return gateOf(setting) ?? ''
  return churn.gate({
    events: model.fig('gate/events', 'count'),
    eventsNeeded: model.fig('gate/events_needed', 'count', { badge: 'assumed' }),
    customers: model.fig('gate/customers', 'count'),
    customersNeeded: model.fig('gate/customers_needed', 'count', { badge: 'assumed' }),
  })
}

/** Columns that a scan shut out, by the driver tool and the model. */
function leaksView({ facts, read, printer, churn }: Setting): string {
  const [drivers, model] = [read(facts.drivers), read(facts.predicted)]
  const fields = [
    ...(drivers?.items('excluded').filter(path => at(drivers.answer, `${path}/leak`) === true) ?? []).flatMap(
      path => (drivers === null ? [] : (textAt(drivers.answer, `${path}/field`) ?? [])),
    ),
    ...(model?.items('leaks') ?? []).flatMap(path =>
      model === null ? [] : (textAt(model.answer, `${path}/field`) ?? []),
    ),
  ]
  if (drivers === null && model === null) return dash
  return fields.length === 0 ? churn.leaks.none : churn.leaks.some(labels(printer, [...new Set(fields)]))
}

/** Back-tests, calibration, leaks and gates: whether the reader can rely on the ranking. */
export const trustView = (setting: Setting): View => ({
  backtest: healthTest(setting),
  model: modelView(setting),
  rules: rulesView(setting),
  leakScan: leaksView(setting),
  gate: gateView(setting),
})
