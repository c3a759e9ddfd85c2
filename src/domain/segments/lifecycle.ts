import { Fault } from '../../fault.ts'
import { column, numbers } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'
import { firstMatch } from './first-match.ts'
import type { SegmentRule } from './first-match.ts'
import type { Segmentation } from './segmentation.ts'

export interface LifecycleRules {
  /** How long a relationship counts as new, and how long a one-time buyer may be silent; days. */
  explorationDays: number
  /** Recent orders ÷ earlier orders at or below which buying declines. */
  declineRatio: number
  /** Days since the last purchase ÷ the customer's own mean gap, from which silence is decline. */
  overdueRatio: number
  /** Purchase days from which a relationship is mature. */
  maturePurchases: number
}

export const defaultLifecycleRules: LifecycleRules = {
  explorationDays: 180,
  declineRatio: 0.5,
  overdueRatio: 3,
  maturePurchases: 5,
}

/** Orders of the last 90 days ÷ orders of the 90 days before. */
export const orderTrendField = 'order_trend'

/** The table with `order_trend` where both order counts are there; missing where there were no earlier orders. */
export function withOrderTrend(table: CustomerTable): CustomerTable {
  const [recent, prior] = [numbers(table, 'orders_90d'), numbers(table, 'orders_prior_90d')]
  if (!recent || !prior || column(table, orderTrendField)) return table
  const values = recent.map((count, row) => ((prior[row] ?? 0) > 0 ? count / (prior[row] ?? 0) : NaN))
  return { ...table, columns: [...table.columns, { kind: 'number', name: orderTrendField, values }] }
}

interface Fields {
  purchases: string
  sinceFirst: string
  sinceLast: string
}

function purchaseFields(table: CustomerTable): Fields {
  const pick = (needed: string, names: readonly string[]): string => {
    const found = names.find(name => numbers(table, name))
    if (found === undefined)
      throw new Fault('missing_data', { needed, why: 'lifecycle stages are read from purchases' })
    return found
  }
  return {
    purchases: pick('purchase_days', ['purchase_days', 'order_count']),
    sinceFirst: pick('days_since_first_order', ['days_since_first_order', 'tenure_days']),
    sinceLast: pick('days_since_last_order', ['days_since_last_order', 'days_since_last_activity']),
  }
}

const neverBought = ({ purchases }: Fields): Where => ({
  any: [{ field: purchases, op: 'lt', value: 1 }, { field: purchases, op: 'is_null' }],
}) // prettier-ignore

/** Silent for long against their own pace; one-time buyers, who have none, against the exploration time. */
function silent(table: CustomerTable, fields: Fields, rules: LifecycleRules): Where {
  const oneTime: Where = {
    all: [
      { field: fields.purchases, op: 'lte', value: 1 },
      { field: fields.sinceLast, op: 'gt', value: rules.explorationDays },
    ],
  }
  return numbers(table, 'overdue_ratio')
    ? { any: [{ field: 'overdue_ratio', op: 'gte', value: rules.overdueRatio }, oneTime] }
    : { field: fields.sinceLast, op: 'gt', value: rules.explorationDays }
}

/**
 * Exploration, formation, stability, decline, from purchases (DOMAIN 2). Decline first: silence, or orders down to
 * the decline ratio. `withOrderTrend` adds the column that the ratio reads.
 */
export function segmentLifecycleStage(
  table: CustomerTable,
  rules: LifecycleRules = defaultLifecycleRules,
): Segmentation {
  const fields = purchaseFields(table)
  const quiet = silent(table, fields, rules)
  const falling: Where[] = numbers(table, orderTrendField)
    ? [
        {
          all: [
            { field: orderTrendField, op: 'lte', value: rules.declineRatio },
            { field: fields.purchases, op: 'gte', value: 3 },
          ],
        },
      ]
    : []
  const list: SegmentRule[] = [
    { name: 'no_purchase', definition: 'no purchase on record', when: neverBought(fields) },
    {
      name: 'decline',
      definition: `silent for ${rules.overdueRatio} × the own purchase gap (one-time buyers: ${rules.explorationDays} days), or orders of 90 days at most ${rules.declineRatio} × those of the 90 days before`,
      when: { any: [quiet, ...falling] },
    },
    {
      name: 'exploration',
      definition: `at most 2 purchase days, first one at most ${rules.explorationDays} days ago`,
      when: {
        all: [
          { field: fields.purchases, op: 'lte', value: 2 },
          { field: fields.sinceFirst, op: 'lte', value: rules.explorationDays },
        ],
      },
    },
    {
      name: 'formation',
      definition: `fewer than ${rules.maturePurchases} purchase days, or first one less than ${2 * rules.explorationDays} days ago`,
      when: {
        any: [
          { field: fields.purchases, op: 'lt', value: rules.maturePurchases },
          { field: fields.sinceFirst, op: 'lt', value: 2 * rules.explorationDays },
        ],
      },
    },
  ]
  return firstMatch(table, 'lifecycle_stage', list, {
    name: 'stability',
    definition: `${rules.maturePurchases} purchase days or more over ${2 * rules.explorationDays} days or more, still at pace`,
  })
}

/** Early abortion, mid-term abortion, early exit, long-term; the rest is still open. */
export function segmentLifecyclePattern(
  table: CustomerTable,
  rules: LifecycleRules = defaultLifecycleRules,
): Segmentation {
  const fields = purchaseFields(table)
  const declared = numbers(table, 'churned')?.some(value => value === 1) ?? false
  const quiet = silent(table, fields, rules)
  const ended: Where = declared ? { any: [{ field: 'churned', op: 'eq', value: 1 }, quiet] } : quiet
  const endedText = declared ? 'declared churned or silent' : 'silent'
  const list: SegmentRule[] = [
    { name: 'no_purchase', definition: 'no purchase on record', when: neverBought(fields) },
    {
      name: 'early_abortion',
      definition: `${endedText}, one purchase day`,
      when: { all: [ended, { field: fields.purchases, op: 'lte', value: 1 }] },
    },
    {
      name: 'mid_term_abortion',
      definition: `${endedText}, 2 to ${rules.maturePurchases - 1} purchase days`,
      when: { all: [ended, { field: fields.purchases, op: 'lt', value: rules.maturePurchases }] },
    },
    {
      name: 'early_exit',
      definition: `${endedText}, ${rules.maturePurchases} purchase days or more`,
      when: ended,
    },
    {
      name: 'long_term',
      definition: `still at pace, ${rules.maturePurchases} purchase days or more over ${2 * rules.explorationDays} days or more`,
      when: {
        all: [
          { field: fields.purchases, op: 'gte', value: rules.maturePurchases },
          { field: fields.sinceFirst, op: 'gte', value: 2 * rules.explorationDays },
        ],
      },
    },
  ]
  return firstMatch(table, 'lifecycle_pattern', list, { name: 'open', definition: 'still developing' })
}
