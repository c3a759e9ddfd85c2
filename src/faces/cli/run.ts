import { formats } from '../../locales/numbers.ts'
import type { Session } from './session.ts'
import { cliWords } from './words.ts'

/** Exit code when there is an alert that no earlier run has told. */
export const newAlerts = 10

const memoryKind = 'alerts_printed'
const mostRemembered = 5000
const mostAlerts = 100

interface PrintedAlert {
  rule: string
  day: string
  who: string
  what: string
  risk: string
  action: string
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

// Escape sequences in text from a file must not reach a terminal.
const plain = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ') : ''

const alertsIn = (list: unknown): { raw: unknown; alert: PrintedAlert }[] =>
  (Array.isArray(list) ? list : []).filter(isRecord).map(raw => ({
    raw,
    alert: {
      rule: plain(raw['rule']),
      day: plain(raw['day']),
      who: plain(raw['customer_id'] ?? raw['stage']),
      what: plain(raw['what_changed']),
      risk: plain(raw['risk']),
      action: plain(raw['action']),
    },
  }))

/**
 * Evaluates the alert rules, for a scheduler: prints each alert once, however often it runs on the same data. Gives
 * `newAlerts` as exit code when it printed one, else 0. `all` prints those told before too.
 */
export async function runAlerts(
  { holdfast, call, config, terminal }: Session,
  { all, json }: { all: boolean; json: boolean },
): Promise<number> {
  const answer = await call('check_alerts', { limit: mostAlerts })
  // A job that looks into the wrong store must not seem to find all well.
  if (answer.status === 'no_data') {
    terminal.err(`${answer.summary}\n`)
    return 0
  }
  const found = [...alertsIn(answer['alerts']), ...alertsIn(answer['missed'])]
  const keyOf = ({ rule, who, day }: PrintedAlert): string => JSON.stringify([rule, who, day])
  const store = await holdfast.store()
  const [last] = await store.recall(memoryKind, { key: 'run', limit: 1 })
  const parsed: unknown = last ? JSON.parse(last.body) : []
  const told = new Set(Array.isArray(parsed) ? parsed.filter(key => typeof key === 'string') : [])
  const fresh = found.filter(({ alert }) => !told.has(keyOf(alert)))
  const words = cliWords[config.language]
  for (const { raw, alert } of all ? found : fresh) {
    const { day, what, who, risk, action } = alert
    terminal.out(
      json
        ? `${JSON.stringify(raw)}\n`
        : `${words.alert({ day: formats(config.language).day(day), who, what, risk, action })}\n`,
    )
  }
  const count = (name: string, shown: unknown): number =>
    (typeof answer[name] === 'number' ? answer[name] : 0) - (Array.isArray(shown) ? shown.length : 0)
  const untold = count('total_rows', answer['alerts']) + count('missed_total', answer['missed'])
  if (!json && fresh.length > 0 && untold > 0) terminal.out(`${words.moreAlerts(String(untold))}\n`)
  if (!json && fresh.length === 0) terminal.err(`${words.noNewAlerts}\n`)
  if (fresh.length > 0 && config.profile !== 'read_only') {
    const keys = [...told, ...fresh.map(({ alert }) => keyOf(alert))].slice(-mostRemembered)
    const day = answer.as_of ?? '1970-01-01'
    await store.remember(memoryKind, { key: 'run', day, body: JSON.stringify(keys) })
  }
  return fresh.length > 0 ? newAlerts : 0
}
