import { z } from 'zod'
import { day, defineTool, fraction, money } from '../src/tool.ts'
import { costsDirect } from './parts/costs-direct.ts'
import { costOutput } from './parts/costs-shape.ts'
import { costsStored } from './parts/costs-stored.ts'
import { words } from './words/analyze-costs.ts'

const amount = z.number().min(-1e15).max(1e15)

const inputs = z
  .strictObject({
    cost_before: money.optional(),
    cost_after: money.optional(),
    investment: money.optional(),
    total_benefit: amount.optional(),
    net_gain: amount.optional(),
    cash_flows: z.array(amount).max(1200).optional(),
    annual_discount: z.number().min(0).max(10).optional(),
    acquisition_cost: money.optional(),
    monthly_revenue: money.optional(),
    gross_margin: fraction.optional(),
    monthly_churn: fraction.optional(),
    currency: z.string().max(3).optional(),
  })
  .meta({
    brief:
      'no data needed: cost_before, cost_after; investment with total_benefit or net_gain; cash_flows […], annual_discount; acquisition_cost, monthly_revenue, gross_margin, monthly_churn',
  })

export default defineTool({
  name: 'analyze_costs',
  title: 'Lifecycle costs',
  description:
    'What customers cost: by stage against budget, CAC by channel (attributed, fully loaded, blended), cost to serve, whale curve, attribution; a measure before and after as a five-step record. With inputs: saving rate, ROI, NPV, IRR, payback, LTV:CAC.',
  effect: 'read',
  examples: [
    { ask: 'Where does our money go, stage by stage?', input: {} },
    {
      ask: '投资 1000，四年每年回 400，折现 10%，值吗？',
      input: { inputs: { cash_flows: [-1000, 400, 400, 400, 400], annual_discount: 0.1 } },
    },
  ],
  input: z.object({
    inputs: inputs.optional(),
    view: z.enum(['overview', 'channels', 'service', 'periods']).default('overview'),
    periods: z
      .array(z.strictObject({ from: day, to: day }))
      .max(2)
      .optional()
      .describe('one: the window; two: before and after'),
    measure: z
      .strictObject({
        name: z.string().max(120).optional(),
        stage: z.string().max(60).optional(),
        compare_stage: z.string().max(60).optional(),
        started: day.optional(),
        target_saving: fraction.optional(),
        target_satisfaction: z.number().min(0).max(5).optional(),
        target_repurchase: fraction.optional(),
        target_clv: z.number().min(0).max(10).optional(),
        investment: money.optional(),
        executed_share: fraction.optional(),
      })
      .meta({
        brief:
          'judge a measure: name, stage, started, targets (target_saving, _clv: shares; _satisfaction: points of 5; _repurchase), investment, executed_share, compare_stage (untouched)',
      })
      .optional(),
    attribution: z
      .enum(['first', 'last', 'linear', 'position', 'time_decay', 'shapley'])
      .optional()
      .describe('one method, in view channels'),
    benchmarks: z
      .record(z.string().max(60), amount)
      .optional()
      .describe('your own, by name: cac, csat_share, stage_cost:service'),
  }),
  output: costOutput,
  async run(input, context) {
    const say = context.say(words)
    return input.inputs ? costsDirect(input.inputs, context, say) : costsStored(input, context, say)
  },
})
