import { plan } from './marks.ts'
import type { Printer } from './printer.ts'
import type { ReportWords } from './words/words.ts'

export type Points = 0 | 0.5 | 1

export interface Rubric {
  /** One a criterion of the rubric, in its order; `null` where it does not apply to the kind of report. */
  points: readonly (Points | null)[]
  score: number
  /** Points that apply; all 25 if left out. */
  of?: number
  gatesPassed: number
  /** Gates that apply; all five if left out. */
  gates?: number
  confidence: 'A' | 'B' | 'C'
  view: (words: ReportWords, printer: Printer) => Record<string, unknown>
}

/** Criteria (from 1) that must have full marks. */
export const gates = [2, 5, 17, 21, 24] as const

/** Points, their sum and the gates among them, with the table that a report's appendix prints. */
export function scoreCard(all: readonly Points[], confidence: Rubric['confidence']): Rubric {
  const score = all.reduce<number>((sum, one) => sum + one, 0)
  const passed = gates.filter(gate => all[gate - 1] === 1).length
  return {
    points: all,
    score,
    gatesPassed: passed,
    confidence,
    view: (words, printer) => ({
      intro: words.rubric.intro({
        score: plan(printer.formats.number(score, 1)),
        gates: plan(String(passed)),
        // Without every gate a report is no more than a draft, whatever its score.
        grade: words.rubric.grade(passed === gates.length ? score : 0),
      }),
      rows: all.map((one, index) => ({
        number: plan(String(index + 1)),
        name: `${words.rubric.names[index] ?? ''}${gates.some(gate => gate === index + 1) ? ` **${words.rubric.gate}**` : ''}`,
        points: plan(printer.formats.number(one, 1)),
        remark: words.rubric.remarks[one === 1 ? 'ok' : one === 0.5 ? 'part' : 'none'],
      })),
    }),
  }
}
