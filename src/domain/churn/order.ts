/** Order of names by code unit: the same on every machine, whatever its locale. */
export const byName = (one: string, two: string): number => (one < two ? -1 : one > two ? 1 : 0)
