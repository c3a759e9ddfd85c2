import type MarkdownIt from 'markdown-it'

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

/** A page of so many sections says what is where. */
const long = 6

/** Sections get names to jump to, listed after the first one, which is the answer. */
export function withContents(body: string, name: string): string {
  const titles: string[] = []
  const named = body.replace(/<h2>([\s\S]*?)<\/h2>/g, (_whole, title: string) => {
    titles.push(title.replace(/<[^>]*>/g, ''))
    return `<h2 id="section-${titles.length}">${title}</h2>`
  })
  if (titles.length < long) return named
  const list = titles.map((title, at) => `<li><a href="#section-${at + 1}">${title}</a></li>`).join('')
  return named.replace(
    '<h2 id="section-2">',
    `<nav aria-label="${name}"><strong>${name}</strong><ul>${list}</ul></nav>\n<h2 id="section-2">`,
  )
}

/** What a point begins with, and the rest of a bold beginning: “Action 1:” and what to do. */
const start = /^<li><strong>([^<:：]{1,40})(?:<\/strong>([:：])|([:：])(?: ?<\/strong>| ?(?!<\/strong>)))/

/**
 * The points of the answer as terms with what is said of them: the colon goes with the term, and no more than the term
 * is part of it. The words stay as they are.
 */
export function withTerms(body: string): string {
  const from = body.indexOf('<ul>')
  const to = body.indexOf('</ul>')
  if (from < 0 || to < from || body.slice(0, from).split('<h2').length !== 2) return body
  const points = body.slice(from + 4, to).replace(/<li>[\s\S]*?<\/li>/g, point =>
    point.replace(start, (whole, term: string, after: string | undefined) => {
      const colon = after ?? /[:：]/.exec(whole)?.[0] ?? ''
      const goesOn = after === undefined && !whole.endsWith('</strong>')
      const space = goesOn && whole.endsWith(' ') ? ' ' : ''
      return `<li class="term"><strong>${term}${colon}</strong>${space}${goesOn ? '<strong>' : ''}`
    }),
  )
  return `${body.slice(0, from)}<ul class="answer">${points}${body.slice(to)}`
}

/** Rows that are named by one bold word add up what stands above them. */
export const withSums = (html: string): string =>
  html.replace(/<tr>(\s*<t[hd][^>]*><strong>[^<]*<\/strong><\/t[hd]>)/g, '<tr class="sum">$1')

/** A table of two columns without heads holds pairs: what, and how it is. */
export const withPairs = (html: string): string =>
  html.replace(
    /<table>\s*<thead>\s*<tr>\s*(?:<th[^>]*><\/th>\s*)+<\/tr>\s*<\/thead>/g,
    '<table class="pairs">',
  )

const numeric = (cell: Token): boolean => String(cell.attrGet('style') ?? '').includes('right')

/**
 * The column that names the rows of each table: the first, or the second behind a rank. It stays in sight when a table
 * is moved sideways, and its cells are heads of their rows.
 */
export function nameRows(tokens: readonly Token[]): void {
  let stays = 0
  let column = 0
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'table_open') {
      const rest = tokens.slice(at)
      const own = rest
        .slice(
          0,
          rest.findIndex(({ type }) => type === 'thead_close'),
        )
        .filter(({ type }) => type === 'th_open')
      stays = own[0] && own[1] && numeric(own[0]) && !numeric(own[1]) ? 1 : 0
    }
    if (token.type === 'tr_open') column = 0
    if (token.type !== 'th_open' && token.type !== 'td_open') continue
    if (column === stays) {
      token.attrSet('class', 'stay')
      if (token.type === 'td_open' && !numeric(token)) {
        token.tag = 'th'
        token.attrSet('scope', 'row')
        const close = tokens.slice(at).find(({ type }) => type === 'td_close')
        if (close) close.tag = 'th'
      }
    }
    column += 1
  }
}

/** Points of one paragraph stand close, where the text left a line out between them as well. */
export function closeLists(tokens: readonly Token[]): void {
  for (const [at, token] of tokens.entries()) {
    const [open, , close, end] = tokens.slice(at + 1, at + 5)
    if (token.type !== 'list_item_open' || open?.type !== 'paragraph_open') continue
    if (close?.type !== 'paragraph_close' || end?.type !== 'list_item_close') continue
    open.hidden = true
    close.hidden = true
  }
}
