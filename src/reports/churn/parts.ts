import { at, itemPaths, numberAt, textAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import { conditionText } from '../conditions.ts'
import { fieldLabel } from '../field-labels.ts'
import type { FigureBook, Unit } from '../figure-book.ts'
import { dash } from '../printer.ts'
import type { Printer } from '../printer.ts'
import type { ReportWords } from '../words/words.ts'

/** Reads one answer for one reader: numbers as marked text, filters as words. */
export class Reading {
  readonly answer: ReportAnswer
  readonly book: FigureBook
  readonly printer: Printer

  constructor(answer: ReportAnswer, book: FigureBook, printer: Printer) {
    this.answer = answer
    this.book = book
    this.printer = printer
  }

  has(path: string): boolean {
    return numberAt(this.answer, path) !== null
  }

  fig(
    path: string,
    unit: Unit,
    { badge = 'measured', digits }: { badge?: 'measured' | 'modelled' | 'assumed'; digits?: number } = {},
  ): string {
    return this.printer.fig(this.book.take(this.answer, path, unit, badge), digits)
  }

  range(
    low: string,
    high: string,
    unit: Unit,
    badge: 'measured' | 'modelled' | 'assumed' = 'measured',
    digits?: number,
  ): string {
    return this.printer.range(
      this.book.take(this.answer, low, unit, badge),
      this.book.take(this.answer, high, unit, badge),
      digits,
    )
  }

  where(path: string): string {
    return conditionText(this.answer, path, this.book, this.printer) ?? dash
  }

  text(path: string): string {
    return this.printer.text(textAt(this.answer, path))
  }

  items(path: string, most?: number): string[] {
    return itemPaths(this.answer, path, most)
  }

  truth(path: string): boolean {
    return at(this.answer, path) === true
  }
}

const decisions = ['execute', 'consider', 'no'] as const

export const decisionWord = (words: ReportWords, value: string | null): string => {
  const known = decisions.find(decision => decision === value)
  return known ? words.decision[known] : dash
}

const tiers = ['high', 'mid', 'low'] as const
export const tierWord = (words: ReportWords, value: string | null): string => {
  const known = tiers.find(tier => tier === value)
  return known ? words.tiers[known] : words.tiers.unknown
}

const bands = ['high', 'medium', 'low'] as const
export const bandWord = (words: ReportWords, value: string | null): string => {
  const known = bands.find(band => band === value)
  return known ? words.bands[known] : words.tiers.unknown
}

/** `mid × low risk`, as segment names come, in the reader's words. */
export function segmentWord(words: ReportWords, name: string): string {
  const [tier, , risk] = /^(high|mid|low) × ((high|medium|low) risk)$/.exec(name)?.slice(1) ?? []
  if (tier === undefined || risk === undefined)
    return tiers.some(known => known === name) ? tierWord(words, name) : name
  return words.withRisk(tierWord(words, tier), words.risks[bands.find(band => band === risk) ?? 'low'])
}

export const labels = (printer: Printer, fields: readonly string[]): string =>
  printer.list(fields.map(field => printer.text(fieldLabel(field, printer.language))))
