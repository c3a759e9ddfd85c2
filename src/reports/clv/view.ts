import { moneyOf, shareOfMoney } from '../small-sums.ts'
import { at, itemPaths, textAt } from '../answers.ts'
import { tierWord } from '../churn/parts.ts'
import type { Headline } from '../changes.ts'
import { commonView, sectionFor } from '../common-view.ts'
import type { Section, View } from '../common-view.ts'
import type { Figure } from '../figure-book.ts'
import { chartMark, plan } from '../marks.ts'
import { dash } from '../printer.ts'
import type { Reading } from '../reading.ts'
import type { ForReader } from '../report-kind.ts'
import { tiersView } from '../tiers-view.ts'
import type { ClvFacts, ClvQuestion } from './facts.ts'
import { fittedView, isRenewals, raceView } from './race-view.ts'
import { nextView } from './next-view.ts'
import { clvWords } from './words.ts'
import type { ClvWords } from './words.ts'
import { asCode } from '../id-code.ts'

export type ClvSection = Section<ClvQuestion, ClvWords>

const forward = 'population/clv_forward_sum'

/** Figures the next analysis is compared with. */
export const clvHeadlines = ({ book, asked }: ClvFacts): Headline[] => [
  { name: 'sum', figure: book.take(asked.values.answer, forward, 'money', 'modelled') },
  {
    name: 'mean',
    figure: book.take(asked.values.answer, 'population/clv_forward_mean', 'money', 'modelled'),
  },
  { name: 'active', figure: book.take(asked.values.answer, 'population/active', 'count', 'modelled') },
  { name: 'gini', figure: book.take(asked.classes.answer, 'gini', 'ratio') },
  { name: 'cac', figure: book.take(asked.costs.answer, 'cac/blended', 'money') },
]

function totalsView({ read, words, own, printer }: ClvSection): View | null {
  const values = read('values')
  if (values === null || !values.has(forward)) return null
  const modelled = { badge: 'modelled' } as const
  const basis = values.raw('method/parameters/revenue_basis')
  return {
    sum: values.fig(forward, 'money', modelled),
    interval: values.range('population/low', 'population/high', 'money', 'modelled'),
    mean: values.fig('population/clv_forward_mean', 'money', modelled),
    n: values.fig('population/n', 'count'),
    active: values.fig('population/active', 'count', modelled),
    horizon: values.has('method/parameters/horizon_months')
      ? words.months(values.fig('method/parameters/horizon_months', 'count', { badge: 'assumed' }))
      : '∞',
    margin: values.fig('method/parameters/gross_margin', 'share', { badge: 'assumed' }),
    discount: values.fig('method/parameters/annual_discount', 'share', { badge: 'assumed' }),
    churn: values.has('population/annual_churn') ? values.fig('population/annual_churn', 'share') : null,
    churnInterval: values.range(
      'method/parameters/annual_churn_interval/0',
      'method/parameters/annual_churn_interval/1',
      'share',
    ),
    basis: basis === null ? null : (own.basis[basis] ?? printer.text(basis.replaceAll('_', ' '))),
    historical: values.fig('recommended/clv_historical', 'money'),
    current: values.fig('recommended/clv_current', 'money', modelled),
    potential: values.fig('recommended/clv_potential', 'money', modelled),
    forward: values.fig('recommended/clv_forward', 'money', modelled),
    noPotential: values.number('recommended/clv_potential') === 0,
  }
}

function classesView({ read, printer }: ClvSection): View | null {
  const classes = read('classes')
  const paths =
    classes?.items('segments').filter(path => /^[ABC]$/.test(classes.raw(`${path}/name`) ?? '')) ?? []
  if (classes === null || paths.length === 0) return null
  return {
    gini: classes.has('gini') ? classes.fig('gini', 'ratio') : null,
    rows: paths.map(path => ({
      name: printer.text(classes.raw(`${path}/name`)),
      n: classes.fig(`${path}/n`, 'count'),
      share: classes.fig(`${path}/share`, 'share'),
      revenue: moneyOf(classes, `${path}/revenue`, `${path}/n`),
      revenueShare: shareOfMoney(classes, `${path}/revenue_share`, `${path}/n`),
      clv: moneyOf(classes, `${path}/clv`, `${path}/n`, 'modelled'),
    })),
  }
}

function quadrantsView({ read, own }: ClvSection): View[] | null {
  const quadrants = read('quadrants')
  const paths = quadrants?.items('segments') ?? []
  if (quadrants === null || paths.length === 0) return null
  return paths.map(path => {
    const known = own.quadrants[quadrants.raw(`${path}/name`) ?? '']
    return {
      name: known?.name ?? own.ungrouped,
      definition: quadrants.where(`${path}/filter`),
      n: quadrants.fig(`${path}/n`, 'count'),
      share: quadrants.fig(`${path}/share`, 'share'),
      revenue: moneyOf(quadrants, `${path}/revenue`, `${path}/n`),
      clv: moneyOf(quadrants, `${path}/clv`, `${path}/n`, 'modelled'),
      action: known?.action ?? dash,
    }
  })
}

/** One line of the sensitivity: what was changed, and the forward value that follows. */
export interface SensitivityLine {
  name: string
  figure: Figure
  interval: string
  ends: readonly [Figure, Figure] | null
}

/** How the value of all customers moves with the assumptions that the reader may doubt. */
export function sensitivityLines({ facts, read, own, printer }: ClvSection): SensitivityLine[] {
  const values = read('values')
  if (values === null) return []
  const endsOf = ({ answer }: Reading): SensitivityLine['ends'] => {
    const [low, high] = ['low', 'high'].map(end =>
      facts.book.take(answer, `population/${end}`, 'money', 'modelled'),
    )
    return low && high ? [low, high] : null
  }
  const at = (reading: Reading | null, name: string): SensitivityLine[] => {
    const figure = reading === null ? null : facts.book.take(reading.answer, forward, 'money', 'modelled')
    return reading !== null && figure
      ? [
          {
            name,
            figure,
            ends: endsOf(reading),
            interval: reading.range('population/low', 'population/high', 'money', 'modelled'),
          },
        ]
      : []
  }
  const changed = (
    name: ClvQuestion,
    parameter: string,
    unit: 'count' | 'share',
    say: (value: string) => string,
  ): SensitivityLine[] => {
    const reading = read(name)
    return reading === null
      ? []
      : at(
          reading,
          say(
            printer.fig(facts.book.take(reading.answer, `method/parameters/${parameter}`, unit, 'assumed')),
          ),
        )
  }
  return [
    ...at(values, own.sensitivity.base),
    ...changed('horizon12', 'horizon_months', 'count', own.sensitivity.horizon),
    ...changed('horizon24', 'horizon_months', 'count', own.sensitivity.horizon),
    ...changed('horizon60', 'horizon_months', 'count', own.sensitivity.horizon),
    ...changed('discount5', 'annual_discount', 'share', own.sensitivity.discount),
    ...changed('discount15', 'annual_discount', 'share', own.sensitivity.discount),
    ...changed('marginLow', 'gross_margin', 'share', own.sensitivity.margin),
    ...changed('marginHigh', 'gross_margin', 'share', own.sensitivity.margin),
  ]
}

function cacView({ read, printer }: ClvSection): View | null {
  const costs = read('costs')
  const paths = costs?.items('cac/channels') ?? []
  if (costs === null || paths.length === 0) return null
  const ratio = read('ratio')
  return {
    blended: costs.fig('cac/blended', 'money'),
    n: costs.fig('cac/new_customers', 'count'),
    ratio:
      ratio !== null && ratio.has('clv_to_cac')
        ? ratio.fig('clv_to_cac', 'ratio', { badge: 'modelled', digits: 1 })
        : null,
    ltv: ratio !== null && ratio.has('ltv') ? ratio.fig('ltv', 'money', { badge: 'modelled' }) : null,
    payback:
      ratio !== null && ratio.has('payback_months')
        ? ratio.fig('payback_months', 'months', { badge: 'modelled' })
        : null,
    above: (ratio?.number('clv_to_cac') ?? 0) >= 3,
    rows: paths.map(path => ({
      channel: printer.text(costs.raw(`${path}/channel`)),
      n: costs.fig(`${path}/new_customers`, 'count'),
      cost: costs.fig(`${path}/fully_loaded`, 'money'),
    })),
  }
}

function customersView({ read, words, own, printer }: ClvSection): View | null {
  const values = read('values')
  const paths = values?.items('rows', 10) ?? []
  if (values === null || paths.length === 0) return null
  return {
    alive: paths.some(path => values.has(`${path}/p_alive`)),
    expected: own.expected[isRenewals(values) ? 'payments' : 'purchases'],
    rows: paths.map((path, index) => ({
      rank: plan(String(index + 1)),
      id: asCode(printer.id(values.raw(`${path}/customer_id`))),
      tier: tierWord(words, values.raw(`${path}/tier`)),
      forward: values.fig(`${path}/clv_forward`, 'money', { badge: 'modelled' }),
      interval: values.range(`${path}/low`, `${path}/high`, 'money', 'modelled'),
      historical: values.fig(`${path}/clv_historical`, 'money'),
      alive: values.fig(`${path}/p_alive`, 'share', { badge: 'modelled' }),
      purchases: values.fig(`${path}/expected_purchases`, 'ratio', { badge: 'modelled', digits: 1 }),
    })),
  }
}

/** Whether there are purchases enough for a model: where none is used all the same, none could be pinned down. */
const gateMet = ({ described }: ClvFacts): boolean =>
  itemPaths(described, 'gates').some(
    path => textAt(described, `${path}/output`) === 'predictive_clv' && at(described, `${path}/met`) === true,
  )

/** Everything the template of a lifetime value analysis prints, for one reader. */
export function clvView(facts: ClvFacts, reader: ForReader): View {
  const own = clvWords(reader.printer.language)
  const here: ClvSection = sectionFor(facts, reader.printer, own)
  const { read, words, printer } = here
  const quadrants = quadrantsView(here)
  const lines = sensitivityLines(here)
  const watch = read('quadrants')
    ?.items('segments')
    .find(path => facts.asked.quadrants.answer !== null && read('quadrants')?.raw(`${path}/name`) === 'watch')
  const tiers = tiersView(read('tiers'), read('values'), words)
  const top = read('tiers')
  return {
    ...commonView(here, reader, {
      population: { values: facts.asked.values, tiers: facts.asked.tiers },
      headlines: clvHeadlines(facts),
    }),
    title: own.title(words.business[facts.business]),
    totals: totalsView(here),
    race: raceView(here),
    fitted: fittedView(here),
    tiers,
    top:
      top === null || top.items('segments').length === 0
        ? null
        : {
            share: top.fig('segments/0/share', 'share'),
            clv: top.fig('segments/0/clv', 'money', { badge: 'modelled' }),
          },
    classes: classesView(here),
    quadrants,
    watch:
      watch === undefined
        ? null
        : {
            n: read('quadrants')?.fig(`${watch}/n`, 'count') ?? dash,
            revenue: read('quadrants')?.fig(`${watch}/revenue`, 'money') ?? dash,
            name: own.quadrants['watch']?.name ?? '',
          },
    sensitivity:
      lines.length < 2
        ? null
        : lines.map(({ name, figure, interval }) => ({ name, value: printer.fig(figure), interval })),
    cac: cacView(here),
    customers: customersView(here),
    next: nextView(here),
    missing: { ...own.missing, race: own.missing[gateMet(facts) ? 'unidentified' : 'race'] },
    charts: { tiers: chartMark('tiers'), sensitivity: chartMark('sensitivity') },
  }
}
