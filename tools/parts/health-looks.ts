import { churnCases } from '../../src/analysis/churn-in-force.ts'
import { healthWindows } from '../../src/analysis/health-backtest.ts'
import { healthScores, overridesOf } from '../../src/analysis/health-scores.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { backtestHealth, findMovers, scoreTable, suggestWeights } from '../../src/domain/health/index.ts'
import type { HealthBacktest, HealthProfile, ScoredCustomers } from '../../src/domain/health/index.ts'
import type { ToolContext } from '../../src/tool.ts'

/** Above this many customers the tables of three more days are built only where the back-test is asked for. */
const mostByItself = 20_000

const bandRows = (bands: HealthBacktest['churnByBand']) =>
  bands.map(({ band, rate }) => ({ band, rate: rate.value, low: rate.low, high: rate.high, n: rate.n }))

/** How well the score of an earlier day told who would leave; `null` where no outcome is on record after one. */
export async function backtests(
  context: ToolContext,
  at: Observation,
  profile: HealthProfile,
  asked: boolean | undefined,
) {
  const cases = await churnCases(context, at)
  if (!cases || cases.from === null) return null
  const scored = scoreTable(cases.table, profile)
  const { scores, dimensions } = scored
  const whole = backtestHealth(scores, cases.churned, profile.bands)
  const { from } = cases
  const ahead =
    asked === true || cases.table.n <= mostByItself
      ? await healthWindows(context, at, profile, { ...cases, from })
      : []
  const full = (row: number): boolean => dimensions.every(values => !Number.isNaN(values[row] ?? Number.NaN))
  let complete = 0
  let events = 0
  for (let row = 0; row < scores.length; row++) {
    if (!full(row)) continue
    complete += 1
    events += cases.churned[row] ?? 0
  }
  const suggested =
    events >= 50 && complete - events >= 50
      ? suggestWeights(profile, dimensions, cases.churned, cases.table.customerIds)
      : null
  return {
    from: cases.from,
    to: cases.to,
    definition: cases.definition.kind,
    n: whole.n,
    churned: whole.churned,
    auc: whole.auc,
    lift_at_10: whole.liftAt10,
    churn_by_band: bandRows(whole.churnByBand),
    ordered: whole.ordered,
    windows: ahead.map(window => ({
      days: window.days,
      from: window.from,
      to: window.to,
      n: window.n,
      churned: window.churned,
      auc: window.auc,
      lift_at_10: window.liftAt10,
      ...(asked === true ? { churn_by_band: bandRows(window.churnByBand) } : {}),
    })),
    suggested_weights: suggested
      ? {
          weights: { ...suggested.weights },
          auc: suggested.auc,
          auc_now: suggested.aucNow,
          gain_low: suggested.gain.low,
          gain_high: suggested.gain.high,
          n: suggested.n,
          churned: suggested.churned,
        }
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
