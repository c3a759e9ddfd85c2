import { moneyOf, shareOfMoney } from '../small-sums.ts'
import { at, textAt } from '../answers.ts'
import { bandWord } from '../churn/parts.ts'
import { commonView, sectionFor } from '../common-view.ts'
import type { Section, View } from '../common-view.ts'
import { dimensionWord } from '../dimension-words.ts'
import { fieldLabel } from '../../locales/field-labels.ts'
import type { Headline } from '../changes.ts'
import { chartMark, plan } from '../marks.ts'
import { greyBelow } from '../charts/draft.ts'
import { dash } from '../printer.ts'
import type { Reading } from '../reading.ts'
import type { ForReader } from '../report-kind.ts'
import { accountsView, moversView, renewalsView } from './accounts-view.ts'
import type { HealthFacts, HealthQuestion } from './facts.ts'
import { careView } from './care-view.ts'
import { healthWords } from './words.ts'
import type { HealthWords } from './words.ts'

export interface HealthSection extends Section<HealthQuestion, HealthWords> {
  facts: HealthFacts
}
type Here = HealthSection

const bandPath = (health: Reading, band: string): string | undefined =>
  health.items('bands').find(path => health.raw(`${path}/band`) === band)

/** Figures the next review is compared with. */
export function healthHeadlines({ book, asked }: HealthFacts): Headline[] {
  const { answer } = asked.health
  const place = (band: string): number =>
    [0, 1, 2].find(index => textAt(answer, `bands/${index}/band`) === band) ?? 2
  return [
    { name: 'low', figure: book.take(answer, `bands/${place('low')}/n`, 'count') },
    { name: 'lowShare', figure: book.take(answer, `bands/${place('low')}/share`, 'share') },
    { name: 'lowRevenue', figure: book.take(answer, `bands/${place('low')}/revenue`, 'money') },
    { name: 'high', figure: book.take(answer, `bands/${place('high')}/n`, 'count') },
    { name: 'auc', figure: book.take(answer, 'backtest/auc', 'ratio') },
  ]
}

function bandsView({ read, words, facts }: Here): View[] | null {
  const health = read('health')
  if (health === null) return null
  const churn = read('bands')
  const segmentOf = (band: string | null): string | undefined =>
    churn?.items('segments').find(path => churn.raw(`${path}/name`) === band)
  return health.items('bands').map(path => {
    const band = health.raw(`${path}/band`)
    const segment = segmentOf(band)
    return {
      name: bandWord(words, band),
      n: health.fig(`${path}/n`, 'count'),
      share: health.fig(`${path}/share`, 'share'),
      revenue: moneyOf(health, `${path}/revenue`, `${path}/n`),
      revenueShare: shareOfMoney(health, `${path}/revenue_share`, `${path}/n`),
      clv:
        churn !== null && segment !== undefined
          ? churn.printer.fig(facts.book.take(churn.answer, `${segment}/clv`, 'money', 'modelled'))
          : dash,
    }
  })
}

function dimensionsView({ read, printer }: Here): View[] {
  const health = read('health')
  if (health === null) return []
  return health.items('dimensions').flatMap(path => {
    const name = health.raw(`${path}/dimension`)
    return health.has(`${path}/low_mean`) && name !== null
      ? [
          {
            name: dimensionWord(name, printer.language),
            weight: health.fig(`method/parameters/weights/${name}`, 'share', { badge: 'assumed' }),
            low: health.fig(`${path}/low_mean`, 'score'),
            others: health.fig(`${path}/others_mean`, 'score'),
            gap: health.fig(`${path}/gap_points`, 'score'),
          },
        ]
      : []
  })
}

function traitsView({ read, printer }: Here): View[] {
  const health = read('health')
  if (health === null) return []
  return health.items('traits', 6).map(path => ({
    trait: health.where(
      at(health.answer, `${path}/filter/all/0`) === undefined ? `${path}/filter` : `${path}/filter/all/0`,
    ),
    n: health.fig(`${path}/n`, 'count'),
    rate: health.fig(`${path}/low_rate`, 'share'),
    others: health.fig(`${path}/others_low_rate`, 'share'),
    share: health.fig(`${path}/share_of_low`, 'share'),
    healthy: health.fig(`${path}/healthy_with_trait`, 'count'),
    inScore: health.truth(`${path}/part_of_score`),
    field: printer.text(fieldLabel(health.raw(`${path}/field`) ?? '', printer.language)),
  }))
}

const mostCells = 8
const smallBelow = 30

function matrixView({ read, printer }: Here): View | null {
  const health = read('health')
  const cells = health?.items('matrix/cells').filter(path => !health.truth(`${path}/suppressed`)) ?? []
  if (health === null || cells.length === 0) return null
  const label = (path: string): string => printer.text(fieldLabel(health.raw(path) ?? '', printer.language))
  return {
    rows: label('matrix/rows'),
    columns: label('matrix/columns'),
    overall: health.fig('matrix/overall_low_share', 'share'),
    cells: cells.slice(0, mostCells).map((path, index) => ({
      rank: plan(String(index + 1)),
      row: health.text(`${path}/row`),
      column: health.text(`${path}/column`),
      n: `${health.fig(`${path}/n`, 'count')}${(health.number(`${path}/n`) ?? smallBelow) < smallBelow ? '°' : ''}`,
      share: health.fig(`${path}/low_share`, 'share'),
      interval: health.range(`${path}/low`, `${path}/high`, 'share'),
    })),
  }
}

function backtestView({ read, words, own, printer }: Here): View | null {
  const health = read('health')
  if (health === null || !health.has('backtest/auc')) return null
  const suggested = at(health.answer, 'backtest/suggested_weights/weights')
  return {
    from: printer.day(health.raw('backtest/from')),
    to: printer.day(health.raw('backtest/to')),
    n: health.fig('backtest/n', 'count'),
    churned: health.fig('backtest/churned', 'count'),
    auc: health.fig('backtest/auc', 'ratio'),
    lift: health.has('backtest/lift_at_10')
      ? health.fig('backtest/lift_at_10', 'ratio', { digits: 1 })
      : null,
    order: health.truth('backtest/ordered') ? own.order.ordered : own.order.unordered,
    bands: health.items('backtest/churn_by_band').map(path => ({
      name: bandWord(words, health.raw(`${path}/band`)),
      n: health.fig(`${path}/n`, 'count'),
      rate: health.fig(`${path}/rate`, 'share'),
      interval: health.range(`${path}/low`, `${path}/high`, 'share'),
    })),
    weights:
      typeof suggested === 'object' && suggested !== null
        ? {
            rows: Object.keys(suggested).map(name => ({
              name: dimensionWord(name, printer.language),
              now: health.fig(`method/parameters/weights/${name}`, 'share', { badge: 'assumed' }),
              suggested: health.fig(`backtest/suggested_weights/weights/${name}`, 'share', {
                badge: 'modelled',
              }),
            })),
            n: health.fig('backtest/suggested_weights/n', 'count'),
            auc: health.fig('backtest/suggested_weights/auc', 'ratio', { badge: 'modelled' }),
            aucNow: health.fig('backtest/suggested_weights/auc_now', 'ratio'),
          }
        : null,
  }
}

function aheadView({ read, words }: Here): View[] | null {
  const ahead = read('ahead')
  const paths = ahead?.items('six_months').filter(path => ahead.has(`${path}/value`)) ?? []
  if (ahead === null || paths.length === 0) return null
  return paths.map(path => ({
    name: ahead.raw(`${path}/band`) === 'total' ? words.allBands : bandWord(words, ahead.raw(`${path}/band`)),
    n: ahead.fig(`${path}/n`, 'count'),
    runRate: ahead.fig(`${path}/run_rate`, 'money'),
    loss: ahead.fig(`${path}/expected_loss`, 'money', { badge: 'modelled' }),
    pipeline: ahead.fig(`${path}/weighted_pipeline`, 'money', { badge: 'modelled' }),
    value: ahead.fig(`${path}/value`, 'money', { badge: 'modelled' }),
    interval: ahead.range(`${path}/low`, `${path}/high`, 'money', 'modelled'),
  }))
}

const trustOf = (auc: number | null): 'good' | 'fair' | 'poor' | 'none' =>
  auc === null ? 'none' : auc >= 0.75 ? 'good' : auc >= 0.6 ? 'fair' : 'poor'

function answerView(here: Here): View {
  const { read, own, words, joint } = here
  const health = read('health')
  const low = health === null ? undefined : bandPath(health, 'low')
  const high = health === null ? undefined : bandPath(health, 'high')
  // What a handful does may be chance: only a cell of enough customers is named.
  const worst = health
    ?.items('matrix/cells')
    .find(path => !health.truth(`${path}/suppressed`) && (health.number(`${path}/n`) ?? 0) >= greyBelow)
  const gap = health
    ?.items('dimensions')
    .toSorted(
      (one, two) => (health.number(`${two}/gap_points`) ?? -1) - (health.number(`${one}/gap_points`) ?? -1),
    )[0]
  return {
    low:
      health === null || low === undefined
        ? null
        : {
            n: health.fig(`${low}/n`, 'count'),
            share: health.fig(`${low}/share`, 'share'),
            revenue: health.fig(`${low}/revenue`, 'money'),
            revenueShare: health.fig(`${low}/revenue_share`, 'share'),
          },
    high:
      health === null || high === undefined
        ? null
        : { n: health.fig(`${high}/n`, 'count'), share: health.fig(`${high}/share`, 'share') },
    worst:
      health === null || worst === undefined
        ? null
        : {
            name: `${health.text(`${worst}/row`)} × ${health.text(`${worst}/column`)}`,
            share: health.fig(`${worst}/low_share`, 'share'),
            n: health.fig(`${worst}/n`, 'count'),
            overall: health.fig('matrix/overall_low_share', 'share'),
          },
    gap:
      health === null || gap === undefined || !health.has(`${gap}/gap_points`)
        ? null
        : {
            name: dimensionWord(health.raw(`${gap}/dimension`), here.printer.language),
            low: health.fig(`${gap}/low_mean`, 'score'),
            others: health.fig(`${gap}/others_mean`, 'score'),
          },
    trust: own.trusted[trustOf(health?.number('backtest/auc') ?? null)].replace(/[.。]$/, ''),
    auc:
      health !== null && health.has('backtest/auc')
        ? `${joint.open}AUC ${health.fig('backtest/auc', 'ratio')}${joint.close}${joint.stop}`
        : joint.stop,
    association: words.association,
  }
}

/** Whether all customers of the list above are without contact too: one list is enough then. */
function sameRows({ read }: Here): boolean {
  const ids = (name: 'health' | 'quiet'): string => {
    const reading = read(name)
    const low = reading?.items('rows', 10).filter(path => reading.raw(`${path}/band`) === 'low') ?? []
    return low.map(path => reading?.raw(`${path}/customer_id`) ?? '').join('\n')
  }
  return ids('quiet') !== '' && ids('quiet') === ids('health')
}

/** Everything the template of a health review prints, for one reader. */
export function healthView(facts: HealthFacts, reader: ForReader): View {
  const { printer } = reader
  const own = healthWords(printer.language)
  const here: Here = { ...sectionFor(facts, printer, own), facts }
  const health = here.read('health')
  const { words } = here
  const scored = health === null ? null : health.number('total_rows')
  return {
    ...commonView(here, reader, {
      population: { values: facts.asked.values, tiers: facts.asked.tiers },
      headlines: healthHeadlines(facts),
    }),
    title: own.title(words.business[facts.business]),
    answer: answerView(here),
    bands: bandsView(here),
    scored: health === null || scored === null ? dash : health.fig('total_rows', 'count'),
    limits: {
      high:
        health === null
          ? dash
          : health.fig('method/parameters/bands/high', 'score', { badge: 'assumed', digits: 0 }),
      medium:
        health === null
          ? dash
          : health.fig('method/parameters/bands/medium', 'score', { badge: 'assumed', digits: 0 }),
    },
    dimensions: dimensionsView(here),
    traits: traitsView(here),
    matrix: matrixView(here),
    movers: moversView(here),
    red: accountsView('health', here),
    quiet: sameRows(here) ? null : accountsView('quiet', here),
    quietAll: sameRows(here) ? (here.read('quiet')?.fig('total_rows', 'count') ?? null) : null,
    renewals: renewalsView(here),
    backtest: backtestView(here),
    ahead: aheadView(here),
    care: careView(here),
    missing: own.missing,
    charts: { bands: chartMark('bands'), matrix: chartMark('matrix') },
  }
}
