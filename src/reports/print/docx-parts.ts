import type { AlignmentType, ILevelsOptions, IStylesOptions, LevelFormat } from 'docx'
import type { Language } from '../../locales/index.ts'
import { halves, hex, twips } from './docx-line.ts'
import type { Paper } from './paper.ts'
import { inks } from './pdf-line.ts'
import { printWords } from './print-words.ts'

type Values<Of> = Of[keyof Of]

export const numberingLevels = (
  format: Values<typeof LevelFormat>,
  text: string,
  alignment: Values<typeof AlignmentType>,
): ILevelsOptions[] => [
  {
    level: 0,
    format,
    text,
    alignment,
    style: { paragraph: { indent: { left: twips(18), hanging: twips(14) } } },
  },
]

/** Real styles under Word's own names, so that its navigation and contents know them. */
export function stylesFor(language: Language): IStylesOptions {
  const { latin, eastAsian } = printWords(language).fonts
  const font = { ascii: latin, hAnsi: latin, cs: latin, eastAsia: eastAsian }
  const heading = (size: number, before: number, after: number) => ({
    run: { size: halves(size), bold: true, color: hex(inks.ink), font },
    paragraph: { spacing: { before: twips(before), after: twips(after) }, keepNext: true, keepLines: true },
  })
  return {
    default: {
      document: {
        run: {
          font,
          size: halves(10),
          color: hex(inks.ink),
          language: {
            value: 'en-GB',
            eastAsia: language === 'en' ? 'zh-CN' : language,
          },
        },
        paragraph: { spacing: { after: 120, line: 288, lineRule: 'auto' } },
      },
      title: {
        run: { size: halves(22), bold: true, color: hex(inks.ink), font },
        paragraph: { spacing: { after: 60 } },
      },
      heading1: heading(15, 18, 6),
      heading2: heading(12, 12, 4),
      heading3: heading(10.5, 8, 3),
    },
  }
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Who and when, dated by the data: neither the clock nor the machine's user stands in the file. */
export function coreProperties({ title, language, day }: Paper): string {
  const at = `${day}T00:00:00Z`
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escape(title)}</dc:title><dc:creator>Holdfast</dc:creator>` +
    `<cp:lastModifiedBy>Holdfast</cp:lastModifiedBy><cp:revision>1</cp:revision>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified>` +
    `<dc:language>${language}</dc:language></cp:coreProperties>`
  )
}
