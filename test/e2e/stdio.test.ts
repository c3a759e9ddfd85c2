import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { largestMessage } from '../../src/faces/bounded-lines.ts'
import { connectBuilt, ensureBuilt, runBuilt } from './built.ts'

let folder = ''
beforeAll(() => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-e2e-'))
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const message = (id: number, method: string, params: unknown = {}): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params })
const hello = message(1, 'initialize', {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'raw', version: '1' },
})

it('runs on the Node that the project brings', () => {
  const [major = 0] = process.versions.node.split('.').map(Number)
  expect(major).toBeGreaterThanOrEqual(24)
})

describe('the built server over standard input and output', () => {
  it('writes nothing but protocol messages, whatever comes in', async () => {
    const db = join(folder, 'purity.sqlite')
    const file = sampleFiles('b2b-crm')[0] ?? ''
    const input = [
      hello,
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      'not a message',
      message(2, 'tools/list'),
      message(3, 'prompts/list'),
      message(4, 'tools/call', { name: 'import_data', arguments: { path: file, mode: 'preview' } }),
      message(5, 'tools/call', { name: 'describe_data', arguments: {} }),
      message(6, 'tools/call', { name: 'no_such_tool', arguments: {} }),
      message(7, 'no/such/method'),
      message(8, 'tools/call', { name: 'import_data', arguments: { csv_text: 'x'.repeat(largestMessage) } }),
      message(9, 'ping'),
      '',
    ].join('\n')
    const { out, err, status } = await runBuilt(['--db', db, '--read-roots', join(file, '..')], {}, input)
    const lines = out.split('\n').filter(Boolean)
    const messages = lines.map(line => JSON.parse(line))
    expect(messages.every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true)
    const answered = messages.map(({ id }) => id).filter(id => id !== null)
    // Input has ended before the last answers; none that was given may be broken or doubled.
    expect(new Set(answered).size).toBe(answered.length)
    expect(answered).toEqual(expect.arrayContaining([1, 2, 3, 9]))
    expect(messages.filter(({ id }) => id === null).map(({ error }) => error.message)).toEqual([
      'The line is not a JSON-RPC message.',
      expect.stringContaining('too_large'),
    ])
    expect([status, err]).toEqual([0, expect.not.stringContaining('    at ')])
  })

  it('starts and lists without touching the disk', async () => {
    const home = mkdtempSync(join(folder, 'idle-'))
    const client = await connectBuilt(home)
    expect((await client.listTools()).tools.length).toBeGreaterThan(0)
    expect(existsSync(join(home, 'store.sqlite'))).toBe(false)
    await client.close()
  })

  it('imports a sample and answers about it, the same bytes twice', async () => {
    const client = await connectBuilt(folder, ['--read-roots', join(sampleFiles('b2b-crm')[0] ?? '', '..')])
    await client.listTools()
    const steps: number[] = []
    for (const path of sampleFiles('b2b-crm')) {
      const first = await client.callTool({ name: 'import_data', arguments: { path } }, undefined, {
        onprogress: ({ progress }) => steps.push(progress),
      })
      expect(first.isError).toBeUndefined()
      const { status, suggested_actions: next } = Object(first.structuredContent)
      if (status !== 'ok') {
        const proposal = next.find(({ tool }: { tool: string }) => tool === 'import_data')
        const second = await client.callTool({ name: 'import_data', arguments: proposal.arguments })
        expect(Object(second.structuredContent).status).toBe('ok')
      }
    }
    const question = { name: 'score_health', arguments: { limit: 5 } }
    const one = await client.callTool(question)
    const two = await client.callTool(question)
    expect(one.isError).toBeUndefined()
    expect(JSON.stringify(two)).toBe(JSON.stringify(one))
    await client.close()
  })
})

describe('the program on the wrong ground', () => {
  // The program asks `process.versions`; a preloaded module makes it see another Node.
  const pretend = (versions: Record<string, string>): Record<string, string> => ({
    NODE_OPTIONS: `--import=${pathToFileURL(resolve('test/fixtures/other-versions.mjs')).href}`,
    PRETENDED_VERSIONS: JSON.stringify(versions),
  })

  it('says in one line what is missing and ends with 1', async () => {
    const old = await runBuilt(['check'], pretend({ node: '20.20.2', napi: '9' }))
    expect(old).toEqual({
      status: 1,
      out: '',
      err: 'holdfast needs Node.js 22.19 or newer; this is 20.20.2. Install it from nodejs.org and start again.\n',
    })
    const thin = await runBuilt(['check'], pretend({ node: '22.19.0', napi: '9' }))
    expect(thin).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^holdfast needs Node-API 10 [^\n]*\n$/),
    })
  })
})
