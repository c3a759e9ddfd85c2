import { addDays, daysBetween } from '../../domain/days.ts'
import { itemPaths, numberAt, tryAsk } from '../answers.ts'
import type { Ask, Missing, ReportAnswer } from '../answers.ts'
import type { FigureBook } from '../figure-book.ts'
import type { Printer } from '../printer.ts'
import { riskGrid } from '../risk-grid.ts'
import { fanChart, survivalChart } from './ahead.ts'
import { valueRiskChart, whaleChart } from './customers.ts'
import type { ChartDraft, ChartSource } from './draft.ts'
import { groupsChart, liftExposureChart } from './drivers.ts'
import { marginalChart, tornadoOf, waterfallOf } from './money.ts'
import { cohortChart, trendChart } from './over-time.ts'
import { bandsChart, driversChart, matrixChart } from './standing.ts'
import { tiersChart } from './tiers.ts'
import { gridChart } from './grid.ts'
import { countsChart, decilesChart, reliabilityChart } from './trust.ts'

export type { ChartDraft, ChartSource } from './draft.ts'

/** What a caller may narrow a chart to; passed on to the tools that know it. */
export type ChartScope = Readonly<{ where?: unknown; budget?: number; scenario?: string }>

type Questions = (
  ask: (tool: string, input: Readonly<Record<string, unknown>>) => Promise<ReportAnswer | null>,
  scope: Readonly<Record<string, unknown>>,
) => Promise<readonly (ReportAnswer | null)[]>

interface Kind {
  /** Whether `where` reaches its tool. */
  filtered: boolean
  ask: Questions
  draw: (source: ChartSource) => ChartDraft | null
}

const one =
  (tool: string, input: Readonly<Record<string, unknown>>): Questions =>
  async (ask, scope) => [await ask(tool, { ...input, ...scope })]

/** Lengths of window that the rival definitions answer for. */
const windows = [30, 60, 90, 120]
const mostWindows = 9
const pageSize = 100
const mostPages = 4
const [slices, sliceSize] = [24, 15]

/**
 * Rows of a ranking for a scatter: all of a short one, slices at even distances of a long one, because its first pages
 * alone would show only customers at risk.
 */
async function spreadRows(
  page: (limit: number, offset: number) => Promise<ReportAnswer | null>,
): Promise<(ReportAnswer | null)[]> {
  const first = await page(pageSize, 0)
  const total = numberAt(first, 'total_rows') ?? 0
  const rest: (ReportAnswer | null)[] = []
  if (total <= pageSize * mostPages) {
    for (let offset = pageSize; offset < total; offset += pageSize) rest.push(await page(pageSize, offset))
    return [first, ...rest]
  }
  // The slice at the top stands for the first page too.
  for (let slice = 0; slice < slices; slice += 1)
    rest.push(await page(sliceSize, Math.round((slice * (total - sliceSize)) / (slices - 1))))
  return rest
}

const nearest = (days: number): number =>
  windows.toSorted((one, two) => Math.abs(one - days) - Math.abs(two - days))[0] ?? 30

/** The churn rate of the definition in force, for one window after the other, back from the latest. */
const windowByWindow: Questions = async (ask, scope) => {
  const drivers = await ask('find_churn_drivers', { limit: 1, ...scope })
  const days = nearest(numberAt(drivers, 'baseline/window_days') ?? 30)
  const found: ReportAnswer[] = []
  let asOf: string | null = null
  for (let step = 0; step < mostWindows; step += 1) {
    const answer: ReportAnswer | null = await ask('analyze_retention', {
      view: 'definitions',
      detail: 'full',
      ...(asOf === null ? {} : { as_of: asOf }),
      ...scope,
    })
    const n =
      answer === null ? 0 : (numberAt(answer, `sensitivity/${windows.indexOf(days)}/denominator`) ?? 0)
    // A label speaks for one window; before it nobody was labelled, which is not the same as nobody left.
    if (answer?.as_of == null || n < 10 || answer.method?.parameters['definition'] === 'label') break
    found.push(answer)
    asOf = addDays(answer.as_of, -days)
  }
  return found.length > 1 ? found : []
}

const present = { field: 'is_active', op: 'eq', value: 1 }

/**
 * Value × risk of those still here. Who is gone has neither worth nor risk: they would fill the field of low value and
 * high risk. A report's table asks the same, so that it counts the customers of the chart above it.
 */
export const valueRiskQuestion = {
  by: 'value_risk',
  detail: 'full',
  limit: 12,
  where: { all: [present] },
} as const

const fanMonths = [1, 2, 3, 4, 5, 6]

const kinds = {
  bands: {
    filtered: true,
    ask: one('score_health', { limit: 1, backtest: false, detail: 'full' }),
    draw: bandsChart,
  },
  matrix: {
    filtered: true,
    async ask(ask, scope) {
      const health = await ask('score_health', { limit: 1, backtest: false, detail: 'full', ...scope })
      if (itemPaths(health, 'matrix/cells').length > 0 || scope['where'] !== undefined) return [health]
      const drivers = await ask('find_churn_drivers', { detail: 'full', ...scope })
      await riskGrid(ask, drivers, scope)
      return [drivers]
    },
    draw: source => matrixChart(source) ?? gridChart(source),
  },
  drivers: {
    filtered: true,
    ask: one('find_churn_drivers', { detail: 'full' }),
    draw: driversChart,
  },
  groups: {
    filtered: true,
    ask: one('find_churn_drivers', { detail: 'full' }),
    draw: groupsChart,
  },
  lift_exposure: {
    filtered: true,
    ask: one('find_churn_drivers', { detail: 'full' }),
    draw: liftExposureChart,
  },
  tiers: {
    filtered: true,
    ask: one('segment_customers', { by: 'value_tier', detail: 'full' }),
    draw: tiersChart,
  },
  value_risk: {
    filtered: true,
    async ask(ask, scope) {
      const where = { all: [present, ...(scope['where'] === undefined ? [] : [scope['where']])] }
      const fields = await ask('segment_customers', { ...valueRiskQuestion, ...scope, where })
      if (fields === null) return [null]
      // The same probability that the fields are cut by: of the window that churn is judged by.
      return [
        fields,
        ...(await spreadRows((limit, offset) =>
          ask('predict_churn', { limit, offset, detail: 'full', ...scope }),
        )),
      ]
    },
    draw: valueRiskChart,
  },
  churn_trend: {
    filtered: true,
    ask: windowByWindow,
    draw(source) {
      const [last, before] = source.answers
      const days = last?.as_of && before?.as_of ? daysBetween(before.as_of, last.as_of) : null
      return days === null ? null : trendChart(source, days)
    },
  },
  cohorts: {
    filtered: true,
    ask: one('analyze_retention', { view: 'cohorts', detail: 'full' }),
    draw: cohortChart,
  },
  survival: {
    filtered: true,
    ask: one('analyze_retention', { view: 'survival', detail: 'full' }),
    draw: survivalChart,
  },
  waterfall: {
    filtered: true,
    async ask(ask, scope) {
      const money = await ask('analyze_retention', { view: 'movements', detail: 'full', ...scope })
      return [money ?? (await ask('analyze_retention', { view: 'compare', detail: 'full', ...scope }))]
    },
    draw: waterfallOf,
  },
  reliability: {
    // One model serves everybody: its tests have no part.
    filtered: false,
    ask: one('predict_churn', { limit: 1, detail: 'full' }),
    draw: reliabilityChart,
  },
  lift_deciles: {
    // One model serves everybody: its tests have no part.
    filtered: false,
    ask: one('predict_churn', { limit: 1, detail: 'full' }),
    draw: decilesChart,
  },
  predicted_actual: {
    // One model serves everybody: its tests have no part.
    filtered: false,
    ask: one('predict_churn', { limit: 1, detail: 'full' }),
    draw: countsChart,
  },
  marginal_roi: {
    filtered: true,
    ask: one('plan_retention', { detail: 'full', limit: 1 }),
    draw: marginalChart,
  },
  tornado: {
    filtered: true,
    ask: one('evaluate_retention_roi', { limit: 1 }),
    draw: tornadoOf,
  },
  fan: {
    filtered: false,
    async ask(ask, scope) {
      const answers: (ReportAnswer | null)[] = []
      for (const months of fanMonths)
        answers.push(await ask('forecast', { horizon_months: months, detail: 'full', ...scope }))
      return answers
    },
    draw: fanChart,
  },
  whale: {
    filtered: false,
    ask: one('analyze_costs', { view: 'service' }),
    draw: whaleChart,
  },
} as const satisfies Readonly<Record<string, Kind>>

export type ChartKind = keyof typeof kinds

/** The kinds that can be narrowed by `where`. */
export const filteredKinds: readonly ChartKind[] = chartKindNames().filter(kind => kinds[kind].filtered)

function chartKindNames(): ChartKind[] {
  // The keys of a literal are what its type says.
  return Object.keys(kinds) as ChartKind[]
}

/** Answers for charts, by kind; kinds without data are left out. */
export type ChartAnswers = ReadonlyMap<ChartKind, readonly ReportAnswer[]>

/**
 * Asks what the charts of these kinds need, over the one road, each question once. Figures are told to `book`; why a
 * question has no answer goes to `missing`.
 */
export async function askForCharts(
  ask: Ask,
  wanted: readonly ChartKind[],
  book: FigureBook,
  scope: ChartScope = {},
  missing: (why: Missing) => void = () => undefined,
): Promise<ChartAnswers> {
  const asked = new Map<string, Promise<ReportAnswer | null>>()
  const once = (tool: string, input: Readonly<Record<string, unknown>>): Promise<ReportAnswer | null> => {
    const key = JSON.stringify([tool, input])
    const known =
      asked.get(key) ??
      tryAsk(ask, tool, input).then(({ answer, missing: why }) => {
        if (why !== null) missing(why)
        return answer === null ? null : book.cite(answer, tool)
      })
    asked.set(key, known)
    return known
  }
  const found = new Map<ChartKind, readonly ReportAnswer[]>()
  for (const kind of wanted) {
    const { budget, ...common } = scope
    const own = kind === 'marginal_roi' && budget !== undefined ? { ...common, budget } : common
    const answers = (await kinds[kind].ask(once, own)).filter(answer => answer !== null)
    if (answers.length > 0) found.set(kind, answers)
  }
  return found
}

/** One chart from the answers behind it; `null` where they do not feed it. */
export const draftChart = (kind: ChartKind, source: ChartSource): ChartDraft | null =>
  kinds[kind].draw(source)

/** All charts that the answers can feed, by kind. */
export const draftCharts = (
  answers: ChartAnswers,
  book: FigureBook,
  printer: Printer,
): ReadonlyMap<ChartKind, ChartDraft> =>
  new Map(
    [...answers].flatMap(([kind, list]) => {
      const draft = draftChart(kind, { answers: list, book, printer })
      return draft ? [[kind, draft] as const] : []
    }),
  )
