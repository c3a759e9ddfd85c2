import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ensureBuilt, runBuilt } from './built.ts'

let folder = ''
beforeAll(() => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-net-'))
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const guard = { NODE_OPTIONS: `--import=${pathToFileURL(resolve('test/fixtures/no-network.mjs')).href}` }

it('opens no socket and asks no name server while it imports, computes and reports', async () => {
  const words = ['report', '--sample', 'b2b-crm', '--language', 'en', '--yes', '--out', join(folder, 'out')]
  const { status, err } = await runBuilt(words, guard)
  expect(err).not.toContain('network')
  expect(status).toBe(0)
}, 300_000)

it('is watched by a guard that works', async () => {
  const { execFileSync } = await import('node:child_process')
  const script = 'fetch("http://127.0.0.1:9").catch(() => process.exit(3))'
  expect(() =>
    execFileSync(process.execPath, ['-e', script], { env: { ...process.env, ...guard }, stdio: 'pipe' }),
  ).toThrow()
})
