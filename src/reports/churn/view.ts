import { at, numberAt, textAt } from '../answers.ts'
import type { Asked } from '../answers.ts'
import { chartMark } from '../marks.ts'
import { missingText } from '../missing-words.ts'
import { dash } from '../printer.ts'
import type { Printer } from '../printer.ts'
import type { Rubric } from '../rubric.ts'
import { wordsFor } from '../words/words.ts'
import type { MissingPart, ReportWords } from '../words/words.ts'
import type { ChurnFacts } from './facts.ts'
import { Reading, segmentWord } from './parts.ts'
import { changesView } from './changes.ts'
import type { Remembered } from './changes.ts'
import { sourcesView } from './sources-view.ts'
import { riskView } from './risk-view.ts'
import { customersView, roiView, strategiesView } from './action-view.ts'
import { forecastView } from './forecast-view.ts'

type View = Record<string, unknown>

export interface Setting {
  facts: ChurnFacts
  printer: Printer
  words: ReportWords
  /** A reading of an answer, or `null` where there is none. */
  read: (asked: Asked) => Reading | null
}

/** One tenth to ten tenths, as people say it. */
export const tenths = (rate: number): string => String(Math.min(10, Math.round(rate * 10)))

function churnViewOf({ facts, read, words, printer }: Setting): View {
  const drivers = read(facts.drivers)
  const plainDay = (path: string): string =>
    printer.day(drivers === null ? null : textAt(drivers.answer, path))
  if (drivers === null || !drivers.has('baseline/denominator')) {
    return { definition: missingText('drivers', facts.drivers.missing, printer.language), rate: null }
  }
  const definition = words.definition({
    kind: textAt(drivers.answer, 'baseline/kind') ?? 'label',
    days: drivers.fig('baseline/window_days', 'count', { badge: 'assumed' }),
    from: plainDay('baseline/from'),
    to: plainDay('baseline/to'),
  })
  const [numerator, denominator] = [
    drivers.fig('baseline/numerator', 'count'),
    drivers.fig('baseline/denominator', 'count'),
  ]
  const rate = drivers.has('baseline/rate') ? drivers.fig('baseline/rate', 'share') : null
  const interval = drivers.range('baseline/low', 'baseline/high', 'share')
  return {
    definition: `${definition} ${words.population({ numerator, denominator })}`,
    short: definition,
    numerator,
    denominator,
    rate:
      rate === null ? null : printer.language === 'en' ? `${rate} (${interval})` : `${rate}（${interval}）`,
    healthy: drivers.has('baseline/healthy_rate')
      ? drivers.fig('baseline/healthy_rate', 'share', { badge: 'modelled' })
      : null,
    gateUnmet: at(drivers.answer, 'baseline/gate_met') === false,
  }
}

/** Whether churn moved: only when the two intervals do not overlap. */
function trendOf(facts: ChurnFacts): 'up' | 'down' | 'same' {
  const [now, then] = [facts.drivers.answer, facts.earlier.answer]
  const edge = (answer: typeof now, path: string): number =>
    answer === null ? Number.NaN : (numberAt(answer, path) ?? Number.NaN)
  if (edge(now, 'baseline/low') > edge(then, 'baseline/high')) return 'up'
  return edge(now, 'baseline/high') < edge(then, 'baseline/low') ? 'down' : 'same'
}

function answerView(setting: Setting, churn: View, strategies: readonly View[]): View {
  const { facts, read, words, printer } = setting
  const drivers = read(facts.drivers)
  const earlier = read(facts.earlier)
  const health = read(facts.health)
  const rate = drivers === null ? null : numberAt(drivers.answer, 'baseline/rate')
  const low =
    health === null
      ? undefined
      : health.items('bands').find(path => textAt(health.answer, `${path}/band`) === 'low')
  const worst = drivers !== null && drivers.has('high_risk_groups/0/revenue_at_risk')
  const earlierKnown = earlier !== null && earlier.has('baseline/rate')
  return {
    rate: churn['rate'],
    about:
      rate === null || drivers === null
        ? null
        : printer.approx(
            facts.book.take(drivers.answer, 'baseline/rate', 'share'),
            words.about(tenths(rate)),
          ),
    churned: churn['numerator'] ?? dash,
    n: churn['denominator'] ?? dash,
    definition: churn['short'] ?? '',
    earlier: earlierKnown
      ? `${earlier.fig('baseline/rate', 'share')}${printer.language === 'en' ? ' (' : '（'}${earlier.range('baseline/low', 'baseline/high', 'share')}${printer.language === 'en' ? ')' : '）'}`
      : null,
    earlierPeriod: earlierKnown
      ? `${printer.day(textAt(earlier.answer, 'baseline/from'))} – ${printer.day(textAt(earlier.answer, 'baseline/to'))}`
      : '',
    trend: earlierKnown ? words.trend(trendOf(facts)) : '',
    atRisk: worst ? drivers.fig('high_risk_groups/0/revenue_at_risk', 'money', { badge: 'modelled' }) : null,
    worstGroup: worst ? drivers.where('high_risk_groups/0/definition_filter') : '',
    lowRevenue:
      health !== null && low !== undefined && health.has(`${low}/revenue`)
        ? health.fig(`${low}/revenue`, 'money')
        : null,
    lowRevenueShare:
      health !== null && low !== undefined && health.has(`${low}/revenue_share`)
        ? health.fig(`${low}/revenue_share`, 'share')
        : dash,
    actions: strategies.slice(0, 3),
    association: words.association,
  }
}

function definitionsView({ facts, read }: Setting): View[] | null {
  const retention = read(facts.definitions)
  const rows = retention?.items('definitions') ?? []
  if (retention === null || rows.length === 0) return null
  return rows.map(path => ({
    name: retention.text(`${path}/name`),
    rate: retention.fig(`${path}/rate`, 'share'),
    numerator: retention.fig(`${path}/numerator`, 'count'),
    denominator: retention.fig(`${path}/denominator`, 'count'),
  }))
}

function backtestView({ facts, read, words, printer }: Setting): View | null {
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

function modelView({ facts, read }: Setting): View | null {
  const model = read(facts.predicted)
  if (model === null || !model.has('model/auc')) return null
  return {
    name: model.text('model/chosen'),
    auc: model.fig('model/auc', 'ratio', { badge: 'modelled' }),
    brier: model.fig('model/brier', 'ratio', { badge: 'modelled', digits: 3 }),
    ece: model.fig('model/ece', 'share', { badge: 'modelled' }),
    lift: model.fig('model/lift_at_10', 'ratio', { badge: 'modelled', digits: 1 }),
  }
}

function quadrantsView({ facts, read, words, printer }: Setting): View[] | null {
  const segments = read(facts.quadrants)
  if (segments === null) return null
  return segments.items('segments').map(path => ({
    name: printer.text(segmentWord(words, textAt(segments.answer, `${path}/name`) ?? '')),
    n: segments.fig(`${path}/n`, 'count'),
    clv: segments.fig(`${path}/clv`, 'money', { badge: 'modelled' }),
    churn: segments.fig(`${path}/churn_rate`, 'share'),
  }))
}

function valuesView({ facts, read, words, printer }: Setting): View | null {
  const values = read(facts.values)
  if (values === null || !values.has('population/clv_forward_sum')) return null
  return {
    sum: values.fig('population/clv_forward_sum', 'money', { badge: 'modelled' }),
    interval: values.range('population/low', 'population/high', 'money', 'modelled'),
    churn: values.has('population/annual_churn') ? values.fig('population/annual_churn', 'share') : dash,
    horizon: words.months(
      typeof at(values.answer, 'method/parameters/horizon_months') === 'number'
        ? values.fig('method/parameters/horizon_months', 'count', { badge: 'assumed' })
        : printer.text('∞'),
    ),
  }
}

function formulasView({ facts, printer, words }: Setting): View[] {
  const answers = [
    facts.drivers,
    facts.health,
    facts.tiers,
    facts.values,
    facts.roi,
    facts.predicted,
    facts.forecast,
  ]
  const seen = new Set<string>()
  return answers.flatMap(({ answer }) => {
    const method = answer?.method
    if (!method || seen.has(method.formula_id) || answer === null) return []
    seen.add(method.formula_id)
    const parts = Object.entries(method.parameters).flatMap(([key, value]) => {
      const path = `method/parameters/${key}`
      if (typeof value === 'number')
        return [
          `${key.replaceAll('_', ' ')} ${printer.fig(facts.book.take(answer, path, 'ratio', 'assumed'), 3)}`,
        ]
      return typeof value === 'string' && !/\d/.test(value)
        ? [`${key.replaceAll('_', ' ')} ${printer.text(value)}`]
        : []
    })
    return [
      {
        name: words.formulas[method.formula_id] ?? printer.text(method.name),
        id: `\`${method.formula_id}\``,
        parameters: parts.length > 0 ? parts.join('; ') : dash,
      },
    ]
  })
}

export interface ChurnDocument {
  facts: ChurnFacts
  printer: Printer
  rubric: Rubric
  previous: Remembered | null
}

/** Everything the template of a churn report prints, for one reader. */
export function churnView({ facts, printer, rubric, previous }: ChurnDocument): View {
  const words = wordsFor(printer.language)
  const read = (asked: Asked): Reading | null =>
    asked.answer === null ? null : new Reading(asked.answer, facts.book, printer)
  const setting: Setting = { facts, printer, words, read }
  const churn = churnViewOf(setting)
  const strategies = strategiesView(setting)
  const say = (part: MissingPart, asked: Asked | null = null): string =>
    missingText(part, asked?.missing ?? null, printer.language)
  const risk = riskView(setting)
  const customers = customersView(setting)
  const own =
    facts.roi.answer !== null &&
    textAt(facts.roi.answer, 'method/parameters/churn_probability_basis') === 'model'
  return {
    title: words.title.churn_report(words.business[facts.business]),
    ...sourcesView(setting),
    churn,
    answer: answerView(setting, churn, strategies),
    confidence: words.confidence[rubric.confidence],
    definitions: definitionsView(setting),
    ...risk,
    quadrants: quadrantsView(setting),
    customers,
    customerNote:
      facts.predicted.answer !== null
        ? words.customerNote.predicted
        : own
          ? words.customerNote.modelled
          : words.customerNote.flat,
    backtest: backtestView(setting),
    model: modelView(setting),
    limitsOfView: [
      words.limitsOfView.scoreIsNoProbability,
      ...(facts.predicted.answer === null && !own ? [words.limitsOfView.flatRate] : []),
      words.limitsOfView.association,
    ],
    strategies: strategies.length > 0 ? strategies : null,
    ...roiView(setting),
    values: valuesView(setting),
    forecast: forecastView(setting),
    changes: changesView(setting, previous),
    tierBasis: words.tierBasis[tierBasisOf(facts)],
    formulas: formulasView(setting),
    charts: {
      drivers: chartMark('drivers'),
      bands: chartMark('bands'),
      matrix: chartMark('matrix'),
      tiers: chartMark('tiers'),
    },
    registerHere: chartMark('register'),
    rubric: rubric.view(words, printer),
    missing: {
      drivers: say('drivers', facts.drivers),
      driverList: facts.drivers.answer === null ? say('driverList', facts.drivers) : say('driverList'),
      earlier: say('earlier', facts.earlier.missing?.why === 'absent' ? facts.earlier : null),
      money: say('money'),
      forecast: say('forecast', facts.forecast),
      definitions: say('definitions', facts.definitions),
      groups: facts.drivers.answer === null ? say('groups', facts.drivers) : say('groups'),
      health: say('health', facts.health),
      matrix: facts.health.answer === null ? say('matrix', facts.health) : say('matrix'),
      tiers: say('tiers', facts.tiers),
      customers: say('customers', facts.customers),
      backtest: facts.health.answer === null ? say('backtest', facts.health) : say('backtest'),
      model: say('model', facts.predicted),
      strategies: say('strategies'),
      roi: say('roi', facts.roi),
      plan: facts.planned.answer === null ? say('plan', facts.planned) : '',
      changes: words.missing.changes,
    },
  }
}

const tierBasisOf = ({ values }: ChurnFacts): 'documents' | 'settings' | 'data_quantiles' => {
  const basis = values.answer === null ? null : textAt(values.answer, 'population/tiers/basis')
  return basis === 'documents' || basis === 'settings' ? basis : 'data_quantiles'
}
