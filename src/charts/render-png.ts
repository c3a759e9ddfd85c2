import { drawable, pictureFonts, setInFamilies } from './fonts.ts'
import { withLeanFonts } from './lean-fonts.ts'
import { fontFamily } from './palette.ts'

/** The Chinese face draws curly quotes as wide as a hanzi; around Latin letters the straight ones are right. */
export const narrow = (text: string): string =>
  text.replace(/(?<=[\p{sc=Latin}\d])’/gu, "'").replace(/“([^”\p{sc=Han}<]*)”/gu, '&quot;$1&quot;')

/** English has no wide quotes, whatever stands between them. */
const straight = (text: string): string => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '&quot;')

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
 * not asked, so that the picture is the same everywhere. Readers in Taiwan get the shapes they write. A character that
 * none of the fonts has is drawn as 〓.
 */
export async function renderPng(
  svg: string,
  {
    scale = 2,
    ground = '#ffffff',
    language,
  }: { scale?: number; ground?: string; language?: 'en' | 'zh-CN' | 'zh-TW' } = {},
): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js')
  const text = drawable(narrow(language === 'en' ? straight(svg) : svg))
  const { files, families } = await pictureFonts(text, { taiwan: language === 'zh-TW' })
  const family = families[0]?.family ?? ''
  return withLeanFonts(files, text, fontFiles =>
    new Resvg(setInFamilies(text, fontFamily, families), {
      fitTo: { mode: 'zoom', value: scale },
      background: ground,
      font: {
        loadSystemFonts: false,
        fontFiles,
        defaultFontFamily: family,
        sansSerifFamily: family,
        serifFamily: family,
        monospaceFamily: family,
      },
    })
      .render()
      .asPng(),
  )
}
