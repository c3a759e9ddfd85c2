import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, ensureBuilt } from './built.ts'

const json = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'))

let folder = ''
let unpacked = ''
beforeAll(() => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-packed-'))
  const pack = ['scripts/pack.ts', '--only', 'mcpb', '--out', folder]
  execFileSync(process.execPath, pack, { stdio: ['ignore', 'ignore', 'inherit'] })
  const bundle = readdirSync(folder).find(name => name.endsWith('.mcpb')) ?? ''
  // A path that scripts often trip over.
  unpacked = join(folder, '解開 here')
  const tool = resolve('node_modules/@anthropic-ai/mcpb/dist/cli/cli.js')
  execFileSync(process.execPath, [tool, 'unpack', join(folder, bundle), unpacked], { stdio: 'ignore' })
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the bundle for desktop clients, unpacked', () => {
  it('carries one name and one version everywhere', () => {
    const facts = json('package.json')
    const server = json('server.json')
    expect(server['name']).toBe(facts['mcpName'])
    expect(server['packages']).toMatchObject([{ identifier: facts['name'], version: facts['version'] }])
    for (const said of [server, json(join(unpacked, 'manifest.json')), json(join(unpacked, 'package.json'))])
      expect(said['version']).toBe(facts['version'])
    // Limits of the registry that lists servers.
    expect(server['name']).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/)
    expect(String(server['description']).length).toBeLessThanOrEqual(100)
  })

  it('names the licences of what is inside, and leaves sources and samples out', () => {
    const licences = readFileSync(join(unpacked, 'THIRD-PARTY-LICENCES.txt'), 'utf8')
    for (const name of ['@modelcontextprotocol/sdk', 'zod', 'handlebars', 'echarts', 'pdfmake'])
      expect(licences).toMatch(new RegExp(`^${name} [0-9.]+: `, 'm'))
    expect(existsSync(join(unpacked, 'data', 'samples'))).toBe(false)
    expect(readdirSync(join(unpacked, 'node_modules', 'better-sqlite3')).toSorted()).toEqual([
      'LICENSE',
      'lib',
      'package.json',
      'prebuilds',
    ])
  })

  it('imports, answers, draws and prints over stdio, far from the repository', async () => {
    const client = new Client({ name: 'packed', version: '1' })
    const manifest = json(join(unpacked, 'manifest.json'))
    const { args } = Object(manifest['server']).mcp_config as { args: string[] }
    const filled = args.map(word =>
      word.replace('${__dirname}', unpacked).replace('${user_config.folders}', folder),
    )
    writeFileSync(
      join(folder, 'orders.csv'),
      `Order ID,Customer ID,Order Date,Amount,Currency\n${Array.from(
        { length: 240 },
        (_, n) =>
          `${n},C${n % 60},2025-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 27)).padStart(2, '0')},${20 + (n % 9)}.50,USD`,
      ).join('\n')}\n`,
    )
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [...filled, '--language', 'zh-TW'],
        env: cleanEnvironment({ HOLDFAST_DB: join(folder, 'store', 's.sqlite') }),
        cwd: folder,
        stderr: 'pipe',
      }),
    )
    const asked = async (name: string, input: Record<string, unknown>): Promise<Record<string, unknown>> => {
      const result = await client.callTool({ name, arguments: input }, undefined, { timeout: 120_000 })
      expect(result.isError, JSON.stringify(result.content).slice(0, 300)).toBeFalsy()
      return { ...Object(result.structuredContent), content: result.content }
    }
    try {
      expect((await client.listTools()).tools).toHaveLength((Object(manifest)['tools'] as unknown[]).length)
      const first = await asked('import_data', { path: 'orders.csv' })
      const proposed = first['suggested_actions'] as { tool: string; arguments?: Record<string, unknown> }[]
      const next = proposed.find(({ tool, arguments: given }) => tool === 'import_data' && given)
      expect(await asked('import_data', next?.arguments ?? {})).toMatchObject({
        status: 'ok',
        rows_used: 240,
      })
      const chart = await asked('draw_chart', { kind: 'tiers' })
      expect(chart['content']).toMatchObject([{ type: 'text' }, { type: 'image', mimeType: 'image/png' }])
      const report = await asked('write_report', { kind: 'churn_report', format: ['md', 'pdf', 'docx'] })
      const files = report['files'] as { path: string }[]
      expect(files.length).toBeGreaterThanOrEqual(3)
      for (const { path } of files) expect(readFileSync(path).byteLength).toBeGreaterThan(1_000)
    } finally {
      await client.close()
    }
  }, 240_000)
})
