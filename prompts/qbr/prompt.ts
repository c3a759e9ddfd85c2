import { definePrompt } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

export default definePrompt({
  name: 'qbr',
  title: 'Quarterly business review',
  description: 'Prepare a quarterly business review.',
  arguments: [languageArgument],
  twin: 'write_report',
  async data(_values, context) {
    const found = await figureLines(context, [
      ['find_churn_drivers', { limit: 3, detail: 'full' }],
      ['score_health', { limit: 5, detail: 'full' }],
      ['segment_customers', { by: 'value_tier', detail: 'full' }],
      ['analyze_retention', { view: 'movements' }],
      ['forecast', { horizon_months: 3 }],
    ])
    return { ...found, example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…' }
  },
})
