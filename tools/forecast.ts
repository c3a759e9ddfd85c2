import { z } from 'zod'
import { day, defineTool, detail, fraction, money, scenario } from '../src/tool.ts'
import { forecastDirect } from './parts/forecast-direct.ts'
import { forecastOutput } from './parts/forecast-shape.ts'
import { forecastStored } from './parts/forecast-stored.ts'
import { words } from './words/forecast.ts'

const inputs = z
  .strictObject({
    churn_cuts: z
      .array(z.strictObject({ effect: fraction, reach: fraction }))
      .max(50)
      .optional(),
    revenue_at_risk: money.optional(),
    annual_churn: fraction.optional(),
    revenue_retention_from: z.number().min(0).max(10).optional(),
    revenue_retention_to_low: z.number().min(0).max(10).optional(),
    revenue_retention_to_high: z.number().min(0).max(10).optional(),
    churn_cut_low: fraction.optional(),
    churn_cut_high: fraction.optional(),
    revenue_saved: money.optional(),
    cltv_uplift_low: z.number().min(-1).max(100).optional(),
    cltv_uplift_high: z.number().min(-1).max(100).optional(),
    annual_churn_to: fraction.optional(),
    customers_at_risk: z.number().min(0).max(1e12).optional(),
    customers_saved: z.number().min(0).max(1e12).optional(),
    programme_cost: money.optional(),
    programme_roi: z.number().min(-10).max(1e6).optional(),
    currency: z.string().max(3).optional(),
  })
  .meta({
    brief:
      'a plan, no data needed: churn_cuts [{effect, reach}], annual_churn(_to), revenue_retention_from/_to_low/_to_high, churn_cut_low/_high, revenue_at_risk/_saved, customers_at_risk/_saved, programme_cost/_roi, cltv_uplift_low/_high',
  })

const range = z.union([fraction, z.tuple([fraction, fraction])])
const strategies = z
  .array(
    z.union([
      z.string().max(60),
      z.strictObject({ name: z.string().min(1).max(60), effect: range, reach: range }),
    ]),
  )
  .max(12)
  .describe('names in force, or {name, effect, reach}, each 0–1 or [low, high]')

export default defineTool({
  name: 'forecast',
  title: 'Forecast',
  description:
    'Do-nothing baseline, low/base/high of churn, revenue and CLV under strategies, six-month revenue by health band; base beside a named scenario. With inputs: checks a plan’s figures for contradictions.',
  effect: 'read',
  core: true,
  examples: [
    { ask: 'What happens if we do nothing?', input: { horizon_months: 12 } },
    {
      ask: '2,000,000 lost a year, 15 % less churn: what is kept?',
      input: { inputs: { churn_cuts: [{ effect: 0.15, reach: 1 }], revenue_at_risk: 2_000_000 } },
    },
  ],
  input: z.object({
    inputs: inputs.optional(),
    horizon_months: z.number().int().min(1).max(120).default(12),
    strategies: strategies.optional(),
    scenario: scenario.optional(),
    as_of: day.optional(),
    detail,
  }),
  output: forecastOutput,
  async run(input, context) {
    const say = context.say(words)
    return input.inputs ? forecastDirect(input.inputs, context, say) : forecastStored(input, context, say)
  },
})
