/**
 * The official suite, on the real HTTP assembly: once with the product's own protocol server, once with the fixtures
 * the suite asks for by name (which need sessions and a back channel, so they bring their own transport).
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { expect, it, onTestFinished } from 'vitest'
import { createHttpApp } from '../../../src/faces/http.ts'
import type { HttpOptions } from '../../../src/faces/http.ts'
import { fixtureProduct } from '../fixture-product.ts'
import { conformanceServer } from './fixtures.ts'

const token = 'token-of-the-conformance-run-long-enough'

/** Puts the HTTP face on a port; the suite sends no token, so one is laid in before the face sees the request. */
async function listen(options: Partial<HttpOptions> = {}): Promise<string> {
  const app = createHttpApp(await fixtureProduct(), { token, requestsInTenSeconds: 10_000, ...options })
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: request => {
      const headers = new Headers(request.headers)
      headers.set('authorization', `Bearer ${token}`)
      return app.fetch(new Request(request, { headers }))
    },
  })
  await new Promise<void>(done => {
    if (server.listening) done()
    else server.once('listening', () => done())
  })
  onTestFinished(
    () =>
      new Promise<void>(done => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  )
  // Listening on a port, the address is never a pipe's name.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
}

/** A protocol handler with sessions over the suite's fixtures. */
function withSessions(): (request: Request) => Promise<Response> {
  const open = new Map<string, WebStandardStreamableHTTPServerTransport>()
  return async request => {
    const known = open.get(request.headers.get('mcp-session-id') ?? '')
    if (known) return known.handleRequest(request)
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: id => void open.set(id, transport),
    })
    await conformanceServer().connect(transport)
    return transport.handleRequest(request)
  }
}

const suite = resolve('node_modules/@modelcontextprotocol/conformance/dist/index.js')

function conform(url: string, words: readonly string[]): Promise<{ status: number | null; told: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [suite, 'server', '--url', url, ...words], { cwd: folder })
    let told = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text))
    child.once('error', failed)
    child.once('close', status => done({ status, told }))
  })
}

it('passes the whole active suite with its fixtures', async () => {
  const { status, told } = await conform(await listen({ protocol: withSessions() }), [])
  expect(told).toContain('0 failed')
  expect(status, told.slice(-3000)).toBe(0)
}, 180_000)

it.each([
  'server-initialize',
  'ping',
  'tools-list',
  'resources-list',
  'prompts-list',
  'dns-rebinding-protection',
])(
  'passes %s with the product’s own server',
  async scenario => {
    const { status, told } = await conform(await listen(), ['--scenario', scenario])
    expect(status, told.slice(-2000)).toBe(0)
  },
  60_000,
)
