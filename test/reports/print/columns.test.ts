import { describe, expect, it } from 'vitest'
import { withoutBareHeads } from '../../../src/reports/markdown.ts'
import type { Line, TableBlock } from '../../../src/reports/print/blocks.ts'
import { namedLine } from '../../../src/reports/print/column-names.ts'
import { columnsFor, emWidth } from '../../../src/reports/print/columns.ts'
import { lineContent } from '../../../src/reports/print/pdf-line.ts'
import { breakable, wordsOf } from '../../../src/reports/word-breaks.ts'

const line = (text: string): Line => [{ text }]
const long = '沉默時間與自身購買間隔之比不低於一點六，且平均購買間隔不低於八十七天，再前九十天訂單數低於二'

const crowded: TableBlock = {
  kind: 'table',
  head: ['區隔', '行動', '期間', '客戶數', '佔留存客戶', '說明'].map(line),
  rows: [
    ['企業客戶', '專人聯繫', '2023年12月15日至2026年9月16日', '1,204', '61.2%', long].map(line),
    ['個人旅客', '自動訊息', '2025年1月1日至2026年9月16日', '12', '3%', long].map(line),
  ],
  align: ['left', 'left', 'left', 'right', 'right', 'left'],
}

describe('columns on paper', () => {
  it('keep short texts, days and names of four signs on one line', () => {
    const { widths, fontSize, tight } = columnsFor(crowded, null, { total: 495, padding: 4 })
    expect(tight).toBe(false)
    expect(fontSize).toBeGreaterThanOrEqual(7)
    const ems = widths.map(width => width / fontSize)
    expect(ems[0]).toBeGreaterThanOrEqual(4)
    expect(ems[1]).toBeGreaterThanOrEqual(4)
    expect(ems[2]).toBeGreaterThanOrEqual(emWidth('2023年12月15日'))
    expect(ems[3]).toBeGreaterThanOrEqual(3)
    expect(widths.reduce((sum, width) => sum + width + 8, 0)).toBeCloseTo(495, 6)
  })

  it('never break a day in a PDF, and names of columns between words only', () => {
    expect(lineContent(line('自2025年1月1日起'))).toEqual([
      { text: '自' },
      { text: '2025年1月1日', noWrap: true },
      { text: '起' },
    ])
    expect(namedLine(line('每年面臨風險的營收'), 5)[0]?.text.split('\n')).toEqual(['每年面臨', '風險的營收'])
    expect(namedLine(line('客戶數'), 5)).toEqual(line('客戶數'))
  })
})

describe('names of columns on a page', () => {
  it('may break between Chinese words, and no glyph stands alone', () => {
    expect(breakable('客戶數')).toBe('客戶數')
    expect(breakable('占留存客戶')).toBe('占留存<wbr>客戶')
    expect(wordsOf('share of low health').join('')).toBe('share of low health')
    for (const part of wordsOf('預期購買次數與低健康占比')) expect([...part].length).toBeGreaterThan(1)
  })
})

describe('tables without rows', () => {
  it('are left out, others stay as they are', () => {
    const full = '| x | y |\n| --- | ---: |\n| 1 | 2 |\n'
    expect(withoutBareHeads(`a\n\n${full}\nb`)).toBe(`a\n\n${full}\nb`)
    expect(withoutBareHeads('a\n\n| x | y |\n| --- | ---: |\n\nb\n\n| q |\n| --- |')).toBe('a\n\n\nb\n\n')
  })
})
