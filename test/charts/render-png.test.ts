import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { fontFiles, printable } from '../../src/charts/fonts.ts'
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
