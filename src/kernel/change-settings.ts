import { isDeepStrictEqual } from 'node:util'
import { Fault } from '../fault.ts'
import type { Store } from '../store/store.ts'
import { checkInput, nearest } from './check-input.ts'
import { resolveSettings, settingKeys, settingsSchema } from './settings.ts'
import type { SettingKey, Settings } from './settings.ts'

export interface SettingChange {
  key: SettingKey
  old: unknown
  new: unknown
  /** Where the value now comes from. */
  source: 'default' | 'set' | 'scenario'
}

export interface SettingsChanged {
  changes: readonly SettingChange[]
  unchanged: readonly SettingKey[]
  scenario: string | null
  /** Settings now in force under that scenario, or the base. */
  now: Settings
  scenarios: readonly string[]
}

type Plain = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isSettingKey = (key: string): key is SettingKey => settingKeys.some(known => known === key)
const named = (item: unknown): string | null =>
  isPlain(item) && typeof item['name'] === 'string' ? item['name'] : null

const isJudgement = (item: unknown): boolean => isPlain(item) && 'author' in item && 'customer_id' in item

/** Overrides of health scores are a record: resetting the profile keeps them, and nothing takes one out. */
function keepOverrides(old: unknown, change: unknown): unknown {
  const overrides = isPlain(old) ? old['overrides'] : undefined
  if (isPlain(change) && 'overrides' in change) {
    const list = change['overrides']
    if (!Array.isArray(list) || list.length === 0)
      throw new Fault('invalid_input', {
        field: 'set.health_profile.overrides',
        problem: 'is only added to; an entry with score null takes an earlier one back',
      })
    return change
  }
  return change === null && overrides !== undefined ? { overrides } : change
}

/**
 * A change laid over a value as in JSON Merge Patch (RFC 7386): objects key by key, null removes. Lists are replaced,
 * except lists of named things (strategies, alert rules), where a name is replaced and a new one added, and
 * judgements with an author (overrides of health scores), which are only ever added.
 */
function merged(old: unknown, change: unknown): unknown {
  if (
    Array.isArray(change) &&
    Array.isArray(old) &&
    change.length > 0 &&
    change.every(item => named(item) !== null)
  ) {
    const names = new Set(change.map(named))
    return [...old.filter(item => !names.has(named(item))), ...change]
  }
  if (Array.isArray(change) && change.length > 0 && change.every(isJudgement)) {
    const before: readonly unknown[] = Array.isArray(old) ? old : []
    return [...before, ...change]
  }
  if (!isPlain(change) || !isPlain(old)) return change
  const keys = new Set([...Object.keys(old), ...Object.keys(change)])
  return Object.fromEntries(
    [...keys]
      .filter(key => change[key] !== null)
      .map(key => [key, Object.hasOwn(change, key) ? merged(old[key], change[key]) : old[key]]),
  )
}

// Some clients send the whole value as JSON text.
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    const inner: unknown = JSON.parse(value)
    return inner
  } catch {
    return value
  }
}

/** Stores assumptions: in the base, or in a named scenario, which leaves the base as it is. `null` goes back. */
export async function changeSettings(
  store: Store,
  set: Readonly<Record<string, unknown>>,
  scenario: string | null,
): Promise<SettingsChanged> {
  const stored = await store.settings()
  const before = scenario === null ? null : { name: scenario, changes: stored.scenarios[scenario] ?? {} }
  const old = resolveSettings(stored.base, before)
  const changes: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(set)) {
    if (!isSettingKey(key)) {
      throw new Fault('unknown_argument', {
        field: `set.${key}`.slice(0, 80),
        suggestion: nearest(key, settingKeys),
        known: settingKeys,
      })
    }
    const change = key === 'health_profile' ? keepOverrides(old.values[key], parsed(value)) : parsed(value)
    // A profile that goes back to its defaults is laid over nothing, so that only the record stays.
    changes[key] = change === null ? null : value === null ? change : merged(old.values[key], change)
  }
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null))
  const judged: Plain = checkSet(given)
  for (const key of Object.keys(given)) changes[key] = judged[key]
  const own = { ...(scenario === null ? stored.base : before?.changes), ...changes }
  const kept = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null))
  const now =
    scenario === null
      ? resolveSettings(kept, null)
      : resolveSettings(stored.base, { name: scenario, changes: kept })
  await store.saveSettings(scenario, changes)
  const touched = Object.keys(set).filter(isSettingKey)
  const moved = touched.filter(key => !isDeepStrictEqual(old.values[key], now.values[key]))
  return {
    changes: moved.map(key => ({
      key,
      old: old.values[key],
      new: now.values[key],
      source: now.sourceOf(key),
    })),
    unchanged: touched.filter(key => !moved.includes(key)),
    scenario,
    now,
    scenarios: [...new Set([...Object.keys(stored.scenarios), ...(scenario === null ? [] : [scenario])])],
  }
}

/** Judges the values by the schema; faults name the place under `set`. */
function checkSet(given: Plain): Plain {
  try {
    return checkInput(settingsSchema.partial(), given)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const fault: Fault = error
    if (fault.code !== 'invalid_input' && fault.code !== 'unknown_argument') throw fault
    const { field } = { field: '', ...fault.facts }
    if (fault.code === 'unknown_argument') {
      throw new Fault('unknown_argument', { field: `set.${field}`, suggestion: null, known: settingKeys })
    }
    throw new Fault('invalid_input', { problem: '', ...fault.facts, field: `set.${field}` })
  }
}
