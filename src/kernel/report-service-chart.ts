import { canDraw, renderPng } from '../charts/render-png.ts'
import { Fault } from '../fault.ts'
import type { Language } from '../locales/index.ts'
import type { Missing } from '../reports/answers.ts'
import { askForCharts, draftChart, filteredKinds } from '../reports/charts/kinds.ts'
import type { ChartKind } from '../reports/charts/kinds.ts'
import { bareText, fileSvg, inlineSvg, pictureSvg } from '../reports/charts/picture.ts'
import { FigureBook } from '../reports/figure-book.ts'
import { htmlPage } from '../reports/html.ts'
import { chartMark, keysIn, numberFigures, printedIn } from '../reports/marks.ts'
import { Printer } from '../reports/printer.ts'
import { wordsFor } from '../reports/words/words.ts'
import { putFile } from './put-file.ts'
import type { ReportParts } from './report-service.ts'

export interface ChartRequest {
  kind: ChartKind
  language: Language
  where?: unknown
  budget?: number | undefined
}

export interface DrawnChart {
  title: string
  foot: string
  /** The numbers of the chart as a Markdown table. */
  table: string
  files: readonly { path: string; format: 'png' | 'svg' | 'html' }[]
  /** `null` where no drawing library runs. */
  png: Uint8Array | null
  /** The same numbers, in the order of drawing. */
  figures: readonly { id: string; printed: string; value: number }[]
  asOf: string | null
  currency: string | null
}

/** Refuses what the tool behind a chart could not honour, instead of drawing all customers. */
function judge({ kind, where, budget }: ChartRequest): void {
  if (where !== undefined && !filteredKinds.includes(kind))
    throw new Fault('invalid_input', {
      field: 'where',
      problem: `the chart ${kind} is drawn for all customers only`,
      choices: filteredKinds,
    })
  if (budget !== undefined && kind !== 'marginal_roi')
    throw new Fault('invalid_input', {
      field: 'budget',
      problem: `the chart ${kind} has no budget`,
      choices: ['marginal_roi'],
    })
}

/**
 * Draws one chart of the stored data: a picture that stands alone, as PNG and SVG, and a page with its numbers.
 * `null` without data for it; a fault of the tool behind it is passed on.
 */
export async function drawChart(
  { ask, folders }: ReportParts,
  request: ChartRequest,
): Promise<DrawnChart | null> {
  judge(request)
  const { kind, language, where, budget } = request
  const book = new FigureBook()
  const reasons: Missing[] = []
  const scope = { ...(where === undefined ? {} : { where }), ...(budget === undefined ? {} : { budget }) }
  const answers = (await askForCharts(ask, [kind], book, scope, why => reasons.push(why))).get(kind)
  if (answers === undefined) {
    const refused = reasons.flatMap(why => (why.why === 'fault' ? [why.fault] : []))[0]
    if (refused?.code === 'invalid_input') throw refused
    return null
  }
  const asOf = answers[0]?.as_of ?? null
  const currency = answers.find(answer => answer.currency !== null)?.currency ?? null
  const draft = draftChart(kind, { answers, book, printer: new Printer(language, currency) })
  if (draft === null) return null
  const figure = (key: number) => book.get(key)
  const text = `${draft.title}\n${draft.twin}\n${draft.foot}`
  const first = keysIn(text).flatMap(key => figure(key)?.id ?? [])[0] ?? 'r_0'
  const stem = `chart-${kind}_${asOf ?? 'undated'}_${first.slice(2, 8)}_${language}`
  const inset = `<figure>${inlineSvg(draft, figure, kind)}</figure>\n`
  const page = htmlPage({
    language,
    title: bareText(draft.title),
    text: `# ${draft.title}\n\n${draft.foot}\n\n${chartMark('drawing')}\n\n${draft.twin}\n`,
    numbers: numberFigures([text]),
    figure,
    footer: wordsFor(language).printed.on,
    inset: name => (name === 'drawing' ? inset : ''),
  })
  const png = (await canDraw()) ? await renderPng(pictureSvg(draft), { language }) : null
  return {
    title: bareText(draft.title),
    foot: bareText(draft.foot),
    table: bareText(draft.twin),
    files: [
      ...(png === null
        ? []
        : [{ path: putFile(folders.output, `${stem}.png`, png), format: 'png' as const }]),
      { path: putFile(folders.output, `${stem}.svg`, fileSvg(draft)), format: 'svg' },
      { path: putFile(folders.output, `${stem}.html`, page), format: 'html' },
    ],
    png,
    figures: printedIn(draft.twin).flatMap(({ key, printed }) => {
      const known = figure(key)
      return known ? [{ id: known.id, printed, value: known.value }] : []
    }),
    asOf,
    currency,
  }
}
