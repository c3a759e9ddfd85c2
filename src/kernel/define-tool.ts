import type { z } from 'zod'
import type { Badge } from '../domain/estimate.ts'
import type { Status } from './answer.ts'
import type { ToolContext } from './context.ts'

export type Effect = 'read' | 'write' | 'delete'

/** One number an answer stands behind. `path` is where it lies in the answer, with slashes: `framework/roi`. */
export interface FigureDraft {
  path: string
  name: string
  value: number | null
  unit: string
  badge: Badge
  low?: number | null
  high?: number | null
  n?: number
}

export interface MethodDraft {
  name: string
  /** Heading in docs/formulas.md. */
  formula_id: string
  parameters: Readonly<Record<string, unknown>>
}

export interface SuggestedAction {
  tool: string
  why: string
  arguments?: Readonly<Record<string, unknown>>
}

/** A picture that goes beside the text of an answer; it is no part of the structured content. */
export interface Picture {
  data: Uint8Array
  mimeType: 'image/png'
}

/** What a tool says besides its own fields; the kernel adds ids. */
export interface Common {
  /** Two to five sentences with the numbers, base size, period, currency and exclusions. */
  summary: string
  status?: Status
  figures?: readonly FigureDraft[]
  method?: MethodDraft | null
  assumptions?: readonly string[]
  warnings?: readonly string[]
  /** At most three. */
  suggested_actions?: readonly SuggestedAction[]
  as_of?: string | null
  currency?: string | null
  /** For clients that show pictures; the others find the same in the files that the answer names. */
  pictures?: readonly Picture[]
}

export interface Example {
  /** What a person would say. */
  ask: string
  input: Readonly<Record<string, unknown>>
}

export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  name: string
  title: string
  /** When to use it, what comes back, what it is not for; under 700 characters, the first sentence suffices. */
  description: string
  effect: Effect
  /** Calling twice changes no more than calling once. Reading tools always are. */
  idempotent?: boolean
  /** In the small `core` profile. */
  core?: boolean
  examples: readonly Example[]
  input: Input
  /** The tool's own fields; the kernel adds the common ones. Only what is declared here leaves the server. */
  output: Output
  run(input: z.output<Input>, context: ToolContext): Promise<Common & z.input<Output>>
}

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Tool<Input, Output>,
): Tool<Input, Output> {
  return tool
}
