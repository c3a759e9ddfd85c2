import { definePrompt } from '../../src/tool.ts'
import type { Phrases } from '../../src/tool.ts'
import { figureLines, languageArgument } from '../figure-lines.ts'

const variants = ['auto', 'saas', 'retail', 'services', 'b2b']

/** How a reader calls each variant. */
const named: Phrases<Readonly<Record<string, string>>> = {
  en: { saas: 'subscription', retail: 'retail', services: 'services', b2b: 'b2b' },
  'zh-CN': { saas: '订阅业务', retail: '零售业', services: '服务业', b2b: '企业客户业务' },
  'zh-TW': { saas: '訂閱業務', retail: '零售業', services: '服務業', b2b: '企業客戶業務' },
}

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
      ['predict_churn', { limit: 1 }],
      ['evaluate_retention_roi', { limit: 5 }],
      // Half a year ahead, as the report of write_report looks.
      ['forecast', { horizon_months: 6 }],
    ])
    const asked = variants.find(name => name === values['business']?.trim().toLowerCase()) ?? 'auto'
    return {
      ...found,
      business: asked === 'auto' ? null : asked,
      businessWord: context.say(named)[asked] ?? '',
      example: found.blocks.flatMap(({ lines }) => lines)[0]?.id ?? 'r_…',
    }
  },
})
