import type { ToolContext } from './context.ts'

export interface PromptArgument {
  name: string
  description: string
  /** One-token values a client may offer; free text when empty. */
  choices: readonly string[]
}

/** A prompt: Handlebars text in three languages beside `prompt.ts`, filled with the store's own figures. */
export interface Prompt {
  name: string
  title: string
  description: string
  /** None is required; "" means the default. */
  arguments: readonly PromptArgument[]
  /** The tool that does the same without a model. */
  twin: string
  /** Data for the template; every number in it comes from an answer and keeps its figure id. */
  data(values: Readonly<Record<string, string>>, context: ToolContext): Promise<Record<string, unknown>>
}

export function definePrompt(prompt: Prompt): Prompt {
  return prompt
}
