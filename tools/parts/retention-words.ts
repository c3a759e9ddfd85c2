import type { ToolContext } from '../../src/tool.ts'
import { words as money } from '../words/retention-money.ts'
import { words as survival } from '../words/retention-survival.ts'
import { words as views } from '../words/retention-views.ts'

/** All words of `analyze_retention` in the language of the call. */
export const retentionWords = (context: ToolContext) => ({
  ...context.say(views),
  ...context.say(survival),
  ...context.say(money),
})

export type RetentionWords = ReturnType<typeof retentionWords>
