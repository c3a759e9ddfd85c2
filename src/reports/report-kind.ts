import type { Language } from '../locales/index.ts'
import type { Ask, ReportAnswer } from './answers.ts'
import type { Business } from './business.ts'
import type { Headline, Remembered } from './changes.ts'
import type { ChartDraft } from './charts/draft.ts'
import type { FigureBook } from './figure-book.ts'
import type { Printer } from './printer.ts'
import type { Rubric } from './rubric.ts'

/** What every report knows, whatever its kind. */
export interface BaseFacts {
  book: FigureBook
  business: Business
  described: ReportAnswer
  /** Settings in force, by key. */
  settings: ReadonlyMap<string, unknown>
  asOf: string | null
  currency: string | null
}

export interface GatherRequest {
  business: Business | 'auto'
  scenario?: string | undefined
  /** Only these customers, as tools take it; everybody if left out. */
  where?: unknown
  /** Only this customer. */
  customerId?: string | undefined
  playbookFolder: string
  /** Where the user keeps playbooks of their own. */
  ownPlaybookFolder?: string | null
  /** When each import was committed, ISO, by import id. */
  importedAt?: ReadonlyMap<string, string>
  progress: (done: number, total: number) => void
}

export interface ForReader {
  printer: Printer
  rubric: Rubric
  previous: Remembered | null
}

/** A finished page, and what the verifier found on it. */
export interface CheckedPage {
  language: Language
  /** Marked Markdown. */
  text: string
  orphans: number
  mismatches: number
}

/** What is known of a report when it is judged; without pages the judgement is provisional. */
export interface Known {
  orphans: number
  shareSafe: boolean
  pages?: readonly CheckedPage[]
}

/** One kind of report: questions to the tools, what the template prints, what stays as data. */
export interface ReportKindParts<Facts extends BaseFacts> {
  /** Folder under `templates`, and first part of file names. */
  document: string
  /** Asks every question the report needs; `null` without data. */
  gather: (ask: Ask, request: GatherRequest) => Promise<Facts | null>
  /** Everything the template prints, for one reader. */
  view: (facts: Facts, reader: ForReader) => Record<string, unknown>
  charts: (facts: Facts, printer: Printer) => ReadonlyMap<string, ChartDraft>
  /** The report as data; every number beside the id of its figure. */
  data: (facts: Facts, printer: Printer) => Record<string, unknown>
  judge: (facts: Facts, known: Known) => Rubric
  headlines: (facts: Facts) => Headline[]
  /** Names of the parts without figures. */
  missing: (facts: Facts) => string[]
}

/** A report whose questions are answered. */
export interface OpenReport {
  facts: BaseFacts
  view: (reader: ForReader) => Record<string, unknown>
  charts: (printer: Printer) => ReadonlyMap<string, ChartDraft>
  data: (printer: Printer) => Record<string, unknown>
  judge: (known: Known) => Rubric
  headlines: () => Headline[]
  missing: () => string[]
}

export interface ReportKindDefinition {
  document: string
  open: (ask: Ask, request: GatherRequest) => Promise<OpenReport | null>
}

/** Ties the parts of a kind to its own facts. */
export const defineReportKind = <Facts extends BaseFacts>(
  parts: ReportKindParts<Facts>,
): ReportKindDefinition => ({
  document: parts.document,
  async open(ask, request) {
    const facts = await parts.gather(ask, request)
    return facts === null
      ? null
      : {
          facts,
          view: reader => parts.view(facts, reader),
          charts: printer => parts.charts(facts, printer),
          data: printer => parts.data(facts, printer),
          judge: known => parts.judge(facts, known),
          headlines: () => parts.headlines(facts),
          missing: () => parts.missing(facts),
        }
  },
})
