import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pdfText } from '../reports/print/pdf-text.ts'
import { sampleHoldfast } from '../reports/sample-store.ts'
import type { SampleHoldfast } from '../reports/sample-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-report-test-'))
let sample: SampleHoldfast

beforeAll(async () => {
  sample = await sampleHoldfast('b2b-crm', folder)
}, 120_000)
afterAll(async () => {
  await sample.holdfast.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Written {
  files: { path: string; language: string; format: string }[]
  data_file: string
  figures_printed: number
}

interface Data {
  register: { number: string; id: string; value: number }[]
  rubric: { score: number; gates_passed: number; points: number[] }
  report: {
    data_sources: { rows_read: number }[]
    retention_strategies: { title: string; steps: string[] }[]
    churn_analysis: { drivers: { impact_pct: number }[]; other_pct: number; unexplained_pct: number }
    plan: {
      budget: number
      total_cost: number
      unspent: number
      allocation: { cost: number }[]
      not_worth_saving: { n: number }
      figure_ids: string[]
    }
    measurement: { own_holdout: { hold_out_share: number; n_control: number } | null; figure_ids?: string[] }
  }
}

/** What a reader or a search finds in a document of any format. */
function wordsOf(path: string): string {
  const bytes = readFileSync(path)
  if (path.endsWith('.pdf')) return pdfText(bytes)
  if (!path.endsWith('.docx')) return bytes.toString('utf8')
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => /\.(?:xml|rels)$/.test(name))
    .map(([, part]) => strFromU8(part).replace(/<[^>]+>/g, ''))
    .join('\n')
}

describe('write_report', () => {
  let written: Written
  let data: Data
  const textOf = (language: string, format: string): string => {
    const file = written.files.find(known => known.language === language && known.format === format)
    return readFileSync(file?.path ?? '', 'utf8')
  }

  it('writes a churn report in three languages', { timeout: 240_000 }, async () => {
    const outcome = await sample.holdfast.call('write_report', { language: ['en', 'zh-CN', 'zh-TW'] })
    expect(outcome.ok ? outcome.answer.status : outcome.fault.message).toBe('ok')
    if (outcome.ok) written = outcome.answer as unknown as Written
    expect(
      written.files.map(({ path }) =>
        path
          .split('/')
          .at(-1)
          ?.replace(/_\d{4}-\d{2}-\d{2}_[0-9a-f]{6}_/, '_@_#_'),
      ),
    ).toEqual([
      'churn-report_@_#_en.md',
      'churn-report_@_#_en.html',
      'churn-report_@_#_zh-CN.md',
      'churn-report_@_#_zh-CN.html',
      'churn-report_@_#_zh-TW.md',
      'churn-report_@_#_zh-TW.html',
    ])
    data = JSON.parse(readFileSync(written.data_file, 'utf8')) as Data
    expect(written.figures_printed).toBe(data.register.length)
    expect(JSON.stringify(outcome).length).toBeLessThan(16_000)
    expect(data.report.data_sources.map(({ rows_read }) => rows_read)).toEqual([1200, 1200, 1200, 2416])
    expect(data.report.retention_strategies.length).toBeGreaterThanOrEqual(3)
    const { plan, measurement } = data.report
    expect(plan.total_cost + plan.unspent).toBeCloseTo(plan.budget, 2)
    expect(plan.allocation.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(plan.budget, 2)
    expect(plan.not_worth_saving.n).toBeGreaterThan(0)
    expect(measurement.own_holdout?.n_control).toBeGreaterThan(0)
  })

  it('reaches 23 of 25 points and every gate by its own check of the finished pages', () => {
    expect(data.rubric.score).toBeGreaterThanOrEqual(23)
    expect(data.rubric.gates_passed).toBe(5)
    // The labels speak for one window: no earlier period, no later one to test a model on.
    expect([data.rubric.points[5], data.rubric.points[11]]).toEqual([0.5, 0.5])
  })

  it('prints the same figures in every language, with the same reference numbers', () => {
    const ids = (language: string): string[] =>
      [...textOf(language, 'html').matchAll(/data-figure="([^"]+)"/g)].map(match => match[1] ?? '').toSorted()
    expect(new Set(ids('zh-CN'))).toEqual(new Set(ids('en')))
    expect(new Set(ids('zh-TW'))).toEqual(new Set(ids('en')))
    const register = (language: string): string[] =>
      textOf(language, 'md')
        .split('\n')
        .filter(line => /^\| F\d+ \|/.test(line))
        .map(line => line.split(' | ').slice(0, 3).join())
    expect(register('zh-CN')).toEqual(register('en'))
    expect(register('en')).toHaveLength(data.register.length)
  })

  it('says what counts as churn before the first rate, and finds the two planted cells', () => {
    const text = textOf('en', 'md')
    expect(text.indexOf('Numerator: the 163')).toBeGreaterThan(0)
    expect(text).toMatch(/\| 1 \| Technology \| SMB \|/)
    expect(text).toMatch(/\| 2 \| Financial Services \| Mid-Market \|/)
    const { drivers, other_pct, unexplained_pct } = data.report.churn_analysis
    expect(
      drivers.reduce((sum, { impact_pct }) => sum + impact_pct, other_pct + unexplained_pct),
    ).toBeCloseTo(100, 1)
  })

  it('uses full-width punctuation and the counting of the reader', () => {
    expect(textOf('zh-CN', 'md')).toMatch(/¥[\d.]+亿/)
    expect(textOf('zh-TW', 'md')).toMatch(/[\d.]+[萬億]/)
    for (const language of ['zh-CN', 'zh-TW']) {
      const prose = textOf(language, 'md')
        .split('\n')
        .filter(line => !line.startsWith('|'))
      expect(prose.filter(line => /\p{Script=Han}[,;:?!]\s/u.test(line))).toEqual([])
    }
  })

  it('asks nothing from outside and carries no name, mark or script of the data', () => {
    for (const language of ['en', 'zh-CN', 'zh-TW']) {
      const page = textOf(language, 'html')
      expect(page).not.toMatch(/<script|<link|<img|@import|url\((?!#)|src=/)
      expect(
        page.replaceAll('http://www.w3.org/2000/svg', '').replaceAll('http://www.w3.org/1999/xlink', ''),
      ).not.toMatch(/https?:/)
      expect(page).not.toMatch(/[\uE000-\uE006]|undefined|NaN|\[object/)
      expect(page).not.toContain('Example Company')
      expect(page).not.toContain('Sample Owner')
    }
  })

  it('shares no id, name, mail or phone in any format', { timeout: 240_000 }, async () => {
    const outcome = await sample.holdfast.call('write_report', {
      language: 'en',
      format: ['md', 'html', 'pdf', 'docx'],
      share_safe: true,
    })
    if (!outcome.ok) throw new Error(outcome.fault.message)
    const shared = outcome.answer as unknown as Written
    const paths = [...shared.files.map(({ path }) => path), shared.data_file]
    expect(paths.map(path => path.split('.').at(-1))).toEqual(['md', 'html', 'pdf', 'docx', 'json'])
    for (const path of paths) {
      const words = wordsOf(path)
      // The data file lists no customers.
      if (!path.endsWith('.json')) expect(words).toMatch(/C-[0-9a-f]{6}/)
      expect(words).not.toMatch(/A-\d{5}|Example Company|Sample Owner|[\w.]+@[\w.]+\.\w|555-\d{4}/)
    }
  })

  it('answers no_data from an empty store', async () => {
    const empty = await sampleHoldfast(null, mkdtempSync(join(folder, 'empty-')))
    const outcome = await empty.holdfast.call('write_report', {})
    expect(outcome.ok && outcome.answer.status).toBe('no_data')
    await empty.holdfast.close()
  })
})
