import { definePrompt } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

export default definePrompt({
  name: 'qbr',
  title: 'Quarterly business review',
  description: 'Prepare a quarterly business review.',
  arguments: [
    languageArgument,
    { name: 'customer_id', description: 'one customer to review; all of them if left out', choices: [] },
  ],
  twin: 'write_report',
  async data(values, context) {
    const account = values['customer_id']?.trim() || null
    // Who is named and not there is told at once.
    if (account !== null) await context.call('explain_customer', { customer_id: account })
    const all: Parameters<typeof figureLines>[1] = [
      ['find_churn_drivers', { limit: 3, detail: 'full' }],
      ['score_health', { limit: 5, detail: 'full' }],
      ['segment_customers', { by: 'value_tier', detail: 'full' }],
      ['analyze_retention', { view: 'movements' }],
      ['forecast', { horizon_months: 3 }],
    ]
    const one: typeof all =
      account === null
        ? []
        : [
            ['explain_customer', { customer_id: account }],
            ['evaluate_retention_roi', { customer_ids: [account], limit: 1 }],
          ]
    const found = await figureLines(context, account === null ? all : one)
    return { ...found, account, example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…' }
  },
})
