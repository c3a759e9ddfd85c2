/** A number that may not exist, and then says why. */
export type MaybeNumber = { value: number } | { value: null; reason: string }

/** part ÷ whole; `null` with `reason` when the whole is not above 0. */
export const ratioOr = (part: number, whole: number, reason: string): MaybeNumber =>
  whole > 0 ? { value: part / whole } : { value: null, reason }
