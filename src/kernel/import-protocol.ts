import { Fault, isFault } from '../fault.ts'
import type { FaultCode, FaultFacts } from '../fault.ts'
import type {
  ImportBatch,
  ImportPlan,
  InspectOptions,
  Inspection,
  Issue,
  ReadCounts,
  RejectedRow,
  Source,
} from '../importers/types.ts'

/** What the kernel asks of the reading thread: one file at a time, batch by batch. */
export type ImportRequest =
  | { id: number; kind: 'inspect'; source: Source; options: InspectOptions }
  | { id: number; kind: 'open'; inspection: Inspection; plan: ImportPlan }
  | { id: number; kind: 'next' }

/** The next batch, and how far the reading has come. `batch` is `null` at the end. */
export interface NextBatch {
  batch: ImportBatch | null
  counts: ReadCounts
  rejects: readonly RejectedRow[]
  /** Given with the last answer. */
  issues: readonly Issue[]
  progress: { bytes: number; totalBytes: number; rows: number } | null
}

export type ImportResponse =
  | { id: number; ok: true; value: unknown }
  | {
      id: number
      ok: false
      fault: { code: FaultCode; facts: FaultFacts[FaultCode] } | null
      message: string
      stack: string
    }

/** Errors lose their class on the way between threads; faults keep their facts. */
export function failure(id: number, error: unknown): ImportResponse {
  const known = error instanceof Error ? error : new Error(String(error))
  const fault = isFault(error) ? { code: error.code, facts: error.facts } : null
  return { id, ok: false, fault, message: known.message, stack: known.stack ?? '' }
}

export function thrown({ fault, message, stack }: Extract<ImportResponse, { ok: false }>): Error {
  if (fault) return new Fault(fault.code, fault.facts)
  const error = new Error(message)
  error.stack = stack
  return error
}
