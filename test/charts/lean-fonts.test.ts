import { readFile } from 'node:fs/promises'
import { Resvg } from '@resvg/resvg-js'
import { expect, it } from 'vitest'
import { fontFiles, fontName } from '../../src/charts/fonts.ts'
import { withLeanFonts } from '../../src/charts/lean-fonts.ts'
import { fontCutter } from '../../src/charts/shrunk-font.ts'

// Digits beside a point are replaced by others, é is put together, 〓 stands for what is missing.
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="60" style="font-size:18px"><text y="24">' +
  '€302.2K（é ǘ 〓）客戶流失，18.3%</text><text y="50" font-weight="700">次高 À 萬 5/8</text></svg>'

it('draws the same picture with fonts cut to the letters of the drawing', async () => {
  const { regular, bold } = await fontFiles()
  const draw = (files: string[]): Uint8Array =>
    new Resvg(svg, {
      font: { loadSystemFonts: false, fontFiles: files, defaultFontFamily: fontName() },
    })
      .render()
      .asPng()
  const lean = await withLeanFonts([regular, bold], svg, draw)
  expect(Buffer.compare(lean, draw([regular, bold]))).toBe(0)
  const cut = fontCutter(await readFile(regular))(svg)
  expect(cut.length).toBeLessThan(400_000)
})

it('gives back what is no TrueType font', () => {
  const other = Buffer.from('OTTO\0\0\0\0\0\0\0\0')
  expect(fontCutter(other)('a')).toBe(other)
})
