/** The parts that are there, joined. */
export const given = (parts: readonly string[], join: string): string => parts.filter(Boolean).join(join)
