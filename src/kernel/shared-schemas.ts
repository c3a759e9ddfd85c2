import { z } from 'zod'
import type { Where } from '../domain/where.ts'

/** ISO date that exists in the calendar. A short pattern: the long one costs tokens in every tool list. */
export const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .refine(text => {
    const date = new Date(`${text}T00:00:00Z`)
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  }, 'no such day')

const scalar = z.union([z.string().max(500), z.number(), z.boolean()])
const condition = z.strictObject({
  field: z.string().min(1).max(200),
  op: z.enum(['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'between', 'contains', 'is_null']),
  value: z.union([scalar, z.array(scalar).max(1000)]).optional(),
})

const whereTree: z.ZodType<Where> = z.lazy(() =>
  z.union([
    condition,
    z.strictObject({ all: z.array(whereTree).min(1).max(50) }),
    z.strictObject({ any: z.array(whereTree).min(1).max(50) }),
  ]),
)

// Clients also send objects as JSON text.
const parsedText = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** The executable filter of CONTRACT 1. */
export const where = z.preprocess(parsedText, whereTree).meta({
  brief: 'filter {all|any:[{field,op,value}]}',
})

/** A filter in a result. */
export const whereOutput = z.unknown().describe('filter; pass it back as where')

export const detail = z.enum(['concise', 'full']).default('concise')
export const limit = (most = 100, usual = 10) => z.number().int().min(1).max(most).default(usual)
export const offset = z.number().int().min(0).max(10_000_000).default(0)
/** Name of a stored scenario. Told once, in the description of `configure`: in every tool it would cost 100 tokens. */
export const scenario = z.string().min(1).max(60)
export const fraction = z.number().min(0).max(1)
export const money = z.number().min(0).max(1e15)

/** The fields of an answer that lists rows. */
export const rowFields = {
  total_rows: z.number().int(),
  returned_rows: z.number().int(),
  truncated: z.boolean(),
  next: z.record(z.string(), z.unknown()).nullable(),
}

/** One page of rows with the fields of `rowFields`; `next` holds the arguments of the following page. */
export function page<Row>(
  all: readonly Row[],
  { limit: most, offset: from = 0 }: { limit: number; offset?: number },
): {
  rows: Row[]
  total_rows: number
  returned_rows: number
  truncated: boolean
  next: Record<string, unknown> | null
} {
  const rows = all.slice(from, from + most)
  const end = from + rows.length
  const truncated = end < all.length
  return {
    rows,
    total_rows: all.length,
    returned_rows: rows.length,
    truncated,
    next: truncated ? { offset: end, limit: most } : null,
  }
}
