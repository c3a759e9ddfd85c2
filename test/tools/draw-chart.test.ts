import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleHoldfast } from '../reports/sample-store.ts'
import type { SampleHoldfast } from '../reports/sample-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-chart-'))
let sample: SampleHoldfast

beforeAll(async () => {
  sample = await sampleHoldfast('b2b-crm', folder)
}, 120_000)
afterAll(async () => {
  await sample.holdfast.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Drawn {
  files: { path: string; format: string }[]
  chart_title: string
  chart_figures: { id: string; printed: string }[]
  summary: string
}

async function draw(kind: string, language: string): Promise<Drawn & { svg: string; page: string }> {
  const outcome = await sample.holdfast.call('draw_chart', { kind, language })
  if (!outcome.ok) throw new Error(outcome.fault.message)
  const drawn = outcome.answer as unknown as Drawn
  const read = (format: string): string =>
    readFileSync(drawn.files.find(file => file.format === format)?.path ?? '', 'utf8')
  return { ...drawn, svg: read('svg'), page: read('html') }
}

describe('draw_chart', () => {
  it.each(['bands', 'drivers', 'matrix', 'tiers'])(
    '%s: takeaway, unit, date, and every number traceable',
    { timeout: 120_000 },
    async kind => {
      for (const language of ['en', 'zh-CN', 'zh-TW']) {
        const { svg, page, chart_figures: figures, chart_title: title } = await draw(kind, language)
        expect(title).toMatch(/\d/)
        expect(svg).toMatch(/^<svg /)
        expect(svg).toMatch(language === 'en' ? /as of 2026-/ : /截至2026年/)
        expect(svg + page).not.toMatch(/[\uE000-\uE006]|NaN|undefined|<script/)
        expect(figures.length).toBeGreaterThan(2)
        const labels = [...page.matchAll(/<tspan data-figure="([^"]*)">/g)].map(match => match[1])
        expect(labels.filter(id => !/^r_[0-9a-f]{16}\.\S+$/.test(id ?? ''))).toEqual([])
        expect(labels.length).toBeGreaterThan(2)
      }
    },
  )

  it('draws the same chart to the same bytes', { timeout: 60_000 }, async () => {
    const [one, two] = [await draw('matrix', 'en'), await draw('matrix', 'en')]
    expect(two.svg).toBe(one.svg)
    expect(two.page).toBe(one.page)
  })

  it('greys small cells and names the planted worst one first', { timeout: 60_000 }, async () => {
    const { chart_title: title, svg } = await draw('matrix', 'en')
    expect(title).toMatch(/^Technology × SMB is the worst cell/)
    expect(svg).toContain('under 10')
    expect(svg).toContain('#e3e7eb')
  })
})
