import { at, itemPaths, numberAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import type { ChurnFacts } from './facts.ts'
import { heldOut } from './plan-facts.ts'

/** Equal within a thousandth of the larger, or of one. */
export const near = (one: number | null, two: number | null, share = 0.001): boolean =>
  one !== null && two !== null && Math.abs(one - two) <= share * Math.max(1, Math.abs(one), Math.abs(two))

const sum = (answer: ReportAnswer | null, list: string, field: string): number =>
  itemPaths(answer, list).reduce((total, path) => total + (numberAt(answer, `${path}/${field}`) ?? 0), 0)

/** Segments add up to their totals, and where there are orders, revenue equals the import net of rejects. */
export function reconciles({ tiers, health, described }: ChurnFacts): boolean {
  const { answer } = tiers
  if (answer === null) return false
  const revenue = numberAt(answer, 'totals/revenue')
  const money =
    at(described, 'reconciliation/net') === undefined ||
    near(numberAt(described, 'reconciliation/net'), numberAt(described, 'reconciliation/net_in_store'))
  const bands = itemPaths(health.answer, 'bands')
  return (
    near(sum(answer, 'segments', 'n'), numberAt(answer, 'totals/n')) &&
    (revenue === null || near(sum(answer, 'segments', 'revenue'), revenue)) &&
    (bands.length === 0 || near(sum(health.answer, 'bands', 'share'), 1)) &&
    money
  )
}

/** Listed drivers, others and unexplained make 100. */
export function sumsToHundred({ drivers: { answer } }: ChurnFacts): boolean {
  const rest = (numberAt(answer, 'other_pct') ?? 0) + (numberAt(answer, 'unexplained_pct') ?? 0)
  return answer !== null && Math.abs(sum(answer, 'drivers', 'impact_pct') + rest - 100) < 0.15
}

/** Each ROI is (gain − cost) ÷ cost of its own answer, the framework's stands beside it, and no cap passes forward value. */
export function roiAsTold({ strategies, roi }: ChurnFacts): boolean {
  const answers = [...strategies.flatMap(({ low, base, high }) => [low, base, high]), roi.answer].filter(
    answer => answer !== null,
  )
  return (
    answers.length > 0 &&
    answers.every(answer => {
      const [gain, cost, told, framework] = [
        'incremental/gain',
        'incremental/cost',
        'incremental/roi',
        'framework/roi',
      ].map(path => numberAt(answer, path))
      const cap = numberAt(answer, 'spend_cap/amount')
      const forward = numberAt(answer, 'incremental/value_lost')
      if (typeof gain !== 'number' || typeof cost !== 'number' || typeof told !== 'number') return false
      return (
        near(told, (gain - cost) / cost, 0.005) &&
        typeof framework === 'number' &&
        (cap === null || forward === null || cap <= forward * 1.001)
      )
    })
  )
}

/** What is spent and what is not make the budget, money brings less the more there is, and those left out are counted. */
export function planAddsUp({ planned: { answer }, funded }: ChurnFacts): boolean {
  if (answer === null) return false
  const curve = itemPaths(answer, 'marginal_roi').map(path => numberAt(answer, `${path}/marginal_roi`) ?? 0)
  const falling = curve.every((one, index) => index === 0 || one <= (curve[index - 1] ?? one) + 0.05)
  const budget = numberAt(answer, 'budget')
  return (
    falling &&
    numberAt(answer, 'not_worth_saving/n') !== null &&
    (!funded ||
      (near(sum(answer, 'allocation', 'cost'), budget) &&
        near((numberAt(answer, 'total_cost') ?? 0) + (numberAt(answer, 'unspent') ?? 0), budget)))
  )
}

/** The forecast's cut is 1 − Π(1 − reach × effect), and its customers are the plan's and its hold-out's. */
export function combinedAsTold({ forecast: { answer }, planned, funded }: ChurnFacts): boolean {
  const strategies = itemPaths(answer, 'strategies')
  const told = numberAt(answer, 'combined_cut')
  if (answer === null || told === null) return false
  const kept = strategies.reduce((rest, path) => {
    const [reach, low, high] = ['reach', 'effect_low', 'effect_high'].map(
      name => numberAt(answer, `${path}/${name}`) ?? 0,
    )
    return rest * (1 - (reach ?? 0) * (((low ?? 0) + (high ?? 0)) / 2))
  }, 1)
  const plan = planned.answer
  const out = plan === null ? null : heldOut(plan)
  const counted = sum(answer, 'strategies', 'customers')
  const own =
    plan === null
      ? null
      : (numberAt(plan, 'total_rows') ?? 0) + (out === null ? 0 : (numberAt(plan, `${out}/n`) ?? 0))
  return (
    Math.abs(told - (1 - kept)) <= 0.005 &&
    (!funded || (own !== null && Math.abs(own - counted) <= 1 + 0.02 * own))
  )
}
