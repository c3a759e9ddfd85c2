import type { AlertRule, AlertState } from '../../src/domain/alerts/index.ts'
import type { ToolContext } from '../../src/tool.ts'

const memoryKind = 'alert_states'
const mostAlerts = 5000

export interface Memory {
  day: string
  states: AlertState[]
  alerts: { rule: string; id: string; day: string }[]
}

/**
 * Looks by the same rules belong together; other settings may change between them without telling it all again, and so
 * may the limits that default rules take from the data.
 */
const keyOf = (rules: readonly AlertRule[], chosen: 'set' | 'default'): string =>
  chosen === 'set' ? JSON.stringify(rules) : `default:${rules.map(({ name }) => name).join(',')}`

/** The last look before `asOf`: looking twice on the same day tells the same thing twice. */
export async function lastLook(
  { store }: ToolContext,
  rules: readonly AlertRule[],
  chosen: 'set' | 'default',
  asOf: string,
): Promise<Memory | null> {
  const records = await store.recall(memoryKind, { key: keyOf(rules, chosen), limit: 50 })
  const found = records.find(({ day }) => day < asOf)
  if (!found) return null
  // Written by keepLook below.
  const body = JSON.parse(found.body) as Omit<Memory, 'day'>
  return { day: found.day, ...body }
}

/** Keeps what was told, unless this very look is on record. */
export async function keepLook(
  { store }: ToolContext,
  rules: readonly AlertRule[],
  chosen: 'set' | 'default',
  { day, states, alerts }: Memory,
): Promise<void> {
  const key = keyOf(rules, chosen)
  const body = JSON.stringify({ states, alerts: alerts.slice(-mostAlerts) })
  const [latest] = await store.recall(memoryKind, { key, limit: 1 })
  if (latest?.day === day && latest.body === body) return
  await store.remember(memoryKind, { key, day, body })
}
