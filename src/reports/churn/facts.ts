import { at, itemPaths, numberAt, textAt, tryAsk } from '../answers.ts'
import type { Ask, Asked, ReportAnswer } from '../answers.ts'
import { businessOf } from '../business.ts'
import type { Business } from '../business.ts'
import { askForCharts, valueRiskQuestion } from '../charts/kinds.ts'
import type { ChartAnswers } from '../charts/kinds.ts'
import { FigureBook } from '../figure-book.ts'
import { playbooksByTier, playbooksFor } from '../playbooks.ts'
import { riskGrid } from '../risk-grid.ts'
import type { RiskGrid } from '../risk-grid.ts'
import { holdOutFacts, measureFacts, planFacts } from './plan-facts.ts'
import type { MeasureFacts, PlanFacts } from './plan-facts.ts'
import { strategyCases } from './strategy-cases.ts'
import type { StrategyCase } from './strategy-cases.ts'

export type { StrategyCase } from './strategy-cases.ts'

/** All answers a churn report is made of. Numbers are read from these and from nowhere else. */
export interface ChurnFacts extends PlanFacts, MeasureFacts {
  book: FigureBook
  business: Business
  described: ReportAnswer
  drivers: Asked
  health: Asked
  tiers: Asked
  quadrants: Asked
  /** Churn over two fields that drive it, where no health matrix can be made. */
  cross: Asked
  /** Churn over two conditions that go with it, where not even two such fields are there. */
  grid: RiskGrid | null
  /** Answers for charts whose questions the report does not ask itself. */
  charted: ChartAnswers
  values: Asked
  roi: Asked
  strategies: readonly StrategyCase[]
  /** What a tenth held out of a strategy's group can show. */
  holdOuts: ReadonlyMap<StrategyCase, ReportAnswer>
  customers: Asked
  explained: ReadonlyMap<string, ReportAnswer>
  /** What the model says raises a listed customer's odds, as it writes it, by customer. */
  reasons: ReadonlyMap<string, readonly string[]>
  predicted: Asked
  /** What stands in for a model below its gate: bands by rule, their test, the shortfall. */
  byRule: ReportAnswer | null
  definitions: Asked
  forecast: Asked
  /** Settings in force that a reader must know, by key. */
  settings: ReadonlyMap<string, unknown>
  asOf: string | null
  currency: string | null
  /** When each import was committed, ISO, by import id. */
  importedAt?: ReadonlyMap<string, string> | undefined
}

const mostExplained = 10
/** Rows of the model that are asked for at once, and how often, to find the reasons of the customers listed. */
const mostPredicted = 100
const mostPages = 6

function settingsIn(described: ReportAnswer): Map<string, unknown> {
  return new Map(
    itemPaths(described, 'settings').flatMap(path => {
      const key = textAt(described, `${path}/key`)
      return key === null ? [] : [[key, at(described, `${path}/value`)] as const]
    }),
  )
}

/** Below its gate the model leaves bands by rule, with their own test. */
const byRuleIn = ({ missing }: Asked): ReportAnswer | null =>
  missing?.why === 'not_enough_data' && textAt(missing.partial, 'outcome') === 'rule_bands'
    ? (missing.partial ?? null)
    : null

const noCross: Asked = { answer: null, missing: { why: 'not_enough_data', tool: 'segment_customers' } }

/** Two drivers with a few values each, crossed: the matrix of data that has no health score. */
async function crossFacts(
  step: (tool: string, input: Readonly<Record<string, unknown>>) => Promise<Asked>,
  health: Asked,
  drivers: Asked,
  under: Readonly<Record<string, unknown>>,
): Promise<Asked> {
  if (itemPaths(health.answer, 'matrix/cells').length > 0) return noCross
  const fields = itemPaths(drivers.answer, 'drivers').flatMap(path => {
    const value = at(drivers.answer, `${path}/filter/value`)
    const named = typeof value === 'string' || (Array.isArray(value) && typeof value[0] === 'string')
    return named && at(drivers.answer, `${path}/sensitive`) !== true
      ? (textAt(drivers.answer, `${path}/filter/field`) ?? [])
      : []
  })
  const [rows, columns] = [...new Set(fields)]
  return rows === undefined || columns === undefined
    ? noCross
    : step('segment_customers', { by: [rows, columns], detail: 'full', ...under })
}

/** Charts whose questions no other part of the report asks. */
const timedCharts = ['churn_trend', 'cohorts', 'waterfall', 'value_risk', 'fan'] as const

/** Answers for the charts of time, value and money; the plan of the report feeds its own curve. */
async function chartedFor(
  ask: Ask,
  { book, under, planned }: { book: FigureBook; under: Readonly<Record<string, unknown>>; planned: Asked },
): Promise<ChartAnswers> {
  const asked = await askForCharts(ask, timedCharts, book, under)
  return new Map([...asked, ...(planned.answer ? [['marginal_roi', [planned.answer]] as const] : [])])
}

/** Reads on in the model's ranking until the listed customers are found, or the pages allowed are used up. */
async function reasonsFor(
  ask: Ask,
  {
    under,
    customers,
    ranked,
  }: { under: Readonly<Record<string, unknown>>; customers: Asked; ranked: ReportAnswer | null },
): Promise<Map<string, readonly string[]>> {
  const wanted = new Set(
    itemPaths(customers.answer, 'rows', mostExplained).flatMap(
      path => textAt(customers.answer, `${path}/customer_id`) ?? [],
    ),
  )
  const found = new Map<string, readonly string[]>()
  let answer = ranked
  for (let page = 1; answer !== null; page += 1) {
    for (const path of itemPaths(answer, 'rows')) {
      const id = textAt(answer, `${path}/customer_id`)
      const listed = at(answer, `${path}/reasons`)
      if (id !== null && wanted.has(id) && Array.isArray(listed))
        found.set(
          id,
          listed.filter(reason => typeof reason === 'string'),
        )
    }
    if (page >= mostPages || found.size >= wanted.size || at(answer, 'truncated') !== true) return found
    const more = await tryAsk(ask, 'predict_churn', {
      limit: mostPredicted,
      detail: 'full',
      offset: page * mostPredicted,
      ...under,
    })
    answer = more.answer ?? byRuleIn(more)
  }
  return found
}

/** Asks every question a churn report needs; questions that cannot be answered leave their reason. `null` without data. */
export async function churnFacts(
  ask: Ask,
  {
    business,
    scenario,
    playbookFolder,
    ownPlaybookFolder = null,
    progress,
    importedAt,
  }: {
    business: Business | 'auto'
    scenario?: string | undefined
    playbookFolder: string
    ownPlaybookFolder?: string | null
    progress: (done: number, total: number) => void
    importedAt?: ReadonlyMap<string, string> | undefined
  },
): Promise<ChurnFacts | null> {
  const book = new FigureBook()
  const under = scenario === undefined ? {} : { scenario }
  let done = 0
  const step = async (tool: string, input: Readonly<Record<string, unknown>> = {}): Promise<Asked> => {
    const asked = await tryAsk(ask, tool, input)
    if (asked.answer !== null) book.cite(asked.answer, tool)
    progress((done += 1), 12)
    return asked
  }
  const { answer: described } = await step('describe_data', { detail: 'full', ...under })
  if (described === null) return null
  const drivers = await step('find_churn_drivers', { detail: 'full', ...under })
  const health = await step('score_health', { limit: 1, backtest: true, detail: 'full', ...under })
  const tiers = await step('segment_customers', { by: 'value_tier', detail: 'full', ...under })
  const quadrants = await step('segment_customers', { ...valueRiskQuestion, ...under })
  const cross = await crossFacts(step, health, drivers, under)
  const crossed =
    itemPaths(health.answer, 'matrix/cells').length + itemPaths(cross.answer, 'segments').length > 0
  const grid = crossed
    ? null
    : await riskGrid(async (tool, input) => (await step(tool, input)).answer, drivers.answer, under)
  const values = await step('compute_clv', { limit: 1, ...under })
  const roi = await step('evaluate_retention_roi', { limit: mostExplained, ...under })
  const predicted = await step('predict_churn', { limit: mostPredicted, detail: 'full', ...under })
  const byRule = byRuleIn(predicted)
  if (byRule !== null) book.cite(byRule, 'predict_churn')
  const plan = await planFacts(ask, { book, under })
  // Whom to see first is whom the plan treats; without one, whom the ROI or the model ranks first.
  const customers = plan.funded
    ? plan.planned
    : predicted.answer === null || itemPaths(predicted.answer, 'rows').length === 0
      ? roi
      : predicted
  const reasons = await reasonsFor(ask, { under, customers, ranked: predicted.answer ?? byRule })
  const kind = business === 'auto' ? businessOf(described) : business
  const explained = new Map<string, ReportAnswer>()
  if (customers.answer !== null) {
    for (const path of itemPaths(customers.answer, 'rows', mostExplained)) {
      const id = textAt(customers.answer, `${path}/customer_id`)
      if (id === null) continue
      const one = await tryAsk(ask, 'explain_customer', { customer_id: id, ...under })
      if (one.missing?.why === 'absent') break
      if (one.answer !== null) explained.set(id, book.cite(one.answer, 'explain_customer'))
    }
  }
  const known = {
    playbooks: playbooksFor(playbookFolder, kind, ownPlaybookFolder),
    byTier: playbooksByTier(playbookFolder),
  }
  const lowHealth = itemPaths(health.answer, 'bands').length > 0
  const strategies = await strategyCases(ask, drivers.answer, known, roi.answer, book, under, lowHealth)
  const measured = await measureFacts(ask, {
    plan: plan.planned.answer,
    book,
    churnRate:
      drivers.answer === null
        ? numberAt(strategies[0]?.base, 'incremental/churn_probability')
        : numberAt(drivers.answer, 'baseline/rate'),
    pilot: strategies[0]?.base ?? null,
  })
  return {
    book,
    business: kind,
    described,
    drivers,
    health,
    tiers,
    quadrants,
    values,
    roi,
    strategies,
    holdOuts: await holdOutFacts(ask, strategies, book),
    customers,
    explained,
    predicted,
    byRule,
    definitions: await step('analyze_retention', { view: 'definitions' }),
    ...plan,
    ...measured,
    cross,
    grid,
    charted: await chartedFor(ask, { book, under, planned: plan.planned }),
    reasons,
    forecast: await step('forecast', { horizon_months: 6, ...under }),
    settings: settingsIn(described),
    asOf: drivers.answer?.as_of ?? health.answer?.as_of ?? described.as_of,
    currency: values.answer?.currency ?? described.currency,
    importedAt,
  }
}
