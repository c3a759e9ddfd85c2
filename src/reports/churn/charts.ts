import type { Asked, ReportAnswer } from '../answers.ts'
import { draftCharts } from '../charts/kinds.ts'
import type { ChartAnswers, ChartDraft, ChartKind } from '../charts/kinds.ts'
import type { FigureBook } from '../figure-book.ts'
import type { Printer } from '../printer.ts'
import type { RiskGrid } from '../risk-grid.ts'

export type { ChartDraft } from '../charts/kinds.ts'

type Answers = readonly ReportAnswer[]

/** The answers that a report already has, and those asked for its charts alone. */
export interface ChartFacts {
  book: FigureBook
  health?: Asked
  drivers?: Asked
  tiers?: Asked
  predicted?: Asked
  roi?: Asked
  charted?: ChartAnswers
  /** Stands in for the matrix of health. */
  grid?: RiskGrid | null
  /** Reports pass their facts whole; each answer knows its own date and currency. */
  asOf?: string | null
  currency?: string | null
}

/** The charts that the facts can feed, by name. */
export function churnCharts(facts: ChartFacts, printer: Printer): ReadonlyMap<string, ChartDraft> {
  const from = (kinds: readonly ChartKind[], asked: Asked | undefined): [ChartKind, Answers][] =>
    asked?.answer ? kinds.map(kind => [kind, [asked.answer]]) : []
  const answers: ChartAnswers = new Map([
    ...from(['bands', 'matrix'], facts.health),
    ...(facts.grid ? [['matrix', [facts.grid.drivers]] as const] : []),
    ...from(['drivers', 'groups', 'lift_exposure'], facts.drivers),
    ...from(['tiers'], facts.tiers),
    ...from(['reliability', 'lift_deciles', 'predicted_actual'], facts.predicted),
    ...from(['tornado'], facts.roi),
    ...(facts.charted ?? []),
  ])
  return draftCharts(answers, facts.book, printer)
}
