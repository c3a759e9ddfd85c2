import { valueAt } from '../tool.ts'

/** How a figure follows from others of the same answer: symbols and field names, the same in every language. */
export interface Made {
  expression: string
  inputs: { name: string; value: number; figure_id: string }[]
}

const wilson = '(p + z² ÷ 2n ± z √(p (1 − p) ÷ n + z² ÷ 4n²)) ÷ (1 + z² ÷ n), p = k ÷ n, z = 1.96'
const sampleSize =
  '⌈((z(1 − alpha ÷ 2) √(2 p̄ (1 − p̄)) + z(power) √(p₁ (1 − p₁) + p₂ (1 − p₂))) ÷ (p₂ − p₁))²⌉, p₁ = baseline_rate, p₂ = target_rate, p̄ = (p₁ + p₂) ÷ 2'

/** `./x` stands beside the figure, `*` for every place of a list; the first rule whose inputs are all there counts. */
const rules: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/before\/difference$/, 'rate − before.rate', ['baseline/rate', './rate']],
  [/before\/difference_low$/, 'd − √((p₁ − l₁)² + (u₂ − p₂)²): rate p₁ ≥ low l₁, before.rate p₂ ≤ before.high u₂', ['./difference', 'baseline/rate', 'baseline/low', './rate', './high']],
  [/before\/difference_high$/, 'd + √((u₁ − p₁)² + (p₂ − l₂)²): rate p₁ ≤ high u₁, before.rate p₂ ≥ before.low l₂', ['./difference', 'baseline/rate', 'baseline/high', './rate', './low']],
  [/\brate$/, 'numerator ÷ denominator', ['./numerator', './denominator']],
  [/\b(?:rate|observed)$/, 'churned ÷ n', ['./churned', './n']],
  [/\b(?:low|high)$/, `${wilson}, k = numerator, n = denominator`, ['./rate', './numerator', './denominator']],
  [/deciles\/\d+\/lift$/, '(churned ÷ n) ÷ (split.events ÷ split.n)', ['./churned', './n', 'model/split/events', 'model/split/n']],
  [/(?:bands|cells|churn_by_band|calibration|segments)\/\d+\/(?:low|high)$/, `${wilson}, p = rate`, ['./rate', './n']],
  [/calibration\/\d+\/(?:low|high)$/, `${wilson}, p = observed`, ['./observed', './n']],
  [/cells\/\d+\/(?:low|high)$/, `${wilson}, p = low_share`, ['./low_share', './n']],
  [/bands\/\d+\/(?:low|high)$/, `${wilson}, p = share, n = Σ bands.n`, ['./share', 'bands/*/n']],
  [/segments\/\d+\/share_(?:low|high)$/, `${wilson}, k = n, n = Σ n`, ['./n', 'totals/n']],
  [/drivers\/\d+\/lift$/, 'rate_exposed ÷ (events ÷ cases)', ['./rate_exposed', 'baseline/events', 'baseline/cases']],
  [/high_risk_groups\/\d+\/lift$/, 'risk_pct ÷ base_rate_pct', ['./risk_pct', './base_rate_pct']],
  [/base_rate_pct$/, '100 × events ÷ cases', ['baseline/events', 'baseline/cases']],
  [/revenue_at_risk$/, 'Σ revenue_per_year (members_now) × risk_pct ÷ 100', ['./members_now', './risk_pct']],
  [/(?:impact|other|unexplained)_pct$/, 'Σ impact_pct + other_pct + unexplained_pct = 100', ['drivers/*/impact_pct', 'other_pct', 'unexplained_pct']],
  [/incremental\/gain$/, 'churn_probability × success_rate × value_lost', ['./churn_probability', './success_rate', './value_lost']],
  [/incremental\/roi$/, '(gain − cost) ÷ cost', ['./gain', './cost']],
  [/break_even_success_rate$/, 's with churn_probability × s × value_lost = cost; the offer’s part of cost falls with s', ['./churn_probability', './value_lost', './cost']],
  [/spend_cap\/amount$/, 'min(flat, by_share)', ['./flat', './by_share']],
  [/framework\/roi$/, '(success_rate × churn_cost − K) ÷ K, K with every offer paid', ['./churn_cost', 'incremental/success_rate']],
  [/(?:groups|rows)\/\d+\/roi$/, '(expected_value − cost) ÷ cost', ['./expected_value', './cost']],
  [/rows\/\d+\/expected_value$/, 'churn_probability × success_rate × clv_forward', ['./churn_probability', './success_rate', './clv_forward']],
  [/allocation\/\d+\/roi$/, '(value − cost) ÷ cost', ['./value', './cost']],
  [/^roi$/, '(total_value − total_cost) ÷ total_cost', ['total_value', 'total_cost']],
  [/^unspent$/, 'budget − total_cost', ['budget', 'total_cost']],
  [/^total_(?:cost|value)$/, 'Σ allocation', ['allocation/*/$last']],
  [/^total_rows$/, 'Σ allocation.n', ['allocation/*/n']],
  [/segments\/\d+\/clv_mean$/, 'clv ÷ n', ['./clv', './n']],
  [/segments\/\d+\/share$/, 'n ÷ totals.n', ['./n', 'totals/n']],
  [/segments\/\d+\/revenue_share$/, 'revenue ÷ totals.revenue', ['./revenue', 'totals/revenue']],
  [/bands\/\d+\/share$/, 'n ÷ Σ bands.n', ['./n', 'bands/*/n']],
  [/bands\/\d+\/revenue_share$/, 'revenue ÷ Σ bands.revenue', ['./revenue', 'bands/*/revenue']],
  [/^totals\/(?:n|revenue|clv)$/, 'Σ segments', ['segments/*/$last']],
  [/movements\/\d+\/end$/, 'start + new + expansion − contraction − churn + reactivation + fx', ['./start', './new', './expansion', './contraction', './churn', './reactivation', './fx']],
  [/reconciliation\/net$/, 'paid − refunds', ['./paid', './refunds']],
  [/reconciliation\/paid$/, 'gross − discounts', ['./gross', './discounts']],
  [/six_months\/\d+\/value$/, 'run_rate − expected_loss + weighted_pipeline', ['./run_rate', './expected_loss', './weighted_pipeline']],
  [/^combined_cut$/, '1 − Π (1 − reach × (effect_low + effect_high) ÷ 2)', ['strategies/*/reach', 'strategies/*/effect_low', 'strategies/*/effect_high']],
  [/^n_per_arm$/, sampleSize, ['baseline_rate', 'target_rate', 'method/parameters/alpha', 'method/parameters/power']],
] // prettier-ignore

function resolved(answer: unknown, path: string, input: string): string[] {
  const beside = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
  const whole = input
    .replace('$last', (path.split('/').at(-1) ?? '').replace(/^total_/, ''))
    .replace(/^\.\//, beside)
  const [list, rest] = whole.split('/*/')
  if (list === undefined || rest === undefined) return [whole]
  const items = valueAt(answer, list)
  return Array.isArray(items) ? items.map((_, place) => `${list}/${place}/${rest}`) : []
}

/** The formula of one figure with the values it was computed from; `null` where the method as a whole says it. */
export function madeOf(answer: unknown, path: string, resultId: string): Made | null {
  for (const [pattern, expression, wanted] of rules) {
    if (!pattern.test(path)) continue
    const groups = wanted.map(input =>
      resolved(answer, path, input).flatMap(place => {
        const value = valueAt(answer, place)
        const name = place.split('/').filter(part => !/^\d+$/.test(part)).slice(-2).join('.') // prettier-ignore
        return typeof value === 'number' ? [{ name, value, figure_id: `${resultId}.${place}` }] : []
      }),
    )
    if (groups.every(group => group.length > 0)) return { expression, inputs: groups.flat().slice(0, 40) }
  }
  return null
}
