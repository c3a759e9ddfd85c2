/** ISO 4217 currencies whose minor unit is not a hundredth. */
const digitsOf: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0,
  VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
} // prettier-ignore

/** ISO 4217 for money of no known currency: it has no rate, so that it is never added to any other. */
export const noCurrency = 'XXX'

/** Decimal places of a currency's minor unit; 2 for currencies the table does not name. */
export const minorDigits = (currency: string): number => digitsOf[currency.toUpperCase()] ?? 2

/** Half away from zero, after removing binary noise: 1.005 → 101 minor units, -0.125 → -13. */
export function toMinor(amount: number, currency: string): number {
  const scaled = amount * 10 ** minorDigits(currency)
  const cleaned = Number(Math.abs(scaled).toPrecision(15))
  return Math.sign(scaled) * Math.round(cleaned)
}

export const fromMinor = (amountMinor: number, currency: string): number =>
  amountMinor / 10 ** minorDigits(currency)

/**
 * Whole money units as the source documents print them: cut, not rounded (3,058.70 → 3058).
 * Binary noise just under a whole number (4319.9999999999995) counts as that number.
 */
export const printedWhole = (amount: number): number =>
  Math.floor(amount + Math.max(1e-9, 16 * Number.EPSILON * Math.abs(amount)))

/**
 * Splits `totalMinor` by weights so that the parts add up exactly: largest remainders get the spare units,
 * earlier parts first on ties.
 */
export function splitMinor(totalMinor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (!(sum > 0)) return weights.map(() => 0)
  const exact = weights.map(weight => (totalMinor * weight) / sum)
  const parts = exact.map(Math.floor)
  let spare = totalMinor - parts.reduce((total, part) => total + part, 0)
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((one, two) => two.remainder - one.remainder || one.index - two.index)
  for (const { index } of byRemainder) {
    if (spare <= 0) break
    parts[index] = (parts[index] ?? 0) + 1
    spare -= 1
  }
  return parts
}
