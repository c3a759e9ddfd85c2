/** Money of a reply: to the cent. */
export const cents = (amount: number): number => Math.round(amount * 100) / 100

export const centsOrNull = (amount: number | null): number | null => (amount === null ? null : cents(amount))

/** Rates and ratios of a reply: six digits tell all that they can bear. */
export const short = (value: number): number => Number(value.toPrecision(6))

export const shortOrNull = (value: number | null): number | null => (value === null ? null : short(value))
