import { z } from 'zod'
import { day, defineTool, detail, fraction, limit, money, offset, scenario, where } from '../src/tool.ts'
import { componentClv, formulaClv } from './parts/clv-direct.ts'
import { directModels } from './parts/clv-case.ts'
import { modelClv } from './parts/clv-model.ts'
import { clvOutput } from './parts/clv-shape.ts'
import { storedClv } from './parts/clv-stored.ts'
import { clvWords } from './parts/clv-words.ts'

const years = z.number().min(0).max(1000)

const inputs = z
  .strictObject({
    monthly_revenue: money.optional(),
    lifetime_months: z.number().min(0).max(12_000).optional(),
    gross_margin: fraction.optional(),
    acquisition_cost: money.optional(),
    revenue_per_year: money.optional(),
    annual_margin: z.number().optional(),
    annual_churn: fraction.optional(),
    churn_by_year: z.array(fraction).max(1000).optional(),
    revenue_by_year: z.array(money).max(1000).optional(),
    annual_discount: z.number().min(0).max(10).optional(),
    horizon_years: years.optional(),
    infinite: z.boolean().optional(),
    timing: z.enum(['arrears', 'advance']).optional(),
    years_elapsed: years.optional(),
    upgrade_margin_per_year: money.optional(),
    upgrade_probability: fraction.optional(),
    referrals_per_year: z.number().min(0).max(1e6).optional(),
    referral_reward: money.optional(),
    revenue_trend: z.number().min(-1).max(10).optional(),
    maintenance_cost_per_year: money.optional(),
    data_value_per_year: money.optional(),
    currency: z.string().max(3).optional(),
    model: z.enum(directModels).optional(),
    parameters: z.record(z.string(), z.number()).optional(),
    repeats: z.number().min(0).max(1e7).optional(),
    recency: z.number().min(0).max(1e7).optional(),
    age: z.number().min(0).max(1e7).optional(),
    time_unit: z.enum(['day', 'week', 'month', 'year']).optional(),
    horizon: z.number().min(0).max(1e6).optional(),
    mean_spend: money.optional(),
    spend_parameters: z.record(z.string(), z.number()).optional(),
    survivors: z.array(z.number().min(0)).max(1000).optional(),
  })
  .meta({
    brief:
      'formula: monthly_revenue, lifetime_months, acquisition_cost. components: revenue_per_year or annual_margin, annual_churn or churn_by_year[], horizon_years, years_elapsed, upgrade_margin_per_year, upgrade_probability, referrals_per_year, referral_reward. model with parameters {}: repeats, recency, age, time_unit, horizon, mean_spend, spend_parameters {p,q,gamma}; sbg, bdw: survivors[]',
  })

export default defineTool({
  name: 'compute_clv',
  title: 'Customer lifetime value',
  description:
    'Lifetime value of stored customers or one case (inputs): components, CLV:CAC, payback, segments by a field, covariates. Only clv_forward may cap spending. Rates 0–1 per year.',
  effect: 'read',
  core: true,
  examples: [
    {
      ask: '年费2400、毛利60%、年流失20%、折现10%、已入会3年;升级概率30%(多赚720/年)、每年推荐0.5人、奖励500,终身价值多少?',
      input: {
        method: 'components',
        inputs: {
          revenue_per_year: 2400,
          gross_margin: 0.6,
          annual_churn: 0.2,
          annual_discount: 0.1,
          horizon_years: 5,
          years_elapsed: 3,
          upgrade_margin_per_year: 720,
          upgrade_probability: 0.3,
          referrals_per_year: 0.5,
          referral_reward: 500,
        },
      },
    },
    { ask: 'What are our customers worth?', input: { limit: 5 } },
  ],
  input: z.object({
    method: z.enum(['auto', 'formula', 'components', 'discounted', ...directModels]).default('auto'),
    inputs: inputs.optional(),
    customer_ids: z.array(z.string()).max(1000).optional(),
    where: where.optional(),
    by: z.string().max(200).optional(),
    covariates: z.array(z.string().max(200)).max(20).optional(),
    horizon_months: z.number().int().min(1).max(1200).optional(),
    infinite: z.boolean().optional(),
    annual_discount: z.number().min(0).max(10).optional(),
    gross_margin: fraction.optional(),
    timing: z.enum(['arrears', 'advance']).optional(),
    as_of: day.optional(),
    scenario: scenario.optional(),
    detail,
    limit: limit(100, 8),
    offset,
  }),
  output: clvOutput,
  async run(input, context) {
    const say = clvWords(context)
    if (!input.inputs) {
      return storedClv(input, context, say)
    }
    const direct = {
      gross_margin: input.gross_margin,
      annual_discount: input.annual_discount,
      infinite: input.infinite,
      timing: input.timing,
      horizon_years:
        input.infinite || input.horizon_months === undefined ? undefined : input.horizon_months / 12,
      ...input.inputs,
    }
    const model =
      direct.model ??
      directModels.find(name => name === input.method) ??
      (direct.survivors ? 'sbg' : undefined)
    if (model) return modelClv(model, direct, context, say)
    const byFormula = direct.monthly_revenue !== undefined && direct.lifetime_months !== undefined
    if (input.method === 'formula' || (input.method === 'auto' && byFormula))
      return formulaClv(direct, context, say)
    return componentClv(input.method === 'discounted' ? 'discounted' : 'components', direct, context, say)
  },
})
