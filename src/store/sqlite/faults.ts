import { basename } from 'node:path'
import { Fault, diskFault, isFault } from '../../fault.ts'

/** What SQLite reports, in words of the contract; anything else stays the bug it is. */
export function faultOf(error: unknown, file: string, busySeconds: number): Error {
  if (isFault(error)) return error
  const known = error instanceof Error ? error : new Error(String(error))
  const code = codeOf(known)
  if (code === 'BUSY' || code === 'LOCKED') return new Fault('store_busy', { seconds: busySeconds })
  if (code === 'CORRUPT' || code === 'NOTADB') {
    return new Fault('store_damaged', { detail: `${basename(file)}: ${known.message}`, backup: null })
  }
  const problem = diskProblems[code ?? '']
  if (problem !== undefined) return new Fault('disk_refused', { place: basename(file), problem })
  return diskFault(known) ?? known
}

const diskProblems: Readonly<Record<string, string>> = {
  FULL: 'no_space',
  READONLY: 'no_permission',
  PERM: 'no_permission',
  CANTOPEN: 'cannot_open',
  IOERR: 'disk_error',
}

const errorNames: Readonly<Record<number, string>> = {
  3: 'PERM',
  5: 'BUSY',
  6: 'LOCKED',
  8: 'READONLY',
  10: 'IOERR',
  11: 'CORRUPT',
  13: 'FULL',
  14: 'CANTOPEN',
  26: 'NOTADB',
}

/** `BUSY` of SQLITE_BUSY_SNAPSHOT and the like; the two drivers name it in different places. */
function codeOf(error: Error): string | null {
  const named =
    'code' in error && typeof error.code === 'string' ? /^SQLITE_([A-Z]+)/.exec(error.code)?.[1] : undefined
  if (named) return named
  const primary = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null
  return primary === null ? null : (errorNames[primary] ?? null)
}
