import { statSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHttpApp } from '../../src/faces/http.ts'
import type { HttpOptions } from '../../src/faces/http.ts'
import { bearerToken, tokenFile } from '../../src/faces/http/token.ts'
import { fixtureProduct, freshConfig } from './fixture-product.ts'

const token = 'a-token-for-tests-that-is-long-enough'
type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** The HTTP face without a port: requests as a client on this machine with the token would send them. */
async function face(options: Partial<HttpOptions> = {}): Promise<Ask> {
  const app = createHttpApp(await fixtureProduct(), { token, ...options })
  return async (path, init = {}) => {
    const headers = new Headers({ host: '127.0.0.1:7878', authorization: `Bearer ${token}` })
    new Headers(init.headers).forEach((value, name) => headers.set(name, value))
    return app.request(path, { ...init, headers })
  }
}

const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
})
const asJson = { 'content-type': 'application/json', accept: 'application/json' }

describe('the guards', () => {
  it('refuse a foreign Host and a foreign Origin with 403 in JSON', async () => {
    const ask = await face()
    for (const headers of [
      { host: 'evil.example' },
      { host: '127.0.0.1.evil.example:7878' },
      { host: '' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'file://x' },
    ]) {
      const rest = await ask('/api/tools', { headers })
      expect([rest.status, await rest.json()]).toMatchObject([403, { code: 'forbidden_origin' }])
      const protocol = await ask('/mcp', {
        method: 'POST',
        headers: { ...asJson, ...headers },
        body: initialize,
      })
      expect([protocol.status, await protocol.json()]).toMatchObject([
        403,
        { jsonrpc: '2.0', error: { code: -32000 } },
      ])
    }
    const page = await ask('/api/tools', {
      headers: { host: 'localhost:7878', origin: 'http://localhost:7878' },
    })
    expect(page.status).toBe(200)
  })

  it('ask for the token everywhere but on the page', async () => {
    const ask = await face()
    for (const path of ['/api/tools', '/api/tools/echo_rows', '/mcp', '/openapi.json', '/api/resources']) {
      for (const authorization of ['', 'Bearer wrong', `Basic ${token}`]) {
        const answer = await ask(path, {
          method: path === '/mcp' ? 'POST' : 'GET',
          headers: { authorization },
        })
        expect(answer.status).toBe(401)
        expect(JSON.stringify(await answer.json())).toContain('unauthorized')
      }
    }
    const page = await ask('/', { headers: { authorization: '' } })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/)
    expect(await page.text()).not.toMatch(/(src|href)=["']?https?:/)
  })

  it('keep the token beside the store, for its owner only, and the same at every start', () => {
    const { config, remove } = freshConfig()
    onTestFinished(remove)
    const made = bearerToken(config.database)
    expect(made.length).toBeGreaterThanOrEqual(43)
    expect(bearerToken(config.database)).toBe(made)
    if (process.platform !== 'win32') expect(statSync(tokenFile(config.database)).mode & 0o777).toBe(0o600)
    expect(tokenFile(config.database)).toBe(join(config.database, '..', 'http-token'))
  })

  it('answer 413 and 429 in JSON', async () => {
    const ask = await face({ requestsInTenSeconds: 4 })
    const body = JSON.stringify({ text: 'x'.repeat(5 * 1024 * 1024) })
    const rest = await ask('/api/tools/echo_rows', { method: 'POST', headers: asJson, body })
    expect([rest.status, await rest.json()]).toMatchObject([413, { code: 'too_large' }])
    const protocol = await ask('/mcp', { method: 'POST', headers: asJson, body })
    expect([protocol.status, await protocol.json()]).toMatchObject([413, { jsonrpc: '2.0' }])
    await ask('/api/tools')
    await ask('/api/tools')
    const late = await ask('/api/tools')
    expect([late.status, await late.json()]).toMatchObject([429, { code: 'too_many_requests' }])
  })
})

describe('the REST API', () => {
  it('calls a tool, in the language asked for, with the status of a fault', async () => {
    const ask = await face()
    const call = (name: string, body: string, headers = {}): Promise<Response> =>
      ask(`/api/tools/${name}`, { method: 'POST', headers: { ...asJson, ...headers }, body })
    const good = await call('echo_rows', '{"text":"hi","times":2}')
    expect([good.status, await good.json()]).toMatchObject([200, { total_rows: 2, status: 'ok' }])
    const chinese = await call('echo_rows', '{"text":"fault"}', { 'accept-language': 'zh-TW,zh;q=0.9' })
    expect(chinese.status).toBe(404)
    expect(await chinese.json()).toMatchInlineSnapshot(`
      {
        "code": "customer_not_found",
        "message": "customer_not_found: 沒有編號為「007」的客戶。請從 segment_customers 或 score_health 的結果取 customer_id；開頭的 0 也算在內。",
      }
    `)
    for (const body of ['{', '[]', '"x"', 'null', '{"text":']) {
      const wrong = await call('echo_rows', body)
      expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'invalid_input' }])
    }
    const broken = await call('break_down', '')
    expect(broken.status).toBe(500)
    expect(await broken.text()).not.toMatch(/someone|SELECT|at Object/)
    expect((await call('no_such_tool', '{}')).status).toBe(404)
    const nowhere = await ask('/nowhere')
    expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { code: 'not_found' }])
  })

  it('describes itself with the schemas that judge the calls', async () => {
    const ask = await face()
    const page = JSON.stringify(await (await ask('/openapi.json')).json())
    expect(page).toContain('"/api/tools/echo_rows"')
    expect(page).toContain('"times":{"default":1,"type":"integer","minimum":1,"maximum":1000}')
    const { tools } = JSON.parse(await (await ask('/api/tools')).text())
    expect(tools.map(({ name }: { name: string }) => name)).toEqual(['break_down', 'echo_rows', 'slow_count'])
    const { resources } = JSON.parse(await (await ask('/api/resources')).text())
    expect(resources[0].uri).toBe('holdfast://overview')
  })
})

describe('the protocol over HTTP', () => {
  it('serves the SDK client, each request on its own', async () => {
    const ask = await face()
    const send = (url: string | URL | Request, init?: RequestInit): Promise<Response> =>
      ask(new URL(String(url)).pathname, init)
    const transport = new StreamableHTTPClientTransport(new URL('http://127.0.0.1:7878/mcp'), { fetch: send })
    const client = new Client({ name: 'test', version: '1' })
    // The SDK's own transport declares `sessionId` in a way that exact optional types refuse.
    await client.connect(transport)
    onTestFinished(() => client.close())
    const steps: number[] = []
    const answer = await client.callTool({ name: 'slow_count', arguments: { steps: 15 } }, undefined, {
      onprogress: ({ progress }) => steps.push(progress),
    })
    expect(answer.structuredContent).toMatchObject({ counted: 15 })
    expect(steps.length).toBeGreaterThan(1)
  })

  it('serves a client that takes JSON only, and refuses what is no message', async () => {
    const ask = await face()
    const post = (body: string): Promise<Response> => ask('/mcp', { method: 'POST', headers: asJson, body })
    const hello = await post(initialize)
    expect([hello.status, hello.headers.get('content-type'), await hello.json()]).toMatchObject([
      200,
      'application/json',
      { result: { serverInfo: { name: 'holdfast' } } },
    ])
    for (const body of ['{', '{}', '[1]', '"x"']) {
      const wrong = await post(body)
      expect(wrong.status).toBe(400)
      expect(await wrong.json()).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) } })
    }
    expect((await ask('/mcp', { method: 'GET', headers: { accept: 'text/event-stream' } })).status).toBe(405)
    expect((await ask('/mcp', { method: 'DELETE' })).status).toBe(405)
  })
})
