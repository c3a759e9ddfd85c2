import type { Observation } from '../../src/analysis/observe.ts'
import type { Where } from '../../src/domain/where.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { RetentionWords } from './retention-words.ts'

export interface Asked {
  view: 'cohorts' | 'survival' | 'definitions' | 'movements' | 'compare'
  by?: string | undefined
  covariates?: string[] | undefined
  cohort: 'calendar' | 'n_day' | 'rolling'
  period: 'month' | 'week'
  periods: number
  detail: 'concise' | 'full'
  where?: Where | undefined
  as_of?: string | undefined
}

/** What every view is made from. */
export interface View {
  asked: Asked
  context: ToolContext
  at: Observation
  say: RetentionWords
  /** Customers whom the filter keeps; `null` for all. */
  kept: ReadonlySet<string> | null
}
