import { definePrompt } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

export default definePrompt({
  name: 'health_review',
  title: 'Health review',
  description: 'Review customer health: bands, worst cells, what the low band shares.',
  arguments: [languageArgument],
  twin: 'write_report',
  async data(_values, context) {
    const found = await figureLines(context, [
      ['score_health', { limit: 5, backtest: true, detail: 'full' }],
      ['segment_customers', { by: 'health_band', detail: 'full' }],
    ])
    return { ...found, example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…' }
  },
})
