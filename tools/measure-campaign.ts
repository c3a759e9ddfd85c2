import { z } from 'zod'
import { day, defineTool, detail, money } from '../src/tool.ts'
import { measureDirect } from './parts/campaign-direct.ts'
import { campaignOutput } from './parts/campaign-shape.ts'
import { measureStored } from './parts/campaign-stored.ts'
import { words } from './words/measure-campaign.ts'

const count = z.number().int().min(0).max(1e12)

export default defineTool({
  name: 'measure_campaign',
  title: 'Campaign measurement',
  description:
    'Did it work: lift against the untreated with interval and probability, harmful variants, arm balance, cost per (incremental) save, programme ROI, repeat churn, lift by segment, Qini; recorded outcomes update the success rates that planning uses.',
  effect: 'read',
  examples: [
    { ask: 'Did the win-back campaign work?', input: {} },
    {
      ask: '250 of 1,000 treated stayed, 200 of 1,000 untreated. Is that real?',
      input: { inputs: { treated_n: 1000, treated_successes: 250, control_n: 1000, control_successes: 200 } },
    },
  ],
  input: z.object({
    inputs: z
      .strictObject({
        treated_n: count.optional(),
        treated_successes: count.optional(),
        control_n: count.optional(),
        control_successes: count.optional(),
        total_cost: money.optional(),
        currency: z.string().max(3).optional(),
      })
      .meta({
        brief:
          'counts, no data needed: treated_n, treated_successes, control_n, control_successes, total_cost?; total_cost alone goes with stored members',
      })
      .optional(),
    campaign: z.string().max(200).optional().describe('campaign_id; the latest if left out'),
    period: z
      .strictObject({ from: day.optional(), to: day.optional() })
      .meta({ brief: '{from, to}' })
      .optional(),
    control: z.string().max(200).optional().describe('variant that was left alone, if not named so'),
    control_share: z.number().gt(0).lt(1).optional().describe('as planned, for the sample-ratio check'),
    as_of: day.optional(),
    detail,
  }),
  output: campaignOutput,
  async run(input, context) {
    const say = context.say(words)
    const { inputs } = input
    const counted = inputs !== undefined && Object.keys(inputs).some(name => /_n$|_successes$/.test(name))
    return counted
      ? measureDirect(inputs, context, say)
      : measureStored({ ...input, total_cost: inputs?.total_cost }, context, say)
  },
})
