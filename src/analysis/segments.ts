import {
  segmentAbc,
  segmentByFields,
  segmentByHealthBand,
  segmentByValueTier,
  segmentClvQuadrant,
  segmentLifecyclePattern,
  segmentLifecycleStage,
  segmentRfm,
  segmentValueRisk,
} from '../domain/segments/index.ts'
import type { Segmentation } from '../domain/segments/index.ts'
import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import { Fault } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { tierScheme } from './customer-values.ts'

/** Ways of segmenting that have a name; anything else is a field of the data. */
export const namedSegmentations = [
  'value_tier',
  'rfm',
  'health_band',
  'lifecycle_stage',
  'lifecycle_pattern',
  'clv_quadrant',
  'value_risk',
  'abc',
] as const

export interface Segmented {
  segmentation: Segmentation
  gini: number | null
  bins: readonly { dimension: string; score: number; n: number; low: number; high: number }[]
}

const need = (view: CustomerTable, field: string, why: string): void => {
  if (!numbers(view, field)?.some(value => !Number.isNaN(value)))
    throw new Fault('missing_data', { needed: field, why })
}

/** Segments the view by a named way or by any fields (several are crossed). */
export function segmentBy(context: ToolContext, view: CustomerTable, by: readonly string[]): Segmented {
  const { values } = context.settings
  const plain = (segmentation: Segmentation): Segmented => ({ segmentation, gini: null, bins: [] })
  const [first] = by
  const named = by.length === 1 ? namedSegmentations.find(name => name === first) : undefined
  const forward = numbers(view, 'clv_forward') ?? new Float64Array(0)
  const rules = {
    explorationDays: values.lifecycle_rules.exploration_days,
    declineRatio: values.lifecycle_rules.decline_ratio,
    overdueRatio: 3,
    maturePurchases: 5,
  }
  switch (named) {
    case undefined:
      return plain(segmentByFields(view, by))
    case 'value_tier':
      need(view, 'clv_forward', 'value tiers are cut by forward CLV')
      return plain(segmentByValueTier(view, 'clv_forward', tierScheme(context, forward).rules.clv))
    case 'health_band':
      return plain(segmentByHealthBand(view, 'health_score', values.health_profile.bands))
    case 'rfm': {
      const frequency = numbers(view, 'order_count') ? 'order_count' : 'purchase_days'
      const monetary = numbers(view, 'revenue_total') ? 'revenue_total' : 'total_spent'
      need(view, 'days_since_last_order', 'RFM needs purchases')
      need(view, monetary, 'RFM needs amounts')
      const rfm = segmentRfm(view, { recency: 'days_since_last_order', frequency, monetary }, values.rfm.bins)
      return { segmentation: rfm, gini: null, bins: rfm.binSizes }
    }
    case 'lifecycle_stage':
      return plain(segmentLifecycleStage(view, rules))
    case 'lifecycle_pattern':
      return plain(segmentLifecyclePattern(view, rules))
    case 'clv_quadrant':
      need(view, 'clv_historical', 'quadrants compare realised with expected value')
      return plain(segmentClvQuadrant(view, { current: 'clv_historical', potential: 'clv_forward' }))
    case 'value_risk':
      need(view, 'churn_probability', 'the grid needs a churn risk')
      return plain(
        segmentValueRisk(
          view,
          { value: 'clv_forward', risk: 'churn_probability' },
          tierScheme(context, forward).rules.clv,
        ),
      )
    case 'abc': {
      const field = numbers(view, 'revenue_total') ? 'revenue_total' : 'revenue_per_year'
      need(view, field, 'ABC classes are cut by revenue')
      const abc = segmentAbc(view, field)
      return { segmentation: abc, gini: abc.gini, bins: [] }
    }
  }
}
