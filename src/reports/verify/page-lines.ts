import { createHash } from 'node:crypto'
import { dataFileLeaves } from './data-file.ts'
import { referencesOf } from './document.ts'
import { languages } from '../../locales/index.ts'
import { wordsFor } from '../words/words.ts'
import { decoded, isPage, pagePieces } from './page-pieces.ts'

/** `index` is a row of the register, `head` the head of a table. */
export type LineKind = 'heading' | 'head' | 'row' | 'index' | 'text'

/** A line of a document of ours as it is kept and compared: the same for a copy that only looks otherwise. */
export interface PageLine {
  /** What a reader reads, without signs of layout. */
  words: string
  /** Its references; of a page, a mark of all that stands in its tags. */
  cites: string
  kind: LineKind
  /** It prints figures, a day or a name: other words on it make it say another thing. */
  claims: boolean
  /** From 0. */
  line: number
}

const day = /\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日/
const ownHeading = /^(?:# |#{2,3} \d+\. )/
const rule = /^\s*\|[\s|:-]*--[\s|:-]*$/
const referenceHeads = new Set(languages.map(language => wordsFor(language).register.reference))

const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 6)

/** Full-width digits as plain ones. */
const narrow = (text: string): string =>
  text.replace(/[０-９％．]/g, char => String.fromCodePoint((char.codePointAt(0) ?? 0) - 0xfee0))

/** Signs that only set type; a copy from a page or from another editor has others or none. */
const unset = (text: string): string =>
  narrow(text)
    .replace(/\\(?=[\W_])|[*`_]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const citation = /^(?:F\d+(?:–F\d+)?(?:, )?)+$/

/** A row as its cells, the references of its last one apart; `null` for a line that is none. */
function rowOf(line: string): { words: string; cites: string } | null {
  if (!/^\s*\|/.test(line)) return null
  const cells = line
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split(/(?<!\\)\|/)
    .map(unset)
  const cites = citation.test(cells.at(-1) ?? '') ? (cells.pop() ?? '') : ''
  if (referenceHeads.has(cells.at(-1) ?? '')) cells.pop()
  while (cells.at(-1) === '') cells.pop()
  return { words: cells.join(' | '), cites }
}

/** Whatever a tag says beside its text: ids of figures, what is read out, places and sizes of what is drawn. */
function tagsOf(html: string): string {
  const said = [...html.matchAll(/="([^"]*)"/g)]
    .map(match => decoded(match[1] ?? ''))
    .filter(text => text !== '')
  return said.length === 0 ? '' : short(said.join('\n'))
}

function htmlLines(html: string): PageLine[] {
  return pagePieces(html).flatMap(({ html: piece, tag, line, part }): PageLine[] => {
    const words = narrow(decoded(piece)).trim()
    const cites = tagsOf(piece)
    if (words === '' && cites === '') return []
    if (part === 'register' && tag === 'tr')
      return [{ words: short(words), cites, kind: 'index', claims: true, line }]
    const heading = /^h\d$/.test(tag)
    const claims =
      /data-figure=|data-name|class="day"/.test(piece) ||
      /^(?:tr|text|title|desc|figcaption|h1)$/.test(tag) ||
      (heading && /^\d+\. /.test(words))
    const head = tag === 'tr' && /<th/.test(piece) && !/<td/.test(piece)
    return [
      {
        words,
        cites,
        kind: heading ? 'heading' : head ? 'head' : tag === 'tr' ? 'row' : 'text',
        claims,
        line,
      },
    ]
  })
}

function markdownLines(text: string): PageLine[] {
  const lines = text.split('\n')
  return lines.flatMap((full, line): PageLine[] => {
    if (full.trim() === '' || rule.test(full)) return []
    if (/^\| F\d+ \| `/.test(full))
      return [{ words: short(unset(full)), cites: '', kind: 'index', claims: true, line }]
    const row = rowOf(full)
    const claims = referencesOf(full).length > 0 || day.test(full) || ownHeading.test(full)
    if (row !== null && row.words === '' && row.cites === '') return []
    if (row !== null)
      return [{ ...row, kind: rule.test(lines[line + 1] ?? '') ? 'head' : 'row', claims, line }]
    const kind = /^#{1,6} /.test(full) ? 'heading' : 'text'
    const cites = /\[((?:F\d+(?:–F\d+)?(?:, )?)+)\]\s*$/.exec(full)
    const words = unset(
      (cites === null ? full : full.slice(0, cites.index)).replace(/^[\s>]*(?:[-+*•] |#{1,6} )?/, ''),
    )
    return words === '' ? [] : [{ words, cites: cites?.[1] ?? '', kind, claims, line }]
  })
}

/** The lines of a document that say anything: of Markdown, of a page or of a data file. */
export function pageLines(text: string): PageLine[] {
  if (isPage(text)) return htmlLines(text)
  const leaves = dataFileLeaves(text)
  return leaves === null
    ? markdownLines(text)
    : leaves.map((words, line) => ({ words, cites: '', kind: 'text', claims: true, line }))
}
