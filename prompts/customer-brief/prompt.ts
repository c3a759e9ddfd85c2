import { definePrompt } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

/** The customer most worth saving, by expected margin kept. */
async function firstCustomer(context: ToolContext): Promise<string | null> {
  const answer = await context.call('evaluate_retention_roi', { limit: 1 })
  const rows = answer['rows']
  const row: unknown = Array.isArray(rows) ? rows[0] : null
  if (typeof row === 'object' && row !== null && 'customer_id' in row && typeof row.customer_id === 'string')
    return row.customer_id
  return null
}

export default definePrompt({
  name: 'customer_brief',
  title: 'Customer brief',
  description: 'Prepare for a conversation with one customer.',
  arguments: [
    languageArgument,
    { name: 'customer_id', description: 'the customer; the one most worth saving if left out', choices: [] },
  ],
  twin: 'explain_customer',
  async data(values, context) {
    const asked = values['customer_id']?.trim() || null
    // Who is named and not there is told at once; nobody to name is a store without figures.
    if (asked !== null) await context.call('explain_customer', { customer_id: asked })
    const customer = asked ?? (await firstCustomer(context))
    const found = await figureLines(
      context,
      customer === null ? [] : [['explain_customer', { customer_id: customer }]],
    )
    return { ...found, example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…' }
  },
})
