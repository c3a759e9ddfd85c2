import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { docxOf } from '../../../src/reports/print/docx.ts'
import { paperOf } from '../../../src/reports/print/paper.ts'
import { pdfOf } from '../../../src/reports/print/pdf.ts'
import { pdfText } from './pdf-text.ts'
import { sampleReport } from './sample-paper.ts'

const paper = paperOf(sampleReport('zh-TW'))

it('prints a PDF whose Chinese can be searched, with links to the register, and the same bytes again', async () => {
  const first = await pdfOf(paper)
  const text = pdfText(first)
  expect(text).toContain('客戶流失報告：訂閱業務')
  expect(text).toContain('1,234')
  expect(text).toContain('orders_2026.csv')
  expect(text).toContain('<b>不是標記</b>')
  expect(text).toContain('第 1 頁，共')
  // A rare sign without a glyph is not dropped; one that is in the font stays.
  expect(text).toContain('罕見字 〓 與 喆')
  expect(text).not.toContain('\uFFFD')
  const raw = Buffer.from(first).toString('latin1')
  expect(raw).toMatch(/\/D \(F1\)|\/Dest \(F1\)/)
  expect(raw).not.toMatch(/\/URI|https?:\/\/(?!www\.w3\.org|ns\.adobe\.com|purl\.org)/)
  expect(Buffer.compare(first, await pdfOf(paper))).toBe(0)
})

it('prints a Word document with real headings, repeated heads, East Asian fonts, and the same bytes again', async () => {
  const first = await docxOf(paper)
  const files = unzipSync(first)
  const part = (path: string): string => strFromU8(files[path] ?? new Uint8Array())
  const body = part('word/document.xml')
  const words = body.replace(/<[^>]+>/g, '')
  expect(words).toContain('1. 資料來源')
  expect(words).toContain('罕見字 𠮷 與 喆，&lt;b&gt;不是標記&lt;/b&gt;')
  expect(words).toContain('[F1–F3]')
  expect([...body.matchAll(/<w:pStyle w:val="(Heading\d|Title)"/g)].map(([, style]) => style)).toEqual([
    'Title',
    'Heading1',
    'Heading1',
    'Heading2',
  ])
  expect(body).toContain('<w:tblHeader/>')
  expect(part('word/styles.xml')).toContain('w:eastAsia="Microsoft JhengHei"')
  expect(part('word/styles.xml')).toContain('<w:lang w:val="en-GB" w:eastAsia="zh-TW"/>')
  expect(part('word/footer1.xml')).toMatch(/第 [\s\S]*PAGE[\s\S]* 頁，共 [\s\S]*NUMPAGES/)
  expect(part('docProps/core.xml')).toContain('2026-06-30T00:00:00Z')
  expect(Object.keys(files).filter(path => path.endsWith('.png'))).toHaveLength(1)
  expect(Buffer.compare(first, await docxOf(paper))).toBe(0)
})
