import { z } from 'zod'
import { day, defineTool, limit, offset } from '../src/tool.ts'
import { checkAlerts } from './parts/alerts-check.ts'
import { alertOutput } from './parts/alerts-shape.ts'
import { words } from './words/check-alerts.ts'

export default defineTool({
  name: 'check_alerts',
  title: 'Alerts',
  description:
    'What needs attention now and what was missed since the last look: rules with hysteresis and cool-down, by value at stake, each with what changed and what to do; precision and recall of the rules, drift, model accuracy over time, and a scheduler recipe. Rules are set with configure.',
  effect: 'read',
  examples: [
    { ask: '帮我盯着:高价值客户一旦变红就提醒我,但别天天吵', input: { limit: 5 } },
    { ask: 'What did I miss since March?', input: { since: '2026-03-31' } },
  ],
  input: z.object({
    since: day.optional().describe('the last look if left out'),
    as_of: day.optional(),
    limit: limit(100, 5),
    offset,
  }),
  output: alertOutput,
  run: (input, context) => checkAlerts(input, context, context.say(words)),
})
