import type { Language } from '../locales/index.ts'
import type { ImportResponse } from './import-protocol.ts'

/** What the thread that answers a client's protocol asks of the thread that works. */
export type CallRequest =
  | { id: number; kind: 'call'; name: string; input: unknown; language: Language | null; everyRow: boolean }
  | {
      id: number
      kind: 'prompt'
      name: string
      values: Readonly<Record<string, string>>
      language: Language | null
    }
  /** A question to the store, by the name of the port's method. */
  | { id: number; kind: 'store'; method: string; args: readonly unknown[] }
  | { id: number; kind: 'abort' }
  | { id: number; kind: 'close' }

export type CallResponse =
  | { id: number; progress: readonly [done: number, total: number | null, message: string] }
  | ImportResponse
