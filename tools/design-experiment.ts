import { z } from 'zod'
import { defineTool, Fault, limit, offset, where } from '../src/tool.ts'
import { experimentOutput } from './parts/experiment-shape.ts'
import { designDirect } from './parts/experiment-size.ts'
import { designStored } from './parts/experiment-stored.ts'
import { words } from './words/design-experiment.ts'

const rate = z.number().gt(0).lt(1)
const count = z.number().int().min(2).max(1e9)

export default defineTool({
  name: 'design_experiment',
  title: 'Experiment design',
  description:
    'Plan a retention test before it runs: sample size, detectable effect, hold-out, seeded stratified assignment written to a file, exclusions, duration, guardrails, stop rule. Not for reading results.',
  effect: 'read',
  examples: [
    {
      ask: 'How many customers to tell 25 % from 20 %?',
      input: { inputs: { baseline_rate: 0.2, target_rate: 0.25 } },
    },
    { ask: '设计一个挽回活动的A/B测试,客户够吗?', input: { baseline_rate: 0.225, effect: 0.05, limit: 3 } },
  ],
  input: z.object({
    inputs: z
      .strictObject({
        baseline_rate: rate.optional(),
        target_rate: rate.optional(),
        n: count.optional(),
        power: rate.optional(),
        alpha: rate.optional(),
        hold_out_share: rate.optional(),
      })
      .meta({
        brief:
          'sizes only, no data needed: baseline_rate, target_rate or n (all arms), power, alpha, hold_out_share',
      })
      .optional(),
    baseline_rate: rate.optional().describe('stay rate untreated; measured if left out'),
    effect: z.number().gt(-1).lt(1).optional().describe('rise of the rate to be found, 0.05 = 5 points'),
    n: count.optional().describe('customers in the test; all who may be contacted if left out'),
    power: rate.default(0.8),
    alpha: rate.default(0.05),
    hold_out_share: rate.default(0.5),
    where: where.optional(),
    stratify_by: z.array(z.string().max(200)).max(4).optional(),
    weekly_capacity: z.number().int().min(1).optional(),
    seed: z.number().int().min(0).max(2_147_483_647).default(1),
    limit: limit(),
    offset,
  }),
  output: experimentOutput,
  async run(input, context) {
    const say = context.say(words)
    const { inputs } = input
    if (!inputs) return designStored(input, context, say)
    const baselineRate = inputs.baseline_rate ?? input.baseline_rate
    if (baselineRate === undefined)
      throw new Fault('invalid_input', { field: 'inputs.baseline_rate', problem: 'is needed' })
    const effect = input.effect
    return designDirect(
      {
        baselineRate,
        targetRate: inputs.target_rate ?? (effect === undefined ? undefined : baselineRate + effect),
        n: inputs.n ?? input.n,
        power: inputs.power ?? input.power,
        alpha: inputs.alpha ?? input.alpha,
        holdOutShare: inputs.hold_out_share ?? input.hold_out_share,
      },
      context,
      say,
    )
  },
})
