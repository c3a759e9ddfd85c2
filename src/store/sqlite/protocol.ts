import { Fault, faultOutcome, isFault } from '../../fault.ts'
import type { FaultCode, FaultFacts } from '../../fault.ts'
import type { DriverChoice } from './driver.ts'
import type { NameList } from './numbered-names.ts'

/** What the main thread and the store's worker say to each other. */
export interface WorkerSettings {
  file: string
  choice: DriverChoice
  busySeconds: number
  importRows: number
  /** Whether to check the file deeply after an unclean shutdown; the import thread leaves that to the first one. */
  thorough: boolean
  /** Two flags: [0] holds the id of the request to stop, 0 for none. */
  stop: SharedArrayBuffer
}

export interface Request {
  id: number
  method: string
  args: readonly unknown[]
}

export type Response =
  | { id: number; ok: true; value: unknown; names?: NameList }
  | { id: number; ok: false; fault: { code: string; facts: unknown } | null; message: string; stack: string }

export function failure(id: number, error: unknown): Response {
  const known = error instanceof Error ? error : new Error(String(error))
  return {
    id,
    ok: false,
    fault: isFault(error) ? { code: error.code, facts: error.facts } : null,
    message: known.message,
    stack: known.stack ?? '',
  }
}

const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(faultOutcome, code)

/** The error a failed response stands for: the same `Fault`, or an `Error` that keeps the worker's stack. */
export function thrown(response: Response & { ok: false }): Error {
  const { fault } = response
  // The facts crossed the thread as they were thrown; their code vouches for their shape.
  if (fault && isFaultCode(fault.code)) return new Fault(fault.code, fault.facts as FaultFacts[FaultCode])
  const error = new Error(response.message)
  error.stack = response.stack
  return error
}

/** Buffers of typed arrays in an answer, to be handed over instead of copied. */
export function buffersOf(value: unknown, found = new Set<ArrayBuffer>(), depth = 0): Set<ArrayBuffer> {
  if (depth > 4 || typeof value !== 'object' || value === null) return found
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength)
      found.add(value.buffer)
  } else if (Array.isArray(value)) {
    if (typeof value[0] === 'object') for (const item of value) buffersOf(item, found, depth + 1)
  } else if (value instanceof Map) {
    for (const item of value.values()) buffersOf(item, found, depth + 1)
  } else {
    for (const item of Object.values(value)) buffersOf(item, found, depth + 1)
  }
  return found
}
