/** A person's judgement over a score. Entries are only ever added: a later one replaces, revokes or extends. */
export interface HealthOverride {
  customerId: string
  /** 0 to 100; `null` takes an earlier override back. */
  score: number | null
  author: string
  reason: string
  /** First day it holds, ISO; `null`: always did. */
  setOn?: string | null
  /** Last day it holds, ISO; `null` until revoked. */
  expiresOn: string | null
}

export type OverrideInForce = HealthOverride & { score: number }

/**
 * The override that holds for each customer on a day: the last entry made by then, unless it has run out or takes an
 * earlier one back. An entry that ran out does not bring back the one it replaced.
 */
export function overridesInForce(
  entries: readonly HealthOverride[],
  day: string,
): Map<string, OverrideInForce> {
  const latest = new Map<string, HealthOverride>()
  for (const entry of entries)
    if (entry.setOn === undefined || entry.setOn === null || entry.setOn <= day)
      latest.set(entry.customerId, entry)
  const holding = new Map<string, OverrideInForce>()
  for (const [customerId, entry] of latest) {
    const { score, expiresOn } = entry
    if (score !== null && (expiresOn === null || expiresOn >= day))
      holding.set(customerId, { ...entry, score })
  }
  return holding
}
