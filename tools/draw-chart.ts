import { z } from 'zod'
import { defineTool, money, where } from '../src/tool.ts'
import { words } from './words/draw-chart.ts'

const kinds = [
  'bands',
  'churn_trend',
  'cohorts',
  'drivers',
  'fan',
  'groups',
  'lift_deciles',
  'lift_exposure',
  'marginal_roi',
  'matrix',
  'predicted_actual',
  'reliability',
  'survival',
  'tiers',
  'tornado',
  'value_risk',
  'waterfall',
  'whale',
] as const

/** Kinds that want a signal in the data: more of it is no sure help. */
const signals: readonly string[] = ['drivers', 'groups', 'lift_exposure', 'lift_deciles', 'reliability']

export default defineTool({
  name: 'draw_chart',
  title: 'Draw a chart',
  description:
    'Draw one chart of the stored data: PNG picture, SVG and HTML files, and the same numbers as text. Trend, cohorts, survival, drivers, groups, risk matrix, value × risk, model checks, revenue waterfall, marginal ROI, tornado, forecast fan, whale curve. For a whole document use write_report.',
  effect: 'write',
  idempotent: true,
  examples: [{ ask: '画出行业×规模的风险矩阵', input: { kind: 'matrix' } }],
  input: z.object({
    kind: z.enum(kinds),
    where: where.optional(),
    budget: money.optional().describe('marked in marginal_roi'),
    language: z.enum(['en', 'zh-CN', 'zh-TW']).optional(),
  }),
  output: z.object({
    files: z.array(z.object({ path: z.string(), format: z.string() })),
    chart_title: z.string().nullable(),
    chart_table: z.string().nullable(),
    chart_figures: z.array(z.object({ id: z.string(), printed: z.string(), value: z.number() })),
  }),
  async run(input, { reports, language: usual }) {
    const language = input.language ?? usual
    const text = words[language]
    const drawn = await reports.chart({
      kind: input.kind,
      language,
      where: input.where,
      budget: input.budget,
    })
    if (drawn === null) {
      return {
        summary: `${text.nothing[input.kind]}${input.where !== undefined ? text.few : signals.includes(input.kind) ? '' : text.load}`,
        status: 'not_enough_data' as const,
        files: [],
        chart_title: null,
        chart_table: null,
        chart_figures: [],
      }
    }
    const stop = language === 'en' ? '. ' : '。'
    return {
      summary: `${drawn.title}${stop}${drawn.foot}${stop}`.trim().replaceAll('\\', ''),
      assumptions: [text.twin],
      as_of: drawn.asOf,
      currency: drawn.currency,
      files: [...drawn.files],
      chart_title: drawn.title,
      chart_table: drawn.table,
      chart_figures: drawn.figures.slice(0, 40),
      pictures: drawn.png === null ? [] : [{ data: drawn.png, mimeType: 'image/png' as const }],
    }
  },
})
