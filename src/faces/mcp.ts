/**
 * The chat face, and the only file that knows the protocol's SDK. It uses the low-level server: our schemas are
 * advertised as they are and `Holdfast.call` is the only judge of input and output.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import type { CallToolResult, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js'
import { isFault } from '../fault.ts'
import { faultReply } from '../kernel/fault-words.ts'
import type { Holdfast } from '../kernel/holdfast.ts'
import { log } from '../kernel/log.ts'
import { version } from '../kernel/version.ts'
import { boundedLines, largestMessage } from './bounded-lines.ts'
import { instructions } from './instructions.ts'
import { listResources, readResource, resourceTemplates } from './resources.ts'
import { steadyProgress } from './steady-progress.ts'
import { listTool } from './tool-listing.ts'

/** How long the store may take to close once the client has gone. */
const closingMilliseconds = 10_000

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>

async function callTool(
  holdfast: Holdfast,
  name: string,
  input: unknown,
  extra: Extra,
): Promise<CallToolResult> {
  const token = extra._meta?.progressToken
  const steps =
    token === undefined
      ? null
      : steadyProgress(name, step => {
          const params = { progressToken: token, ...step }
          // A client that is gone cannot be told; the call itself is cancelled by its signal.
          extra.sendNotification({ method: 'notifications/progress', params }).catch(() => undefined)
        })
  try {
    const outcome = await holdfast.call(name, input, {
      signal: extra.signal,
      ...(steps ? { progress: steps.report } : {}),
    })
    // An error carries text only: clients judge structured content by the schema of good answers.
    if (!outcome.ok) return { isError: true, content: [{ type: 'text', text: outcome.fault.message }] }
    const pictures = outcome.pictures.map(({ data, mimeType }) => ({
      type: 'image' as const,
      data: Buffer.from(data).toString('base64'),
      mimeType,
    }))
    return {
      content: [{ type: 'text', text: outcome.text }, ...pictures],
      structuredContent: { ...outcome.answer },
    }
  } finally {
    steps?.stop()
  }
}

/** Whatever is thrown reaches the client as words of ours, never as a raw message. */
async function inWords<Value>(holdfast: Holdfast, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof McpError) throw error
    const code = isFault(error) ? ErrorCode.InvalidParams : ErrorCode.InternalError
    throw new McpError(code, faultReply(error, holdfast.config.language).message)
  }
}

/** A protocol server over the product. While it is still loading, `initialize` is answered without it. */
export function createMcpServer(loading: Promise<Holdfast>): Server {
  const ready = loading.catch(() => {
    throw new McpError(
      ErrorCode.InternalError,
      'The server could not start; its log on standard error says why.',
    )
  })
  ready.catch(() => undefined)
  const server = new Server(
    { name: 'holdfast', title: 'Holdfast', version },
    { capabilities: { tools: {}, prompts: {}, resources: {}, completions: {} }, instructions },
  )
  server.onerror = error => log.warn({ problem: error.message }, 'protocol')

  server.setRequestHandler(ListToolsRequestSchema, async () => {
    const { tools } = await ready
    return { tools: tools.map(listTool) }
  })
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) =>
    callTool(await ready, params.name, params.arguments, extra),
  )

  server.setRequestHandler(ListPromptsRequestSchema, async () => ({
    prompts: (await ready).prompts.map(prompt => ({
      name: prompt.name,
      title: prompt.title,
      description: prompt.description,
      arguments: prompt.arguments.map(({ name, description }) => ({ name, description, required: false })),
    })),
  }))
  server.setRequestHandler(GetPromptRequestSchema, async ({ params }, extra) => {
    const holdfast = await ready
    const outcome = await holdfast.prompt(params.name, params.arguments ?? {}, { signal: extra.signal })
    if (!outcome.ok) throw new McpError(ErrorCode.InvalidParams, outcome.fault.message)
    return {
      description: outcome.title,
      messages: [{ role: 'user' as const, content: { type: 'text' as const, text: outcome.text } }],
    }
  })
  server.setRequestHandler(CompleteRequestSchema, async ({ params: { ref, argument } }) => {
    const { prompts } = await ready
    const prompt = ref.type === 'ref/prompt' ? prompts.find(({ name }) => name === ref.name) : undefined
    const choices = prompt?.arguments.find(({ name }) => name === argument.name)?.choices ?? []
    const typed = argument.value.toLowerCase()
    const values = choices.filter(choice => choice.toLowerCase().startsWith(typed)).slice(0, 100)
    return { completion: { values, total: values.length, hasMore: false } }
  })

  server.setRequestHandler(ListResourcesRequestSchema, async () => {
    const holdfast = await ready
    return inWords(holdfast, async () => ({ resources: await listResources(holdfast) }))
  })
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [...resourceTemplates],
  }))
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }) => {
    const holdfast = await ready
    return inWords(holdfast, async () => ({ contents: [await readResource(holdfast, params.uri)] }))
  })
  return server
}

/** Serves one client over standard input and output until the input ends. */
export async function serveStdio(ready: Promise<Holdfast>): Promise<void> {
  const refuse = (why: 'too_large' | 'not_json', bytes: number): void => {
    const message =
      why === 'too_large'
        ? `too_large: the message has ${bytes} bytes; the limit is ${largestMessage}. Put large data into a file and import it by path.`
        : 'The line is not a JSON-RPC message.'
    const code = why === 'too_large' ? ErrorCode.InvalidRequest : ErrorCode.ParseError
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } })}\n`)
  }
  const input = process.stdin.pipe(boundedLines(largestMessage, refuse))
  const transport = new StdioServerTransport(input, process.stdout, { maxBufferSize: 2 * largestMessage })
  const server = createMcpServer(ready)
  const ended = new Promise<void>(resolve => {
    input.once('end', resolve)
    input.once('close', resolve)
    // A client that went away without closing our input.
    process.stdout.once('error', () => resolve())
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
  await server.connect(transport)
  await Promise.race([ended, ready.then(() => ended)])
  await server.close()
  // Whoever started us may be waiting for our end; an engine that does not answer must not hold it up.
  const late = delay(closingMilliseconds, undefined, { ref: false })
  await Promise.race([ready.then(holdfast => holdfast.close()), late])
}

/** Speaks the protocol with itself in memory and gives the number of tools listed. */
export async function protocolSelfTest(holdfast: Holdfast): Promise<number> {
  // Only the doctor needs the client: the server starts without it.
  const [{ Client }, { InMemoryTransport }] = await Promise.all([
    import('@modelcontextprotocol/sdk/client/index.js'),
    import('@modelcontextprotocol/sdk/inMemory.js'),
  ])
  const [mine, theirs] = InMemoryTransport.createLinkedPair()
  const server = createMcpServer(Promise.resolve(holdfast))
  const client = new Client({ name: 'self-test', version })
  try {
    await Promise.all([server.connect(theirs), client.connect(mine)])
    return (await client.listTools()).tools.length
  } finally {
    await client.close()
  }
}

/** Answers one HTTP request of the protocol: a new server and transport each time, nothing shared between clients. */
export async function answerMcpRequest(holdfast: Holdfast, request: Request): Promise<Response> {
  if (request.method !== 'POST') {
    // Without sessions there is nothing to listen to and nothing to end.
    const error = { code: -32000, message: 'This server keeps no sessions: send messages with POST.' }
    return Response.json({ jsonrpc: '2.0', id: null, error }, { status: 405, headers: { allow: 'POST' } })
  }
  const accepts = request.headers.get('accept') ?? ''
  const plain = !accepts.includes('text/event-stream')
  const headers = new Headers(request.headers)
  // The transport insists on both types; a client that takes JSON only is served JSON.
  headers.set('accept', 'application/json, text/event-stream')
  const body = await request.arrayBuffer()
  const server = createMcpServer(Promise.resolve(holdfast))
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: plain })
  // A caller that goes away cancels what runs for it.
  request.signal.addEventListener('abort', () => void server.close(), { once: true })
  await server.connect(transport)
  return transport.handleRequest(
    new Request(request.url, { method: 'POST', headers, body, signal: request.signal }),
  )
}
