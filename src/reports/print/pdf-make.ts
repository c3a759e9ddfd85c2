import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { FontFiles } from '../../charts/fonts.ts'

/** The library as one global object: fonts and policies are set before each use, and it may reach nothing else. */
export async function makePdf(
  definition: TDocumentDefinitions,
  { regular, bold }: FontFiles,
): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake')
  // Only our own two font files may be read, and no address may be asked.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(path => path === regular || path === bold)
  pdfmake.setFonts({ Noto: { normal: regular, bold, italics: regular, bolditalics: bold } })
  return pdfmake.createPdf(definition).getBuffer()
}
