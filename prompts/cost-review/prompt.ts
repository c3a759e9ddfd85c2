import { definePrompt } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

export default definePrompt({
  name: 'cost_review',
  title: 'Cost review',
  description: 'Review cost over the customer lifecycle.',
  arguments: [languageArgument],
  twin: 'write_report',
  async data(_values, context) {
    const found = await figureLines(context, [
      ['analyze_costs', {}],
      ['compute_clv', { limit: 1 }],
    ])
    return { ...found, example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…' }
  },
})
