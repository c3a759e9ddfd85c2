import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { ensureBuilt, runBuilt } from './built.ts'

beforeAll(ensureBuilt, 180_000)

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-new-tool-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const newTool = (root: string, words: readonly string[]): string =>
  execFileSync(process.execPath, [join(root, 'scripts', 'new-tool.ts'), ...words], { encoding: 'utf8' })

it('adds a tool from a foreign folder with one file, on every face at once', async () => {
  const folder = freshFolder()
  const tools = join(folder, 'my-tools')
  newTool(resolve('.'), ['my_question', '--into', tools])
  const db = join(folder, 's.sqlite')
  const orders = join(folder, 'orders.csv')
  writeFileSync(
    orders,
    'Order ID,Customer ID,Order Date,Amount,Currency\n1,C1,2025-01-10,20.00,USD\n2,C2,2025-06-30,30.50,USD\n',
  )
  const environment = { HOLDFAST_TOOL_FOLDERS: tools, HOLDFAST_DB: db }
  expect(await runBuilt(['import', '--yes', orders], environment)).toMatchObject({ status: 0 })
  const { status, out, err } = await runBuilt(['call', 'my_question', '--limit', '1'], environment)
  expect(status, err).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    longest_days: 171,
    rows: [{ customer_id: 'C1', days_since_last: 171 }],
  })
  const wrong = await runBuilt(['call', 'my_question', '--limt', '1'], environment)
  expect([wrong.status, wrong.err]).toEqual([2, expect.stringContaining('Did you mean “limit”?')])
}, 120_000)

it('adds a tool to the project as CONTRIBUTING says: one command, and its test passes', () => {
  const copy = freshFolder()
  for (const part of [
    'src',
    'tools',
    'prompts',
    'templates',
    'data',
    'scripts',
    'docs',
    'test/faces',
    'test/setup.ts',
    'test/bundle-threads.ts',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ]) {
    cpSync(resolve(part), join(copy, part), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'dir')
  mkdirSync(join(copy, 'test/tools'), { recursive: true })
  newTool(copy, ['my_question'])
  expect(readFileSync(join(copy, 'tools/my-question.ts'), 'utf8')).toContain("from '../src/tool.ts'")
  const types = spawnSync(
    process.execPath,
    [resolve('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'],
    { cwd: copy, encoding: 'utf8' },
  )
  expect(types.stdout.split('\n').filter(line => line.includes('my-question'))).toEqual([])
  const run = spawnSync(
    process.execPath,
    [resolve('node_modules/vitest/vitest.mjs'), 'run', 'test/tools/my-question.test.ts'],
    { cwd: copy, encoding: 'utf8' },
  )
  expect(run.status, `${run.stdout}${run.stderr}`).toBe(0)
}, 180_000)
