import type { Language } from '../locales/index.ts'
import type { ChartDraft } from '../reports/churn/charts.ts'
import type { Figure } from '../reports/figure-book.ts'
import { htmlPage } from '../reports/html.ts'
import { chartHtml, chartMarkdown, registerHtml, registerTable } from '../reports/insets.ts'
import { plainMarkdown } from '../reports/markdown.ts'
import { wordsFor } from '../reports/words/words.ts'
import type { ReportFormat } from './report-service.ts'

/** A report in one language, set but in no format yet. */
export interface SetDocument {
  language: Language
  title: string
  /** Marked Markdown. */
  text: string
  charts: ReadonlyMap<string, ChartDraft>
  /** Reference numbers of the figures, by their place in the book. */
  numbers: ReadonlyMap<number, number>
  figure: (key: number) => Figure | undefined
  /** Day and data version, for the foot. */
  source: string
}

function markdown({ language, text, charts, numbers, figure }: SetDocument): string {
  const words = wordsFor(language)
  const twinOf = (name: string): string => {
    if (name === 'register') return registerTable(numbers, figure, words)
    const draft = charts.get(name)
    return draft ? chartMarkdown(name, draft) : ''
  }
  return plainMarkdown(text, { numbers, referenceHead: words.register.reference, twinOf })
}

function html({ language, title, text, charts, numbers, figure, source }: SetDocument): string {
  const words = wordsFor(language)
  const inset = (name: string): string => {
    if (name === 'register') return registerHtml(registerTable(numbers, figure, words), words)
    const draft = charts.get(name)
    return draft ? chartHtml(name, draft, words, { numbers, figure, inset: () => '' }) : ''
  }
  return htmlPage({
    language,
    title,
    text,
    numbers,
    figure,
    inset,
    footer: `${words.printed.on} · ${source}`,
  })
}

/** Libraries that draw and set paper are loaded when a paper is asked for. */
async function pdf(document: SetDocument): Promise<Uint8Array> {
  const [{ paperOf }, { pdfOf }] = await Promise.all([
    import('../reports/print/paper.ts'),
    import('../reports/print/pdf.ts'),
  ])
  return pdfOf(paperOf(document))
}

async function docx(document: SetDocument): Promise<Uint8Array> {
  const [{ paperOf }, { docxOf }] = await Promise.all([
    import('../reports/print/paper.ts'),
    import('../reports/print/docx.ts'),
  ])
  return docxOf(paperOf(document))
}

type Print = (document: SetDocument) => string | Uint8Array | Promise<string | Uint8Array>

/** Who writes a set report in which format. */
export const printers: Readonly<Record<ReportFormat, Print>> = { md: markdown, html, pdf, docx }
