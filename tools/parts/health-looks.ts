import { churnCases } from '../../src/analysis/churn-in-force.ts'
import { healthScores, overridesOf } from '../../src/analysis/health-scores.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { backtestHealth, findMovers, scoreTable, suggestWeights } from '../../src/domain/health/index.ts'
import type { HealthProfile, ScoredCustomers } from '../../src/domain/health/index.ts'
import type { ToolContext } from '../../src/tool.ts'

/** How well the score of an earlier day told who would leave; `null` where no outcome is on record after one. */
export async function backtests(context: ToolContext, at: Observation, profile: HealthProfile) {
  const cases = await churnCases(context, at)
  if (!cases || cases.from === null) return null
  const scored = scoreTable(cases.table, profile)
  const scores = Float64Array.from(scored.rows, ({ score }) => score ?? Number.NaN)
  const whole = backtestHealth(scores, cases.churned, profile.bands)
  const windows = []
  const kind = cases.definition.kind
  for (const days of [30, 60, 90]) {
    const definition =
      kind === 'silence'
        ? ({ kind, days: cases.definition.days } as const)
        : kind === 'contract'
          ? ({ kind, graceDays: cases.definition.graceDays } as const)
          : ({ kind } as const)
    if (kind === 'silence') break
    const from = cases.from
    const to = new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
    if (to > at.asOf) break
    const outcome = await context.store.outcomes({ from, to, definition })
    const labelOf = new Map(outcome.customerIds.map((id, row) => [id, outcome.churned[row] ?? Number.NaN]))
    const labels = cases.table.customerIds.map(id => labelOf.get(id) ?? Number.NaN)
    const result = backtestHealth(scores, labels, profile.bands)
    windows.push({
      days,
      from,
      to,
      n: result.n,
      churned: result.churned,
      auc: result.auc,
      lift_at_10: result.liftAt10,
    })
  }
  const dimensions = profile.dimensions.map(({ name }) =>
    Float64Array.from(scored.rows, ({ parts }) => parts[name]?.dimension ?? Number.NaN),
  )
  const complete = scored.rows.filter(({ parts }) =>
    Object.values(parts).every(({ dimension }) => dimension !== null),
  ).length
  const events = scored.rows.reduce(
    (sum, { parts }, row) =>
      sum +
      (Object.values(parts).every(({ dimension }) => dimension !== null) ? (cases.churned[row] ?? 0) : 0),
    0,
  )
  const suggested =
    events >= 50 && complete - events >= 50 ? suggestWeights(profile, dimensions, cases.churned) : null
  return {
    from: cases.from,
    to: cases.to,
    definition: kind,
    n: whole.n,
    churned: whole.churned,
    auc: whole.auc,
    lift_at_10: whole.liftAt10,
    churn_by_band: whole.churnByBand.map(({ band, rate }) => ({
      band,
      rate: rate.value,
      low: rate.low,
      high: rate.high,
      n: rate.n,
    })),
    ordered: whole.ordered,
    windows,
    suggested_weights: suggested
      ? { weights: { ...suggested.weights }, auc: suggested.auc, auc_now: suggested.aucNow }
      : null,
  }
}

/** Customers whose score moved most since `day`, each change explained by its parts; `judged`: with overrides. */
export async function moversSince(
  context: ToolContext,
  at: Observation,
  day: string,
  now: ScoredCustomers,
  { profile, judged }: { profile: HealthProfile; judged: boolean },
) {
  const { table } = await healthScores(context, at, day)
  const before = scoreTable(table, profile, judged ? overridesOf(context) : [])
  const { movers } = findMovers(before, now)
  return movers.slice(0, 20).map(mover => ({
    customer_id: mover.customerId,
    before: mover.before,
    after: mover.after,
    change: mover.change,
    band_before: mover.bandBefore,
    band_after: mover.bandAfter,
    parts: mover.parts.map(part => ({
      dimension: part.dimension,
      by_value: part.byValue,
      by_weight: part.byWeight,
    })),
    ...(mover.byOverride === 0 ? {} : { by_override: mover.byOverride }),
  }))
}
