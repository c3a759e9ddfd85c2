import { definePrompt } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

export default definePrompt({
  name: 'retention_roi_case',
  title: 'Retention ROI case',
  description: 'Make the business case for retaining customers.',
  arguments: [languageArgument],
  twin: 'write_report',
  async data(_values, context) {
    const found = await figureLines(context, [
      ['find_churn_drivers', { limit: 3, detail: 'full' }],
      ['forecast', {}],
      ['evaluate_retention_roi', { limit: 5 }],
      ['compute_clv', { limit: 1 }],
    ])
    return { ...found, example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…' }
  },
})
