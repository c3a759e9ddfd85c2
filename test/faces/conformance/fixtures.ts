/** The fixtures that the official conformance suite asks for by name; only for its run, never part of the product. */
import { setTimeout } from 'node:timers/promises'
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js'
import { completable } from '@modelcontextprotocol/sdk/server/completable.js'
import { SubscribeRequestSchema, UnsubscribeRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import type { CallToolResult, ElicitRequestFormParams } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
const wav = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAAAAA=='
const words = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] })
const image = { type: 'image' as const, data: png, mimeType: 'image/png' }

function addTools(server: McpServer): void {
  const tool = (name: string, run: () => CallToolResult | Promise<CallToolResult>): void => {
    server.registerTool(name, { description: name.replaceAll('_', ' ') }, run)
  }
  tool('test_simple_text', () => words('This is a simple text response for testing.'))
  tool('test_image_content', () => ({ content: [image] }))
  tool('test_audio_content', () => ({ content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }] }))
  tool('test_embedded_resource', () => ({
    content: [
      {
        type: 'resource',
        resource: {
          uri: 'test://embedded-resource',
          mimeType: 'text/plain',
          text: 'This is an embedded resource content.',
        },
      },
    ],
  }))
  tool('test_multiple_content_types', () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      image,
      {
        type: 'resource',
        resource: {
          uri: 'test://mixed-content-resource',
          mimeType: 'application/json',
          text: '{"test":"data","value":123}',
        },
      },
    ],
  }))
  tool('test_error_handling', () => {
    throw new Error('This tool intentionally returns an error for testing')
  })
  server.registerTool('test_tool_with_logging', { description: 'logs' }, async ({ sendNotification }) => {
    for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await sendNotification({ method: 'notifications/message', params: { level: 'info', data } })
      await setTimeout(50)
    }
    return words('Logged.')
  })
  server.registerTool(
    'test_tool_with_progress',
    { description: 'progress' },
    async ({ sendNotification, _meta: meta }) => {
      const progressToken = meta?.progressToken
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined) {
          await sendNotification({
            method: 'notifications/progress',
            params: { progressToken, progress, total: 100 },
          })
        }
        await setTimeout(50)
      }
      return words('Progressed.')
    },
  )
  addBackChannelTools(server)
}

function addBackChannelTools(server: McpServer): void {
  server.registerTool(
    'test_sampling',
    { description: 'sampling', inputSchema: { prompt: z.string() } },
    // On the stream of the call itself: one of its own may not be open yet, and the question would be lost.
    async ({ prompt }, { requestId }) => {
      const { content } = await server.server.createMessage(
        { messages: [{ role: 'user', content: { type: 'text', text: prompt } }], maxTokens: 100 },
        { relatedRequestId: requestId },
      )
      return words(`LLM response: ${JSON.stringify(content)}`)
    },
  )
  const asking = (
    name: string,
    requestedSchema: ElicitRequestFormParams['requestedSchema'],
    says: string,
  ): void => {
    server.registerTool(
      name,
      { description: name, inputSchema: { message: z.string().default('Please answer') } },
      async ({ message }, { requestId }) => {
        const { action, content } = await server.server.elicitInput(
          { message, requestedSchema },
          { relatedRequestId: requestId },
        )
        return words(`${says}: action=${action}, content=${JSON.stringify(content ?? {})}`)
      },
    )
  }
  asking(
    'test_elicitation',
    {
      type: 'object',
      properties: {
        username: { type: 'string', description: "User's response" },
        email: { type: 'string', description: "User's email address" },
      },
      required: ['username', 'email'],
    },
    'User response',
  )
  asking(
    'test_elicitation_sep1034_defaults',
    {
      type: 'object',
      properties: {
        name: { type: 'string', default: 'John Doe' },
        age: { type: 'integer', default: 30 },
        score: { type: 'number', default: 95.5 },
        status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
        verified: { type: 'boolean', default: true },
      },
    },
    'Elicitation completed',
  )
  const plain = ['option1', 'option2', 'option3']
  const titled = [1, 2, 3].map(n => ({ const: `value${n}`, title: `Option ${n}` }))
  asking(
    'test_elicitation_sep1330_enums',
    {
      type: 'object',
      properties: {
        untitledSingle: { type: 'string', enum: plain },
        titledSingle: { type: 'string', oneOf: titled },
        legacyEnum: {
          type: 'string',
          enum: ['opt1', 'opt2', 'opt3'],
          enumNames: ['Option One', 'Option Two', 'Option Three'],
        },
        untitledMulti: { type: 'array', items: { type: 'string', enum: plain } },
        titledMulti: { type: 'array', items: { anyOf: titled } },
      },
    },
    'Elicitation completed',
  )
}

function addResources(server: McpServer): void {
  const text = { mimeType: 'text/plain' }
  server.registerResource('static text', 'test://static-text', text, ({ href }) => ({
    contents: [{ uri: href, ...text, text: 'This is the content of the static text resource.' }],
  }))
  server.registerResource('static binary', 'test://static-binary', { mimeType: 'image/png' }, ({ href }) => ({
    contents: [{ uri: href, mimeType: 'image/png', blob: png }],
  }))
  server.registerResource('watched', 'test://watched-resource', text, ({ href }) => ({
    contents: [{ uri: href, ...text, text: 'Watched.' }],
  }))
  const template = new ResourceTemplate('test://template/{id}/data', { list: undefined })
  server.registerResource('template', template, { mimeType: 'application/json' }, ({ href }, { id }) => ({
    contents: [
      {
        uri: href,
        mimeType: 'application/json',
        text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }),
      },
    ],
  }))
  server.server.registerCapabilities({ resources: { subscribe: true } })
  server.server.setRequestHandler(SubscribeRequestSchema, () => ({}))
  server.server.setRequestHandler(UnsubscribeRequestSchema, () => ({}))
}

function addPrompts(server: McpServer): void {
  const say = (text: string) => ({ role: 'user' as const, content: { type: 'text' as const, text } })
  server.registerPrompt('test_simple_prompt', { description: 'simple' }, () => ({
    messages: [say('This is a simple prompt for testing.')],
  }))
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'arguments',
      argsSchema: {
        arg1: completable(z.string(), typed => ['test1', 'test2'].filter(word => word.startsWith(typed))),
        arg2: z.string(),
      },
    },
    ({ arg1, arg2 }) => ({ messages: [say(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)] }),
  )
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'resource', argsSchema: { resourceUri: z.string() } },
    ({ resourceUri: uri }) => ({
      messages: [
        {
          role: 'user' as const,
          content: {
            type: 'resource' as const,
            resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
          },
        },
        say('Please process the embedded resource above.'),
      ],
    }),
  )
  server.registerPrompt('test_prompt_with_image', { description: 'image' }, () => ({
    messages: [{ role: 'user' as const, content: image }, say('Please analyze the image above.')],
  }))
}

export function conformanceServer(): McpServer {
  const server = new McpServer(
    { name: 'conformance-fixtures', version: '1' },
    { capabilities: { logging: {} } },
  )
  addTools(server)
  addResources(server)
  addPrompts(server)
  return server
}
