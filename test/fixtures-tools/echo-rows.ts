import { z } from 'zod'
import { defineTool, Fault, limit, page, rowFields } from '../../src/tool.ts'

/** Gives back what it was told: for tests of the faces, which must not depend on what real tools compute. */
export default defineTool({
  name: 'echo_rows',
  title: 'Echo rows',
  description: 'Give back a text as rows. For tests of the faces.',
  effect: 'read',
  core: true,
  examples: [{ ask: 'Say hello twice', input: { text: 'hello', times: 2 } }],
  input: z.object({
    text: z.string().min(1).max(200),
    times: z.number().int().min(1).max(1000).default(1),
    inputs: z.strictObject({ price: z.number() }).optional(),
    tags: z.array(z.string()).max(5).optional(),
    limit: limit(),
  }),
  output: z.object({
    rows: z.array(z.object({ number: z.number(), text: z.string() })),
    ...rowFields,
    price: z.number().nullable(),
    tags: z.array(z.string()),
  }),
  async run({ text, times, inputs, tags, limit: most }) {
    if (text === 'fault') throw new Fault('customer_not_found', { customerId: '007' })
    const rows = Array.from({ length: times }, (_, at) => ({ number: at + 1, text }))
    return {
      summary: `${times} rows.`,
      figures: [{ path: 'total_rows', name: 'rows', value: times, unit: 'rows', badge: 'measured' }],
      ...page(rows, { limit: most }),
      price: inputs?.price ?? null,
      tags: tags ?? [],
    }
  },
})
