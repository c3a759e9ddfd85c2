import { definePrompt } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

const variants = ['auto', 'saas', 'retail', 'services', 'b2b']

export default definePrompt({
  name: 'churn_report',
  title: 'Churn report',
  description: 'Draft the churn report from the stored figures.',
  arguments: [
    languageArgument,
    {
      name: 'business',
      description: 'variant of the text',
      choices: variants,
    },
  ],
  twin: 'write_report',
  async data(values, context) {
    const found = await figureLines(context, [
      ['describe_data', {}],
      ['find_churn_drivers', { detail: 'full' }],
      ['analyze_retention', { view: 'definitions' }],
      ['score_health', { limit: 1, backtest: true, detail: 'full' }],
      ['segment_customers', { by: 'value_tier', detail: 'full' }],
      ['compute_clv', { limit: 1 }],
      ['evaluate_retention_roi', { limit: 1 }],
      ['forecast', {}],
    ])
    const asked = variants.find(name => name === values['business']?.trim().toLowerCase()) ?? 'auto'
    return {
      ...found,
      business: asked === 'auto' ? null : asked,
      example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…',
    }
  },
})
