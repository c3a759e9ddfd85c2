import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { runCommandLine } from '../../src/faces/cli.ts'
import { splitFlags } from '../../src/faces/cli/flags.ts'
import type { Config } from '../../src/kernel/config.ts'
import { createHoldfast } from '../../src/kernel/holdfast.ts'
import { loadTools } from '../../src/kernel/load-folder.ts'
import { openStore } from '../../src/store/open-store.ts'
import { fixtureTools, freshConfig } from './fixture-product.ts'

let folder = ''
beforeEach(() => {
  const fresh = freshConfig()
  folder = fresh.folder
  onTestFinished(fresh.remove)
})

let joined: Config | null = null
const joinFixtures = async (config: Config): Promise<ReturnType<typeof createHoldfast>> => {
  joined = config
  const tools = await loadTools([fixtureTools])
  return createHoldfast({
    config,
    tools,
    prompts: new Map(),
    openStore: async () => openStore({ file: config.database }),
  })
}

async function run(
  words: readonly string[],
  outIsPerson = false,
): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    outIsPerson,
    errIsPerson: false,
    ask: null,
  }
  const code = await runCommandLine(words, joinFixtures, terminal)
  return { code, out, err }
}

describe('call', () => {
  it('prints JSON when piped', async () => {
    const { code, out, err } = await run([
      'call',
      'echo_rows',
      '--text',
      'hi',
      '--times=2',
      '--db',
      join(folder, 's.sqlite'),
    ])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ total_rows: 2, rows: [{ text: 'hi' }, { text: 'hi' }] })
    expect(joined?.database).toBe(join(folder, 's.sqlite'))
  })

  it('prints tables for people, harmless whatever the text holds', async () => {
    const words = [
      'call',
      'echo_rows',
      '--text',
      'red \u001b[31m',
      '--tags',
      'a',
      '--tags',
      'b',
      '--db',
      join(folder, 's.sqlite'),
    ]
    const { out } = await run(words, true)
    expect(out).not.toContain('\u001b')
    expect(out.replace(/r_\w+/, 'r_id')).toMatchInlineSnapshot(`
      "1 rows.

      ┌───────┬───┐
      │ next  │ – │
      │ price │ – │
      └───────┴───┘

      rows
      ┌────────┬───────────┐
      │ number │ text      │
      ├────────┼───────────┤
      │ 1      │ red  [31m │
      └────────┴───────────┘

      tags: a, b

      r_id
      "
    `)
  })

  it('takes nested arguments, JSON and hyphens', () => {
    expect(
      splitFlags(
        [
          '--inputs.price',
          '3',
          '--as-of=2026-01-01',
          '--deep',
          '--json',
          '{"limit":5}',
          '--language',
          'zh-TW',
        ],
        ['language'],
      ),
    ).toEqual({
      config: { language: 'zh-TW' },
      input: { inputs: { price: '3' }, as_of: '2026-01-01', deep: true, limit: 5, language: 'zh-TW' },
    })
    expect(splitFlags(['--profile', 'core', '--db', 'x'], [])).toEqual({
      config: { profile: 'core', db: 'x' },
      input: {},
    })
    expect(splitFlags(['--cost', '-5'], []).input).toEqual({ cost: '-5' })
    expect(() => splitFlags(['bare'], [])).toThrow('invalid_input')
    expect(() => splitFlags(['--json', '[1]'], [])).toThrow('invalid_input')
    expect(() => splitFlags(['--__proto__.x', '1'], [])).toThrow('invalid_input')
  })

  it('ends with the exit code of the fault and its words', async () => {
    const db = join(folder, 's.sqlite')
    expect(await run(['call', 'echo_rows', '--text', 'fault', '--db', db])).toMatchObject({
      code: 3,
      out: '',
    })
    const { code, err } = await run(['call', 'echo_rows', '--db', db, '--language', 'zh-CN', '--txet', 'x'])
    expect(code).toBe(2)
    expect(err).toContain('unknown_argument')
    expect(await run(['call', 'nothing_like_it', '--db', db])).toMatchObject({ code: 2 })
    expect(await run(['call', 'break_down', '--db', db])).toMatchObject({ code: 70 })
  })
})

describe('what people mistype', () => {
  it('takes settings before the command as well, the later one counting', async () => {
    const db = join(folder, 's.sqlite')
    expect(await run(['--db', db, '--language', 'zh-TW', 'call', 'echo_rows', '--text', 'x'])).toMatchObject({
      code: 0,
    })
    expect(joined).toMatchObject({ database: db, language: 'zh-TW' })
    await run(['--language', 'zh-TW', 'call', 'echo_rows', '--text', 'x', '--db', db, '--language', 'en'])
    expect(joined?.language).toBe('en')
  })

  it('lists tools and the arguments of one', async () => {
    const db = join(folder, 's.sqlite')
    const list = await run(['call', '--db', db])
    expect([list.code, list.err]).toEqual([0, ''])
    expect(list.out).toMatch(/^ {2}break_down +\S/)
    const help = await run(['call', 'echo_rows', '--help', '--db', db])
    expect(help).toMatchObject({ code: 0, err: '' })
    for (const told of ['echo_rows: ', '--text', '--times', 'default 1', "holdfast call echo_rows --json '{"])
      expect(help.out).toContain(told)
    expect(await run(['call', 'echo_rowz', '--help', '--db', db])).toMatchObject({ code: 2 })
  })

  it.each([
    [['score_health'], 'Tools are called with: holdfast call score_health'],
    [['imprt', 'x.csv'], 'Did you mean import?'],
    [['serve', '--port', '99'], '--port: goes with --http'],
    [['call', 'echo_rows', '--language'], '--language: needs a value'],
    [['call', 'echo_rows', 'x.csv'], 'for instance --limit 5'],
    [['call', 'echo_rows', '--text', 'x', '--times', 'many'], 'times: expected a number, received text'],
  ])('%j ends with 2 and says what to do', async (words, told) => {
    const { code, err, out } = await run([...words])
    expect(err).toContain(told)
    expect([code, out]).toEqual([2, ''])
  })

  it('tells a report kind that does not exist before it reads the files', async () => {
    let err = ''
    const terminal = { out: () => undefined, err: (text: string) => void (err += text), ask: null }
    const joinReal = async (config: Config) =>
      createHoldfast({
        config,
        tools: await loadTools(),
        prompts: new Map(),
        openStore: async () => openStore({ file: config.database }),
      })
    const words = ['report', '--kind', 'novel', '--sample', 'shop', '--yes', '--out', join(folder, 'out')]
    const code = await runCommandLine(words, joinReal, {
      ...terminal,
      outIsPerson: false,
      errIsPerson: false,
    })
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^invalid_input: kind: .*Choose one of: churn_report/),
    ])
  })

  it('leaves a tool its own argument where a setting has the same name', () => {
    expect(splitFlags(['--profile', 'b2b_crm'], ['profile'])).toEqual({
      config: {},
      input: { profile: 'b2b_crm' },
    })
    expect(splitFlags(['--profile', 'core'], ['profile'])).toEqual({ config: { profile: 'core' }, input: {} })
  })

  it('says in words when the disk refuses, without a stack', async () => {
    writeFileSync(join(folder, 'file'), '')
    for (const words of [
      ['call', 'echo_rows', '--text', 'x', '--db', folder],
      ['call', 'echo_rows', '--text', 'x', '--db', join(folder, 'file', 's.sqlite')],
      ['backup', join(folder, 'none', 'copy.sqlite'), '--db', join(folder, 's.sqlite')],
    ]) {
      const { code, err } = await run(words)
      expect([code, err]).toEqual([4, expect.stringMatching(/^disk_refused: [^\n]+\n$/)])
    }
  })
})

describe('settings', () => {
  it('come from flag before environment before file', async () => {
    const file = join(folder, 'config.toml')
    writeFileSync(file, 'language = "zh-TW"\nprofile = "core"\nread_roots = ["/one", "/two"]\n')
    const db = join(folder, 's.sqlite')
    await run(['call', 'echo_rows', '--text', 'x', '--db', db, '--config', file])
    expect(joined).toMatchObject({
      language: 'zh-TW',
      profile: 'core',
      folders: { readRoots: [expect.anything(), '/one', '/two'] },
    })
    await run(['call', 'echo_rows', '--text', 'x', '--db', db, '--config', file, '--language', 'en'])
    expect(joined?.language).toBe('en')
  })

  it('are refused with a hint when unknown', async () => {
    const file = join(folder, 'config.toml')
    writeFileSync(file, 'langage = "en"\n')
    const { code, err } = await run(['check', '--config', file])
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean “language”?')])
    expect(await run(['check', '--language', 'klingon'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Choose one of'),
    })
    expect(await run(['check', '--config', join(folder, 'none.toml')])).toMatchObject({ code: 2 })
    writeFileSync(file, 'language = \n')
    expect(await run(['check', '--config', file])).toMatchObject({ code: 2 })
  })
})

it('checks everything it stands on', async () => {
  const words = ['check', '--db', join(folder, 's.sqlite'), '--inbox', join(folder, 'in')]
  const { code, out } = await run(words)
  const { ok, findings } = JSON.parse(out)
  expect(findings).toMatchObject([
    { what: 'node', fine: true },
    { what: 'tools', fine: true },
    { what: 'store', fine: true },
    { what: 'inbox', fine: true },
    { what: 'output', fine: true },
    { what: 'protocol', fine: true },
  ])
  expect([code, ok]).toEqual([0, true])
  expect((await run(words, true)).out).toContain('✓ protocol')
})

it('writes a copy of the store', async () => {
  const copy = join(folder, 'copy.sqlite')
  expect(await run(['backup', copy, '--db', join(folder, 's.sqlite')])).toMatchObject({ code: 0 })
  expect(await run(['check', '--db', copy])).toMatchObject({ code: 0 })
})

it('tells wrong commands and its version', async () => {
  expect(await run(['nonsense'])).toMatchObject({
    code: 2,
    err: expect.stringContaining("unknown command 'nonsense'"),
  })
  expect(await run(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  expect((await run(['--help'])).out).toContain('serve')
})
