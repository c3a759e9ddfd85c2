import type { Language } from '../locales/index.ts'
import { onPage, renderSvg } from '../charts/render-svg.ts'
import { chartAnswers, churnCharts } from '../reports/churn/charts.ts'
import type { ChartKind } from '../reports/churn/charts.ts'
import { htmlPage } from '../reports/html.ts'
import { chartMark, keysIn, numberFigures, printedIn, replaceMarks } from '../reports/marks.ts'
import { Printer } from '../reports/printer.ts'
import { wordsFor } from '../reports/words/words.ts'
import { putFile } from './report-service.ts'
import type { ReportParts } from './report-service.ts'

export interface ChartRequest {
  kind: ChartKind
  language: Language
  where?: unknown
}

export interface DrawnChart {
  title: string
  foot: string
  files: readonly { path: string; format: 'svg' | 'html' }[]
  /** The same numbers, in the order of drawing. */
  figures: readonly { id: string; printed: string; value: number }[]
  asOf: string | null
  currency: string | null
}

const bare = (text: string): string => replaceMarks(text, (_key, printed) => printed)

/** Draws one chart of the stored data: a picture that stands alone and a page with its numbers. `null` without data for it. */
export async function drawChart(
  { ask, folders }: ReportParts,
  { kind, language, where }: ChartRequest,
): Promise<DrawnChart | null> {
  const facts = await chartAnswers(ask, kind, where === undefined ? {} : { where })
  if (facts === null) return null
  const printer = new Printer(language, facts.currency)
  const draft = churnCharts(facts, printer).get(kind)
  if (draft === undefined) return null
  const text = `${draft.title}\n${draft.twin}\n${draft.foot}`
  const numbers = numberFigures([text])
  const figure = (key: number) => facts.book.get(key)
  const first = keysIn(text).flatMap(key => figure(key)?.id ?? [])[0] ?? 'r_0'
  const stem = `chart-${kind}_${facts.asOf ?? 'undated'}_${first.slice(2, 8)}_${language}`
  const alone = draft.plan(true)
  const inPage = draft.plan(false)
  const drawn = onPage(renderSvg(inPage.option, inPage), bare(draft.title))
  const svg = replaceMarks(
    drawn,
    (key, printed) => `<tspan data-figure="${figure(key)?.id ?? ''}">${printed}</tspan>`,
  )
  const page = htmlPage({
    language,
    title: bare(draft.title),
    text: `# ${draft.title}\n\n${draft.foot}\n\n${chartMark('drawing')}\n\n${draft.twin}\n`,
    numbers,
    figure,
    footer: wordsFor(language).printed.on,
    inset: name => (name === 'drawing' ? `<figure>${svg}</figure>\n` : ''),
  })
  return {
    title: bare(draft.title),
    foot: bare(draft.foot),
    files: [
      { path: putFile(folders.output, `${stem}.svg`, bare(renderSvg(alone.option, alone))), format: 'svg' },
      { path: putFile(folders.output, `${stem}.html`, page), format: 'html' },
    ],
    figures: printedIn(draft.twin).flatMap(({ key, printed }) => {
      const known = figure(key)
      return known ? [{ id: known.id, printed, value: known.value }] : []
    }),
    asOf: facts.asOf,
    currency: facts.currency,
  }
}
