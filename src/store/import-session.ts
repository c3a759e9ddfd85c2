import type { ImportBatch } from './import-batch.ts'

export interface ImportHeader {
  /** Hash of file content, sheet, entity and mapping. */
  importId: string
  entity: string
  /** Base name, never a path. */
  fileName: string
  fileSha256: string
  sheet: string | null
  /** 1-based row of the header in the file; `null` when it has none. */
  headerRow: number | null
  encoding: string
  /** Column header → canonical field, `null` for an attribute or an ignored column. */
  mapping: Readonly<Record<string, string | null>>
  /** Date a snapshot speaks for (ISO), when the file is one. */
  asOf: string | null
  /** Currency assumed where rows do not say one. */
  currency: string | null
  timeZone: string | null
  /** Rows that repeat a key already in the store with other content: refuse, keep the old, or take the new. */
  onConflict: 'fail' | 'skip' | 'replace'
}

export interface ImportSession {
  /** Takes the batch over: its columns may move to another thread and are empty afterwards. */
  append(batch: ImportBatch): Promise<void>
  commit(counts: ImportCounts): Promise<ImportRecord>
  discard(): Promise<void>
}

export interface ImportCounts {
  rowsRead: number
  rowsRejected: number
  /** Blank and totals rows and exact repeats of a unique key. */
  rowsDropped: number
  issues: readonly { kind: string; count: number }[]
}

export interface ImportRecord extends ImportHeader, ImportCounts {
  rowsUsed: number
  /** ISO instant; not part of any result that must repeat byte for byte. */
  importedAt: string
  /** Order of commit, from 1. */
  sequence: number
  firstDay: string | null
  lastDay: string | null
}
