import { z } from 'zod'
import { defineTool, detail, Fault, scenario, where } from '../src/tool.ts'
import { words } from './words/write-report.ts'

const languages = ['en', 'zh-CN', 'zh-TW'] as const
const language = z.enum(languages)
const format = z.enum(['md', 'html', 'pdf', 'docx'])
const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    value =>
      typeof value === 'string' && value.includes(',') ? value.split(',').map(part => part.trim()) : value,
    z.union([item, z.array(item).min(1).max(4)]),
  )

export default defineTool({
  name: 'write_report',
  title: 'Write a report',
  description:
    'Write a finished report to files: text, charts, figure register, self-check; languages carry the same figures. To check one use verify_report.',
  effect: 'write',
  idempotent: true,
  core: true,
  examples: [
    {
      ask: 'Draft the full churn report for the board, in English and Chinese.',
      input: { kind: 'churn_report', language: ['en', 'zh-CN'] },
    },
    { ask: '寫一份流失報告', input: { language: 'zh-TW', format: 'html' } },
  ],
  input: z.object({
    kind: z
      .enum(['churn_report', 'health_review', 'cost_review', 'clv_analysis', 'roi_case', 'qbr'])
      .default('churn_report'),
    language: several(language).optional().describe('one or several; the server’s if left out'),
    business: z.enum(['auto', 'saas', 'retail', 'services', 'b2b']).default('auto'),
    format: several(format).default(['md', 'html']),
    customer_id: z.string().max(200).optional().describe('qbr of one'),
    where: where.optional(),
    share_safe: z.boolean().default(false).describe('pseudonyms instead of customer ids'),
    scenario: scenario.optional(),
    detail: detail.describe('full: the report as data in the reply too'),
  }),
  output: z.object({
    files: z.array(z.object({ path: z.string(), language, format: z.string(), bytes: z.number() })),
    business: z.string().nullable(),
    report_id: z.string().nullable(),
    rubric: z
      .object({
        score: z.number(),
        of: z.number(),
        gates_passed: z.number(),
        gates: z.number(),
        points: z.array(z.number().nullable()),
      })
      .nullable(),
    missing: z.array(z.string()),
    figures_printed: z.number(),
    data_file: z.string().nullable(),
    report: z.record(z.string(), z.unknown()).nullable(),
  }),
  async run(input, { reports, say, language: own, formats }) {
    const text = say(words)
    const listed = <Item>(value: Item | Item[]): Item[] =>
      Array.isArray(value) ? [...new Set(value)] : [value]
    // A report of some customers must show no figure of all: only the review asks every question of a part.
    if (input.where !== undefined && input.kind !== 'qbr')
      throw new Fault('invalid_input', {
        field: 'where',
        problem: `the ${input.kind} is written for all customers only`,
        choices: ['qbr'],
      })
    const written = await reports.write({
      kind: input.kind,
      languages: input.language === undefined ? [own] : listed(input.language),
      formats: listed(input.format),
      business: input.business,
      scenario: input.scenario,
      customerId: input.customer_id,
      ...(input.where === undefined ? {} : { where: input.where }),
      shareSafe: input.share_safe,
    })
    if (written === null) {
      return {
        summary: text.noData,
        status: 'no_data' as const,
        files: [],
        business: null,
        report_id: null,
        rubric: null,
        missing: [],
        figures_printed: 0,
        data_file: null,
        report: null,
      }
    }
    const { rubric } = written
    return {
      summary: text.written({
        files: formats.number(written.files.length, 0),
        business: text.business[written.business],
        figures: formats.number(written.register.length, 0),
        score: formats.number(rubric.score, 1),
        of: formats.number(rubric.of, 0),
        gates: formats.number(rubric.gates_passed, 0),
        gatesOf: formats.number(rubric.gates, 0),
        missing: written.missing.map(part => text.parts[part] ?? part).join(text.comma),
      }),
      assumptions: [text.fromTools, text.association],
      warnings: rubric.score < 0.8 * rubric.of ? [text.draft] : [],
      // Paper cannot be read back; the data file holds the same figures.
      suggested_actions: [
        {
          tool: 'verify_report',
          why: text.verify,
          arguments: {
            path:
              written.files.find(({ format: one }) => one === 'md' || one === 'html')?.path ??
              written.dataFile,
          },
        },
      ],
      as_of: written.asOf,
      currency: written.currency,
      files: [...written.files],
      business: written.business,
      report_id: written.reportId,
      rubric: { ...rubric, points: [...rubric.points] },
      missing: [...written.missing],
      figures_printed: written.register.length,
      data_file: written.dataFile,
      report: input.detail === 'full' ? { ...written.report } : null,
    }
  },
})
