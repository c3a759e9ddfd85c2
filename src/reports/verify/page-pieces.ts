/** A stretch of a page up to the end of a block: a row, a paragraph, a text of a drawing. */
export interface PagePiece {
  html: string
  /** What ends it: `tr`, `p`, `text`; empty for the rest of a page. */
  tag: string
  /** Of the file, from 0. */
  line: number
  /** Parts that are not told as text: the register, the list of sections, the foot. */
  part: 'register' | 'nav' | 'footer' | null
}

const ends = /<\/(p|li|tr|h\d|text|summary|figcaption|title|desc)>/g
const parts: readonly (readonly [NonNullable<PagePiece['part']>, RegExp])[] = [
  ['register', /<details class="register"[^>]*>[\s\S]*?<\/details>/g],
  ['nav', /<nav[ >][\s\S]*?<\/nav>/g],
  ['footer', /<footer[ >][\s\S]*?<\/footer>/g],
]
const unread = /<style[^>]*>[\s\S]*?<\/style>|<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g

/** Whether a text is a page, or a part of one that was copied with its tags. */
export const isPage = (text: string): boolean =>
  /^\s*<!doctype html|^\s*<html[ >]/i.test(text) ||
  (/data-figure="|data-name\b/.test(text) &&
    /<(?:tr|td|p|li|h\d|text|figure|table|section|svg|span)\b/.test(text))

/** Markup without tags and entities, in one line. */
export const decoded = (html: string): string =>
  html
    .replace(/<\/t[dh]>\s*(?=<t)/g, ' | ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

const linesIn = (text: string): number => text.split('\n').length - 1

/** A page cut where its blocks end, with the line of the file that each begins on. */
export function pagePieces(page: string): PagePiece[] {
  const start = Math.max(0, page.search(/<body[ >]/))
  const html = page.slice(start).replace(unread, whole => '\n'.repeat(linesIn(whole)))
  const ranges = parts.flatMap(([part, pattern]) =>
    [...html.matchAll(pattern)].map(match => ({
      part,
      from: match.index,
      to: match.index + match[0].length,
    })),
  )
  let from = 0
  let line = linesIn(page.slice(0, start))
  const cuts = [...html.matchAll(ends)].map(match => ({
    to: match.index + match[0].length,
    tag: match[1] ?? '',
  }))
  return [...cuts, { to: html.length, tag: '' }].map(({ to, tag }) => {
    const piece = html.slice(from, to)
    const blank = /^\s*/.exec(piece)?.[0] ?? ''
    const begins = from + blank.length
    const part = ranges.find(range => begins >= range.from && begins < range.to)?.part ?? null
    const at = line + linesIn(blank)
    line += linesIn(piece)
    from = to
    return { html: piece, tag, line: at, part }
  })
}
