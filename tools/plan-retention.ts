import { z } from 'zod'
import { day, defineTool, detail, fraction, limit, money, offset, scenario, where } from '../src/tool.ts'
import { planDirect } from './parts/plan-direct.ts'
import { planOutput } from './parts/plan-shape.ts'
import { planStored } from './parts/plan-stored.ts'
import { words } from './words/plan-retention.ts'

const option = z.strictObject({
  name: z.string().min(1).max(100),
  cost: money,
  value: z.number(),
  load: money.optional(),
})

const inputs = z
  .strictObject({
    items: z
      .array(z.strictObject({ id: z.string().min(1).max(200), options: z.array(option).max(50) }))
      .min(1)
      .max(20_000),
    budget: money.optional(),
    capacity: money.optional(),
    min_marginal_roi: z.number().min(-1).max(1000).optional(),
    currency: z.string().max(3).optional(),
  })
  .meta({
    brief:
      'no data needed: items [{id, options [{name, cost, value, load?}]}], budget, capacity?, min_marginal_roi?',
  })

export default defineTool({
  name: 'plan_retention',
  title: 'Retention budget plan',
  description:
    'Spread a retention budget over customers and strategies: allocation, marginal-ROI curve, shadow price, stop point, and who is not worth saving. Respects spend caps, consent, do-not-contact and capacity; keeps a random hold-out. Not for judging one action.',
  effect: 'read',
  core: true,
  examples: [
    { ask: '我有 30 萬預算,怎麼分配?誰不值得救?', input: { budget: 300_000, limit: 5 } },
    {
      ask: 'Which of these three fit into 50?',
      input: {
        inputs: {
          budget: 50,
          items: [
            { id: 'a', options: [{ name: 'call', cost: 10, value: 60 }] },
            { id: 'b', options: [{ name: 'call', cost: 20, value: 100 }] },
            { id: 'c', options: [{ name: 'call', cost: 30, value: 120 }] },
          ],
        },
      },
    },
  ],
  input: z.object({
    inputs: inputs.optional(),
    budget: money.optional(),
    capacity: z.number().int().min(0).max(1e9).optional().describe('customers contacted a week'),
    weeks: z.number().int().min(1).max(52).default(1),
    where: where.optional(),
    hold_out_share: fraction.max(0.9).optional().describe('left untreated; of the test on record, else 0.1'),
    as_of: day.optional(),
    scenario: scenario.optional(),
    detail,
    limit: limit(100, 8),
    offset,
  }),
  output: planOutput,
  async run(input, context) {
    const say = context.say(words)
    const direct = input.inputs
    return direct
      ? planDirect(
          { ...direct, budget: direct.budget ?? input.budget, capacity: direct.capacity ?? input.capacity },
          context,
          say,
        )
      : planStored(input, context, say)
  },
})
