import { z } from 'zod'
import { defineTool } from '../../src/tool.ts'

/** Fails in a way nobody planned, with a path, SQL and a secret in the message. */
export default defineTool({
  name: 'break_down',
  title: 'Break down',
  description: 'Fail with an unexpected error. For tests of error replies.',
  effect: 'write',
  examples: [{ ask: 'Break', input: {} }],
  input: z.object({}),
  output: z.object({}),
  async run() {
    throw new Error('SELECT secret FROM /home/someone/store.sqlite failed')
  },
})
