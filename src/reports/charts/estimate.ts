import { churnWords } from '../churn/words/words.ts'
import type { Figure } from '../figure-book.ts'
import type { Printer } from '../printer.ts'
import { wordsFor } from '../words/words.ts'
import { chartWordsFor } from './words/words.ts'

/** A figure with the ends of its 95 % interval, where it has one. */
export interface Estimate {
  point: Figure
  low: Figure | null | undefined
  high: Figure | null | undefined
}

const percents = ({ value, unit }: Figure): number => (unit === 'percent' ? value : value * 100)

/** Which share of customers, as a sentence begins: “about 6 in 10 customers (55.9%–72%)”. */
export function who({ point, low, high }: Estimate, printer: Printer): string {
  const rate = percents(point)
  // Out of ten where that tells enough, out of a hundred at both ends of the scale, as a percentage beyond.
  const about =
    rate < 0.5 || rate > 99.5
      ? null
      : rate < 10 || rate > 95
        ? churnWords(printer.language).aboutHundred(String(Math.round(rate)))
        : wordsFor(printer.language).about(String(Math.round(rate / 10)))
  return chartWordsFor(printer.language).who({
    about: about === null ? null : printer.approx(point, about),
    share: printer.fig(point),
    range: low && high ? printer.range(low, high) : null,
  })
}

/** The interval first, the point after it; the point alone where there is no interval. */
export const span = ({ point, low, high }: Estimate, printer: Printer): string =>
  low && high
    ? chartWordsFor(printer.language).likely({
        low: printer.fig(low),
        high: printer.fig(high),
        point: printer.fig(point),
      })
    : printer.fig(point)

/** Only the interval, for a title that compares two; the point where there is none. */
export const bounds = ({ point, low, high }: Estimate, printer: Printer): string =>
  low && high ? printer.range(low, high) : printer.fig(point)
