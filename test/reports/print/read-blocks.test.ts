import { describe, expect, it } from 'vitest'
import { marked, plan } from '../../../src/reports/marks.ts'
import { referencesOf, textOf } from '../../../src/reports/print/blocks.ts'
import { columnsFor } from '../../../src/reports/print/columns.ts'
import { joined } from '../../../src/reports/print/groups.ts'
import { paperOf } from '../../../src/reports/print/paper.ts'
import { readBlocks } from '../../../src/reports/print/read-blocks.ts'
import { sampleReport } from './sample-paper.ts'

describe('blocks of a report', () => {
  it('reads looks, figures and names out of marked Markdown', () => {
    const text = `**加粗。**後文 ${marked(4, '12%')} 與 ${plan('C-1')}、*輕*、\`r_1\`、a\\_b &lt;i&gt;`
    expect(readBlocks(text, new Map([[4, 9]]))).toEqual([
      {
        kind: 'paragraph',
        line: [
          { text: '加粗。', bold: true },
          { text: '後文 ' },
          { text: '12%', figure: 9 },
          { text: ' 與 C-1、' },
          { text: '輕', soft: true },
          { text: '、' },
          { text: 'r_1', code: true },
          { text: '、a_b <i>' },
        ],
      },
    ])
  })

  it('reads tables with their alignment, and without a head where none is named', () => {
    const [first, second] = readBlocks(
      '| a | b |\n| --- | ---: |\n| 1 | 2 |\n\n| | |\n| --- | --- |\n| k | v |',
      new Map(),
    )
    expect(first).toMatchObject({
      kind: 'table',
      align: ['left', 'right'],
      head: [[{ text: 'a' }], [{ text: 'b' }]],
    })
    expect(second).toMatchObject({ kind: 'table', head: null, rows: [[[{ text: 'k' }], [{ text: 'v' }]]] })
  })

  it('keeps texts in order, nested lists too, and drops signs that no XML may hold', () => {
    const blocks = readBlocks('- a\n  - b\u0007\n- c\n\n> d\n\n```\ne\n```', new Map())
    const words = blocks.flatMap(block =>
      block.kind === 'list'
        ? block.items.map(textOf)
        : block.kind === 'paragraph'
          ? [textOf(block.line)]
          : [],
    )
    expect(words.map(word => word.trim()).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('puts charts and the register in their places', () => {
    const paper = paperOf(sampleReport('zh-TW'))
    expect(paper.day).toBe('2026-06-30')
    expect(paper.blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'heading',
      'list',
      'heading',
      'paragraph',
      'table',
      'heading',
      'chart',
      'table',
      'list',
      'register',
    ])
    const chart = paper.blocks.find(block => block.kind === 'chart')
    expect(chart?.chart.svg).toContain('23.1%')
    expect(chart?.chart.svg).not.toMatch(/[\uE000-\uE006]/)
    expect(chart?.chart.cites).toBe('F1, F2')
    const register = paper.blocks.find(block => block.kind === 'register')
    expect(register?.table.rows.map(([number]) => textOf(number ?? []))).toEqual(['F1', 'F2', 'F3'])
  })
})

describe('the page', () => {
  const table = (columns: number, cell: string) => ({
    kind: 'table' as const,
    head: Array.from({ length: columns }, (_, at) => [{ text: `欄位${at}` }]),
    rows: [Array.from({ length: columns }, () => [{ text: cell }])],
    align: [],
  })

  it('gives columns the whole measure and shrinks type before it breaks a word', () => {
    const roomy = columnsFor(table(3, '12.3%'), null, { total: 500, padding: 4 })
    expect(roomy.widths.reduce((sum, width) => sum + width + 8, 0)).toBeCloseTo(500)
    expect(roomy).toMatchObject({ fontSize: 8.5, tight: false })
    const full = columnsFor(table(9, 'customers'), ['F1–F9'], { total: 500, padding: 4 })
    expect(full.fontSize).toBeLessThan(8)
    expect(full.tight).toBe(false)
    const over = columnsFor(table(12, 'unbreakable_word_of_a_file'), null, { total: 500, padding: 4 })
    expect(over).toMatchObject({ fontSize: 6, tight: true })
    expect(over.widths.reduce((sum, width) => sum + width + 8, 0)).toBeCloseTo(500)
  })

  it('keeps headings with what they announce, and never holds more together than a page takes', () => {
    const { blocks } = paperOf(sampleReport('zh-TW'))
    const groups = joined(blocks, { total: 495, most: 430 })
    expect(groups.flatMap(({ places }) => places)).toEqual(blocks.map((_, at) => at))
    expect(groups.some(({ places, held }) => held && places.join() === '7,8')).toBe(true)
    const tall = {
      ...table(2, '長'.repeat(400)),
      rows: Array.from({ length: 14 }, () => [[{ text: '長'.repeat(400) }]]),
    }
    expect(joined([blocks[0] ?? tall, tall], { total: 495, most: 430 })).toEqual([
      { places: [0], held: false },
      { places: [1], held: false },
    ])
  })

  it('cites every figure of a row once', () => {
    expect(
      referencesOf([
        [{ text: '1', figure: 3 }],
        [
          { text: '2', figure: 4 },
          { text: '3', figure: 5 },
        ],
      ]),
    ).toBe('F3–F5')
  })
})
