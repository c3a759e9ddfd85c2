import fc from 'fast-check'
import { expect } from 'vitest'

/** A possible buyer with up to `most` repeats and an age up to 400. */
export const buyerArbitrary = (
  most: number,
): fc.Arbitrary<{ repeats: number; recency: number; age: number }> =>
  fc
    .record({
      repeats: fc.nat(most),
      age: fc.double({ min: 0.5, max: 400, noNaN: true }),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    })
    .map(({ repeats, age, share }) => ({ repeats, age, recency: repeats === 0 ? 0 : age * share }))

/** Equal within `tolerance` of the wanted value. */
export function relative(found: number, wanted: number, tolerance: number): void {
  expect(Math.abs(found - wanted), `${found} against ${wanted}`).toBeLessThanOrEqual(
    tolerance * Math.abs(wanted),
  )
}
