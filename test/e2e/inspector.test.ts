import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtBin, cleanEnvironment, ensureBuilt } from './built.ts'

let folder = ''
beforeAll(() => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-inspector-'))
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const inspector = resolve('node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js')

/** Runs the official Inspector on the built server. */
function inspect(words: readonly string[]): Promise<{ status: number | null; out: string; err: string }> {
  const server = [process.execPath, builtBin, '--db', join(folder, 's.sqlite')]
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [inspector, '--cli', ...server, ...words], {
      env: cleanEnvironment(),
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.once('error', failed)
    child.once('close', status => done({ status, out, err }))
  })
}

it('finds nothing wrong with the schemas, strictly', async () => {
  const { status, out, err } = await inspect(['--method', 'tools/list', '--strict', '--format', 'json'])
  expect(status, err).toBe(0)
  expect(out).toContain('"name"')
}, 120_000)

it('calls a tool and tells an unknown one by its exit code', async () => {
  const good = await inspect(['--method', 'tools/call', '--tool-name', 'describe_data'])
  expect(good.status, good.err).toBe(0)
  expect(good.out).toContain('summary')
  const wrong = await inspect(['--method', 'tools/call', '--tool-name', 'no_such_tool'])
  expect(wrong.status).not.toBe(0)
}, 120_000)
