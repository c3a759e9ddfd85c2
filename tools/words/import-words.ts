import type { Formats, Question, QuestionKind } from '../../src/tool.ts'

interface Counts {
  file: string
  entity: string
  read: number
  used: number
  rejected: number
  dropped: number
}

export interface ImportWords {
  question: { [Kind in QuestionKind]: (question: Question) => string }
  committed: (counts: Counts, formats: Formats) => string
  previewed: (counts: Counts, formats: Formats) => string
  already: (file: string, importId: string) => string
  open: (file: string, count: number) => string
  sheets: (file: string, count: number) => string
  /** The same for several tables in one sheet. */
  tables: (file: string, count: number) => string
  calculate: string
  unknownTable: (file: string) => string
  period: (first: string, last: string) => string
  joined: (key: string, left: string, right: string, matched: string, total: string, share: string) => string
  rejects: string
  known: (rows: string) => string
  /** What was noticed on the way, most telling first. */
  noticed: (notes: string) => string
  headerRow: (row: number) => string
  /** Where nothing on record tells who leaves. */
  notYet: string
  counted: (column: string | null, what: string, count: string) => string
  converted: (column: string, from: string, to: string) => string
  assumed: (what: string, value: string) => string
  asOfGiven: (day: string) => string
  asOfFromName: (day: string) => string
  undated: string
  remembered: (columns: string) => string
  pasted: (name: string) => string
  attributes: (count: number) => string
  next: {
    commit: string
    choose: (choice: string) => string
    describe: string
    preview: string
    analyse: string
    fix: string
  }
  columnIs: (column: string, field: string) => string
}
