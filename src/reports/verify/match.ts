import type { FoundNumber } from './extract.ts'

/** A registered number a text may print. Without a unit, any that fits the writing is allowed. */
export interface Known {
  id: string
  value: number
  /** In which our own printer wrote it; `null` where a text of others may quote it. */
  unit: string | null
  /** What it can be quoted as; anything if left out. */
  quotes?: 'rate' | 'points' | 'money' | 'amount' | undefined
  /** What the tool that gave it calls it. */
  name?: string | undefined
  /** An end of its interval, or how many cases it rests on. */
  edge?: true
  /** Names in the rows it stands in, in any language; none where it is also told apart from rows. */
  rows?: readonly string[] | undefined
}

const round = (value: number, digits: number): number =>
  Number(`${Math.round(Number(`${value}e${digits}`))}e-${digits}`)
/** 0.2875 is 28.75 percent, not 28.749999999999996: a product of binary fractions would round the other way. */
const hundredfold = (value: number): number => Number((value * 100).toPrecision(15))
const same = (one: number, two: number): boolean =>
  Math.abs(one - two) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(two))

/** Rounding half up and half to even both occur in printers; either is right. */
const printsAs = (value: number, digits: number, printed: number): boolean =>
  same(round(value, digits), printed) ||
  same(Number(value.toFixed(digits)), printed) ||
  same(-round(-value, digits), printed)

/** The way our own printer writes a unit: no other rounding passes in a document of ours. */
function strict({ value, unit }: Known, found: FoundNumber): boolean {
  switch (unit) {
    case 'share':
      return found.kind === 'percent'
        ? printsAs(hundredfold(value), found.decimals === 2 ? 2 : 1, found.mantissa)
        : found.kind === 'spoken' && saidAs(value, found)
    case 'percent':
      return found.kind === 'percent'
        ? printsAs(value, 1, found.mantissa)
        : found.kind === 'spoken' && saidAs(value / 100, found)
    case 'roi':
      return found.kind === 'percent' && printsAs(hundredfold(value), 0, found.mantissa)
    case 'points':
      return found.kind === 'points' && printsAs(hundredfold(value), 1, found.mantissa)
    case 'money':
      if (found.kind === 'percent' || found.kind === 'points') return false
      // Amounts side by side that would read alike are printed with more decimals.
      if (found.scale > 1)
        return printsAs(value / found.scale, Math.min(3, Math.max(1, found.decimals)), found.mantissa)
      return printsAs(value, Math.abs(value) < 100 ? 2 : 0, found.mantissa)
    case 'count':
      return found.kind === 'plain' && found.scale === 1 && printsAs(value, 0, found.mantissa)
    default:
      return (
        (found.kind === 'plain' || found.kind === 'times') &&
        found.scale === 1 &&
        [0, 1, 2, 3].some(digits => digits >= found.decimals && printsAs(value, digits, found.mantissa))
      )
  }
}

/** A share said out of a whole: 0.577 is “6 in 10”, 0.017 is “2 in 100”. */
const saidAs = (value: number, found: FoundNumber): boolean =>
  found.decimals < 0
    ? Math.abs(value * 100 - found.mantissa) <= 5 + 1e-9
    : printsAs(hundredfold(value), 0, Math.round(found.mantissa))

/** A number of a text that others wrote: right to the digits it shows. */
function loose({ id, value, quotes }: Known, found: FoundNumber): boolean {
  const near = (candidate: number): boolean =>
    Math.abs(candidate - found.mantissa) <= 0.5 * 10 ** -found.decimals + 1e-9
  // A fall of 3 points is told as 3 as well as −3.
  const either = (candidate: number): boolean => near(candidate) || near(-candidate)
  switch (found.kind) {
    case 'spoken':
      return value <= 1
        ? (quotes === undefined || quotes === 'rate') && saidAs(value, found)
        : // A rate that is kept in percent, as its name says.
          (quotes === 'rate' || (quotes === undefined && id.endsWith('_pct'))) &&
            value <= 100 &&
            saidAs(value / 100, found)
    case 'percent':
      return quotes === 'rate'
        ? either(value * 100) || (Math.abs(value) > 1 && near(value))
        : quotes === undefined && (either(value * 100) || near(value))
    case 'points':
      return (quotes === 'points' || quotes === undefined) && (either(value * 100) || either(value))
    case 'times':
      return (quotes === undefined || quotes === 'amount' || quotes === 'rate') && near(value)
    case 'money':
      return quotes !== 'rate' && quotes !== 'points' && either(value / found.scale)
    default:
      return either(value / found.scale)
  }
}

export const matches = (known: Known, found: FoundNumber): boolean =>
  known.unit === null ? loose(known, found) : strict(known, found)

/** The known number nearest in size: what was probably meant. */
export function nearest(pool: readonly Known[], found: FoundNumber): Known | null {
  const size = found.kind === 'percent' || found.kind === 'spoken' ? [1, 100] : [1]
  const distance = ({ value }: Known): number =>
    Math.min(
      ...size.map(times => Math.abs(value * times - found.value) / Math.max(1e-9, Math.abs(found.value))),
    )
  const best = pool.toSorted((one, two) => distance(one) - distance(two))[0]
  return best && distance(best) < 0.5 ? best : null
}
