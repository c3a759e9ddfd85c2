import { at } from '../reports/answers.ts'
import type { Store } from '../store/store.ts'

export interface Registered {
  /** By which a report cites it: `F12`. */
  number: string
  id: string
  value: number
  unit: string
}

export interface OnRecord {
  /** Figures of all reports with the units they were printed in. */
  registered: Map<string, Registered>
  /** What is kept of every file written, the latest first. */
  kept: string[]
  /** The register behind each of these, for files that cannot be read back. */
  prints: Map<string, readonly Registered[]>
}

const mostReports = 50

function registerOf(body: unknown): Registered[] {
  const register = at(body, 'register')
  if (!Array.isArray(register)) return []
  return register.flatMap((row: unknown) => {
    const [number, id, value, unit] = ['number', 'id', 'value', 'unit'].map(name => at(row, name))
    return typeof id === 'string' && typeof value === 'number' && typeof unit === 'string'
      ? [{ number: typeof number === 'string' ? number : '', id, value, unit }]
      : []
  })
}

/** What each report left behind. */
export async function reportsOnRecord(store: Store): Promise<OnRecord> {
  const found: OnRecord = { registered: new Map(), kept: [], prints: new Map() }
  for (const { body } of await store.recall('report', { limit: mostReports })) {
    const parsed: unknown = JSON.parse(body)
    const lines = at(parsed, 'lines')
    const files = typeof lines === 'object' && lines !== null ? Object.values(lines) : []
    const register = registerOf(parsed)
    for (const page of files.filter(file => typeof file === 'string')) {
      found.kept.push(page)
      found.prints.set(page, register)
    }
    for (const figure of register)
      if (!found.registered.has(figure.id)) found.registered.set(figure.id, figure)
  }
  return found
}
