import { at, itemPaths, numberAt, textAt, tryAsk } from '../answers.ts'
import type { Ask, Asked, ReportAnswer } from '../answers.ts'
import { businessOf } from '../business.ts'
import type { Business } from '../business.ts'
import { fieldsIn } from '../conditions.ts'
import { FigureBook } from '../figure-book.ts'
import { choosePlaybooks, playbooksFor } from '../playbooks.ts'
import type { Cue, Playbook } from '../playbooks.ts'

/** One strategy, the customers it is for, and what it would bring at the low end, middle and high end of their risk. */
export interface StrategyCase {
  playbook: Playbook
  /** Place of the driver or group in the drivers' answer that asks for it. */
  cue: string
  /** Place of the filter of its target group. */
  target: string
  /** Only customers of the playbook's value tier. */
  tiered: boolean
  low: ReportAnswer | null
  base: ReportAnswer
  high: ReportAnswer | null
}

/** All answers a churn report is made of. Numbers are read from these and from nowhere else. */
export interface ChurnFacts {
  book: FigureBook
  business: Business
  described: ReportAnswer
  drivers: Asked
  /** The same question a window earlier, for a like-for-like comparison. */
  earlier: Asked
  health: Asked
  tiers: Asked
  quadrants: Asked
  values: Asked
  roi: Asked
  strategies: readonly StrategyCase[]
  customers: Asked
  explained: ReadonlyMap<string, ReportAnswer>
  predicted: Asked
  definitions: Asked
  planned: Asked
  forecast: Asked
  /** Settings in force that a reader must know, by key. */
  settings: ReadonlyMap<string, unknown>
  asOf: string | null
  currency: string | null
}

const mostExplained = 10
const smallestTarget = 10

const within = (value: number | null): number | null =>
  value === null ? null : Math.min(1, Math.max(0, value))

interface Target {
  filter: string
  risk: readonly [number | null, number | null, number | null]
}

/** The group to treat for a driver: a high-risk group that has the driver's field, else all who show the driver. */
function targetFor(drivers: ReportAnswer, cue: string, taken: ReadonlySet<string>): Target {
  const field = fieldsIn(drivers, `${cue}/filter`)[0] ?? fieldsIn(drivers, `${cue}/definition_filter`)[0]
  const groups = itemPaths(drivers, 'high_risk_groups').filter(
    path => field !== undefined && fieldsIn(drivers, `${path}/definition_filter`).includes(field),
  )
  // Two strategies for the same customers would count them twice: the next one takes another group, or all who show the driver.
  const group =
    groups.find(path => !taken.has(path)) ?? (cue.startsWith('high_risk_groups') ? cue : undefined)
  const percent = (path: string): number | null => {
    const value = numberAt(drivers, path)
    return within(value === null ? null : value / 100)
  }
  if (group !== undefined) {
    return {
      filter: `${group}/definition_filter`,
      risk: [percent(`${group}/risk_ci/0`), percent(`${group}/risk_pct`), percent(`${group}/risk_ci/1`)],
    }
  }
  const share = (path: string): number | null => within(numberAt(drivers, `${cue}/${path}`))
  return {
    filter: `${cue}/filter`,
    risk: [share('rate_exposed_ci/0'), share('rate_exposed'), share('rate_exposed_ci/1')],
  }
}

function cuesIn(drivers: ReportAnswer): (Cue & { path: string })[] {
  const of = (list: string, filter: string, weight: (path: string) => number) =>
    itemPaths(drivers, list).flatMap(path =>
      fieldsIn(drivers, `${path}/${filter}`).map(field => ({ field, path, weight: weight(path) })),
    )
  const sensitive = (path: string): boolean => at(drivers, `${path}/sensitive`) === true
  return [
    ...of('drivers', 'filter', path => numberAt(drivers, `${path}/impact_pct`) ?? 0).filter(
      ({ path }) => !sensitive(path),
    ),
    ...of('high_risk_groups', 'definition_filter', path => (numberAt(drivers, `${path}/risk_pct`) ?? 0) / 10),
  ]
}

async function strategyCases(
  ask: Ask,
  drivers: ReportAnswer | null,
  playbooks: readonly Playbook[],
  book: FigureBook,
): Promise<StrategyCase[]> {
  if (drivers === null) return []
  const cues = cuesIn(drivers)
  const cases: StrategyCase[] = []
  for (const { playbook, cue } of choosePlaybooks(playbooks, cues)) {
    const path = cues.find(known => known.field === cue.field && known.weight === cue.weight)?.path
    if (path === undefined) continue
    const target = targetFor(drivers, path, new Set(cases.map(one => one.target)))
    const filter = at(drivers, target.filter)
    const inTier = { all: [filter, { field: 'value_tier', op: 'eq', value: playbook.tier }] }
    for (const tiered of playbook.tier === 'any' ? [false] : [true, false]) {
      const one = async (probability: number | null): Promise<ReportAnswer | null> => {
        if (probability === null) return null
        const where = tiered ? inTier : filter
        const asked = await tryAsk(ask, 'evaluate_retention_roi', {
          where,
          churn_probability: probability,
          limit: 1,
        })
        return asked.answer === null ? null : book.cite(asked.answer, 'evaluate_retention_roi')
      }
      const base = await one(target.risk[1])
      // A handful of customers is no target group: the whole group is, then.
      if (base === null || (tiered && (numberAt(base, 'total_rows') ?? 0) < smallestTarget)) continue
      cases.push({
        playbook,
        cue: path,
        target: target.filter.slice(0, target.filter.lastIndexOf('/')),
        tiered,
        base,
        low: await one(target.risk[0]),
        high: await one(target.risk[2]),
      })
      break
    }
  }
  return cases
}

function settingsIn(described: ReportAnswer): Map<string, unknown> {
  return new Map(
    itemPaths(described, 'settings').flatMap(path => {
      const key = textAt(described, `${path}/key`)
      return key === null ? [] : [[key, at(described, `${path}/value`)] as const]
    }),
  )
}

/** Asks every question a churn report needs; questions that cannot be answered leave their reason. `null` without data. */
export async function churnFacts(
  ask: Ask,
  {
    business,
    scenario,
    playbookFolder,
    progress,
  }: {
    business: Business | 'auto'
    scenario?: string | undefined
    playbookFolder: string
    progress: (done: number, total: number) => void
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
  const drivers = await step('find_churn_drivers', under)
  const from = drivers.answer === null ? null : textAt(drivers.answer, 'baseline/from')
  const earlier: Asked =
    from === null
      ? { answer: null, missing: { why: 'not_enough_data', tool: 'find_churn_drivers' } }
      : await step('find_churn_drivers', { as_of: from, limit: 1, ...under })
  const health = await step('score_health', { limit: 1, backtest: true, detail: 'full', ...under })
  const tiers = await step('segment_customers', { by: 'value_tier', detail: 'full', ...under })
  const quadrants = await step('segment_customers', { by: 'value_risk', detail: 'full', ...under })
  const values = await step('compute_clv', { limit: 1, ...under })
  const roi = await step('evaluate_retention_roi', { limit: mostExplained, ...under })
  const predicted = await step('predict_churn', { limit: mostExplained, ...under })
  const customers = predicted.answer === null ? roi : predicted
  const kind = business === 'auto' ? businessOf(described) : business
  const explained = new Map<string, ReportAnswer>()
  if (customers.answer !== null) {
    for (const path of itemPaths(customers.answer, 'rows', mostExplained)) {
      const id = textAt(customers.answer, `${path}/customer_id`)
      if (id === null) continue
      const one = await tryAsk(ask, 'explain_customer', { customer_id: id })
      if (one.missing?.why === 'absent') break
      if (one.answer !== null) explained.set(id, book.cite(one.answer, 'explain_customer'))
    }
  }
  return {
    book,
    business: kind,
    described,
    drivers,
    earlier,
    health,
    tiers,
    quadrants,
    values,
    roi,
    strategies: await strategyCases(ask, drivers.answer, playbooksFor(playbookFolder, kind), book),
    customers,
    explained,
    predicted,
    definitions: await step('analyze_retention', { view: 'definitions' }),
    planned: { answer: null, missing: { why: 'absent', tool: 'plan_retention' } },
    forecast: await step('forecast', { horizon_months: 6, ...under }),
    settings: settingsIn(described),
    asOf: drivers.answer?.as_of ?? health.answer?.as_of ?? described.as_of,
    currency: values.answer?.currency ?? described.currency,
  }
}
