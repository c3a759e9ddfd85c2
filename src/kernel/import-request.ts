import type { EntityName } from '../domain/entities/types.ts'
import type {
  ImportPlan,
  InspectOptions,
  Issue,
  Mapping,
  ReadCounts,
  RejectedRow,
} from '../importers/types.ts'
import type { ImportHeader, ImportRecord, JoinReport } from '../store/store.ts'

export interface ImportRequest {
  path?: string | undefined
  csvText?: string | undefined
  entity?: EntityName | undefined
  mapping?: Mapping | undefined
  sheet?: string | undefined
  options: InspectOptions
  /** Date a snapshot speaks for (ISO). */
  asOf?: string | undefined
  mode: 'auto' | 'preview' | 'commit'
  onConflict: ImportHeader['onConflict']
  /** Why a row was refused, in the reader's language; goes into the rejects file. */
  explain: (row: RejectedRow) => string
}

export interface Reading {
  counts: ReadCounts
  issues: readonly Issue[]
  rejectsFile: string | null
}

export interface ImportReport {
  /** `open`: something must be answered first; `previewed`: read in full, kept nothing. */
  outcome: 'open' | 'previewed' | 'committed' | 'already_imported'
  plan: ImportPlan
  /** Arguments that name the same data again: the path, or a copy of pasted text put into the inbox. */
  source: { path: string } | { csv_text: string }
  reading: Reading | null
  record: ImportRecord | null
  joins: readonly JoinReport[]
  asOf: string | null
  asOfFrom: 'given' | 'file_name' | null
  /** Headers whose field came from an earlier import of a file with the same columns. */
  remembered: readonly string[]
  /** Samples of date columns as they were understood, ISO, by header. */
  dates: Readonly<Record<string, readonly string[]>>
}

export interface ImportService {
  run(request: ImportRequest): Promise<ImportReport>
  /**
   * Removes the files that repeat rows of these imports (`null`: of all of them, with exports and pasted text), since
   * they hold personal data as the sources had it. Returns how many there were.
   */
  forget(importIds: readonly string[] | null): number
}
