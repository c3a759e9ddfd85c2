import type { ToolContext } from '../../src/tool.ts'
import { words as choice } from '../words/clv-choice.ts'
import { words as direct } from '../words/clv-direct.ts'
import { words as names } from '../words/clv-names.ts'
import { words as stored } from '../words/clv-stored.ts'

/** All words of `compute_clv` in the language of the call. */
export const clvWords = (context: ToolContext) => ({
  ...context.say(names),
  ...context.say(direct),
  ...context.say(stored),
  ...context.say(choice),
})

export type ClvWords = ReturnType<typeof clvWords>
