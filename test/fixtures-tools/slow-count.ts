import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { defineTool } from '../../src/tool.ts'

/** Counts slowly, with progress, and stops when it is cancelled. */
export default defineTool({
  name: 'slow_count',
  title: 'Slow count',
  description: 'Count slowly. For tests of progress and cancel.',
  effect: 'read',
  examples: [{ ask: 'Count to two', input: { steps: 2 } }],
  input: z.object({ steps: z.number().int().min(1).max(1000).default(5) }),
  output: z.object({ counted: z.number() }),
  async run({ steps }, { progress, signal }) {
    for (let step = 1; step <= steps; step++) {
      await setTimeout(20, undefined, { signal })
      progress(step, steps, `step ${step}`)
    }
    return { summary: `Counted to ${steps}.`, counted: steps }
  },
})
