import { definePrompt } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

export default definePrompt({
  name: 'clv_analysis',
  title: 'Lifetime value analysis',
  description: 'Explain what customers are worth and what follows from it.',
  arguments: [languageArgument],
  twin: 'write_report',
  async data(_values, context) {
    const found = await figureLines(context, [
      ['compute_clv', { limit: 5 }],
      ['segment_customers', { by: 'value_tier', detail: 'full' }],
      ['segment_customers', { by: 'clv_quadrant', detail: 'full' }],
    ])
    return { ...found, example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…' }
  },
})
