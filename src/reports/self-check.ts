import type { Language } from '../locales/index.ts'
import { itemPaths, numberAt, at } from './answers.ts'
import type { Asked, ReportAnswer } from './answers.ts'
import { plan } from './marks.ts'
import { gates } from './rubric.ts'
import type { Points, Rubric } from './rubric.ts'

/** Which criteria of the rubric a kind of report answers for, by number, and how well. */
export type Criteria = Readonly<Partial<Record<number, Points>>>

export const met = (whole: boolean, part = false): Points => (whole ? 1 : part ? 0.5 : 0)

const words: Readonly<
  Record<Language, (f: { score: string; of: string; gates: string; gatesOf: string }) => string>
> = {
  en: f =>
    `Self-check: ${f.score} of ${f.of} points that apply to this kind of report; gates passed: ${f.gates} of ${f.gatesOf}.`,
  'zh-CN': f =>
    `自检：适用于本类报告的标准满分 ${f.of} 分，得 ${f.score} 分；适用的门槛 ${f.gatesOf} 项，通过 ${f.gates} 项。`,
  'zh-TW': f =>
    `自我檢查：適用於本類報告的標準滿分 ${f.of} 分，得 ${f.score} 分；適用的門檻 ${f.gatesOf} 項，通過 ${f.gates} 項。`,
}

const near = (one: number | null, two: number | null): boolean =>
  one !== null && two !== null && Math.abs(one - two) <= 0.001 * Math.max(1, Math.abs(one), Math.abs(two))

/** Segments add up to their totals, and what came in is what is in the store. */
export function reconciled(segments: Asked, described: ReportAnswer): boolean {
  const { answer } = segments
  if (answer === null) return false
  const sum = (field: string): number =>
    itemPaths(answer, 'segments').reduce(
      (total, path) => total + (numberAt(answer, `${path}/${field}`) ?? 0),
      0,
    )
  const revenue = numberAt(answer, 'totals/revenue')
  const money =
    (at(described, 'reconciliation') ?? null) === null ||
    near(numberAt(described, 'reconciliation/net'), numberAt(described, 'reconciliation/net_in_store'))
  return (
    near(sum('n'), numberAt(answer, 'totals/n')) &&
    (revenue === null || near(sum('revenue'), revenue)) &&
    money
  )
}

/** The rubric of reports, held against the criteria that make sense for one kind. A human still judges the wording. */
export function selfCheck(criteria: Criteria): Rubric {
  const all = Array.from({ length: 25 }, (_, index) => criteria[index + 1] ?? null)
  const counted = all.flatMap((one, index) => (one === null ? [] : [{ number: index + 1, points: one }]))
  const score = counted.reduce((sum, { points }) => sum + points, 0)
  const own = counted.filter(({ number }) => gates.some(gate => gate === number))
  const passed = own.filter(({ points }) => points === 1).length
  return {
    points: all,
    score,
    of: counted.length,
    gatesPassed: passed,
    gates: own.length,
    confidence: 'B',
    view: (shared, printer) => ({
      intro: words[printer.language]({
        score: plan(printer.formats.number(score, 1)),
        of: plan(String(counted.length)),
        gates: plan(String(passed)),
        gatesOf: plan(String(own.length)),
      }),
      rows: counted.map(({ number, points }) => ({
        number: plan(String(number)),
        name: `${shared.rubric.names[number - 1] ?? ''}${gates.some(gate => gate === number) ? ` **${shared.rubric.gate}**` : ''}`,
        points: plan(printer.formats.number(points, 1)),
        remark: shared.rubric.remarks[points === 1 ? 'ok' : points === 0.5 ? 'part' : 'none'],
      })),
    }),
  }
}
