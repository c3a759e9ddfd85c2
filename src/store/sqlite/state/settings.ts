import type { StoredSettings } from '../../store.ts'
import { inTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'

// The base settings stand under the empty name: SQLite keeps NULLs apart in a primary key.
const baseName = ''

export function settings(sql: Sql): StoredSettings {
  const base: Record<string, unknown> = {}
  const scenarios: Record<string, Record<string, unknown>> = {}
  const rows = sql.all<{ scenario: string; key: string; value: string }>(
    'SELECT * FROM settings ORDER BY scenario, key',
  )
  for (const { scenario, key, value } of rows) {
    const group = scenario === baseName ? base : (scenarios[scenario] ??= {})
    const parsed: unknown = JSON.parse(value)
    group[key] = parsed
  }
  return { base, scenarios }
}

/** `onCurrency` runs inside the same transaction when the base's reporting currency changed. */
export function saveSettings(
  sql: Sql,
  scenario: string | null,
  changes: Readonly<Record<string, unknown>>,
  onCurrency: () => void,
): void {
  inTransaction(sql, () => {
    const name = scenario ?? baseName
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === undefined) {
        sql.run('DELETE FROM settings WHERE scenario = ? AND key = ?', [name, key])
      } else {
        sql.run('INSERT OR REPLACE INTO settings (scenario, key, value) VALUES (?, ?, ?)', [
          name,
          key,
          JSON.stringify(value),
        ])
      }
    }
    if (scenario === null && 'reporting_currency' in changes) onCurrency()
  })
}
