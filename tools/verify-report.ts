import { z } from 'zod'
import { defineTool, Fault, limit } from '../src/tool.ts'
import { words } from './words/verify-report.ts'

/** So many numbers of a pasted text are told with what they were taken for. */
const mostTaken = 12

const shortened = (text: string | null | undefined): string | null =>
  text === null || text === undefined || text.length <= 160 ? (text ?? null) : `${text.slice(0, 160)}…`

export default defineTool({
  name: 'verify_report',
  title: 'Verify a report',
  description:
    'Check every number of a written report or of pasted text against the figure register and the data: numbers no figure stands behind, numbers that differ from theirs. Reads percent, points, money, 万/億, ranges. To follow one figure use trace_figure.',
  effect: 'read',
  core: true,
  examples: [{ ask: '這段文字裡的數字都對得上資料嗎？', input: { text: '流失率 13.6%，共 1,200 位客戶。' } }],
  input: z.object({
    path: z.string().max(1000).optional().describe('md, html, txt, json, docx, pdf'),
    text: z.string().min(1).max(200_000).optional(),
    limit: limit(200, 50),
  }),
  output: z.object({
    verified: z.boolean(),
    numbers: z.number(),
    matched: z.number(),
    orphans: z.array(z.object({ text: z.string(), line: z.number(), context: z.string() })),
    mismatches: z.array(
      z.object({
        text: z.string(),
        line: z.number(),
        context: z.string(),
        figure_id: z.string().nullable(),
        expected: z.number().nullable(),
      }),
    ),
    total_orphans: z.number(),
    total_mismatches: z.number(),
  }),
  async run(input, { reports, say, formats }) {
    if ((input.path === undefined) === (input.text === undefined))
      throw new Fault('invalid_input', { field: 'path', problem: 'give either path or text' })
    const text = say(words)
    const { numbers, matched, orphans, mismatches, recomputed, untouched, taken } = await reports.verify({
      path: input.path,
      text: input.text,
    })
    const first = mismatches[0]?.figure_id ?? null
    return {
      summary: text.summary({
        numbers: formats.number(numbers, 0),
        matched: formats.number(matched, 0),
        orphans: formats.number(orphans.length, 0),
        mismatches: formats.number(mismatches.length, 0),
        clean: orphans.length + mismatches.length === 0,
      }),
      assumptions: [
        untouched ? text.untouched : input.path === undefined ? text.loose : text.strict,
        ...(taken.length === 0
          ? []
          : [
              text.taken(
                taken
                  .slice(0, mostTaken)
                  .map(({ text: number, figure_id, name, others }) =>
                    text.takenFor(number, name, figure_id, others),
                  ),
              ),
            ]),
      ],
      warnings: recomputed > 0 ? [text.recomputed(formats.number(recomputed, 0))] : [],
      suggested_actions:
        first === null ? [] : [{ tool: 'trace_figure', why: text.trace, arguments: { figure_id: first } }],
      verified: numbers > 0 && orphans.length + mismatches.length === 0,
      numbers,
      matched,
      orphans: orphans.slice(0, input.limit),
      mismatches: mismatches
        .slice(0, input.limit)
        .map(({ text: found, line, context, figure_id, expected, problem, written }) => ({
          text: found,
          line,
          context: problem === undefined ? context : text.altered[problem](context, shortened(written)),
          figure_id,
          expected,
        })),
      total_orphans: orphans.length,
      total_mismatches: mismatches.length,
    }
  },
})
