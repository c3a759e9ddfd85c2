import type { ChartPlan } from '../../charts/chart.ts'
import type { Language } from '../../locales/index.ts'
import { onPlates } from '../../charts/plates.ts'
import { renderSvg } from '../../charts/render-svg.ts'
import { bareText } from '../charts/picture.ts'
import type { Figure } from '../figure-book.ts'
import { registerTable } from '../insets.ts'
import { keysIn, referenceList } from '../marks.ts'
import { wordsFor } from '../words/words.ts'
import type { Block, Line, TableBlock } from './blocks.ts'
import { readBlocks } from './read-blocks.ts'

/** A report in one language, set but on no paper yet. */
export interface SetReport {
  language: Language
  title: string
  /** Marked Markdown. */
  text: string
  charts: ReadonlyMap<
    string,
    { title: string; foot: string; twin: string; plan: (framed: boolean) => ChartPlan }
  >
  /** Reference numbers of the figures, by their place in the book. */
  numbers: ReadonlyMap<number, number>
  figure: (key: number) => Figure | undefined
  /** Day and data version, for the foot. */
  source: string
}

/** A drawing with what stands above and below it. */
export interface PaperChart {
  title: Line
  foot: Line
  /** References of all figures drawn. */
  cites: string
  /** In fixed colours on white; sizes in pixels. */
  svg: string
  width: number
  height: number
}

export type PaperBlock =
  | Exclude<Block, { kind: 'inset' }>
  | { kind: 'chart'; chart: PaperChart }
  | { kind: 'register'; table: TableBlock }

/** A report as it goes on paper, page by page: the same for every printing format. */
export interface Paper {
  language: Language
  title: string
  source: string
  /** ISO day that the document is dated by; the same data give the same bytes. */
  day: string
  blocks: readonly PaperBlock[]
}

const onOneLine = (text: string, numbers: ReadonlyMap<number, number>): Line =>
  readBlocks(text.replace(/\n+/g, ' '), numbers).flatMap(block =>
    block.kind === 'paragraph' || block.kind === 'heading' ? block.line : [],
  )

/** Drawn as large as needed for the page; marks of figures leave, their references stand under the drawing. */
function paperChart(
  draft: NonNullable<ReturnType<SetReport['charts']['get']>>,
  numbers: ReadonlyMap<number, number>,
): PaperChart {
  const plan = draft.plan(false)
  return {
    title: onOneLine(draft.title, numbers),
    foot: onOneLine(draft.foot, numbers),
    cites: referenceList(
      keysIn(`${draft.title}\n${draft.foot}\n${draft.twin}`).flatMap(key => numbers.get(key) ?? []),
    ),
    svg: onPlates(bareText(renderSvg(plan.option, plan))),
    width: plan.width,
    height: plan.height,
  }
}

/** A set report with its charts drawn and its register in place. */
export function paperOf(report: SetReport): Paper {
  const { language, title, text, charts, numbers, figure, source } = report
  const blocks = readBlocks(text, numbers).flatMap((block): PaperBlock[] => {
    if (block.kind !== 'inset') return [block]
    if (block.name === 'register') {
      const [table] = readBlocks(registerTable(numbers, figure, wordsFor(language)), numbers)
      return table?.kind === 'table' ? [{ kind: 'register', table }] : []
    }
    const draft = charts.get(block.name)
    return draft ? [{ kind: 'chart', chart: paperChart(draft, numbers) }] : []
  })
  return {
    language,
    title: onOneLine(title, numbers)
      .map(span => span.text)
      .join(''),
    source,
    day: /\d{4}-\d{2}-\d{2}/.exec(source)?.[0] ?? '1980-01-01',
    blocks,
  }
}
