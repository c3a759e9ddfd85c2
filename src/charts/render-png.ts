import { fontFiles, fontName, printable } from './fonts.ts'

/** The Chinese face draws curly quotes as wide as a hanzi; around Latin letters the straight ones are right. */
export const narrow = (text: string): string =>
  text.replace(/(?<=[\p{sc=Latin}\d])’/gu, "'").replace(/“([^”\p{sc=Han}<]*)”/gu, '&quot;$1&quot;')

/** The drawing library is made for each platform; a packed program moved to another one goes without pictures. */
export async function canDraw(): Promise<boolean> {
  try {
    await import('@resvg/resvg-js')
    return true
  } catch {
    return false
  }
}

/**
 * An SVG drawing as PNG, at twice its size unless told otherwise, set in our own fonts only: the machine's are
 * not asked, so that the picture is the same everywhere. A character that they lack is drawn as 〓.
 */
export async function renderPng(
  svg: string,
  { scale = 2, ground = '#ffffff' }: { scale?: number; ground?: string } = {},
): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js')
  const { regular, bold } = await fontFiles()
  const family = fontName()
  const drawing = new Resvg(printable(narrow(svg)), {
    fitTo: { mode: 'zoom', value: scale },
    background: ground,
    font: {
      loadSystemFonts: false,
      fontFiles: [regular, bold],
      defaultFontFamily: family,
      sansSerifFamily: family,
      serifFamily: family,
      monospaceFamily: family,
    },
  })
  return drawing.render().asPng()
}
