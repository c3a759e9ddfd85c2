import { z } from 'zod'
import { wholeInput, wholeOutput } from '../../kernel/advertise.ts'
import type { Holdfast } from '../../kernel/holdfast.ts'

const fault = {
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' } },
  required: ['code', 'message'],
}
const json = (schema: unknown): object => ({ 'application/json': { schema } })
const faultAnswer = { description: 'A fault in words', content: json({ $ref: '#/components/schemas/Fault' }) }

/** The OpenAPI 3.1 page of the HTTP face, from the schemas that judge the calls. */
export function openApi(holdfast: Holdfast): object {
  const toolPaths = holdfast.tools.map(tool => [
    `/api/tools/${tool.name}`,
    {
      post: {
        operationId: tool.name,
        summary: tool.title,
        description: tool.description,
        requestBody: { required: false, content: json(wholeInput(tool)) },
        responses: {
          200: {
            description: 'The answer',
            content: json(z.toJSONSchema(wholeOutput(tool), { io: 'output', unrepresentable: 'any' })),
          },
          default: faultAnswer,
        },
      },
    },
  ])
  const promptPaths = holdfast.prompts.map(prompt => [
    `/api/prompts/${prompt.name}`,
    {
      post: {
        operationId: `prompt_${prompt.name}`,
        summary: prompt.title,
        description: prompt.description,
        requestBody: {
          required: false,
          content: json({
            type: 'object',
            properties: Object.fromEntries(
              prompt.arguments.map(({ name, description }) => [name, { type: 'string', description }]),
            ),
          }),
        },
        responses: {
          200: {
            description: 'The filled prompt',
            content: json({
              type: 'object',
              properties: { title: { type: 'string' }, text: { type: 'string' } },
            }),
          },
          default: faultAnswer,
        },
      },
    },
  ])
  return {
    openapi: '3.1.0',
    info: { title: 'Holdfast', version: holdfast.version },
    security: [{ bearer: [] }],
    paths: Object.fromEntries([...toolPaths, ...promptPaths]),
    components: {
      schemas: { Fault: fault },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  }
}
