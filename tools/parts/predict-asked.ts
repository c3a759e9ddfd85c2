import type { Where } from '../../src/domain/where.ts'
import type { ProfitCosts } from './predict-shape.ts'

/** What a call to predict_churn asks of the store. */
export interface PredictAsked {
  horizon_days?: number | undefined
  exclude?: string[] | undefined
  contact_share: number
  where?: Where | undefined
  as_of?: string | undefined
  detail: 'concise' | 'full'
  costs: ProfitCosts
  limit: number
  offset: number
}
