import { inflateSync } from 'node:zlib'

interface Entry {
  head: string
  body: string
}

/** Objects of a PDF file by number, with their streams inflated. */
function entries(file: string): Map<number, Entry> {
  const found = new Map<number, Entry>()
  for (const part of file.split('\nendobj')) {
    const number = /(\d+) 0 obj\n/.exec(part)
    if (number === null) continue
    const rest = part.slice(number.index + number[0].length)
    const from = rest.indexOf('stream\n')
    const head = from === -1 ? rest : rest.slice(0, from)
    const packed = from === -1 ? '' : rest.slice(from + 7, rest.lastIndexOf('\nendstream'))
    const body = head.includes('/FlateDecode')
      ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
      : packed
    found.set(Number(number[1]), { head, body })
  }
  return found
}

const signs = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** What each code of a font means, from its ToUnicode table (ISO 32000-1, 9.10.3). */
function meanings(table: string): Map<string, string> {
  const known = new Map<string, string>()
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi))
    for (const [at, [, hex = '']] of [...list.matchAll(/<([0-9a-f]+)>/gi)].entries())
      known.set((Number.parseInt(first, 16) + at).toString(16).padStart(4, '0'), signs(hex))
  return known
}

/** The words of a PDF as a reader copies them, for files with fonts like ours: two bytes a glyph. */
export function pdfText(bytes: Uint8Array): string {
  const all = entries(Buffer.from(bytes).toString('latin1'))
  const fonts = new Map<string, Map<string, string>>()
  for (const { head } of all.values())
    for (const [, name = '', at = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(all.get(Number(at))?.head ?? '')
      if (table) fonts.set(name, meanings(all.get(Number(table[1]))?.body ?? ''))
    }
  let words = ''
  for (const { head, body } of all.values()) {
    if (/\/Type|\/Length1|\/Subtype/.test(head)) continue
    let font = new Map<string, string>()
    for (const line of body.split('\n')) {
      const name = /^\/(F\d+) \S+ Tf$/.exec(line)
      if (name) font = fonts.get(name[1] ?? '') ?? font
      if (!line.endsWith('TJ')) continue
      for (const [, codes = ''] of line.matchAll(/<([0-9a-f]+)>/gi))
        for (const code of codes.match(/.{4}/g) ?? []) words += font.get(code.toLowerCase()) ?? '\uFFFD'
    }
  }
  return words
}
