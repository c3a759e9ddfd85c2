import { at, numberAt, textAt } from '../answers.ts'
import type { Asked } from '../answers.ts'
import { chartMark } from '../marks.ts'
import { missingText } from '../missing-words.ts'
import { parametersText } from '../parameter-words.ts'
import { dash } from '../printer.ts'
import type { Printer } from '../printer.ts'
import type { Rubric } from '../rubric.ts'
import { wordsFor } from '../words/words.ts'
import type { MissingPart, ReportWords } from '../words/words.ts'
import type { ChurnFacts } from './facts.ts'
import { Reading } from './parts.ts'
import { changesView } from './changes.ts'
import type { Remembered } from './changes.ts'
import { sourcesView } from './sources-view.ts'
import { riskView } from './risk-view.ts'
import { customersView, roiView, strategiesView } from './action-view.ts'
import { answerView } from './answer-view.ts'
import { daysNote, unmeasured } from './small-view.ts'
import { assumptionsView, forecastView } from './forecast-view.ts'
import { planView } from './plan-view.ts'
import { trustView } from './trust-view.ts'
import { quadrantsView, riskSteps } from './value-risk-view.ts'
import { churnWords } from './words/words.ts'
import type { ChurnWords } from './words/words.ts'

type View = Record<string, unknown>

export interface Setting {
  facts: ChurnFacts
  printer: Printer
  words: ReportWords
  churn: ChurnWords
  /** A reading of an answer, or `null` where there is none. */
  read: (asked: Asked) => Reading | null
}

function churnViewOf({ facts, read, words, churn, printer }: Setting): View {
  const drivers = read(facts.drivers)
  const plainDay = (path: string): string =>
    printer.day(drivers === null ? null : textAt(drivers.answer, path))
  if (drivers === null || !drivers.has('baseline/denominator')) {
    const told = unmeasured({ facts, read, words, printer, churn })
    const definition = told ?? missingText('drivers', facts.drivers.missing, printer.language)
    return { definition, short: told, rate: null }
  }
  const definition = words.definition({
    kind: textAt(drivers.answer, 'baseline/kind') ?? 'label',
    days: drivers.fig('baseline/window_days', 'count', { badge: 'assumed' }),
    from: textAt(drivers.answer, 'baseline/from') === null ? null : plainDay('baseline/from'),
    to: plainDay('baseline/to'),
  })
  const [numerator, denominator] = [
    drivers.fig('baseline/numerator', 'count'),
    drivers.fig('baseline/denominator', 'count'),
  ]
  const rate = drivers.has('baseline/rate') ? drivers.fig('baseline/rate', 'share') : null
  const interval = drivers.range('baseline/low', 'baseline/high', 'share')
  return {
    definition: `${definition}${printer.language === 'en' ? ' ' : ''}${words.population({ numerator, denominator })}`,
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

/** The headline over windows of other lengths, and the same period under rival definitions. */
function definitionsView({ facts, read, churn, printer }: Setting): View {
  const retention = read(facts.definitions)
  if (retention === null) return { sensitivity: null, definitions: null }
  const lengths = retention.items('sensitivity').filter(path => retention.has(`${path}/rate`))
  const rivals = retention
    .items('definitions')
    .filter(path => retention.has(`${path}/rate`) && textAt(retention.answer, `${path}/from`) !== null)
  const between = (path: string): string =>
    printer.period(textAt(retention.answer, `${path}/from`), textAt(retention.answer, `${path}/to`))
  const counted = (path: string): View => ({
    period: between(path),
    rate: retention.fig(`${path}/rate`, 'share'),
    numerator: retention.fig(`${path}/numerator`, 'count'),
    denominator: retention.fig(`${path}/denominator`, 'count'),
  })
  return {
    sensitivity:
      lengths.length < 2
        ? null
        : lengths.map(path => ({
            ...counted(path),
            days: churn.days(retention.fig(`${path}/days`, 'count', { badge: 'assumed' })),
            interval: retention.range(`${path}/low`, `${path}/high`, 'share'),
          })),
    definitions:
      rivals.length < 2
        ? null
        : rivals.map(path => {
            const name = textAt(retention.answer, `${path}/name`) ?? ''
            const vendor = textAt(retention.answer, `${path}/used_by`)
            return {
              ...counted(path),
              name: churn.definitionNames[name] ?? retention.text(`${path}/name`),
              usedBy: vendor === null ? '' : churn.usedBy(printer.text(vendor)),
            }
          }),
  }
}

/** Whether the files say why customers left. */
function reasonsView({ facts, read, churn }: Setting): string {
  const described = read({ answer: facts.described, missing: null })
  const path = described
    ?.items('tables')
    .map(table => `${table}/fields/churn_reason`)
    .find(field => described.has(field))
  return described && path !== undefined
    ? churn.reasons.some(described.fig(path, 'share'))
    : churn.reasons.none
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
    facts.planned,
    facts.measuredOwn,
    facts.forecast,
  ]
  const seen = new Set<string>()
  return answers.flatMap(({ answer }) => {
    const method = answer?.method
    if (!method || seen.has(method.formula_id) || answer === null) return []
    seen.add(method.formula_id)
    return [
      {
        name: words.formulas[method.formula_id] ?? printer.text(method.name),
        id: `\`${method.formula_id}\``,
        parameters: parametersText(answer, facts.book, printer),
      },
    ]
  })
}

/** Charts that stand where the template puts them; one that the data cannot feed leaves its place empty. */
const placedCharts = [
  'churn_trend',
  'cohorts',
  'waterfall',
  'lift_exposure',
  'groups',
  'value_risk',
  'predicted_actual',
  'reliability',
  'lift_deciles',
  'marginal_roi',
  'fan',
  'tornado',
]

export interface ChurnDocument {
  facts: ChurnFacts
  printer: Printer
  rubric: Rubric
  previous: Remembered | null
}

/** The grade, and for a B which of the two proofs is missing. */
function lackOf(
  { predicted, drivers }: ChurnFacts,
  grade: Rubric['confidence'],
): keyof ReportWords['confidence'] {
  if (grade !== 'B') return grade
  if ((numberAt(predicted.answer, 'model/auc_low') ?? 0) > 0.5) return 'noEarlier'
  return numberAt(drivers.answer, 'baseline/before/rate') === null ? 'B' : 'noModel'
}

/** Everything the template of a churn report prints, for one reader. */
export function churnView({ facts, printer, rubric, previous }: ChurnDocument): View {
  const words = wordsFor(printer.language)
  const read = (asked: Asked): Reading | null =>
    asked.answer === null ? null : new Reading(asked.answer, facts.book, printer)
  const setting: Setting = { facts, printer, words, churn: churnWords(printer.language), read }
  const churn = churnViewOf(setting)
  const strategies = strategiesView(setting)
  const say = (part: MissingPart, asked: Asked | null = null): string =>
    missingText(part, asked?.missing ?? null, printer.language)
  const risk = riskView(setting)
  const customers = customersView(setting)
  const quadrants = quadrantsView(setting)
  // A model that no test admitted ranks nobody: everybody has the measured rate then.
  const own = textAt(facts.predicted.answer, 'outcome') === 'model'
  return {
    title: words.title.churn_report(words.business[facts.business]),
    ...sourcesView(setting),
    churn,
    answer: answerView(setting, churn, strategies),
    confidence: words.confidence[lackOf(facts, rubric.confidence)],
    ...definitionsView(setting),
    reasons: reasonsView(setting),
    ...risk,
    quadrants,
    // A column of nothing but dashes says less than none.
    quadrantChurn: quadrants?.some(row => row['churn'] !== dash) ?? false,
    customers,
    // The heads of a table have no place for the ids of figures: the note below names the days.
    horizons: { probability: null, atRisk: null },
    customerDays: daysNote(setting),
    riskSteps: riskSteps(setting),
    customerNote:
      facts.drivers.answer === null
        ? setting.churn.assumedNote
        : facts.funded
          ? own
            ? words.customerNote.modelled
            : words.customerNote.flat
          : own
            ? words.customerNote.predicted
            : words.customerNote.flat,
    ...trustView(setting),
    ...planView(setting),
    limitsOfView: [
      words.limitsOfView.scoreIsNoProbability,
      ...(own ? [] : [words.limitsOfView.flatRate]),
      words.limitsOfView.association,
    ],
    strategies: strategies.length > 0 ? strategies : null,
    fewStrategies: strategies.length > 0 && strategies.length < 3,
    ...roiView(setting),
    values: valuesView(setting),
    forecast: forecastView(setting),
    ...assumptionsView(setting),
    changes: changesView(setting, previous),
    tierBasis: words.tierBasis[tierBasisOf(facts)],
    formulas: formulasView(setting),
    charts: {
      drivers: chartMark('drivers'),
      bands: chartMark('bands'),
      matrix: chartMark('matrix'),
      tiers: chartMark('tiers'),
      ...Object.fromEntries(placedCharts.map(name => [name, chartMark(name)])),
    },
    registerHere: chartMark('register'),
    rubric: rubric.view(words, printer),
    missing: {
      drivers: say('drivers', facts.drivers),
      driverList: facts.drivers.answer === null ? say('driverList', facts.drivers) : say('driverList'),
      earlier: say('earlier', null),
      money: say('money'),
      forecast: say('forecast', facts.forecast),
      definitions:
        facts.definitions.answer === null ? say('definitions', facts.definitions) : say('definitions'),
      groups: facts.drivers.answer === null ? say('groups', facts.drivers) : say('groups'),
      health: say('health', facts.health),
      matrix: facts.health.answer === null ? say('matrix', facts.health) : say('matrix'),
      tiers: say('tiers', facts.tiers),
      customers: say('customers', facts.customers),
      backtest: facts.health.answer === null ? say('backtest', facts.health) : say('backtest'),
      model: say('model', facts.predicted),
      strategies: say('strategies'),
      roi: say('roi', facts.roi),
      plan: say('plan', facts.planned),
      changes: words.missing.changes,
    },
  }
}

const tierBasisOf = ({ values }: ChurnFacts): 'documents' | 'settings' | 'data_quantiles' => {
  const basis = values.answer === null ? null : textAt(values.answer, 'population/tiers/basis')
  return basis === 'documents' || basis === 'settings' ? basis : 'data_quantiles'
}
