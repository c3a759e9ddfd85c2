import { basename } from 'node:path'
import { Fault, isFault } from '../../fault.ts'

/** What SQLite reports, in words of the contract; anything else stays the bug it is. */
export function faultOf(error: unknown, file: string, busySeconds: number): Error {
  if (isFault(error)) return error
  const known = error instanceof Error ? error : new Error(String(error))
  const code = codeOf(known)
  if (code === 'BUSY' || code === 'LOCKED') return new Fault('store_busy', { seconds: busySeconds })
  if (code === 'CORRUPT' || code === 'NOTADB') {
    return new Fault('store_damaged', { detail: `${basename(file)}: ${known.message}`, backup: null })
  }
  return known
}

/** `BUSY` of SQLITE_BUSY_SNAPSHOT and the like; the two drivers name it in different places. */
function codeOf(error: Error): string | null {
  const named =
    'code' in error && typeof error.code === 'string' ? /^SQLITE_([A-Z]+)/.exec(error.code)?.[1] : undefined
  if (named) return named
  const primary = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null
  return primary === null ? null : ({ 5: 'BUSY', 6: 'LOCKED', 11: 'CORRUPT', 26: 'NOTADB' }[primary] ?? null)
}
