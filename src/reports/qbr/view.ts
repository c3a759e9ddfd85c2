import { decisionWord, tierWord } from '../churn/parts.ts'
import type { Headline } from '../changes.ts'
import { commonView, sectionFor } from '../common-view.ts'
import type { Section, View } from '../common-view.ts'
import { chartMark, plan } from '../marks.ts'
import { dash } from '../printer.ts'
import { Reading } from '../reading.ts'
import type { ForReader } from '../report-kind.ts'
import { tiersView } from '../tiers-view.ts'
import { accountView } from './account-view.ts'
import { goalsView, nextView } from './goals-view.ts'
import { bandOf, problemsView } from './problems-view.ts'
import type { QbrFacts, QbrQuestion } from './facts.ts'
import { qbrWords } from './words.ts'
import type { QbrWords } from './words.ts'
import { asCode } from '../id-code.ts'

export interface QbrSection extends Section<QbrQuestion, QbrWords> {
  facts: QbrFacts
}

const modelled = { badge: 'modelled' } as const
const assumed = { badge: 'assumed' } as const

const lastOf = (reading: Reading, list: string): string | undefined => reading.items(list).at(-1)
/** Figures the next review is compared with. */
export function qbrHeadlines({ book, asked }: QbrFacts): Headline[] {
  const months = asked.movements.answer?.['movements']
  const last = Array.isArray(months) ? months.length - 1 : 0
  return [
    { name: 'churn', figure: book.take(asked.drivers.answer, 'baseline/rate', 'share') },
    {
      name: 'low',
      figure: book.take(asked.bands.answer === null ? null : asked.health.answer, 'bands/2/n', 'count'),
    },
    { name: 'score', figure: book.take(asked.account.answer, 'health/score', 'score') },
    {
      name: 'value',
      figure:
        book.take(asked.account.answer, 'value/clv_forward', 'money', 'modelled') ??
        book.take(asked.values.answer, 'population/clv_forward_sum', 'money', 'modelled'),
    },
    { name: 'nrr', figure: book.take(asked.movements.answer, `movements/${last}/nrr`, 'share') },
  ]
}

/** Where each indicator's target stands among the settings. */
const targetOf = {
  churn: 'churn',
  high: 'high_health',
  low: 'low_health',
  value: 'forward_value',
  nrr: 'nrr',
  grr: 'grr',
  csat: 'satisfied',
  complaints: 'repeat_complaints',
} as const satisfies Record<keyof QbrWords['kpis'], string>

/** Indicators now and a window before, against the target on record, or with room for the one to be agreed. */
function kpisView({ read, own, facts, printer }: QbrSection): View[] {
  const settings = new Reading(facts.described, facts.book, printer)
  const stored = settings.items('settings').find(path => settings.raw(`${path}/key`) === 'targets')
  const [drivers, health] = [read('drivers'), read('health')]
  const [values, movements, costs] = [read('values'), read('movements'), read('costs')]
  const row = (
    name: keyof QbrWords['kpis'],
    now: string | null,
    before: string | null,
    up: boolean,
  ): View[] => {
    const place = `${stored ?? 'settings'}/value/${targetOf[name]}`
    const target = stored !== undefined && settings.has(place)
    return now === null
      ? []
      : [
          {
            name: own.kpis[name],
            now,
            before: before ?? dash,
            had: before !== null,
            target: target
              ? settings.fig(place, name === 'value' ? 'money' : 'share', assumed)
              : own.noTarget,
            agreed: target,
            direction: up ? own.directions.up : own.directions.down,
          },
        ]
  }
  const share = (reading: Reading | null, path: string | undefined): string | null =>
    reading !== null && path !== undefined && reading.has(path) ? reading.fig(path, 'share') : null
  const [low, high] = [bandOf(health, 'low'), bandOf(health, 'high')]
  const before = read('before')
  const [lowThen, highThen] = [bandOf(before, 'low'), bandOf(before, 'high')]
  const months = movements?.items('movements') ?? []
  const [last, previous] = [months.at(-1), months.at(-2)]
  const indicator = (name: string): string | undefined => {
    const found = costs?.items('indicators').find(path => costs.raw(`${path}/name`) === name)
    return found === undefined ? undefined : `${found}/value`
  }
  return [
    ...row('churn', share(drivers, 'baseline/rate'), share(drivers, 'baseline/before/rate'), false),
    ...row(
      'high',
      share(health, high && `${high}/share`),
      share(before, highThen && `${highThen}/share`),
      true,
    ),
    ...row('low', share(health, low && `${low}/share`), share(before, lowThen && `${lowThen}/share`), false),
    ...row(
      'value',
      values !== null && values.has('population/clv_forward_sum')
        ? values.fig('population/clv_forward_sum', 'money', modelled)
        : null,
      null,
      true,
    ),
    ...row(
      'nrr',
      share(movements, last && `${last}/nrr`),
      share(movements, previous && `${previous}/nrr`),
      true,
    ),
    ...row(
      'grr',
      share(movements, last && `${last}/grr`),
      share(movements, previous && `${previous}/grr`),
      true,
    ),
    ...row('csat', share(costs, indicator('csat_share')), null, true),
    ...row('complaints', share(costs, indicator('repeat_complaint_rate')), null, false),
  ]
}

function movementsView({ read, printer }: QbrSection): View[] | null {
  const movements = read('movements')
  const paths = movements?.items('movements').slice(-3) ?? []
  if (movements === null || paths.length === 0) return null
  return paths.map(path => ({
    month: printer.day(`${movements.raw(`${path}/month`) ?? ''}-01`),
    start: movements.fig(`${path}/start`, 'money'),
    new: movements.fig(`${path}/new`, 'money'),
    expansion: movements.fig(`${path}/expansion`, 'money'),
    contraction: movements.fig(`${path}/contraction`, 'money'),
    churn: movements.fig(`${path}/churn`, 'money'),
    end: movements.fig(`${path}/end`, 'money'),
    nrr: movements.fig(`${path}/nrr`, 'share'),
  }))
}

function prioritiesView({ read, words, printer }: QbrSection): View[] | null {
  const roi = read('roi')
  if (roi === null) return null
  const all = roi.items('rows')
  const pays = all.filter(path => roi.raw(`${path}/decision`) !== 'no')
  // Whom to speak with first are those for whom it pays; where it pays for nobody, the rows say so.
  const paths = pays.length > 0 ? pays : all
  if (paths.length === 0) return null
  return paths.slice(0, 8).map((path, index) => ({
    rank: plan(String(index + 1)),
    id: asCode(printer.id(roi.raw(`${path}/customer_id`))),
    tier: tierWord(words, roi.raw(`${path}/tier`)),
    value: roi.fig(`${path}/clv_forward`, 'money', modelled),
    probability: roi.fig(`${path}/churn_probability`, 'share', modelled),
    kept: roi.fig(`${path}/expected_value`, 'money', modelled),
    cost: roi.fig(`${path}/cost`, 'money', assumed),
    decision: decisionWord(words, roi.raw(`${path}/decision`)),
    pays: pays.length > 0,
  }))
}

function aheadView({ read, words }: QbrSection): View | null {
  const ahead = read('ahead')
  if (ahead === null || !ahead.has('do_nothing/revenue')) return null
  const measure = (name: string): string | undefined =>
    ahead.items('measures').find(path => ahead.raw(`${path}/measure`) === name)
  const retention = measure('revenue_retention')
  return {
    horizon: words.months(ahead.fig('method/parameters/horizon_months', 'count', assumed)),
    revenue: ahead.fig('do_nothing/revenue', 'money', modelled),
    lost: ahead.fig('do_nothing/lost_revenue', 'money', modelled),
    retention:
      retention === undefined
        ? null
        : {
            baseline: ahead.fig(`${retention}/baseline`, 'share', modelled),
            base: ahead.fig(`${retention}/base`, 'share', modelled),
            interval: ahead.range(`${retention}/low`, `${retention}/high`, 'share', 'modelled'),
          },
  }
}

/** Everything the template of a quarterly review prints, for one reader. */
export function qbrView(facts: QbrFacts, reader: ForReader): View {
  const { printer } = reader
  const own = qbrWords(printer.language)
  const here: QbrSection = { ...sectionFor(facts, printer, own), facts }
  const { words, read } = here
  const account = accountView(here)
  const kpis = kpisView(here)
  const priorities = prioritiesView(here)
  const movements = read('movements')
  const last = movements === null ? undefined : lastOf(movements, 'movements')
  return {
    ...commonView(here, reader, {
      population: { values: facts.asked.values, tiers: facts.asked.tiers },
      headlines: qbrHeadlines(facts),
    }),
    title:
      facts.customerId === null
        ? own.title(words.business[facts.business])
        : own.accountTitle(printer.id(facts.customerId)),
    single: facts.customerId !== null,
    account,
    kpis,
    // Some figures have a target on record.
    agreed: kpis.some(({ agreed }) => agreed === true),
    openTargets: kpis.some(({ agreed }) => agreed !== true),
    nrr: movements !== null && last !== undefined ? movements.fig(`${last}/nrr`, 'share') : null,
    thenDay: read('before') === null ? null : plan(printer.day(read('before')?.answer.as_of ?? null)),
    movements: movementsView(here),
    tiers: tiersView(read('tiers'), read('values'), words),
    problems: problemsView(here),
    priorities,
    ahead: aheadView(here),
    goals: goalsView(here, kpis, account),
    next: nextView(here, kpis, priorities ?? []),
    association: words.association,
    missing: own.missing,
    charts: {
      bands: chartMark('health_bands'),
      tiers: chartMark('tiers'),
      waterfall: chartMark('movements'),
    },
  }
}
