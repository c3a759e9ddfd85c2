import { at, itemPaths, numberAt, textAt } from './answers.ts'
import type { ReportAnswer } from './answers.ts'
import { conditionText } from './conditions.ts'
import type { Badge, FigureBook, Unit } from './figure-book.ts'
import { dash } from './printer.ts'
import type { Printer } from './printer.ts'

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

  number(path: string): number | null {
    return numberAt(this.answer, path)
  }

  fig(
    path: string,
    unit: Unit,
    { badge = 'measured', digits }: { badge?: Badge; digits?: number } = {},
  ): string {
    return this.printer.fig(this.book.take(this.answer, path, unit, badge), digits)
  }

  range(low: string, high: string, unit: Unit, badge: Badge = 'measured', digits?: number): string {
    return this.printer.range(
      this.book.take(this.answer, low, unit, badge),
      this.book.take(this.answer, high, unit, badge),
      digits,
    )
  }

  where(path: string): string {
    return conditionText(this.answer, path, this.book, this.printer) ?? dash
  }

  /** The contrary of a single condition. */
  whereNot(path: string): string {
    return conditionText(this.answer, path, this.book, this.printer, true) ?? dash
  }

  /** The text at a path as it came; `null` where there is none. */
  raw(path: string): string | null {
    return textAt(this.answer, path)
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
