import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { fontFiles } from '../../charts/fonts.ts'
import { wordsFor } from '../words/words.ts'
import { textOf } from './blocks.ts'
import { citeText, pdfRegister, pdfTable } from './pdf-table.ts'
import { inks, lineContent } from './pdf-line.ts'
import { makePdf } from './pdf-make.ts'
import { joined, roomBelow } from './groups.ts'
import { legible } from './legible.ts'
import type { Paper, PaperBlock } from './paper.ts'
import { printWords } from './print-words.ts'

/** A4 in points, with margins for a hole punch. */
const page = { width: 595.28, height: 841.89, left: 50, right: 50, top: 62, bottom: 54 } as const
const measure = page.width - page.left - page.right
const full = page.height - page.top - page.bottom
/** What is held together may take most of a page; heights are estimated, so not all of it. */
const sheet = { total: measure, most: 560 } as const

interface Setting {
  paper: Paper
  /** Place of the block among all. */
  at: number
  /** Not held together with what follows. */
  alone: boolean
}

const headings: Readonly<Record<number, { fontSize: number; margin: [number, number, number, number] }>> = {
  1: { fontSize: 21, margin: [0, 0, 0, 4] },
  2: { fontSize: 14.5, margin: [0, 14, 0, 6] },
  3: { fontSize: 11.5, margin: [0, 10, 0, 4] },
}

/** Marks what leads to something so that it never stands alone at the foot of a page. */
function asking(paper: Paper, at: number, alone: boolean): { headlineLevel?: number } {
  // What must stay together may not be broken anew: the library loses what follows there.
  const room = alone ? Math.ceil(roomBelow(paper.blocks, at, sheet)) : 0
  return room > 0 ? { headlineLevel: room } : {}
}

/** A heading, marked so that it never stands alone at the foot of a page. */
function heading(
  { line, level }: Extract<PaperBlock, { kind: 'heading' }>,
  { paper, at, alone }: Setting,
): Content {
  const { fontSize, margin } = headings[level] ?? { fontSize: 10, margin: [0, 8, 0, 3] }
  const text = textOf(line)
  return {
    text,
    fontSize,
    margin,
    bold: true,
    color: inks.ink,
    lineHeight: 1.2,
    id: `h${at}`,
    ...asking(paper, at, alone),
    ...(level === 2 ? { tocItem: true } : {}),
    ...(level === 1 ? {} : { outline: true }),
  }
}

function list({ ordered, start, items }: Extract<PaperBlock, { kind: 'list' }>, whole: boolean): Content {
  const set = items.map((item): Content => ({
    text: [...lineContent(item), ...citeText([item])],
    margin: [0, 1.5, 0, 1.5],
    ...(whole ? { unbreakable: true } : {}),
  }))
  return ordered
    ? { ol: set, start, margin: [0, 2, 0, 8] }
    : { ul: set, margin: [0, 2, 0, 8], markerColor: inks.soft }
}

/** The answer in a frame of its own, as on the page. */
const framed = (content: Content): Content => ({
  margin: [0, 2, 0, 10],
  table: { widths: ['*'], body: [[content]] },
  layout: {
    hLineWidth: () => 0,
    vLineWidth: side => (side === 0 ? 3 : 0),
    vLineColor: () => inks.accent,
    fillColor: () => inks.band,
    paddingLeft: () => 10,
    paddingRight: () => 10,
    paddingTop: () => 6,
    paddingBottom: () => 2,
  },
})

function chart({ chart: drawn }: Extract<PaperBlock, { kind: 'chart' }>): Content {
  const width = Math.min(measure, drawn.width * 0.66)
  return {
    margin: [0, 4, 0, 10],
    stack: [
      { text: lineContent(drawn.title.map(span => ({ ...span, bold: true }))), margin: [0, 0, 0, 4] },
      { svg: drawn.svg, width },
      {
        text: [
          ...lineContent(drawn.foot, { colour: inks.soft }),
          { text: drawn.cites === '' ? '' : ` [${drawn.cites}]`, fontSize: 6, color: inks.soft },
        ],
        fontSize: 7.5,
        margin: [0, 3, 0, 0],
      },
    ],
  }
}

function content(block: PaperBlock | undefined, setting: Setting): Content {
  const { paper, at, alone } = setting
  const before = paper.blocks[at - 1]
  switch (block?.kind) {
    case undefined:
      return ''
    case 'heading':
      return heading(block, setting)
    case 'paragraph': {
      const subtitle = before?.kind === 'heading' && before.level === 1
      return {
        text: [...lineContent(block.line, subtitle ? { colour: inks.soft } : {}), ...citeText([block.line])],
        margin: [0, 0, 0, subtitle ? 10 : 6],
        ...asking(paper, at, alone),
      }
    }
    case 'list':
      return isAnswer(paper.blocks, at) ? framed(list(block, false)) : list(block, true)
    case 'table':
      return pdfTable(block, {
        total: measure,
        referenceHead: wordsFor(paper.language).register.reference,
      })
    case 'chart':
      return chart(block)
    case 'register':
      return pdfRegister(block.table, measure)
  }
}

/** The list under the first section's heading sums the report up. */
const isAnswer = (blocks: readonly PaperBlock[], at: number): boolean =>
  blocks[at - 1]?.kind === 'heading' && blocks.findIndex(({ kind }) => kind === 'list') === at

/** Reports of more blocks than fit on a few pages say what is where. */
const long = 24

function contents(paper: Paper): Content {
  return {
    unbreakable: true,
    stack: [
      {
        toc: {
          title: {
            text: printWords(paper.language).contents,
            bold: true,
            fontSize: 11.5,
            margin: [0, 12, 0, 4],
          },
          textStyle: { fontSize: 8.5 },
          numberStyle: { fontSize: 8.5 },
        },
      },
    ],
  }
}

function definition(paper: Paper): TDocumentDefinitions {
  const words = wordsFor(paper.language)
  const sections = paper.blocks.flatMap((block, at) =>
    block.kind === 'heading' && block.level === 2 ? [at] : [],
  )
  const contentsAt = paper.blocks.length > long ? (sections[1] ?? -1) : -1
  const small = { fontSize: 7.5, color: inks.soft }
  const day = new Date(`${paper.day}T00:00:00Z`)
  return {
    version: '1.7',
    pageSize: 'A4',
    pageMargins: [page.left, page.top, page.right, page.bottom],
    language: paper.language,
    displayTitle: true,
    info: {
      title: paper.title,
      author: 'Holdfast',
      creator: 'Holdfast',
      producer: 'Holdfast',
      creationDate: day,
      modDate: day,
    },
    defaultStyle: { font: 'Noto', fontSize: 9.5, lineHeight: 1.3, color: inks.ink },
    header: current =>
      current === 1
        ? null
        : {
            columns: [{ text: paper.title, ...small }],
            margin: [page.left, 30, page.right, 0],
          },
    footer: (current, pages) => ({
      columns: [
        { text: `${words.printed.on} · ${paper.source}`, width: '*', ...small },
        { text: words.printed.page(String(current), String(pages)), width: 'auto', ...small },
      ],
      margin: [page.left, 18, page.right, 0],
    }),
    content: joined(paper.blocks, sheet).flatMap(({ places: group, held }): Content[] => {
      const stack = group.map(at => content(paper.blocks[at], { paper, at, alone: !held }))
      const [first] = group
      const opens = contentsAt !== -1 && first === contentsAt
      const whole: Content = { stack, unbreakable: held }
      return opens ? [contents(paper), whole] : [whole]
    }),
    // A heading goes over to the page of what it announces.
    pageBreakBefore: ({ headlineLevel: room, startPosition: { verticalRatio } }) =>
      room !== undefined && verticalRatio > 0.01 && (1 - verticalRatio) * full < room,
  }
}

/** A report as PDF: A4, our own fonts, drawings as vectors, every number a link to its row in the register. */
export async function pdfOf(paper: Paper): Promise<Uint8Array> {
  return makePdf(definition(legible(paper)), await fontFiles())
}
