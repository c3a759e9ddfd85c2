import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtBin, cleanEnvironment, ensureBuilt } from './built.ts'

let folder = ''
let server: ChildProcess | null = null
let port = 0
let token = ''
/** What a caller is told who begins a request and never ends it. */
let neverEnding: Promise<string> = Promise.resolve('')

beforeAll(async () => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-http-'))
  const words = [
    'serve',
    '--http',
    '--port',
    '0',
    '--show-token',
    '--db',
    join(folder, 's.sqlite'),
    '--inbox',
    join(folder, 'in'),
  ]
  const child = spawn(process.execPath, [builtBin, ...words], { env: cleanEnvironment() })
  server = child
  await new Promise<void>((ready, failed) => {
    let told = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text
      port = Number(/127\.0\.0\.1:(\d+)/.exec(told)?.[1] ?? 0)
      if (port > 0 && token !== '') ready()
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      token += text.trim()
      if (port > 0) ready()
    })
    child.once('exit', () => failed(new Error(told)))
  })
  neverEnding = new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /api/tools HTTP/1.1\r\nHost: 127.0'))
    let text = ''
    socket.setEncoding('utf8').on('data', (part: string) => (text += part))
    socket.once('close', () => done(text))
    socket.once('error', failed)
  })
}, 180_000)
afterAll(() => {
  server?.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

interface Reply {
  status: number
  body: string
}

function ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Reply> {
  return new Promise((done, failed) => {
    const all = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers }
    const call = request({ host: '127.0.0.1', port, path, method, headers: all }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.once('end', () => done({ status: answer.statusCode ?? 0, body: text }))
    })
    call.once('error', failed)
    call.end(body)
  })
}

/** Sends bytes as they are and gives what comes back until the other side closes. */
function raw(bytes: string): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    let text = ''
    socket.setEncoding('utf8').on('data', (part: string) => (text += part))
    socket.once('close', () => done(text))
    socket.once('error', failed)
  })
}

describe('the built server over HTTP', () => {
  it('listens on loopback and asks for the token', async () => {
    expect((await ask('/api/tools')).status).toBe(200)
    expect((await ask('/api/tools', { headers: { authorization: 'Bearer nothing' } })).status).toBe(401)
    expect((await ask('/', { headers: { authorization: '' } })).status).toBe(200)
  })

  it('refuses a foreign Host and Origin on the wire', async () => {
    const foreign = await ask('/api/tools', { headers: { host: 'evil.example' } })
    expect([foreign.status, JSON.parse(foreign.body).code]).toEqual([403, 'forbidden_origin'])
    const page = await ask('/mcp', { method: 'POST', headers: { origin: 'http://evil.example' }, body: '{}' })
    expect(page.status).toBe(403)
    expect(await raw('GET /api/tools HTTP/1.0\r\n\r\n')).toMatch(/ 403 /)
  })

  it('answers oversize, malformed and half requests without a stack or a path', async () => {
    const big = await ask('/api/tools/describe_data', {
      method: 'POST',
      body: `{"x":"${'y'.repeat(5 * 1024 * 1024)}"}`,
    })
    expect([big.status, JSON.parse(big.body).code]).toEqual([413, 'too_large'])
    // A body that claims to be small and has no end.
    const chunk = `10000\r\n${'z'.repeat(0x10000)}\r\n`
    const endless = await raw(
      `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk.repeat(70)}0\r\n\r\n`,
    )
    expect(endless).toMatch(/ 413 /)
    const replies = [
      big.body,
      endless,
      await raw('GET / HTTP/9\r\n\r\n'),
      await raw('\u0000\u0001 garbage\r\n\r\n'),
    ]
    for (const path of ['/api/tools/describe_data', '/mcp', '/api/prompts/churn_report']) {
      for (const body of ['{', '[1]', 'null', '\u0000', '{"a":'.repeat(2000)]) {
        const { status, body: text } = await ask(path, { method: 'POST', body })
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
        replies.push(text)
      }
    }
    for (const text of replies) expect(text).not.toMatch(/\n\s+at |node_modules|\/src\/|\.ts:|\.js:/)
    expect((await ask('/api/tools')).status).toBe(200)
  })

  it('lets go of a caller who never ends the request', async () => {
    expect(await neverEnding).toMatch(/^HTTP\/1\.1 408 /)
    expect((await ask('/api/tools')).status).toBe(200)
  })
})
