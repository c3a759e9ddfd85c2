/** Chinese runs that may be too wide for a narrow column; up to four glyphs stay whole. */
const run = /\p{Script=Han}{5,}/gu
const chinese = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words of a Chinese run, none of them a glyph alone. */
function chunks(text: string): string[] {
  const parts: string[] = []
  for (const { segment } of chinese.segment(text)) {
    const last = parts.at(-1)
    if (last !== undefined && ([...last].length < 2 || [...segment].length < 2))
      parts[parts.length - 1] = last + segment
    else parts.push(segment)
  }
  return parts
}

/**
 * Says where the name of a column may break: between Chinese words, never inside one, and never so that a glyph stands
 * alone on a line. The page keeps everything else whole (`word-break: keep-all`).
 */
export const breakable = (html: string): string => html.replace(run, text => chunks(text).join('<wbr>'))

/** The pieces of a name between which a line may end: words, with the space or the stop behind them. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(run, text => chunks(text).join('\u200b'))
    .replace(/([\s；，、：）/]+)/g, '$1\u200b')
    .split('\u200b')
    .filter(part => part !== '')
