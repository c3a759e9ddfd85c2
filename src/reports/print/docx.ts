import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LeaderType,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx'
import type { FileChild, ISectionOptions } from 'docx'
import { canDraw, renderPng } from '../../charts/render-png.ts'
import { wordsFor } from '../words/words.ts'
import { textOf } from './blocks.ts'
import { emWidth } from './columns.ts'
import { citedRuns, citeRuns, halves, hex, runsOf, twips } from './docx-line.ts'
import { coreProperties, numberingLevels, stylesFor } from './docx-parts.ts'
import { docxTable } from './docx-table.ts'
import { isWhole } from './groups.ts'
import type { Paper, PaperBlock } from './paper.ts'
import { inks } from './pdf-line.ts'
import { printWords } from './print-words.ts'
import { recounted, steadyArchive } from './steady-archive.ts'

/** A4 in points. */
const page = { width: 595.3, height: 841.9, side: 56, top: 64, bottom: 60 } as const
const measure = page.width - 2 * page.side

// The title has a style of its own: sections come first among the headings.
const levels = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
]

type Picture = Extract<PaperBlock, { kind: 'chart' }>['chart']

async function chart(drawn: Picture): Promise<FileChild[]> {
  const width = Math.min(measure, drawn.width * 0.66)
  // Word measures pictures in pixels of which 96 make an inch.
  const size = {
    width: Math.round((width * 96) / 72),
    height: (width * 96 * drawn.height) / drawn.width / 72,
  }
  const name = textOf(drawn.title)
  const png = (await canDraw()) ? await renderPng(drawn.svg) : null
  // Where nothing can draw, the table beside the chart tells the same.
  const picture =
    png &&
    new ImageRun({
      type: 'png',
      data: png,
      transformation: { width: size.width, height: Math.round(size.height) },
      altText: { name: 'chart', title: name, description: `${name} ${textOf(drawn.foot)}` },
    })
  return [
    new Paragraph({
      children: runsOf(drawn.title, { bold: true }),
      keepNext: true,
      spacing: { before: 120 },
    }),
    new Paragraph({
      children: picture ? [picture] : [],
      keepNext: true,
      spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO },
    }),
    new Paragraph({
      children: [...runsOf(drawn.foot, { colour: inks.soft, fontSize: 8 }), ...citeRuns(drawn.cites)],
      spacing: { after: 160 },
    }),
  ]
}

const answerLook = {
  shading: { fill: hex(inks.band) },
  border: { left: { style: BorderStyle.SINGLE, size: 24, space: 8, color: hex(inks.accent) } },
} as const

interface Setting {
  paper: Paper
  at: number
  /** Each ordered list counts on its own. */
  list: number
}

async function children(block: PaperBlock, { paper, at, list }: Setting): Promise<FileChild[]> {
  const before = paper.blocks[at - 1]
  switch (block.kind) {
    case 'heading':
      return block.level === 1
        ? [new Paragraph({ style: 'Title', children: runsOf(block.line) })]
        : [
            new Paragraph({
              heading: levels[block.level] ?? HeadingLevel.HEADING_3,
              children: runsOf(block.line),
            }),
          ]
    case 'paragraph': {
      const subtitle = before?.kind === 'heading' && before.level === 1
      const text = textOf(block.line)
      const next = paper.blocks[at + 1]?.kind
      // A few words above a table or drawing go with it, as the heading above them does.
      const announces =
        /[:：]$/.test(text) ||
        block.line.every(span => span.bold) ||
        ((next === 'table' || next === 'chart') && before?.kind === 'heading' && emWidth(text) < 80)
      return [
        new Paragraph({
          children: citedRuns(block.line, subtitle ? { colour: inks.soft } : {}),
          keepNext: announces,
        }),
      ]
    }
    case 'list': {
      const answer =
        before?.kind === 'heading' && paper.blocks.findIndex(({ kind }) => kind === 'list') === at
      return block.items.map(
        item =>
          new Paragraph({
            children: citedRuns(item),
            numbering: { reference: block.ordered ? 'steps' : 'points', level: 0, instance: list },
            spacing: { after: 60 },
            ...(answer ? answerLook : {}),
          }),
      )
    }
    case 'table':
      return [
        docxTable(block, {
          total: measure,
          referenceHead: wordsFor(paper.language).register.reference,
          whole: isWhole(block, measure),
        }),
        gap(),
      ]
    case 'register':
      return [docxTable(block.table, { total: measure, referenceHead: '', dense: true }), gap()]
    case 'chart':
      return chart(block.chart)
  }
}

/** Two tables that touch would become one. */
const gap = (): Paragraph => new Paragraph({ children: [], spacing: { before: 0, after: 80 } })

/** Reports of more blocks than fit on a few pages say what is where. */
const long = 24

async function body(paper: Paper): Promise<FileChild[]> {
  const sections = paper.blocks.flatMap((block, at) =>
    block.kind === 'heading' && block.level === 2 ? [at] : [],
  )
  const contentsAt = paper.blocks.length > long ? (sections[1] ?? -1) : -1
  const all: FileChild[] = []
  for (const [at, block] of paper.blocks.entries()) {
    if (at === contentsAt) {
      all.push(
        new Paragraph({
          children: [
            new TextRun({ text: printWords(paper.language).contents, bold: true, size: halves(12) }),
          ],
          spacing: { before: 240, after: 80 },
          keepNext: true,
        }),
        new TableOfContents(printWords(paper.language).contents, {
          headingStyleRange: '1-1',
          hyperlink: true,
          // Page numbers come when Word updates the field: dots that lead to none would look unfinished.
          tabLeader: LeaderType.NONE,
        }),
      )
    }
    all.push(...(await children(block, { paper, at, list: at })))
  }
  return all
}

function margins(paper: Paper): Pick<ISectionOptions, 'headers' | 'footers'> {
  const words = wordsFor(paper.language)
  const small = { size: halves(8), color: hex(inks.soft) }
  // The phrase of the language around the two fields of Word.
  const [before = '', between = '', after = ''] = words.printed
    .page('\u0001', '\u0002')
    .split(/[\u0001\u0002]/)
  const foot = (): Footer =>
    new Footer({
      children: [
        new Paragraph({
          tabStops: [{ type: TabStopType.RIGHT, position: twips(measure) }],
          children: [
            new TextRun({ text: `${words.printed.on} · ${paper.source}\t`, ...small }),
            new TextRun({
              children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
              ...small,
            }),
          ],
        }),
      ],
    })
  const head = (text: string): Header =>
    new Header({ children: [new Paragraph({ children: [new TextRun({ text, ...small })] })] })
  // The first page has the title itself.
  return {
    headers: { default: head(paper.title), first: head('') },
    footers: { default: foot(), first: foot() },
  }
}

/** A report as a Word document: real headings, tables and page fields, drawings as pictures, the same bytes each time. */
export async function docxOf(paper: Paper): Promise<Uint8Array> {
  const document = new Document({
    title: paper.title,
    creator: 'Holdfast',
    styles: stylesFor(paper.language),
    numbering: {
      config: [
        { reference: 'points', levels: numberingLevels(LevelFormat.BULLET, '•', AlignmentType.LEFT) },
        { reference: 'steps', levels: numberingLevels(LevelFormat.DECIMAL, '%1.', AlignmentType.LEFT) },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              left: twips(page.side),
              right: twips(page.side),
              top: twips(page.top),
              bottom: twips(page.bottom),
              header: twips(30),
              footer: twips(28),
            },
          },
        },
        ...margins(paper),
        children: await body(paper),
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(paper) },
  ])
  // Bookmarks and drawings are numbered over the life of the process.
  return steadyArchive(bytes, (_path, xml) => counters.reduce(recounted, xml))
}

const counters = [
  /(_Toc)(\d+)/g,
  /(<w:bookmark(?:Start|End)\b[^>]*?w:id=")(\d+)/g,
  /(<wp:docPr\b[^>]*?\bid=")(\d+)/g,
]
