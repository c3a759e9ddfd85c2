import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import { replacePlans } from '../marks.ts'
import type { Block, Line, Span } from './blocks.ts'

type Tokens = ReturnType<InstanceType<typeof MarkdownIt>['parse']>
type Token = Tokens[number]
type Look = Omit<Span, 'text' | 'figure'>

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).use(cjkFriendly)

// Signs that no XML may hold, and halves of surrogate pairs.
const clean = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')

/** Figures leave their marks and become spans with the number that the register gives them. */
function spansOf(marked: string, look: Look, numbers: ReadonlyMap<number, number>): Span[] {
  const text = clean(replacePlans(marked, inner => inner).replace(/[\uE005\uE006]/g, ''))
  return text
    .split(/(\uE000\d+\uE001[^\uE002]*\uE002)/)
    .filter(part => part !== '')
    .map(part => {
      const mark = /^\uE000(\d+)\uE001([^\uE002]*)\uE002$/.exec(part)
      if (!mark) return { text: part.replace(/[\uE000-\uE004]/g, ''), ...look }
      const figure = numbers.get(Number(mark[1]))
      return { text: mark[2] ?? '', ...look, ...(figure === undefined ? {} : { figure }) }
    })
}

function lineOf(token: Token, numbers: ReadonlyMap<number, number>): Line {
  const runs: { text: string; look: Look }[] = []
  let look: Look = {}
  const add = (text: string, at: Look): void => {
    const last = runs.at(-1)
    if (last && last.look === at) last.text += text
    else runs.push({ text, look: at })
  }
  for (const { type, content, children } of token.children ?? []) {
    if (type === 'strong_open') look = { ...look, bold: true }
    else if (type === 'em_open') look = { ...look, soft: true }
    else if (type === 'strong_close') look = look.soft ? { soft: true } : {}
    else if (type === 'em_close') look = look.bold ? { bold: true } : {}
    else if (type === 'code_inline') add(content, { ...look, code: true })
    else if (type === 'softbreak' || type === 'hardbreak') add(type === 'softbreak' ? ' ' : '\n', look)
    else if (content !== '' || !children) add(content, look)
  }
  return runs.flatMap(run => spansOf(run.text, run.look, numbers))
}

const isEmpty = (line: Line): boolean => line.every(({ text }) => text.trim() === '')

function readTable(tokens: Tokens, from: number, line: (token: Token) => Line): { block: Block; to: number } {
  const rows: Line[][] = []
  const align: ('left' | 'right')[] = []
  let [at, headRows] = [from + 1, 0]
  for (; tokens[at]?.type !== 'table_close' && at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token?.type === 'tr_open') rows.push([])
    else if (token?.type === 'thead_close') headRows = rows.length
    else if (token?.type === 'th_open')
      align.push(String(token.attrGet('style') ?? '').includes('right') ? 'right' : 'left')
    else if (token?.type === 'inline') rows.at(-1)?.push(line(token))
  }
  const head = rows.slice(0, headRows)[0] ?? null
  return {
    block: {
      kind: 'table',
      head: head === null || head.every(isEmpty) ? null : head,
      rows: rows.slice(headRows),
      align,
    },
    to: at,
  }
}

/** The blocks of a marked Markdown text, in order. Nothing is left out: what has no block of its own is a paragraph. */
export function readBlocks(text: string, numbers: ReadonlyMap<number, number>): Block[] {
  const tokens = markdown.parse(text, {})
  const line = (token: Token): Line => lineOf(token, numbers)
  const blocks: Block[] = []
  const lists: { ordered: boolean; start: number; items: Line[] }[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    const { type, content } = token
    const list = lists.at(-1)
    if (type === 'table_open') {
      const { block, to } = readTable(tokens, at, line)
      blocks.push(block)
      at = to
    } else if (type === 'heading_open') {
      const inline = tokens[at + 1]
      blocks.push({ kind: 'heading', level: Number(token.tag.slice(1)), line: inline ? line(inline) : [] })
      at += 2
    } else if (type === 'bullet_list_open' || type === 'ordered_list_open') {
      const started = {
        ordered: type === 'ordered_list_open',
        start: Number(token.attrGet('start') ?? 1),
        items: [],
      }
      lists.push(started)
      blocks.push({ kind: 'list', ...started })
    } else if (type === 'bullet_list_close' || type === 'ordered_list_close') lists.pop()
    else if (type === 'fence' || type === 'code_block')
      blocks.push({ kind: 'paragraph', line: [{ text: clean(content), code: true }] })
    else if (type === 'inline') {
      const inset = /^\uE003([a-z0-9_]+)\uE004$/.exec(content.trim())
      if (inset) blocks.push({ kind: 'inset', name: inset[1] ?? '' })
      else if (list) list.items.push(line(token))
      else blocks.push({ kind: 'paragraph', line: line(token) })
    }
  }
  return blocks
}
