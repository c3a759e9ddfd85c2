import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileSvg } from '../../../src/reports/charts/picture.ts'
import type { Figure } from '../../../src/reports/figure-book.ts'
import { htmlPage } from '../../../src/reports/html.ts'
import { chartHtml } from '../../../src/reports/insets.ts'
import { table } from '../../../src/reports/markdown.ts'
import { chartMark, marked } from '../../../src/reports/marks.ts'
import { wordsFor } from '../../../src/reports/words/words.ts'
import { hardCharts } from './hard-charts.ts'
import type { HardLanguage } from './hard-charts.ts'
import { faultsOf } from './page-faults.ts'
import { browserPath, hasBrowser, whySkipped } from '../../browser.ts'

const cells = {
  en: 'Corporate travel desk of the group’s head office',
  'zh-TW': '跨國企業集團總部採購與差旅管理中心',
}

/** A report page with everything that may be too wide: names, money, tables of many columns, all kinds of charts. */
function hardPage(language: HardLanguage): string {
  const words = wordsFor(language)
  const empty = { numbers: new Map<number, number>(), figure: () => undefined }
  const figure = (key: number): Figure => ({
    key,
    id: 'r_1.n',
    value: 1,
    unit: 'money',
    badge: 'assumed',
    currency: null,
    tool: 'assess_health',
  })
  const charts = hardCharts(language)
  const head = Array.from({ length: 11 }, (_, at) => (at % 2 === 0 ? cells[language].slice(0, 14) : '客戶數'))
  const row = head.map((_, at) =>
    at % 3 === 0 ? cells[language] : at % 3 === 1 ? '2026年6月30日' : '$1,234,567,890',
  )
  const text = [
    `# ${cells[language]}`,
    '2026-06-30',
    ...Object.keys(charts).flatMap((name, at) => [
      `## ${at}. ${cells[language]}`,
      at === 0
        ? `- **${cells[language]}**: ${'customer_id_without_any_space_'.repeat(4)}`
        : `\`churn_reason\` ${cells[language]}`,
      `${cells[language]} ${marked(0, 'NT$ 1,234.5 萬')}–${marked(0, 'US$ 9.9M')}. `.repeat(3),
      chartMark(name),
      table(
        head,
        [row, row],
        head.map((_, column) => (column % 3 === 2 ? 'r' : 'l')),
      ),
    ]),
  ].join('\n\n')
  return htmlPage({
    language,
    title: cells[language],
    text,
    numbers: new Map([[0, 1]]),
    figure,
    inset: name => {
      const plan = charts[name]
      return plan === undefined
        ? ''
        : chartHtml(
            name,
            { title: cells[language], foot: 'n = 12', twin: table(['a'], [['1']]), plan },
            words,
            {
              ...empty,
              inset: () => '',
            },
          )
    },
    footer: 'Holdfast',
  })
}

describe.skipIf(!hasBrowser)(`a report page in a browser${whySkipped}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  }, 60_000)
  afterAll(() => browser.close())

  it('holds for the pictures that stand alone, with title and foot inside', async () => {
    const page = await browser.newPage()
    await page.setContent(
      (['en', 'zh-TW'] as const)
        .flatMap(language => Object.values(hardCharts(language)))
        .map(plan => `<p>${fileSvg({ title: 'a', foot: 'b', twin: '', plan })}</p>`)
        .join('\n'),
    )
    expect(await page.evaluate(faultsOf)).toEqual([])
    await page.close()
  }, 60_000)

  for (const language of ['en', 'zh-TW'] as const)
    for (const colorScheme of ['light', 'dark'] as const)
      it(`has nothing cut, overlapping, pale or asked of others: ${language}, ${colorScheme}`, async () => {
        const page = await browser.newPage({ colorScheme })
        const asked: string[] = []
        page.on('request', request => asked.push(request.url()))
        await page.setContent(hardPage(language))
        for (const width of [390, 820, 1280]) {
          await page.setViewportSize({ width, height: 900 })
          expect({ width, faults: await page.evaluate(faultsOf) }).toEqual({ width, faults: [] })
        }
        expect(asked).toEqual([])
        await page.close()
      }, 60_000)
})
