import { isFault } from '../fault.ts'
import type { Fault } from '../fault.ts'

/** The part of an answer that reports read. Every number in a report lies in one of these, at a path. */
export interface ReportAnswer {
  readonly result_id: string
  readonly status: string
  readonly as_of: string | null
  readonly currency: string | null
  readonly figures: readonly {
    id: string
    name: string
    value: number | null
    unit: string
    badge: 'measured' | 'modelled' | 'assumed'
    low?: number | null | undefined
    high?: number | null | undefined
    n?: number | undefined
  }[]
  readonly method: { name: string; formula_id: string; parameters: Readonly<Record<string, unknown>> } | null
  readonly [field: string]: unknown
}

/** Asks a tool over the one road. */
export type Ask = (tool: string, input: Readonly<Record<string, unknown>>) => Promise<ReportAnswer>

/** Why a section has no figures: the tool is not there, the data is not enough, or the question was refused. */
export type Missing =
  | { why: 'absent'; tool: string }
  | {
      why: 'no_data' | 'not_enough_data'
      tool: string
      /** What the tool could say all the same. */ partial?: ReportAnswer
    }
  | { why: 'fault'; tool: string; fault: Fault }

export type Asked = { answer: ReportAnswer; missing: null } | { answer: null; missing: Missing }

/** An answer with figures, or the reason why there are none. Faults that are no bugs are reasons too. */
export async function tryAsk(
  ask: Ask,
  tool: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Asked> {
  try {
    const answer = await ask(tool, input)
    if (answer.status === 'no_data' || answer.status === 'not_enough_data') {
      return { answer: null, missing: { why: answer.status, tool, partial: answer } }
    }
    return { answer, missing: null }
  } catch (error) {
    if (!isFault(error) || error.code === 'cancelled') throw error
    if (error.code === 'unknown_tool') return { answer: null, missing: { why: 'absent', tool } }
    return { answer: null, missing: { why: 'fault', tool, fault: error } }
  }
}

/** The value at a slash path, or `undefined`. */
export function at(value: unknown, path: string): unknown {
  let place: unknown = value
  for (const step of path.split('/')) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return undefined
    place = Reflect.get(place, step)
  }
  return place
}

export const textAt = (value: unknown, path: string): string | null => {
  const found = at(value, path)
  return typeof found === 'string' && found !== '' ? found : null
}

export const numberAt = (value: unknown, path: string): number | null => {
  const found = at(value, path)
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}

/** Paths of the items of a list: `drivers/0`, `drivers/1`, …; empty where there is no list. */
export function itemPaths(value: unknown, path: string, most = Number.POSITIVE_INFINITY): string[] {
  const found = at(value, path)
  return Array.isArray(found) ? found.slice(0, most).map((_, index) => `${path}/${index}`) : []
}
