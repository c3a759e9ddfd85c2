/**
 * What can go wrong, as facts. The words for each code live in `src/locales`, one per language.
 * Codes are part of the public contract.
 */
export interface FaultFacts {
  /** An argument is missing, malformed or out of range. `field` is a dotted path. */
  invalid_input: { field: string; problem: string; choices?: readonly string[] }
  /** An argument that no tool field has. */
  unknown_argument: { field: string; suggestion: string | null; known: readonly string[] }
  unknown_tool: { name: string; suggestion: string | null }
  unknown_prompt: { name: string; known: readonly string[] }
  /** A fact about data that a calculation needs and the store does not have. */
  missing_data: { needed: string; why: string }
  not_enough_data: { found: number; needed: number; of: string }
  nothing_imported: Record<string, never>
  customer_not_found: { customerId: string }
  import_not_found: { importId: string }
  result_not_found: { resultId: string }
  figure_not_found: { figureId: string }
  unknown_field: { field: string; suggestion: string | null; known: readonly string[] }
  file_not_found: { file: string; inbox: string }
  chat_upload_path: { inbox: string }
  path_not_allowed: { roots: readonly string[] }
  file_too_large: { file: string; bytes: number; limit: number; advice: string }
  file_unreadable: { file: string; problem: string; line: number | null }
  file_empty: { file: string }
  unsupported_format: { file: string; format: string; supported: readonly string[] }
  /** A paper or picture of which no text can be had, and which is not as it was written. */
  report_unreadable: { file: string; format: string; supported: readonly string[] }
  needs_sheet: { file: string; sheets: readonly string[] }
  import_conflict: { importId: string; detail: string }
  confirmation_required: { confirm: string; what: string }
  read_only: { tool: string }
  store_damaged: { detail: string; backup: string | null }
  store_busy: { seconds: number }
  store_too_new: { found: number; known: number }
  /** Written before the first released layout. */
  store_too_old: Record<string, never>
  /** The store's own thread ended (out of memory, killed). The stored file is as after the last commit. */
  store_stopped: { detail: string }
  /** The disk refused a file or folder. `place` is its last name; `problem` is one of `diskProblems` below. */
  disk_refused: { place: string; problem: string }
  cancelled: Record<string, never>
  unauthorized: Record<string, never>
  forbidden_origin: { header: 'Host' | 'Origin' }
  too_large: { bytes: number; limit: number }
  too_many_requests: { seconds: number }
  not_found: { what: string }
  /** A bug. `reference` finds the details in the log on standard error. */
  internal: { reference: string }
}

export type FaultCode = keyof FaultFacts

/** Outer meaning of each fault: HTTP status and process exit code. */
export const faultOutcome: Readonly<Record<FaultCode, { status: number; exitCode: number }>> = {
  invalid_input: { status: 400, exitCode: 2 },
  unknown_argument: { status: 400, exitCode: 2 },
  unknown_tool: { status: 404, exitCode: 2 },
  unknown_prompt: { status: 404, exitCode: 2 },
  missing_data: { status: 422, exitCode: 3 },
  not_enough_data: { status: 422, exitCode: 3 },
  nothing_imported: { status: 422, exitCode: 3 },
  customer_not_found: { status: 404, exitCode: 3 },
  import_not_found: { status: 404, exitCode: 3 },
  result_not_found: { status: 404, exitCode: 3 },
  figure_not_found: { status: 404, exitCode: 3 },
  unknown_field: { status: 400, exitCode: 2 },
  file_not_found: { status: 404, exitCode: 4 },
  chat_upload_path: { status: 400, exitCode: 4 },
  path_not_allowed: { status: 403, exitCode: 4 },
  file_too_large: { status: 413, exitCode: 4 },
  file_unreadable: { status: 422, exitCode: 4 },
  file_empty: { status: 422, exitCode: 4 },
  unsupported_format: { status: 415, exitCode: 4 },
  report_unreadable: { status: 415, exitCode: 4 },
  needs_sheet: { status: 400, exitCode: 4 },
  import_conflict: { status: 409, exitCode: 4 },
  confirmation_required: { status: 409, exitCode: 2 },
  read_only: { status: 403, exitCode: 2 },
  store_damaged: { status: 500, exitCode: 5 },
  store_busy: { status: 503, exitCode: 5 },
  store_too_new: { status: 500, exitCode: 5 },
  store_too_old: { status: 500, exitCode: 5 },
  store_stopped: { status: 500, exitCode: 5 },
  disk_refused: { status: 507, exitCode: 4 },
  cancelled: { status: 499, exitCode: 130 },
  unauthorized: { status: 401, exitCode: 2 },
  forbidden_origin: { status: 403, exitCode: 2 },
  too_large: { status: 413, exitCode: 2 },
  too_many_requests: { status: 429, exitCode: 2 },
  not_found: { status: 404, exitCode: 2 },
  internal: { status: 500, exitCode: 70 },
}

/** An expected failure. Anything else that is thrown is a bug. */
export class Fault<Code extends FaultCode = FaultCode> extends Error {
  readonly code: Code
  readonly facts: FaultFacts[Code]

  constructor(code: Code, facts: FaultFacts[Code]) {
    super(code)
    this.name = 'Fault'
    this.code = code
    this.facts = facts
  }
}

export function isFault(error: unknown): error is Fault {
  return error instanceof Fault
}

/** Codes by which the system refuses, and what they mean; words for each in `src/locales/problems.ts`. */
const diskProblems: Readonly<Record<string, string>> = {
  EACCES: 'no_permission',
  EPERM: 'no_permission',
  EROFS: 'read_only_disk',
  ENOSPC: 'no_space',
  EDQUOT: 'no_space',
  ENOENT: 'no_such_folder',
  ENOTDIR: 'no_such_folder',
  EISDIR: 'is_a_folder',
  EEXIST: 'exists_already',
  ENAMETOOLONG: 'name_too_long',
  EMFILE: 'too_many_open',
  ENFILE: 'too_many_open',
  EIO: 'disk_error',
}

/** What the system said when it refused a file, as a fault; `null` when the error is of another kind. */
export function diskFault(error: unknown): Fault<'disk_refused'> | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null
  const problem = diskProblems[String(error.code)]
  if (problem === undefined) return null
  const path = 'path' in error && typeof error.path === 'string' ? error.path : ''
  const place = path.split(/[/\\]/).findLast(part => part !== '') ?? '?'
  return new Fault('disk_refused', { place: place.slice(0, 120), problem })
}
