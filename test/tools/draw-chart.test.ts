import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMcpServer } from '../../src/faces/mcp.ts'
import { sampleHoldfast } from '../reports/sample-store.ts'
import type { SampleHoldfast } from '../reports/sample-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-chart-'))
const samples = new Map<string, SampleHoldfast>()

beforeAll(async () => {
  for (const name of ['b2b-crm', 'shop']) samples.set(name, await sampleHoldfast(name, join(folder, name)))
}, 180_000)
afterAll(async () => {
  for (const { holdfast } of samples.values()) await holdfast.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Drawn {
  status: string
  files: { path: string; format: string }[]
  chart_title: string
  chart_table: string
  chart_figures: { id: string; printed: string }[]
  summary: string
}

const called = async (sample: string, input: Record<string, unknown>) => {
  const outcome = await samples.get(sample)?.holdfast.call('draw_chart', input)
  if (!outcome?.ok) throw new Error(outcome?.fault.message ?? 'no such sample')
  return outcome
}

async function draw(
  sample: string,
  kind: string,
  language: string,
  more: Record<string, unknown> = {},
): Promise<Drawn & { svg: string; page: string; png: Buffer; picture: Uint8Array | undefined }> {
  const { answer, pictures } = await called(sample, { kind, language, ...more })
  const drawn = answer as unknown as Drawn
  const read = (format: string): Buffer =>
    readFileSync(drawn.files.find(file => file.format === format)?.path ?? '')
  const [svg, page] = [read('svg').toString('utf8'), read('html').toString('utf8')]
  return { ...drawn, svg, page, png: read('png'), picture: pictures[0]?.data }
}

/** What may not be in any picture: marks that were not resolved, numbers that are none, scripts. */
const never = /[\uE000-\uE006]|NaN|undefined|Infinity|<script/

/** How a table tells how sure its estimates are. */
const ends = {
  en: /95 ?% (bootstrap )?interval|With little success to much|Low to high|At its low end/,
  'zh-TW': /95% 區間|成功率低到高|低值到高值|取低值/,
}
/** Plain counts of customers: they carry the badge of what was counted instead. */
const counted = ['waterfall']

describe('draw_chart', () => {
  it.each([
    ['b2b-crm', 'bands', 'en'],
    ['b2b-crm', 'drivers', 'zh-TW'],
    ['b2b-crm', 'groups', 'en'],
    ['b2b-crm', 'lift_exposure', 'zh-TW'],
    ['b2b-crm', 'lift_deciles', 'en'],
    ['b2b-crm', 'matrix', 'zh-TW'],
    ['b2b-crm', 'marginal_roi', 'en'],
    ['b2b-crm', 'reliability', 'zh-TW'],
    ['b2b-crm', 'tiers', 'en'],
    ['b2b-crm', 'tornado', 'zh-TW'],
    ['shop', 'churn_trend', 'en'],
    ['shop', 'cohorts', 'zh-TW'],
    ['shop', 'fan', 'en'],
    ['shop', 'predicted_actual', 'zh-TW'],
    ['shop', 'survival', 'en'],
    ['shop', 'value_risk', 'zh-TW'],
    ['shop', 'waterfall', 'en'],
  ])(
    '%s %s in %s: takeaway, unit, date, and every number traceable',
    { timeout: 120_000 },
    async (sample, kind, language) => {
      const {
        svg,
        page,
        chart_figures: figures,
        chart_title: title,
        chart_table: table,
        png,
        picture,
      } = await draw(sample, kind, language)
      expect(title).toMatch(/\d/)
      if (!counted.includes(kind)) expect(table).toMatch(ends[language === 'en' ? 'en' : 'zh-TW'])
      expect(svg).toMatch(/n = (<[^>]*>)*\d/)
      expect(svg).toMatch(/^<svg /)
      expect(svg).toMatch(language === 'en' ? /as of 2026-/ : /截至2026年/)
      expect(svg).toMatch(language === 'en' ? /measured|modelled/ : /實測|模型/)
      expect(svg + page).not.toMatch(never)
      expect(figures.length).toBeGreaterThan(2)
      const labels = [...page.matchAll(/data-figure="([^"]*)"/g)].map(match => match[1])
      expect(labels.filter(id => !/^r_[0-9a-f]{16}\.\S+$/.test(id ?? ''))).toEqual([])
      expect(labels.length).toBeGreaterThan(2)
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(Buffer.from(picture ?? []).equals(png)).toBe(true)
    },
  )

  it.each([
    ['b2b-crm', 'reliability'],
    ['b2b-crm', 'tornado'],
    ['shop', 'cohorts'],
    ['shop', 'waterfall'],
    ['shop', 'fan'],
    ['b2b-crm', 'tiers'],
    ['b2b-crm', 'groups'],
    ['b2b-crm', 'marginal_roi'],
    ['b2b-crm', 'lift_exposure'],
  ])('%s %s: the verifier finds every number of the page', { timeout: 120_000 }, async (sample, kind) => {
    const { files } = await draw(sample, kind, 'en')
    const page = files.find(({ format }) => format === 'html')?.path
    const outcome = await samples.get(sample)?.holdfast.call('verify_report', { path: page })
    expect(outcome).toMatchObject({ ok: true, answer: { orphans: [], mismatches: [] } })
  })

  it('shows a chat client the picture beside the text', { timeout: 60_000 }, async () => {
    const { holdfast } = samples.get('b2b-crm') ?? {}
    if (!holdfast) throw new Error('no sample')
    const [mine, theirs] = InMemoryTransport.createLinkedPair()
    const client = new Client({ name: 'test', version: '1' })
    await Promise.all([createMcpServer(Promise.resolve(holdfast)).connect(theirs), client.connect(mine)])
    const { content, structuredContent } = await client.callTool({
      name: 'draw_chart',
      arguments: { kind: 'bands', language: 'zh-TW' },
    })
    await client.close()
    expect(content).toMatchObject([
      { type: 'text', text: expect.stringContaining('健康度低') },
      { type: 'image', mimeType: 'image/png', data: expect.stringMatching(/^iVBORw0KGgo/) },
    ])
    // The picture travels once: structured content names its file.
    expect(JSON.stringify(structuredContent)).toMatch(/chart-bands_[^"]*\.png/)
    expect(JSON.stringify(structuredContent).length).toBeLessThan(8000)
  })

  it('draws the same chart to the same bytes', { timeout: 60_000 }, async () => {
    const [one, two] = [await draw('b2b-crm', 'matrix', 'en'), await draw('b2b-crm', 'matrix', 'en')]
    expect(two.svg).toBe(one.svg)
    expect(two.page).toBe(one.page)
    expect(two.png.equals(one.png)).toBe(true)
  })

  it('greys small cells and names the planted worst one first', { timeout: 60_000 }, async () => {
    const { chart_title: title, svg } = await draw('b2b-crm', 'matrix', 'en')
    expect(title).toMatch(/^Technology × SMB is the worst cell/)
    expect(svg).toContain('under 10')
    expect(svg).toContain('#e3e7eb')
  })

  it(
    'draws a part where the tool behind it can, and refuses where it cannot',
    { timeout: 60_000 },
    async () => {
      const where = { field: 'industry', op: 'eq', value: 'Technology' }
      const [all, part] = [
        await draw('b2b-crm', 'tiers', 'en'),
        await draw('b2b-crm', 'tiers', 'en', { where }),
      ]
      expect(part.chart_table).not.toBe(all.chart_table)
      const refused = await samples.get('b2b-crm')?.holdfast.call('draw_chart', { kind: 'fan', where })
      expect(refused).toMatchObject({ ok: false, fault: { code: 'invalid_input' } })
      // One model serves everybody: its tests have no part.
      const model = await samples.get('b2b-crm')?.holdfast.call('draw_chart', { kind: 'reliability', where })
      expect(model).toMatchObject({ ok: false, fault: { code: 'invalid_input' } })
      const budget = await samples.get('b2b-crm')?.holdfast.call('draw_chart', { kind: 'fan', budget: 5 })
      expect(budget).toMatchObject({ ok: false, fault: { code: 'invalid_input' } })
    },
  )

  it(
    'hides sums of money under ten customers, greys under thirty, and draws nothing of a handful',
    { timeout: 120_000 },
    async () => {
      const part = (segment: string) => ({
        where: {
          all: [
            { field: 'industry', op: 'eq', value: 'Education' },
            { field: 'account_size_segment', op: 'eq', value: segment },
          ],
        },
      })
      const tiers = await draw('b2b-crm', 'tiers', 'en', part('Enterprise'))
      expect(tiers.chart_table).toMatch(/\| high \| 1\d \| [\d.]+% \| CN¥[^|]+ \| CN¥[^|]+–CN¥/)
      expect(tiers.chart_table).toMatch(/\| mid \| \d \| [\d.]+% \| – \| – \|/)
      expect(tiers.summary).toContain('under 10 not shown')
      const risk = await draw('b2b-crm', 'value_risk', 'en', part('Enterprise'))
      expect(risk.chart_table).toMatch(/\| \d \| – \| – \|/)
      const few = { where: { field: 'industry', op: 'eq', value: 'Energy' } }
      const handful = {
        where: { all: [few.where, { field: 'account_size_segment', op: 'eq', value: 'Enterprise' }] },
      }
      for (const kind of ['bands', 'tiers', 'value_risk', 'marginal_roi', 'tornado', 'matrix', 'groups']) {
        const { answer } = await called('b2b-crm', { kind, ...handful })
        expect([kind, answer.status]).toEqual([kind, 'not_enough_data'])
        expect(answer.summary).toContain('at least 10 customers')
      }
    },
  )

  it('says what is missing instead of drawing nothing', { timeout: 60_000 }, async () => {
    const { answer, pictures } = await called('b2b-crm', { kind: 'whale' })
    expect(answer).toMatchObject({ status: 'not_enough_data', files: [], chart_title: null })
    expect(answer.summary).toMatch(/costs to serve/)
    expect(pictures).toEqual([])
    // Labels speak for one window only: earlier ones would look like nobody left.
    expect((await called('b2b-crm', { kind: 'churn_trend' })).answer.status).toBe('not_enough_data')
  })
})
