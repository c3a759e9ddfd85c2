import { tierOf, tierScheme } from '../../src/analysis/customer-values.ts'
import type { ValueAssumptions } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { valueSegments } from '../../src/analysis/value-segments.ts'
import { noEnds, sumOf } from '../../src/analysis/value-study.ts'
import type { ValueStudy } from '../../src/analysis/value-study.ts'
import { finiteOrNull } from '../../src/domain/estimate.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { clvToCac } from '../../src/domain/clv/acquisition.ts'
import { assumptionsOf, modelSummary, warningsOf } from './clv-say.ts'
import type { Chosen } from './clv-choice.ts'
import { modelFields } from './clv-fit.ts'
import { noClv } from './clv-shape.ts'
import type { ClvWords } from './clv-words.ts'
import { formulaId } from './formula-ids.ts'

export interface AskedRows {
  by?: string | undefined
  detail: 'concise' | 'full'
  limit: number
  offset: number
}

const tiers = ['high', 'mid', 'low'] as const

/** Rows of the study that a call speaks of. */
export function rowsIn(study: ValueStudy, inScope: ReadonlySet<string> | null): number[] {
  return study.customerIds.flatMap((id, row) => (inScope === null || inScope.has(id) ? [row] : []))
}

/** Lifetime value of stored customers by a fitted model, whatever its family. */
export async function modelledClv(
  context: ToolContext,
  at: Observation,
  chosen: Chosen & { study: ValueStudy },
  {
    inScope,
    assumptions,
    asked,
  }: { inScope: ReadonlySet<string> | null; assumptions: ValueAssumptions; asked: AskedRows },
  say: ClvWords,
) {
  const { study, bought, contract } = chosen
  const { forward, customerIds } = study
  const scope = rowsIn(study, inScope)
  const known = scope.filter(row => Number.isFinite(forward[row] ?? Number.NaN))
  const scheme = tierScheme(context, forward)
  const n = scope.length
  const total = known.length === 0 ? null : sumOf(forward, known)
  const ends = total === null ? noEnds : study.endsOfSum(known)
  const alive = sumOf(study.alive, scope) ?? 0
  const historical = scope.reduce((sum, row) => sum + (finiteOrNull(study.historical[row] ?? 0) ?? 0), 0)
  const mean = total === null ? null : total / (contract ? Math.max(1, alive) : known.length)
  const segments = await valueSegments(context, at, study, {
    scope,
    by: asked.by,
    assumptions,
    bought: chosen.covariates ? null : bought,
    contract,
  })
  const ordered = scope.toSorted(
    (one, two) =>
      (finiteOrNull(forward[two] ?? Number.NaN) ?? -1) - (finiteOrNull(forward[one] ?? Number.NaN) ?? -1) ||
      ((customerIds[one] ?? '') < (customerIds[two] ?? '') ? -1 : 1),
  )
  const shown = page(ordered, asked)
  const rows = shown.rows.map(row => {
    const value = finiteOrNull(forward[row] ?? Number.NaN)
    const at0 = (of: ArrayLike<number>): number | null => finiteOrNull(of[row] ?? Number.NaN)
    return {
      customer_id: customerIds[row] ?? '',
      repeats: at0(study.repeats),
      recency_days: at0(study.recencyDays),
      age_days: at0(study.ageDays),
      mean_spend: at0(study.meanSpend),
      p_alive: at0(study.alive),
      expected_purchases: at0(study.expected),
      clv_historical: at0(study.historical),
      clv_forward: value,
      ...(value === null ? noEnds : study.ends(row)),
      tier: value === null ? null : tierOf(value, scheme),
    }
  })
  const byTier = tiers.map(tier => {
    const members = known.filter(row => tierOf(forward[row] ?? 0, scheme) === tier)
    return {
      tier,
      n: members.length,
      clv_forward: sumOf(forward, members) ?? 0,
      ...(members.length === 0 ? noEnds : study.endsOfSum(members)),
    }
  })
  const unit = at.currency ?? 'money'
  const badge = 'modelled' as const
  const acquisition = context.settings.values.acquisition_cost
  const reason =
    total === null && assumptions.horizonMonths === 'infinite' ? 'undiscounted_value_is_infinite' : null
  const newcomer = segments.rows[0]?.new_customer ?? null
  const facts = {
    at,
    chosen,
    assumptions,
    n,
    known: known.length,
    alive,
    total,
    ends,
    mean,
    scheme,
    newcomer,
    segments,
  }
  return {
    ...noClv,
    as_of: at.asOf,
    currency: at.currency,
    summary: modelSummary({ ...facts, purchases: sumOf(study.expected, known) }, context, say),
    figures: [
      {
        path: 'population/clv_forward_sum',
        name: say.figures.sum,
        value: total,
        unit,
        badge,
        ...ends,
        n,
      },
      { path: 'recommended/clv_forward', name: say.figures.forward, value: mean, unit, badge, n },
      {
        path: 'recommended/clv_historical',
        name: say.figures.historical,
        value: historical / n,
        unit,
        badge: 'measured' as const,
        n,
      },
      { path: 'population/active', name: say.figures.active, value: alive, unit: 'customers', badge, n },
    ],
    method: {
      name: say.methods[study.model],
      formula_id: formulaId.models[study.model],
      parameters: {
        ...modelFields(chosen, 'concise').parameters,
        time_unit: study.timeUnit,
        gross_margin: assumptions.grossMargin,
        annual_discount: assumptions.annualDiscount,
        horizon_months: assumptions.horizonMonths,
        ...study.told,
      },
    },
    assumptions: assumptionsOf(facts, say),
    warnings: [
      ...warningsOf(facts, context, say),
      ...(reason === null ? [] : [say.reasons[reason] ?? reason]),
    ],
    suggested_actions: [
      { tool: 'segment_customers', why: say.segments, arguments: { by: 'value_tier' } },
      { tool: 'evaluate_retention_roi', why: say.roi },
    ],
    recommended: {
      clv_historical: historical / n,
      clv_current: mean,
      clv_potential: 0,
      clv_forward: mean,
      ...(reason === null ? {} : { reason: say.reasons[reason] ?? reason }),
    },
    clv_to_cac:
      acquisition === null || acquisition === 0 || mean === null ? null : clvToCac(mean, acquisition).value,
    model: modelFields(chosen, asked.detail),
    segments: segments.rows,
    population: {
      n,
      active: alive,
      clv_forward_sum: total,
      ...ends,
      clv_forward_mean: mean,
      annual_churn: null,
      tiers: { ...scheme.rules.clv, basis: scheme.rules.basis },
      by_tier: byTier,
    },
    ...shown,
    rows,
  }
}
