import { z } from 'zod'

export const statuses = ['ok', 'no_data', 'not_enough_data', 'needs_mapping', 'needs_confirmation'] as const
export type Status = (typeof statuses)[number]

const figure = z.object({
  id: z.string(),
  name: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  badge: z.enum(['measured', 'modelled', 'assumed']),
  low: z.number().nullable().optional(),
  high: z.number().nullable().optional(),
  n: z.number().optional(),
})

/** The fields that every answer carries, see CONTRACT 1. */
export const commonOutput = {
  summary: z.string(),
  status: z.enum(statuses),
  figures: z.array(figure),
  method: z
    .object({ name: z.string(), formula_id: z.string(), parameters: z.record(z.string(), z.unknown()) })
    .nullable(),
  assumptions: z.array(z.string()),
  warnings: z.array(z.string()),
  suggested_actions: z
    .array(
      z.object({
        tool: z.string(),
        why: z.string(),
        arguments: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .max(3),
  result_id: z.string(),
  as_of: z.string().nullable(),
  currency: z.string().nullable(),
}

const commonSchema = z.object(commonOutput)
export type CommonAnswer = z.output<typeof commonSchema>
export type Figure = z.output<typeof figure>

/** A whole answer: the common fields and the tool's own. */
export type Answer = CommonAnswer & Readonly<Record<string, unknown>>
