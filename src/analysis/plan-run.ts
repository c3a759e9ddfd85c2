import type { ColumnPlan } from '../domain/budget/index.ts'
import type { Where } from '../domain/where.ts'
import { heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import type { Observation } from './observe.ts'
import { planStudy } from './plan-candidates.ts'
import type { PlanStudy } from './plan-candidates.ts'

export interface PlanAsked {
  budget?: number | undefined
  /** Customers contacted in all. */
  contacts?: number | undefined
  where?: Where | undefined
  /** Left out: of the test on record, else the usual. */
  holdOutShare?: number | undefined
}

/** The plan were actions less or more successful: all strategies, or one of them. */
export interface SensitivityRow {
  strategy: string | null
  factor: number
  chosen: number
  cost: number
  value: number
}

export interface PlanRun {
  study: PlanStudy
  plan: ColumnPlan
  sensitivity: SensitivityRow[]
}

export const planSeed = 1
const overall = [0.5, 0.8, 1.2]
const each = [0.8, 1.2]

/** Everybody's options and the best use of the budget; worked out in a thread, once for all pages of an answer. */
export function planRun(context: ToolContext, at: Observation, asked: PlanAsked): Promise<PlanRun> {
  return context.once(`plan/${at.asOf}/${JSON.stringify(asked)}`, async () => {
    const { where, holdOutShare, budget = 0, contacts } = asked
    const study = await planStudy(context, at, { where, holdOutShare, seed: planSeed })
    context.progress(1, 2, 'plan')
    const names = study.offers.map(({ strategy }) => strategy.name)
    const own = [...new Set(names)]
    const variants = [
      ...overall.map(factor => ({ strategy: null, factor })),
      ...(own.length > 1 ? own.flatMap(strategy => each.map(factor => ({ strategy, factor }))) : []),
    ]
    const minMarginalRoi = context.settings.values.roi_thresholds.consider
    const plan = await heavyWork(
      context.signal,
      'planColumns',
      study.columns,
      { budget, capacity: contacts, minMarginalRoi },
      variants.map(({ strategy, factor }) => ({
        factors: names.map(name => (strategy === null || strategy === name ? factor : 1)),
      })),
    )
    const rows = variants.map((variant, index): SensitivityRow => ({
      ...variant,
      ...(plan.variants[index] ?? { chosen: 0, cost: 0, value: 0 }),
    }))
    const { totalCost: cost, totalValue: value, selection } = plan
    const chosen = selection.reduce((count, option) => count + (option < 0 ? 0 : 1), 0)
    rows.splice(2, 0, { strategy: null, factor: 1, chosen, cost, value })
    return { study, plan, sensitivity: rows }
  })
}
