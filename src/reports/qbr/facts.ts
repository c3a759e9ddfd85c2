import { dayNumber, isoDay } from '../../domain/days.ts'
import { at } from '../answers.ts'
import type { Ask, Asked } from '../answers.ts'
import { startAsking, unasked } from '../asking.ts'
import type { NamedFacts } from '../asking.ts'
import { playbooksFor } from '../playbooks.ts'
import type { Playbook } from '../playbooks.ts'
import type { GatherRequest } from '../report-kind.ts'

export const qbrQuestions = [
  'health',
  'before',
  'moved',
  'drivers',
  'movements',
  'values',
  'tiers',
  'bands',
  'roi',
  'ahead',
  'renewals',
  'urgent',
  'quiet',
  'affected1',
  'affected2',
  'affected3',
  'costs',
  'account',
] as const
export type QbrQuestion = (typeof qbrQuestions)[number]
export interface QbrFacts extends NamedFacts<QbrQuestion> {
  /** The customer under review; `null` for a portfolio. */
  customerId: string | null
  playbooks: readonly Playbook[]
}

const quarterDays = 91
/** Snapshots often come monthly: where none is a quarter old, the review looks a month back. */
const lookBack = [quarterDays, 30]
/** Days without contact after which a customer of low health counts as left alone. */
const quietDays = 30
const mostRows = 8

/** What the quarter brought and what the next one must bring, for a portfolio or one customer. */
export async function qbrFacts(ask: Ask, request: GatherRequest): Promise<QbrFacts | null> {
  const asking = await startAsking(ask, request, qbrQuestions.length)
  if (asking === null) return null
  const scope = request.where === undefined ? {} : { where: request.where }
  const one = request.customerId ?? null
  const portfolio = (tool: string, input: Readonly<Record<string, unknown>>): Promise<Asked> | Asked =>
    one === null ? asking.ask(tool, input) : unasked(tool)
  // Forecast and costs know no part of the customers: a review of some must not show the figures of all.
  const whole = (tool: string, input: Readonly<Record<string, unknown>>): Promise<Asked> | Asked =>
    request.where === undefined ? portfolio(tool, input) : unasked(tool)
  const health = await asking.ask('score_health', {
    limit: mostRows,
    detail: 'full',
    backtest: false,
    ...scope,
  })
  const asOf = health.answer?.as_of ?? asking.described.as_of
  const earlierDays = asOf === null || one !== null ? [] : lookBack
  let before = unasked('score_health')
  let moved = unasked('score_health')
  for (const days of earlierDays) {
    const day = isoDay(dayNumber(asOf ?? '') - days)
    before = await asking.ask('score_health', { as_of: day, limit: 1, backtest: false, ...scope })
    if (before.answer === null) continue
    moved = await asking.ask('score_health', {
      compare_to: day,
      limit: 1,
      detail: 'full',
      backtest: false,
      ...scope,
    })
    break
  }
  const drivers = await portfolio('find_churn_drivers', { limit: 5, ...scope })
  const renewing = {
    all: [
      { field: 'days_to_renewal', op: 'between', value: [0, quarterDays] },
      ...(request.where === undefined ? [] : [request.where]),
    ],
  }
  const among = (...conditions: readonly unknown[]): { where: unknown } => ({
    where: {
      all: [
        ...conditions,
        { field: 'is_active', op: 'eq', value: 1 },
        ...(request.where === undefined ? [] : [request.where]),
      ],
    },
  })
  const lowHealth = { field: 'health_band', op: 'eq', value: 'low' }
  /** How many customers a driver's condition holds for today. */
  const affected = (place: number): Promise<Asked> | Asked => {
    const filter = at(drivers.answer, `drivers/${place}/filter`)
    return filter === undefined
      ? unasked('segment_customers')
      : portfolio('segment_customers', { by: 'health_band', ...among(filter), detail: 'full' })
  }
  const values = await asking.ask('compute_clv', {
    limit: 1,
    ...(one === null ? scope : { customer_ids: [one] }),
  })
  const facts = asking.facts(
    {
      health,
      before,
      moved,
      drivers,
      movements: await portfolio('analyze_retention', { view: 'movements', periods: 3, ...scope }),
      values,
      tiers: await asking.ask('segment_customers', { by: 'value_tier', detail: 'full', ...scope }),
      bands: await portfolio('segment_customers', { by: 'health_band', detail: 'full', ...scope }),
      roi: await asking.ask('evaluate_retention_roi', {
        limit: mostRows,
        ...(one === null ? scope : { customer_ids: [one] }),
      }),
      ahead: await whole('forecast', { horizon_months: 3, detail: 'full' }),
      renewals: await portfolio('segment_customers', {
        by: 'health_band',
        where: renewing,
        detail: 'full',
      }),
      urgent: await portfolio('segment_customers', {
        by: 'value_tier',
        ...among(lowHealth),
        detail: 'full',
      }),
      quiet: await portfolio('segment_customers', {
        by: 'health_band',
        ...among(lowHealth, { field: 'days_since_last_activity', op: 'gte', value: quietDays }),
        detail: 'full',
      }),
      affected1: await affected(0),
      affected2: await affected(1),
      affected3: await affected(2),
      costs: await whole('analyze_costs', { view: 'overview' }),
      account:
        one === null
          ? unasked('explain_customer')
          : await asking.ask('explain_customer', { customer_id: one }),
    },
    { asOf, currency: values.answer?.currency ?? health.answer?.currency },
  )
  return {
    ...facts,
    customerId: one,
    playbooks: playbooksFor(request.playbookFolder, facts.business, request.ownPlaybookFolder),
  }
}
