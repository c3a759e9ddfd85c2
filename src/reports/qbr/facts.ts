import { dayNumber, isoDay } from '../../domain/days.ts'
import { textAt } from '../answers.ts'
import type { Ask, Asked } from '../answers.ts'
import { startAsking, unasked } from '../asking.ts'
import type { NamedFacts } from '../asking.ts'
import type { GatherRequest } from '../report-kind.ts'

export const qbrQuestions = [
  'health',
  'moved',
  'drivers',
  'earlier',
  'movements',
  'values',
  'tiers',
  'bands',
  'roi',
  'ahead',
  'renewals',
  'costs',
  'account',
] as const
export type QbrQuestion = (typeof qbrQuestions)[number]
export interface QbrFacts extends NamedFacts<QbrQuestion> {
  /** The customer under review; `null` for a portfolio. */
  customerId: string | null
}

const quarterDays = 91
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
  const before = asOf === null ? null : isoDay(dayNumber(asOf) - quarterDays)
  const drivers = await portfolio('find_churn_drivers', { limit: 5, ...scope })
  const from = textAt(drivers.answer, 'baseline/from')
  const renewing = {
    all: [
      { field: 'days_to_renewal', op: 'between', value: [0, quarterDays] },
      ...(request.where === undefined ? [] : [request.where]),
    ],
  }
  const values = await asking.ask('compute_clv', {
    limit: 1,
    ...(one === null ? scope : { customer_ids: [one] }),
  })
  return {
    ...asking.facts(
      {
        health,
        moved:
          before === null
            ? unasked('score_health')
            : await portfolio('score_health', {
                compare_to: before,
                limit: 1,
                detail: 'full',
                backtest: false,
                ...scope,
              }),
        drivers,
        earlier:
          from === null
            ? unasked('find_churn_drivers')
            : await portfolio('find_churn_drivers', { as_of: from, limit: 1, ...scope }),
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
        costs: await whole('analyze_costs', { view: 'overview' }),
        account:
          one === null
            ? unasked('explain_customer')
            : await asking.ask('explain_customer', { customer_id: one }),
      },
      { asOf, currency: values.answer?.currency ?? health.answer?.currency },
    ),
    customerId: one,
  }
}
