import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleHoldfast } from '../reports/sample-store.ts'
import type { SampleHoldfast } from '../reports/sample-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-verify-'))
let sample: SampleHoldfast
let files: { path: string; language: string; format: string }[] = []

interface Verdict {
  summary: string
  verified: boolean
  numbers: number
  total_orphans: number
  total_mismatches: number
  orphans: { text: string; line: number }[]
  mismatches: { text: string; line: number; expected: number | null }[]
}

async function verify(input: Readonly<Record<string, unknown>>): Promise<Verdict> {
  const outcome = await sample.holdfast.call('verify_report', input)
  if (!outcome.ok) throw new Error(outcome.fault.message)
  return outcome.answer as unknown as Verdict
}

beforeAll(async () => {
  sample = await sampleHoldfast('b2b-crm', folder, ['predict_churn'])
  const outcome = await sample.holdfast.call('write_report', { language: ['en', 'zh-CN', 'zh-TW'] })
  if (!outcome.ok) throw new Error(outcome.fault.message)
  files = (outcome.answer as unknown as { files: typeof files }).files
}, 300_000)
afterAll(async () => {
  await sample.holdfast.close()
  rmSync(folder, { recursive: true, force: true })
})

const pathOf = (language: string, format: string): string =>
  files.find(file => file.language === language && file.format === format)?.path ?? ''

/** Deterministic picks without a clock or host randomness. */
function* picks(seed: number): Generator<number> {
  let state = seed
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}

describe('verify_report', () => {
  it.each(['en', 'zh-CN', 'zh-TW'])(
    'finds nothing to object to in our own report: %s',
    { timeout: 60_000 },
    async language => {
      for (const format of ['md', 'html']) {
        const { orphans, mismatches, numbers, verified } = await verify({ path: pathOf(language, format) })
        expect({ format, orphans, mismatches, verified }).toEqual({
          format,
          orphans: [],
          mismatches: [],
          verified: true,
        })
        expect(numbers).toBeGreaterThan(300)
      }
    },
  )

  it.each(['en', 'zh-CN', 'zh-TW'])(
    'finds each of ten planted tamperings in the Markdown: %s',
    { timeout: 120_000 },
    async language => {
      const lines = readFileSync(pathOf(language, 'md'), 'utf8').split('\n')
      const places = lines.flatMap((line, at) =>
        /\[F\d|F\d+ \|$/.test(line) && /\d%|[¥$][\d.]+|\d,\d{3}/.test(line) ? [at] : [],
      )
      const random = picks(language.length * 97 + language.charCodeAt(3 % language.length))
      const missed: string[] = []
      for (let round = 0; round < 10; round += 1) {
        const at = places[Math.floor((random.next().value ?? 0) * places.length)] ?? 0
        const line = lines[at] ?? ''
        const numbers = [...line.matchAll(/\d[\d,]*\.\d+%|\d{1,3}(?:,\d{3})+|\d+%|(?<=[¥$])[\d.]+/g)].filter(
          match => !/\d{4}-/.test(line.slice(match.index, match.index + 5)),
        )
        const target = numbers[Math.floor((random.next().value ?? 0) * numbers.length)]
        if (!target) throw new Error(`nothing to tamper with in: ${line}`)
        // One digit is another one: the smallest lie there is.
        const digit = target[0].search(/\d(?=\D*$)/)
        const changed = `${target[0].slice(0, digit)}${(Number(target[0][digit]) + 4) % 10}${target[0].slice(digit + 1)}`
        const tampered = lines.with(
          at,
          `${line.slice(0, target.index)}${changed}${line.slice(target.index + target[0].length)}`,
        )
        const path = join(folder, `tampered-${language}-${round}.md`)
        writeFileSync(path, tampered.join('\n'))
        const verdict = await verify({ path })
        if (![...verdict.orphans, ...verdict.mismatches].some(found => found.line === at + 1))
          missed.push(`${target[0]} → ${changed} in ${line}`)
      }
      expect(missed).toEqual([])
    },
  )

  it(
    'finds a changed unit, a changed register, an added sentence and a changed page',
    { timeout: 60_000 },
    async () => {
      const text = readFileSync(pathOf('zh-TW', 'md'), 'utf8')
      const page = readFileSync(pathOf('en', 'html'), 'utf8')
      const cases: [string, string][] = [
        ['unit.md', text.replace(/([\d.]+)萬/, '$1億')],
        ['percent.md', text.replace(/(\d+\.\d)%/, '$1 個百分點')],
        ['register.md', text.replace(/^(\| F3 \| `[^`]+` \| )([\d.]+)/m, '$19$2')],
        ['added.md', text.replace('## 1.', '另有 4,711 位客戶已被說服。\n\n## 1.')],
        ['step.md', text.replace('24 小時內', '36 小時內')],
        ['page.html', page.replace(/(data-figure="[^"]+baseline\/rate"[^>]*>)13\.6%/, '$112.6%')],
        ['page-added.html', page.replace('</h2>', '</h2><p>Churn was halved to 6.8%.</p>')],
      ]
      for (const [name, tampered] of cases) {
        const path = join(folder, name)
        writeFileSync(path, tampered)
        const { verified, total_orphans, total_mismatches } = await verify({ path })
        expect({ name, verified, found: total_orphans + total_mismatches > 0 }).toEqual({
          name,
          verified: false,
          found: true,
        })
      }
    },
  )

  it(
    'holds lines to their places, reads a Word document back and knows a PDF that nobody touched',
    { timeout: 120_000 },
    async () => {
      const outcome = await sample.holdfast.call('write_report', {
        kind: 'cost_review',
        language: 'en',
        format: ['docx', 'pdf'],
      })
      if (!outcome.ok) throw new Error(outcome.fault.message)
      const written = (outcome.answer as unknown as { files: typeof files }).files
      for (const { path } of written)
        expect({ path, verified: (await verify({ path })).verified }).toEqual({ path, verified: true })
      const [word, paper] = ['docx', 'pdf'].map(format =>
        readFileSync(written.find(file => file.format === format)?.path ?? ''),
      )
      const parts = unzipSync(word ?? Buffer.alloc(0))
      const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
      const changed = body.replace('>accounts<', '>invoices<')
      expect(changed).not.toBe(body)
      writeFileSync(
        join(folder, 'changed.docx'),
        zipSync({ ...parts, 'word/document.xml': strToU8(changed) }, { level: 1 }),
      )
      expect((await verify({ path: join(folder, 'changed.docx') })).total_mismatches).toBe(1)
      writeFileSync(join(folder, 'changed.pdf'), Buffer.concat([paper ?? Buffer.alloc(0), Buffer.from(' ')]))
      const refused = await sample.holdfast.call('verify_report', { path: join(folder, 'changed.pdf') })
      expect(refused.ok ? null : refused.fault.code).toBe('report_unreadable')

      const lines = readFileSync(pathOf('zh-CN', 'md'), 'utf8').split('\n')
      const rows = lines.flatMap((line, at) => (/^\| [^F].*F\d+ \|$/.test(line) ? [at] : []))
      const [one = 0, two = 0] = [rows[3], rows.at(-3)]
      const path = join(folder, 'places.md')
      for (const tampered of [
        lines.with(one, lines[two] ?? ''),
        lines.with(one, lines[two] ?? '').with(two, lines[one] ?? ''),
        lines.toSpliced(one, 1),
        lines.toSpliced(one, 0, lines[one] ?? ''),
      ]) {
        writeFileSync(path, tampered.join('\n'))
        expect((await verify({ path })).total_mismatches).toBeGreaterThan(0)
      }
      writeFileSync(path, lines.join('\r\n').replaceAll(' |', '   |'))
      expect((await verify({ path })).verified).toBe(true)
    },
  )

  it('reads pasted text in three scripts, with rounding', { timeout: 60_000 }, async () => {
    await sample.holdfast.call('find_churn_drivers', {})
    for (const text of [
      'Churn was 13.6% (11.8% to 15.6%) of 1,200 customers.',
      '流失率约 14%，共 1,200 名客户。',
      '流失率為１３．６％，163 位客戶流失，共 1,200 位。',
    ]) {
      expect((await verify({ text })).orphans).toEqual([])
    }
    const wrong = await verify({ text: '流失率为 31.6%，影响收入 7.77亿元。2026年3月31日，第 2 版。' })
    expect(wrong.orphans.map(({ text }) => text)).toEqual(expect.arrayContaining(['31.6%', '7.77亿元']))
  })
})
