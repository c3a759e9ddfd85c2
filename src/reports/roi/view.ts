import { decisionWord, tierWord } from '../churn/parts.ts'
import type { Headline } from '../changes.ts'
import { commonView, sectionFor } from '../common-view.ts'
import type { Section, View } from '../common-view.ts'
import { chartMark, plan } from '../marks.ts'
import { dash } from '../printer.ts'
import type { Reading } from '../reading.ts'
import type { ForReader } from '../report-kind.ts'
import { ownRisk } from './facts.ts'
import type { RoiFacts, RoiQuestion } from './facts.ts'
import { nextView } from './next-view.ts'
import { leftView, planView, strategyName, testView } from './plan-view.ts'
import { roiWords } from './words.ts'
import type { RoiWords } from './words.ts'
import { asCode } from '../id-code.ts'

export type RoiSection = Section<RoiQuestion, RoiWords>

const modelled = { badge: 'modelled' } as const
const assumed = { badge: 'assumed' } as const

/** Figures the next case is compared with. */
export const roiHeadlines = ({ book, asked }: RoiFacts): Headline[] => [
  { name: 'churn', figure: book.take(asked.drivers.answer, 'baseline/rate', 'share') },
  { name: 'lost', figure: book.take(asked.ahead.answer, 'do_nothing/lost_revenue', 'money', 'modelled') },
  { name: 'budget', figure: book.take(asked.plan.answer, 'budget', 'money', 'assumed') },
  { name: 'value', figure: book.take(asked.plan.answer, 'total_value', 'money', 'modelled') },
  { name: 'roi', figure: book.take(asked.plan.answer, 'roi', 'roi', 'modelled') },
]

function problemView({ read, words, printer }: RoiSection): View | null {
  const drivers = read('drivers')
  if (drivers === null || !drivers.has('baseline/rate')) return null
  return {
    definition: words.definition({
      kind: drivers.raw('baseline/kind') ?? 'label',
      days: drivers.fig('baseline/window_days', 'count', assumed),
      from: drivers.raw('baseline/from') === null ? null : printer.day(drivers.raw('baseline/from')),
      to: printer.day(drivers.raw('baseline/to')),
    }),
    population: words.population({
      numerator: drivers.fig('baseline/numerator', 'count'),
      denominator: drivers.fig('baseline/denominator', 'count'),
    }),
    rate: drivers.fig('baseline/rate', 'share'),
    interval: drivers.range('baseline/low', 'baseline/high', 'share'),
  }
}

function aheadView({ read, words }: RoiSection): View | null {
  const ahead = read('ahead')
  if (ahead === null || !ahead.has('do_nothing/lost_revenue')) return null
  return {
    horizon: words.months(ahead.fig('method/parameters/horizon_months', 'count', assumed)),
    lost: ahead.fig('do_nothing/lost_revenue', 'money', modelled),
    revenue: ahead.fig('do_nothing/revenue', 'money', modelled),
    remaining: ahead.fig('do_nothing/remaining', 'share', modelled),
    months: ahead
      .items('do_nothing/months')
      .filter((_, index, all) => (index + 1) % 3 === 0 || all.length <= 6)
      .map(path => ({
        month: ahead.fig(`${path}/month`, 'count', assumed),
        remaining: ahead.fig(`${path}/remaining`, 'share', modelled),
        revenue: ahead.fig(`${path}/revenue`, 'money', modelled),
      })),
  }
}

/** What a return asks for, by the thresholds in force. */
function decisionOf(
  roi: number | null,
  thresholds: Reading | null,
  { decision }: RoiSection['words'],
): string {
  const [consider, execute] = ['consider', 'execute'].map(
    name => thresholds?.number(`method/parameters/${name}`) ?? null,
  )
  if (
    roi === null ||
    consider === null ||
    consider === undefined ||
    execute === null ||
    execute === undefined
  )
    return dash
  return roi >= execute ? decision.execute : roi >= consider ? decision.consider : decision.no
}

/** Nothing, half, the plan, and everybody of a tier: what each costs, keeps and returns. */
function optionsView(here: RoiSection, funded: boolean): View[] {
  const { read, own, words } = here
  const planned = (name: 'plan' | 'half', label: string): View[] => {
    const reading = funded ? read(name) : null
    return reading === null
      ? []
      : [
          {
            name: label,
            cost: reading.fig('total_cost', 'money', assumed),
            kept: reading.fig('total_value', 'money', modelled),
            roi: reading.fig('roi', 'roi', modelled),
            decision: decisionOf(reading.number('roi'), read('roi'), words),
          },
        ]
  }
  const roi = read('roi')
  const everyone = (reading: Reading): View[] =>
    reading.items('groups').map(path => ({
      name: own.everyone(
        tierWord(words, reading.raw(`${path}/tier`)),
        strategyName(here, reading.raw(`${path}/strategy`)),
      ),
      cost: reading.fig(`${path}/cost`, 'money', assumed),
      kept: reading.fig(`${path}/expected_value`, 'money', modelled),
      roi: reading.fig(`${path}/roi`, 'roi', modelled),
      decision: decisionWord(words, reading.raw(`${path}/decision`)),
    }))
  return [
    { name: own.options.nothing, cost: dash, kept: dash, roi: dash, decision: dash },
    ...planned('half', own.options.half),
    ...planned('plan', own.options.plan),
    ...(roi === null ? [] : everyone(roi)),
  ]
}

/** Benefit of treating the average customer, step by step. */
function sumsView({ read, words }: RoiSection): View | null {
  const roi = read('roi')
  if (roi === null || !roi.has('incremental/roi')) return null
  return {
    probability: roi.fig('incremental/churn_probability', 'share', modelled),
    value: roi.fig('incremental/value_lost', 'money', modelled),
    gain: roi.fig('incremental/gain', 'money', assumed),
    cost: roi.fig('incremental/cost', 'money', assumed),
    roi: roi.fig('incremental/roi', 'roi', assumed),
    decision: decisionWord(words, roi.raw('incremental/decision')),
    framework: roi.fig('framework/roi', 'roi', assumed),
    churnCost: roi.fig('framework/churn_cost', 'money', modelled),
    breakEven: roi.has('incremental/break_even_success_rate')
      ? roi.fig('incremental/break_even_success_rate', 'share', assumed)
      : null,
    maxSpend: roi.fig('incremental/max_spend', 'money', assumed),
    cap: roi.has('spend_cap/amount') ? roi.fig('spend_cap/amount', 'money', assumed) : null,
    by: roi.items('incremental/by_churn_probability').map(path => ({
      probability: roi.fig(`${path}/churn_probability`, 'share', assumed),
      roi: roi.fig(`${path}/roi`, 'roi', assumed),
      decision: decisionWord(words, roi.raw(`${path}/decision`)),
    })),
  }
}

function tornadoView({ read, words, printer }: RoiSection): View[] | null {
  const roi = read('roi')
  const paths = roi?.items('tornado').filter(path => (roi.number(`${path}/range`) ?? 0) > 0) ?? []
  if (roi === null || paths.length === 0) return null
  return paths.map(path => ({
    factor: words.factors[roi.raw(`${path}/factor`) ?? ''] ?? printer.text(roi.raw(`${path}/factor`)),
    low: roi.fig(`${path}/low_roi`, 'roi', assumed),
    high: roi.fig(`${path}/high_roi`, 'roi', assumed),
  }))
}

function simulationView({ read }: RoiSection): View | null {
  const roi = read('roi')
  if (roi === null || !roi.has('simulation/mean_roi')) return null
  return {
    n: roi.fig('simulation/n', 'count', assumed),
    mean: roi.fig('simulation/mean_roi', 'roi', assumed),
    half: roi.fig('simulation/p_over_50', 'share', assumed),
    whole: roi.fig('simulation/p_over_100', 'share', assumed),
    incremental: roi.has('simulation/incremental/mean_roi')
      ? {
          mean: roi.fig('simulation/incremental/mean_roi', 'roi', assumed),
          half: roi.fig('simulation/incremental/p_over_50', 'share', assumed),
          whole: roi.fig('simulation/incremental/p_over_100', 'share', assumed),
        }
      : null,
  }
}

function customersView({ read, words, printer }: RoiSection): View[] | null {
  const roi = read('roi')
  const paths = roi?.items('rows', 10) ?? []
  if (roi === null || paths.length === 0) return null
  return paths.map((path, index) => ({
    rank: plan(String(index + 1)),
    id: asCode(printer.id(roi.raw(`${path}/customer_id`))),
    tier: tierWord(words, roi.raw(`${path}/tier`)),
    value: roi.fig(`${path}/clv_forward`, 'money', modelled),
    probability: roi.fig(`${path}/churn_probability`, 'share', modelled),
    cost: roi.fig(`${path}/cost`, 'money', assumed),
    cap: roi.fig(`${path}/spend_cap`, 'money', assumed),
    kept: roi.fig(`${path}/expected_value`, 'money', modelled),
    roi: roi.fig(`${path}/roi`, 'roi', assumed),
    decision: decisionWord(words, roi.raw(`${path}/decision`)),
  }))
}

/** Everything the template of a business case prints, for one reader. */
export function roiView(facts: RoiFacts, reader: ForReader): View {
  const own = roiWords(reader.printer.language)
  const here: RoiSection = sectionFor(facts, reader.printer, own)
  const { words } = here
  return {
    ...commonView(here, reader, {
      population: { values: facts.asked.values, tiers: facts.asked.tiers },
      headlines: roiHeadlines(facts),
    }),
    title: own.title(words.business[facts.business]),
    problem: problemView(here),
    ahead: aheadView(here),
    options: optionsView(here, facts.funded),
    sums: sumsView(here),
    plan: facts.funded ? planView(here) : null,
    left: leftView(here),
    test: testView(here),
    tornado: tornadoView(here),
    simulation: simulationView(here),
    customers: customersView(here),
    next: nextView(here, facts.funded),
    risk: ownRisk(facts) ? own.risk.model : own.risk.flat,
    association: words.association,
    missing: own.missing,
    charts: { tornado: chartMark('tornado'), marginal: chartMark('marginal') },
  }
}
