/** The HTTP face: the protocol, the REST API, its OpenAPI page and the dashboard, on loopback. */
import { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Fault } from '../fault.ts'
import { faultReply } from '../kernel/fault-words.ts'
import type { FaultReply } from '../kernel/fault-words.ts'
import type { Holdfast } from '../kernel/holdfast.ts'
import { languageOf } from '../kernel/render-prompt.ts'
import type { Language } from '../locales/index.ts'
import { dashboardPage } from './dashboard/page.ts'
import { boundedBody, faultResponse, jsonObject, localOnly, rateLimit, withToken } from './http/guards.ts'
import { openApi } from './http/openapi.ts'
import { bearerToken, tokenFile } from './http/token.ts'
import { answerMcpRequest } from './mcp.ts'
import { listResources, readResource } from './resources.ts'
import { listTool } from './tool-listing.ts'

const largestBody = 4 * 1024 * 1024

export interface HttpOptions {
  token: string
  /** Requests taken in ten seconds; 300 when left out. */
  requestsInTenSeconds?: number
  /** Answers the protocol; the sessionless server of this product when left out. */
  protocol?: (request: Request) => Promise<Response>
}

/** The whole HTTP face as one function from request to response; `serveHttp` puts it on a port. */
export function createHttpApp(holdfast: Holdfast, options: HttpOptions): Hono {
  const { token, requestsInTenSeconds = 300 } = options
  const protocol = options.protocol ?? (request => answerMcpRequest(holdfast, request))
  const app = new Hono()

  const languageIn = (header: string | undefined): Language | undefined =>
    languageOf(header?.split(',')[0]?.split(';')[0], null) ?? undefined
  const failed = (reply: FaultReply): never => {
    throw new Told(reply)
  }

  app.onError((error, context) =>
    faultResponse(
      context,
      error instanceof Told
        ? error.reply
        : faultReply(error, languageIn(context.req.header('accept-language')) ?? holdfast.config.language),
    ),
  )
  app.notFound(context => {
    throw new Fault('not_found', { what: context.req.path.slice(0, 120) })
  })
  app.use(localOnly)
  app.use(rateLimit(requestsInTenSeconds, 10))
  app.use(async (context, next) => {
    await next()
    context.header('x-content-type-options', 'nosniff')
    context.header('referrer-policy', 'no-referrer')
    context.header('cache-control', 'no-store')
  })

  app.get('/', context => {
    const { html, policy } = dashboardPage()
    return context.html(html, 200, { 'content-security-policy': policy, 'x-frame-options': 'DENY' })
  })

  app.use('/mcp', withToken(token))
  app.use('/api/*', withToken(token))
  app.use('/openapi.json', withToken(token))

  app.all('/mcp', async ({ req }) => {
    if (req.method !== 'POST') return protocol(req.raw)
    const body = await boundedBody(req.raw, largestBody)
    const { url, headers } = req.raw
    return protocol(new Request(url, { method: 'POST', headers, body, signal: req.raw.signal }))
  })

  app.get('/api/tools', context => context.json({ tools: holdfast.tools.map(listTool) }))
  app.post('/api/tools/:name', async context => {
    const input = await jsonObject(context.req.raw, largestBody)
    const language = languageIn(context.req.header('accept-language'))
    const outcome = await holdfast.call(context.req.param('name'), input, {
      signal: context.req.raw.signal,
      ...(language ? { language } : {}),
    })
    return outcome.ok ? context.json(outcome.answer) : failed(outcome.fault)
  })
  app.get('/api/prompts', context =>
    context.json({
      prompts: holdfast.prompts.map(({ name, title, description, arguments: args }) => ({
        name,
        title,
        description,
        arguments: args,
      })),
    }),
  )
  app.post('/api/prompts/:name', async context => {
    const given = await jsonObject(context.req.raw, largestBody)
    const values = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value === null ? '' : String(value)]),
    )
    const outcome = await holdfast.prompt(context.req.param('name'), values, {
      signal: context.req.raw.signal,
    })
    return outcome.ok ? context.json({ title: outcome.title, text: outcome.text }) : failed(outcome.fault)
  })
  app.get('/api/resources', async context => {
    const uri = context.req.query('uri')
    return context.json(
      uri === undefined ? { resources: await listResources(holdfast) } : await readResource(holdfast, uri),
    )
  })
  app.get('/openapi.json', context => context.json(openApi(holdfast)))
  return app
}

/** A failed call on its way to the error handler, already in words. */
class Told extends Error {
  readonly reply: FaultReply

  constructor(reply: FaultReply) {
    super(reply.code)
    this.reply = reply
  }
}

export interface ServeOptions {
  port: number
  onReady: (address: string, token: string, tokenFile: string) => void
}

/** Milliseconds a caller may take to send a request: nobody holds a connection by a byte now and then. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 }
const mostConnections = 100

/** Listens on 127.0.0.1 until the process is asked to end. */
export async function serveHttp(holdfast: Holdfast, { port, onReady }: ServeOptions): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Fault('invalid_input', { field: 'port', problem: 'expected a port number from 0 to 65535' })
  }
  const { database } = holdfast.config
  const token = bearerToken(database)
  const app = createHttpApp(holdfast, { token })
  await new Promise<void>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1', serverOptions: patience }, info =>
      onReady(`http://127.0.0.1:${info.port}`, token, tokenFile(database)),
    )
    if (server instanceof Server) server.maxConnections = mostConnections
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Fault('invalid_input', { field: 'port', problem: `${port} is taken by another program` })
          : error,
      ),
    )
    const end = (): void => {
      server.close(() => resolve())
      // Open streams would keep the server for ever.
      if ('closeAllConnections' in server) server.closeAllConnections()
    }
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
}
