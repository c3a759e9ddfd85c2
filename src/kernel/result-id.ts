import { createHash } from 'node:crypto'

/** JSON with sorted keys: the same facts give the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  )
}

export interface ResultFacts {
  dataVersion: string
  settingsHash: string
  scenario: string | null
  tool: string
  input: unknown
  language: string
  version: string
  /** Names the user's own playbooks; left out without any. */
  playbooks?: string
}

/** The same call on the same data and settings has the same id: 16 hexadecimal digits after `r_`. */
export const resultIdOf = (facts: ResultFacts): string =>
  `r_${createHash('sha256').update(canonicalJson(facts)).digest('hex').slice(0, 16)}`
