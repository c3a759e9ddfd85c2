import type { Asked } from './answers.ts'
import type { ChartDraft, ChartSource } from './charts/draft.ts'
import type { FigureBook } from './figure-book.ts'
import type { Printer } from './printer.ts'

type Draw = (source: ChartSource) => ChartDraft | null

/** Charts by name, each drawn from the answers it reads; those without data are left out. */
export function drawnFrom(
  { book }: { book: FigureBook },
  printer: Printer,
  charts: Readonly<Record<string, readonly [Draw, Asked]>>,
): Map<string, ChartDraft> {
  return new Map(
    Object.entries(charts).flatMap(([name, [draw, { answer }]]) => {
      const draft = answer === null ? null : draw({ answers: [answer], book, printer })
      return draft ? [[name, draft] as const] : []
    }),
  )
}
