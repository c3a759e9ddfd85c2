import { advertisedInput, advertisedOutput } from '../kernel/advertise.ts'
import type { JsonSchema } from '../kernel/advertise.ts'
import type { Tool } from '../kernel/define-tool.ts'

/** What a client is told about one tool. */
export interface ToolListing {
  name: string
  title: string
  description: string
  inputSchema: JsonSchema & { type: 'object' }
  outputSchema: JsonSchema & { type: 'object' }
  annotations: {
    readOnlyHint: boolean
    destructiveHint: boolean
    idempotentHint: boolean
    openWorldHint: boolean
  }
}

export function listTool(tool: Tool): ToolListing {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: { ...advertisedInput(tool), type: 'object' },
    outputSchema: { ...advertisedOutput(tool), type: 'object' },
    annotations: {
      readOnlyHint: tool.effect === 'read',
      destructiveHint: tool.effect === 'delete',
      idempotentHint: tool.effect === 'read' || tool.idempotent === true,
      // Nothing leaves the machine.
      openWorldHint: false,
    },
  }
}

/** Size in tokens as the budgets count them: characters of the JSON, divided by four. */
export const tokensOf = (value: unknown): number => Math.ceil(JSON.stringify(value).length / 4)
