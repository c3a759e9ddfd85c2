import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../src/locales/index.ts'
import { wordingFaults } from '../contract/wording.ts'
import { sampleHoldfast } from './sample-store.ts'
import type { SampleHoldfast } from './sample-store.ts'

const kinds = ['health_review', 'roi_case', 'clv_analysis', 'cost_review', 'qbr'] as const
const languages = ['en', 'zh-CN', 'zh-TW'] as const

interface Written {
  files: { path: string; language: Language; format: string }[]
  data_file: string
  missing: string[]
  rubric: { score: number; of: number; gates_passed: number; gates: number }
}

/** What no document may show: marks, holes, and words that a native reader would not sign. */
function sound(text: string, language: Language, format: string): void {
  expect(text).not.toMatch(/[\uE000-\uE006]|undefined|NaN|\[object|Infinity/)
  if (format === 'md') expect(wordingFaults(text, language)).toEqual([])
}

/** The figures that each paragraph, item and row stands on, in order; the register lists them all. */
const cited = (text: string): string[] =>
  text
    .split('\n')
    .filter(line => !/^\| F\d+ \|/.test(line))
    .flatMap(line => /(?:\[|\| )((?:F\d+(?:–F\d+)?(?:, )?)+)(?:\]| \|)$/.exec(line)?.[1] ?? [])

const stable = (text: string): string[] =>
  text
    .split('\n')
    .filter(line => /^\| F\d+ \|/.test(line))
    .map(line => line.split(' | ').slice(0, 3).join())

for (const sample of ['b2b-crm', 'lifecycle-costs'] as const) {
  describe(`reports of every kind on ${sample}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-kinds-'))
    const texts = new Map<string, string>()
    let store: SampleHoldfast
    beforeAll(async () => {
      store = await sampleHoldfast(sample, folder)
    }, 120_000)
    afterAll(async () => {
      await store.holdfast.close()
      rmSync(folder, { recursive: true, force: true })
    })

    for (const kind of kinds) {
      it(
        `writes ${kind} in three languages with the same figures, all of which verify`,
        { timeout: 300_000 },
        async () => {
          const outcome = await store.holdfast.call('write_report', { kind, language: [...languages] })
          if (!outcome.ok) throw new Error(outcome.fault.message)
          expect(outcome.answer.status).toBe('ok')
          expect(JSON.stringify(outcome.answer).length).toBeLessThan(8_000)
          const written = outcome.answer as unknown as Written
          expect(written.files).toHaveLength(6)
          const registers = new Set<string>()
          for (const { path, language, format } of written.files) {
            const text = readFileSync(path, 'utf8')
            sound(text, language, format)
            if (format === 'md') {
              texts.set(`${kind}/${language}`, text)
              registers.add(stable(text).join('\n'))
            } else expect(text).not.toMatch(/<script|<link|<img|@import|url\((?!#)|src=/)
            const verdict = await store.holdfast.call('verify_report', { path })
            expect(verdict.ok && [verdict.answer['orphans'], verdict.answer['mismatches']]).toEqual([[], []])
          }
          expect(registers.size).toBe(1)
          const [english = [], ...others] = languages.map(language =>
            cited(texts.get(`${kind}/${language}`) ?? ''),
          )
          expect(english.length).toBeGreaterThan(5)
          for (const other of others) expect(other).toEqual(english)
          expect(stable(texts.get(`${kind}/en`) ?? '').length).toBeGreaterThan(0)
          expect(written.rubric.score).toBeLessThanOrEqual(written.rubric.of)
        },
      )
    }

    it('says what the data bears, and in words what it does not', () => {
      const bears = sample === 'b2b-crm' ? 'health_review' : 'cost_review'
      const lacks = sample === 'b2b-crm' ? 'cost_review' : 'health_review'
      const sentence = {
        'b2b-crm': {
          bears: /Technology × SMB, where [\d.]+%/,
          lacks: /No costs are on record\. Import a table/,
        },
        'lifecycle-costs': {
          bears: /largest stage is service with 41\.4%/,
          lacks: /No health score can be computed/,
        },
      }[sample]
      expect(texts.get(`${bears}/en`)).toMatch(sentence.bears)
      expect(texts.get(`${lacks}/en`)).toMatch(sentence.lacks)
    })

    it.runIf(sample === 'b2b-crm')(
      'reviews some of the customers against stored targets, and refuses other kinds for a part',
      { timeout: 240_000 },
      async () => {
        await store.holdfast.call('configure', { set: { targets: { churn: 0.1, low_health: 0.05 } } })
        const where = { field: 'industry', op: 'eq', value: 'Technology' }
        const outcome = await store.holdfast.call('write_report', {
          kind: 'qbr',
          language: 'en',
          format: 'md',
          where,
        })
        if (!outcome.ok) throw new Error(outcome.fault.message)
        const written = outcome.answer as unknown as Written
        const text = readFileSync(written.files[0]?.path ?? '', 'utf8')
        expect(text).toMatch(/\| Churn in the window \| [\d.]+% \| [^|]+ \| 10% \| lower is better/)
        expect(text).toMatch(/\| Share of low health \| [\d.]+% \| [\d.]+% \| 5% \|/)
        expect(text).toMatch(/\| Forward value \| [^|]+ \| – \| to be agreed \|/)
        // A forecast knows no part of the customers: it is left out rather than told of all.
        expect(written.missing).toEqual(expect.arrayContaining(['ahead', 'costs']))
        const verdict = await store.holdfast.call('verify_report', { path: written.files[0]?.path ?? '' })
        expect(verdict.ok && verdict.answer['verified']).toBe(true)
        const refused = await store.holdfast.call('write_report', { kind: 'churn_report', where })
        expect(refused.ok ? null : refused.fault.code).toBe('invalid_input')
      },
    )

    // Left out for the cost sample: it holds no customers.
    it.runIf(sample === 'b2b-crm')(
      'reviews one customer by name, or by a pseudonym where it is to be shared',
      { timeout: 240_000 },
      async () => {
        const write = async (share_safe: boolean): Promise<Written> => {
          const outcome = await store.holdfast.call('write_report', {
            kind: 'qbr',
            customer_id: 'A-00503',
            language: 'en',
            format: 'md',
            share_safe,
          })
          if (!outcome.ok) throw new Error(outcome.fault.message)
          return outcome.answer as unknown as Written
        }
        const open = await write(false)
        expect(readFileSync(open.files[0]?.path ?? '', 'utf8')).toMatch(
          /^# Quarterly business review: A-00503/,
        )
        const shared = await write(true)
        for (const path of [shared.files[0]?.path ?? '', shared.data_file]) {
          expect(path).not.toContain('A-00503')
          expect(readFileSync(path, 'utf8')).not.toMatch(/A-\d{5}/)
          // People name files after people.
          expect(readFileSync(path, 'utf8')).not.toMatch(/accounts_2026|opportunities\.csv/)
          expect(readFileSync(path, 'utf8')).toMatch(/file 1\.csv/)
        }
        expect(readFileSync(shared.files[0]?.path ?? '', 'utf8')).toMatch(
          /^# Quarterly business review: C-[0-9a-f]{6}/,
        )
      },
    )
  })
}
