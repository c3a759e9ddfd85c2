import { numberAt } from './answers.ts'
import type { ReportAnswer } from './answers.ts'

export type Unit =
  | 'count'
  | 'share'
  | 'percent'
  | 'points'
  | 'money'
  | 'days'
  | 'months'
  | 'ratio'
  | 'score'
  | 'roi'
export type Badge = 'measured' | 'modelled' | 'assumed'

/** One number that a report may print. It stands in an answer of a tool, and its id says where. */
export interface Figure {
  /** Place in the book, from 0; the number a reader sees follows from the order of printing. */
  key: number
  id: string
  value: number
  unit: Unit
  badge: Badge
  currency: string | null
  tool: string
}

/** All numbers a document may use. What is not in the book cannot be printed. */
export class FigureBook {
  readonly #figures: Figure[] = []
  readonly #keys = new Map<string, number>()
  readonly #tools = new Map<string, string>()
  readonly #answers: ReportAnswer[] = []

  /** Remembers which tool gave an answer, for the register's last column. */
  cite(answer: ReportAnswer, tool: string): ReportAnswer {
    if (!this.#tools.has(answer.result_id)) this.#answers.push(answer)
    this.#tools.set(answer.result_id, tool)
    return answer
  }

  /** The number at `path` of an answer as a figure; `null` when there is none. */
  take(answer: ReportAnswer | null, path: string, unit: Unit, badge: Badge = 'measured'): Figure | null {
    if (answer === null) return null
    const value = numberAt(answer, path)
    if (value === null) return null
    const id = `${answer.result_id}.${path}`
    const known = this.#keys.get(id)
    if (known !== undefined) return this.#figures[known] ?? null
    const listed = answer.figures.find(figure => figure.id === id)
    const figure: Figure = {
      key: this.#figures.length,
      id,
      value,
      unit,
      badge: listed?.badge ?? badge,
      currency: unit === 'money' ? answer.currency : null,
      tool: this.#tools.get(answer.result_id) ?? '',
    }
    this.#figures.push(figure)
    this.#keys.set(id, figure.key)
    return figure
  }

  /** A figure of an earlier report, as it gave it. */
  remembered({
    id,
    value,
    unit,
    currency,
    badge,
  }: Pick<Figure, 'id' | 'value' | 'unit' | 'currency' | 'badge'>): Figure {
    const known = this.#keys.get(id)
    const found = known === undefined ? undefined : this.#figures[known]
    if (found) return found
    const figure: Figure = {
      key: this.#figures.length,
      id,
      value,
      unit,
      badge,
      currency,
      tool: 'write_report',
    }
    this.#figures.push(figure)
    this.#keys.set(id, figure.key)
    return figure
  }

  /** The first of several paths that holds a number. */
  takeFirst(
    answer: ReportAnswer | null,
    paths: readonly string[],
    unit: Unit,
    badge: Badge = 'measured',
  ): Figure | null {
    const path = answer === null ? undefined : paths.find(candidate => numberAt(answer, candidate) !== null)
    return path === undefined ? null : this.take(answer, path, unit, badge)
  }

  get(key: number): Figure | undefined {
    return this.#figures[key]
  }

  /** Every answer cited, once. */
  get answers(): readonly ReportAnswer[] {
    return this.#answers
  }

  get all(): readonly Figure[] {
    return this.#figures
  }
}
