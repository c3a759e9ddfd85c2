import type { FoundNumber } from './extract.ts'

/** A registered number a text may print. Without a unit, any that fits the writing is allowed. */
export interface Known {
  id: string
  value: number
  unit: string | null
}

const round = (value: number, digits: number): number =>
  Number(`${Math.round(Number(`${value}e${digits}`))}e-${digits}`)
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
        ? printsAs(value * 100, found.decimals === 2 ? 2 : 1, found.mantissa)
        : found.kind === 'tenths' && printsAs(value * 10, 0, found.mantissa)
    case 'percent':
      return found.kind === 'percent' && printsAs(value, 1, found.mantissa)
    case 'roi':
      return found.kind === 'percent' && printsAs(value * 100, 0, found.mantissa)
    case 'points':
      return found.kind === 'points' && printsAs(value * 100, 1, found.mantissa)
    case 'money':
      if (found.kind === 'percent' || found.kind === 'points') return false
      if (found.scale > 1) return printsAs(value / found.scale, 1, found.mantissa)
      return printsAs(value, Math.abs(value) < 100 ? 2 : 0, found.mantissa)
    case 'count':
      return found.kind === 'plain' && found.scale === 1 && printsAs(value, 0, found.mantissa)
    default:
      return (
        found.kind === 'plain' &&
        found.scale === 1 &&
        [0, 1, 2, 3].some(digits => digits >= found.decimals && printsAs(value, digits, found.mantissa))
      )
  }
}

/** A number of a text that others wrote: right to the digits it shows. */
function loose({ value }: Known, found: FoundNumber): boolean {
  const near = (candidate: number): boolean =>
    Math.abs(candidate - found.mantissa) <= 0.5 * 10 ** -found.decimals + 1e-9
  if (found.kind === 'tenths') return near(value * 10)
  if (found.kind === 'percent' || found.kind === 'points') return near(value * 100) || near(value)
  return near(value / found.scale)
}

export const matches = (known: Known, found: FoundNumber): boolean =>
  known.unit === null ? loose(known, found) : strict(known, found)

/** The known number nearest in size: what was probably meant. */
export function nearest(pool: readonly Known[], found: FoundNumber): Known | null {
  const size = found.kind === 'percent' ? [1, 100] : [1]
  const distance = ({ value }: Known): number =>
    Math.min(
      ...size.map(times => Math.abs(value * times - found.value) / Math.max(1e-9, Math.abs(found.value))),
    )
  const best = pool.toSorted((one, two) => distance(one) - distance(two))[0]
  return best && distance(best) < 0.5 ? best : null
}
