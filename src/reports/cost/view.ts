import { at, itemPaths, textAt } from '../answers.ts'
import { tierWord } from '../churn/parts.ts'
import type { Headline } from '../changes.ts'
import { commonView, sectionFor } from '../common-view.ts'
import type { Section, View } from '../common-view.ts'
import { chartMark } from '../marks.ts'
import { dash } from '../printer.ts'
import type { Reading } from '../reading.ts'
import type { ForReader } from '../report-kind.ts'
import type { CostFacts, CostQuestion } from './facts.ts'
import { indicatorsView } from './indicators-view.ts'
import { nextView } from './next-view.ts'
import { stageName } from './stage-name.ts'
import { costWords } from './words/words.ts'
import type { CostWords } from './words/words.ts'

export type CostSection = Section<CostQuestion, CostWords>

const costsOnRecord = ({ described }: CostFacts): boolean =>
  itemPaths(described, 'tables').some(path => textAt(described, `${path}/entity`) === 'cost')

/** Figures the next review is compared with. */
export function costHeadlines({ book, asked }: CostFacts): Headline[] {
  const { answer } = asked.costs
  return [
    { name: 'total', figure: book.take(answer, 'total_cost', 'money') },
    { name: 'cac', figure: book.take(answer, 'cac/blended', 'money') },
    { name: 'perCustomer', figure: book.take(answer, 'lifecycle/cost_per_customer', 'money') },
    { name: 'net', figure: book.take(answer, 'lifecycle/net_lifecycle_value', 'money', 'modelled') },
    { name: 'utilisation', figure: book.take(answer, 'service/utilisation', 'share') },
  ]
}

const largestFirst = (reading: Reading, list: string, field: string): string[] =>
  reading
    .items(list)
    .toSorted(
      (one, two) => (reading.number(`${two}/${field}`) ?? 0) - (reading.number(`${one}/${field}`) ?? 0),
    )

function againstBudget(costs: Reading, path: string, { own }: CostSection): string {
  const over = costs.number(`${path}/over_budget`)
  return over === null ? dash : over > 0 ? own.budget.over : over < 0 ? own.budget.under : own.budget.on
}

function stagesView(here: CostSection): View[] | null {
  const costs = here.read('costs')
  const paths = costs === null ? [] : largestFirst(costs, 'stages', 'amount')
  if (costs === null || paths.length === 0) return null
  return paths.map(path => ({
    name: stageName(here, costs.raw(`${path}/stage`)),
    amount: costs.fig(`${path}/amount`, 'money'),
    share: costs.fig(`${path}/share`, 'share'),
    budget: costs.fig(`${path}/budget`, 'money', { badge: 'assumed' }),
    over: costs.fig(`${path}/over_budget`, 'money'),
    overShare: costs.fig(`${path}/over_budget_share`, 'share'),
    verdict: againstBudget(costs, path, here),
  }))
}

/** What moves the cost of the three largest stages, and the levers on it. */
function leversView(here: CostSection): View[] {
  const costs = here.read('costs')
  if (costs === null) return []
  return largestFirst(costs, 'stages', 'amount')
    .slice(0, 3)
    .map(path => {
      const known = here.own.stages[costs.raw(`${path}/stage`) ?? ''] ?? here.own.ownStage
      return {
        name: stageName(here, costs.raw(`${path}/stage`)),
        share: costs.fig(`${path}/share`, 'share'),
        drivers: known.drivers,
        levers: known.levers,
      }
    })
}

function channelsView({ read, printer }: CostSection): View | null {
  const costs = read('costs')
  const paths = costs?.items('cac/channels') ?? []
  if (costs === null || paths.length === 0) return null
  const cost = (path: string): number => costs.number(`${path}/fully_loaded`) ?? Number.POSITIVE_INFINITY
  const dearest = paths.toSorted((one, two) => cost(two) - cost(one))
  const [first, last] = [dearest.find(path => Number.isFinite(cost(path))), dearest.at(-1)]
  const named = (path: string | undefined): View | null =>
    path === undefined
      ? null
      : { name: costs.text(`${path}/channel`), cost: costs.fig(`${path}/fully_loaded`, 'money') }
  return {
    blended: costs.fig('cac/blended', 'money'),
    newCustomers: costs.fig('cac/new_customers', 'count'),
    spend: costs.fig('cac/total_spend', 'money'),
    unassigned:
      (costs.number('cac/unassigned_spend') ?? 0) > 0 ? costs.fig('cac/unassigned_spend', 'money') : null,
    dearest: named(first),
    cheapest: first === last ? null : named(last),
    rows: dearest.map(path => ({
      channel: printer.text(costs.raw(`${path}/channel`)),
      spend: costs.fig(`${path}/spend`, 'money'),
      n: costs.fig(`${path}/new_customers`, 'count'),
      attributed: costs.fig(`${path}/attributed`, 'money'),
      loaded: costs.fig(`${path}/fully_loaded`, 'money'),
    })),
  }
}

/** Channels down, ways of attribution across: the share of new customers each way gives to a channel. */
function attributionView({ read, own }: CostSection): View | null {
  const channels = read('channels')
  const paths = channels?.items('attribution') ?? []
  if (channels === null || paths.length === 0) return null
  const unique = (field: string): string[] => [
    ...new Set(paths.flatMap(path => channels.raw(`${path}/${field}`) ?? [])),
  ]
  const methods = unique('method')
  return {
    methods: methods.map(method => own.methods[method] ?? channels.printer.text(method)),
    rows: unique('channel').map(channel => ({
      channel: channels.printer.text(channel),
      shares: methods.map(method => {
        const path = paths.find(
          one => channels.raw(`${one}/method`) === method && channels.raw(`${one}/channel`) === channel,
        )
        return path === undefined ? dash : channels.fig(`${path}/share`, 'share')
      }),
    })),
  }
}

function serviceView({ read, words, own }: CostSection): View | null {
  const costs = read('costs')
  if (costs === null || !costs.has('service/cost')) return null
  const segments = largestFirst(costs, 'service/segments', 'margin')
  const over = segments.filter(path => costs.truth(`${path}/over_served`))
  return {
    cost: costs.fig('service/cost', 'money'),
    minutes: costs.fig('service/minutes', 'count'),
    capacity: costs.fig('service/capacity_minutes', 'count'),
    rate: costs.fig('service/rate_per_minute', 'money'),
    utilisation: costs.fig('service/utilisation', 'share'),
    unused: costs.fig('service/unused_cost', 'money'),
    segments:
      segments.length === 0
        ? null
        : segments.map(path => ({
            name: tierWord(words, costs.raw(`${path}/segment`)),
            n: costs.fig(`${path}/n`, 'count'),
            margin: costs.fig(`${path}/margin`, 'money'),
            cost: costs.fig(`${path}/cost`, 'money'),
            costShare: costs.fig(`${path}/cost_share`, 'share'),
            marginShare: costs.fig(`${path}/margin_share`, 'share'),
            verdict: costs.truth(`${path}/over_served`) ? own.served.over : own.served.fitting,
          })),
    over:
      over.length === 0
        ? null
        : over.map(path => ({
            name: tierWord(words, costs.raw(`${path}/segment`)),
            costShare: costs.fig(`${path}/cost_share`, 'share'),
            marginShare: costs.fig(`${path}/margin_share`, 'share'),
          })),
  }
}

function whaleView({ read }: CostSection): View | null {
  const costs = read('costs')
  if (costs === null || !costs.has('whale/peak')) return null
  return {
    n: costs.fig('whale/n', 'count'),
    total: costs.fig('whale/total', 'money'),
    peak: costs.fig('whale/peak', 'money'),
    peakShare: costs.fig('whale/peak_share', 'share'),
    count: costs.fig('whale/count_at_peak', 'count'),
    unprofitable: costs.fig('whale/unprofitable', 'count'),
    rows: costs.items('whale/curve').map(path => ({
      customers: costs.fig(`${path}/customers`, 'count'),
      profit: costs.fig(`${path}/profit`, 'money'),
    })),
  }
}

function measuresView(here: CostSection): View | null {
  const { read, own, printer } = here
  const months = read('months')
  const paths = months?.items('measures') ?? []
  const [first] = paths
  if (months === null || first === undefined) return null
  const period = (name: string): string => {
    const [from = null, to = null] = (months.raw(`${first}/${name}`) ?? '').split(' – ')
    return printer.period(from, to)
  }
  return {
    before: period('before'),
    after: period('after'),
    rows: largestFirst(months, 'measures', 'saving_rate').map(path => {
      const rate = months.number(`${path}/saving_rate`) ?? 0
      return {
        stage: stageName(here, months.raw(`${path}/stage`)),
        before: months.fig(`${path}/cost_before`, 'money'),
        after: months.fig(`${path}/cost_after`, 'money'),
        rate: months.fig(`${path}/saving_rate`, 'share'),
        // Below one in a hundred nothing has happened.
        verdict: Math.abs(rate) < 0.01 ? own.measure.same : rate > 0 ? own.measure.fell : own.measure.rose,
      }
    }),
  }
}

function lifecycleView({ read }: CostSection): View | null {
  const costs = read('costs')
  if (costs === null || !costs.has('lifecycle/customers')) return null
  return {
    n: costs.fig('lifecycle/customers', 'count'),
    perCustomer: costs.fig('lifecycle/cost_per_customer', 'money'),
    gross: costs.fig('lifecycle/gross_clv', 'money', { badge: 'modelled' }),
    net: costs.fig('lifecycle/net_lifecycle_value', 'money', { badge: 'modelled' }),
    lost: costs.has('lifecycle/lost') ? costs.fig('lifecycle/lost', 'count', { badge: 'modelled' }) : null,
    perLost: costs.has('lifecycle/churn_cost_per_lost')
      ? costs.fig('lifecycle/churn_cost_per_lost', 'money', { badge: 'modelled' })
      : null,
  }
}

function answerView(here: CostSection): View {
  const costs = here.read('costs')
  const [largest] = costs === null ? [] : largestFirst(costs, 'stages', 'amount')
  const deviating =
    costs === null
      ? undefined
      : costs
          .items('stages')
          .filter(path => costs.has(`${path}/over_budget`))
          .toSorted(
            (one, two) =>
              Math.abs(costs.number(`${two}/over_budget`) ?? 0) -
              Math.abs(costs.number(`${one}/over_budget`) ?? 0),
          )[0]
  return {
    total: costs !== null && costs.has('total_cost') ? costs.fig('total_cost', 'money') : null,
    from: here.printer.day(costs === null ? null : costs.raw('method/parameters/from')),
    to: here.printer.day(costs === null ? null : costs.raw('method/parameters/to')),
    largest:
      costs === null || largest === undefined
        ? null
        : {
            name: stageName(here, costs.raw(`${largest}/stage`)),
            share: costs.fig(`${largest}/share`, 'share'),
          },
    deviating:
      costs === null || deviating === undefined || costs.number(`${deviating}/over_budget`) === 0
        ? null
        : {
            name: stageName(here, costs.raw(`${deviating}/stage`)),
            amount: costs.fig(`${deviating}/over_budget`, 'money'),
            share: costs.fig(`${deviating}/over_budget_share`, 'share'),
            verdict: againstBudget(costs, deviating, here),
          },
  }
}

/** Everything the template of a cost review prints, for one reader. */
export function costView(facts: CostFacts, reader: ForReader): View {
  const own = costWords(reader.printer.language)
  const here: CostSection = sectionFor(facts, reader.printer, own)
  const sections = {
    stages: stagesView(here),
    levers: leversView(here),
    cac: channelsView(here),
    attribution: attributionView(here),
    service: serviceView(here),
    whale: whaleView(here),
    measures: measuresView(here),
    indicators: indicatorsView(here),
    lifecycle: lifecycleView(here),
  }
  return {
    ...commonView(here, reader, {
      population: { values: facts.asked.values, tiers: facts.asked.tiers },
      headlines: costHeadlines(facts),
    }),
    title: own.title(here.words.business[facts.business]),
    answer: answerView(here),
    ...sections,
    // Nine sections that each say what is missing are no review: one says what to import.
    nothing:
      !costsOnRecord(facts) && Object.values(sections).every(part => part === null || part.length === 0),
    budgeted:
      here
        .read('costs')
        ?.items('stages')
        .some(path => typeof at(facts.asked.costs.answer, `${path}/budget`) === 'number') ?? false,
    next: nextView(here),
    missing: { ...own.missing, costs: costsOnRecord(facts) ? own.unconverted : own.missing.costs },
    charts: { stages: chartMark('stages'), channels: chartMark('channels'), whale: chartMark('whale') },
  }
}
