import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { drawable, fontFiles, pictureFonts, printable, setInFamilies } from '../../src/charts/fonts.ts'
import { renderPng } from '../../src/charts/render-png.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-fonts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const drawing = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="24"><text x="2" y="18" font-size="16">${text}</text></svg>`

describe('fonts', () => {
  it('covers the basic hanzi, the full-width forms and the signs that reports print', () => {
    const hanzi = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, index) => 0x4e00 + index)
    const missing = hanzi.filter(point => printable(String.fromCodePoint(point)) === '〓')
    // The sixteen that Unicode 13 and 14 added at the end of the block.
    expect(missing).toEqual(Array.from({ length: 16 }, (_, index) => 0x9ff0 + index))
    const signs = '，。：；（）「」“”％￥€£−–—→≥≤×·•α…〓喆镕萬億'
    expect(printable(signs)).toBe(signs)
  })

  it('puts a sign where a glyph is missing', () => {
    expect(printable('a 😀 𠮷 b')).toBe('a 〓 〓 b')
  })

  it('writes a letter it lacks without its accent, and drops what is not seen', () => {
    expect(printable('Čapek Łódź Cafe\u0301 \u200e客\ufe0f')).toBe('Capek Lódz Café 客')
    expect(printable('서울')).toBe('〓〓')
    expect(drawable('Čapek 서울 الشرقية 😀')).toBe('Čapek 서울 الشرقية 〓')
  })

  it('sets each text of a picture in one family, and a mixed one stretch by stretch', async () => {
    const text = '<text style="font-family:X">'
    const set = async (words: string, taiwan: boolean) =>
      setInFamilies(`${text}${words}</text>`, 'X', (await pictureFonts(words, { taiwan })).families)
    expect(await set('門市 12%', false)).toContain('font-family:Noto Sans SC">門市 12%<')
    expect(await set('門市 12%', true)).toContain('font-family:Noto Sans TC">門市 12%<')
    expect(await set('서울 3', false)).toContain('font-family:Noto Sans KR">서울 3<')
    expect(await set('门店 서울', false)).toContain(
      'font-family:Noto Sans SC">门店 <tspan font-family="Noto Sans KR">서울</tspan><',
    )
    // The drawing library loses a line that mixes these.
    expect(await set('门店 الشرقية', false)).toMatch(/门店 〓+<\/text>/)
  })

  it('unpacks once, and again when the file was damaged', async () => {
    const { regular } = await fontFiles(folder)
    const size = statSync(regular).size
    expect(size).toBeGreaterThan(7_000_000)
    writeFileSync(regular, 'x')
    vi.resetModules()
    const { fontFiles: anew } = await import('../../src/charts/fonts.ts')
    expect(statSync((await anew(folder)).regular).size).toBe(size)
  })
})

describe('renderPng', () => {
  it('draws Chinese with the fonts of the package, each character its own', async () => {
    const [one, two, empty, unknown] = await Promise.all(
      ['喆镕', '萬億', '', '𠮷😀'].map(text => renderPng(drawing(text))),
    )
    const sign = await renderPng(drawing('〓〓'))
    expect(
      Buffer.from(one ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(Buffer.from(one ?? []).equals(Buffer.from(two ?? []))).toBe(false)
    expect(Buffer.from(one ?? []).equals(Buffer.from(empty ?? []))).toBe(false)
    expect(Buffer.from(unknown ?? []).equals(Buffer.from(sign))).toBe(true)
  })

  it('gives the same bytes each time, at the asked scale', async () => {
    const [one, two] = [await renderPng(drawing('流失')), await renderPng(drawing('流失'))]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
    expect(Buffer.from(one).readUInt32BE(16)).toBe(120)
    expect(Buffer.from(await renderPng(drawing('流失'), { scale: 1 })).readUInt32BE(16)).toBe(60)
  })

  it('ships the licence beside the fonts', () => {
    expect(readFileSync('data/fonts/LICENSE-OFL.txt', 'utf8')).toMatch(/SIL OPEN FONT LICENSE Version 1\.1/)
  })
})
