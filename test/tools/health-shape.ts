import { z } from 'zod'

const row = z.object({
  customer_id: z.string().nullable(),
  score: z.number().nullable(),
  band: z.string().nullable(),
  coverage: z.number(),
  parts: z.record(
    z.string(),
    z.object({ weight: z.number(), points: z.number(), dimension: z.number().nullable() }),
  ),
})
/** What the tests of score_health look at. */
export const shape = z.object({
  bands: z.array(z.object({ band: z.string(), n: z.number(), share: z.number(), filter: z.unknown() })),
  rows: z.array(row),
  matrix: z
    .object({
      cells: z.array(
        z.object({
          row: z.string(),
          column: z.string(),
          n: z.number(),
          low_share: z.number().nullable(),
          suppressed: z.boolean(),
          rank: z.number().nullable(),
        }),
      ),
    })
    .nullable(),
  traits: z.array(
    z.object({ field: z.string(), lift_low: z.number().nullable(), part_of_score: z.boolean() }),
  ),
  movers: z.array(
    z.object({
      change: z.number(),
      before: z.number(),
      after: z.number(),
      parts: z.array(z.object({ by_value: z.number(), by_weight: z.number() })),
    }),
  ),
})
