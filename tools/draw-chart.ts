import { z } from 'zod'
import { defineTool, where } from '../src/tool.ts'
import { words } from './words/draw-chart.ts'

const kinds = ['bands', 'drivers', 'matrix', 'tiers'] as const

export default defineTool({
  name: 'draw_chart',
  title: 'Draw a chart',
  description:
    'Draw one chart of the stored data to an SVG and an HTML file, with the same numbers as text: health bands, churn drivers with intervals, risk matrix, value tiers. For a whole document use write_report.',
  effect: 'write',
  idempotent: true,
  examples: [{ ask: '画出行业×规模的风险矩阵', input: { kind: 'matrix' } }],
  input: z.object({
    kind: z.enum(kinds),
    where: where.optional(),
    language: z.enum(['en', 'zh-CN', 'zh-TW']).optional(),
  }),
  output: z.object({
    files: z.array(z.object({ path: z.string(), format: z.string() })),
    chart_title: z.string().nullable(),
    chart_figures: z.array(z.object({ id: z.string(), printed: z.string(), value: z.number() })),
  }),
  async run(input, { reports, say, language }) {
    const text = say(words)
    const drawn = await reports.chart({
      kind: input.kind,
      language: input.language ?? language,
      where: input.where,
    })
    if (drawn === null) {
      return {
        summary: text.nothing[input.kind],
        status: 'not_enough_data' as const,
        files: [],
        chart_title: null,
        chart_figures: [],
      }
    }
    return {
      summary: [drawn.title, drawn.foot]
        .map(part => `${part}${language === 'en' ? '. ' : '。'}`)
        .join('')
        .trim()
        .replaceAll('\\', ''),
      assumptions: [text.twin],
      as_of: drawn.asOf,
      currency: drawn.currency,
      files: [...drawn.files],
      chart_title: drawn.title,
      chart_figures: drawn.figures.slice(0, 80),
    }
  },
})
