import { textOf } from './blocks.ts'
import { columnsFor, emWidth, withReferences } from './columns.ts'
import type { PaperBlock } from './paper.ts'

/** Announces what follows, and may not stand alone at the foot of a page. */
function leads(block: PaperBlock): boolean {
  if (block.kind === 'heading') return true
  if (block.kind !== 'paragraph') return false
  const text = textOf(block.line)
  return /[:：]$/.test(text) || (block.line.length === 1 && block.line[0]?.bold === true)
}

const lines = (text: string, ems: number): number => Math.max(1, Math.ceil((emWidth(text) * 1.08) / ems))

/** About how tall a block stands in points, on a measure of `total` points; too much rather than too little. */
function height(block: PaperBlock, total: number): number {
  const body = 14
  const ems = total / 9.5
  switch (block.kind) {
    case 'heading':
      return 46
    case 'paragraph':
      return lines(textOf(block.line), ems) * body + 20
    case 'list':
      return block.items.reduce((sum, item) => sum + lines(textOf(item), ems - 2) * body + 14, 10)
    case 'chart':
      return (Math.min(total, block.chart.width * 0.66) / block.chart.width) * block.chart.height + 90
    case 'register':
      return Infinity
    case 'table': {
      const { cites, cited } = withReferences(block)
      const { widths, fontSize } = columnsFor(block, cited ? cites : null, { total, padding: 4 })
      const row = (cells: readonly string[]): number =>
        Math.max(...cells.map((cell, at) => lines(cell, (widths[at] ?? 1) / fontSize)), 1) * fontSize * 1.6 +
        6
      return block.rows.reduce((sum, cells) => sum + row(cells.map(textOf)), 34)
    }
  }
}

export interface Group {
  places: readonly number[]
  /** Goes over to the next page as a whole. */
  held: boolean
}

const isPicture = ({ kind }: PaperBlock): boolean =>
  kind === 'chart' || kind === 'table' || kind === 'register'

/** Longer tables run over pages under their repeated head: held together they would leave half a page empty. */
const shortTable = 240
/** One without a head is a card that reads as a whole. */
const card = 420
/** Longer texts and lists may be parted. */
const shortText = 96

/** Stands on one page by itself. */
export const isWhole = (block: PaperBlock, total: number): boolean =>
  block.kind === 'chart' ||
  (block.kind === 'table' && height(block, total) <= (block.head === null ? card : shortTable)) ||
  (block.kind === 'paragraph' && height(block, total) <= shortText)

/** A few words between a heading and its table or drawing go with them. */
const leadsOver = (block: PaperBlock, next: PaperBlock | undefined, total: number): boolean =>
  block.kind === 'paragraph' && next !== undefined && isPicture(next) && height(block, total) < 90

/**
 * Places of blocks that stay together on a page: headings with what they announce, charts, short tables. No group is
 * taller than `most` points, since what must stay together and does not fit on a page would be cut.
 */
export function joined(
  blocks: readonly PaperBlock[],
  { total, most }: { total: number; most: number },
): Group[] {
  const groups: Group[] = []
  const single = (at: number): Group => ({ places: [at], held: false })
  let open: number[] = []
  let used = 0
  for (const [at, block] of blocks.entries()) {
    const needed = height(block, total)
    if (leads(block) || (open.length > 0 && leadsOver(block, blocks[at + 1], total))) {
      open.push(at)
      used += needed
      continue
    }
    if (isWhole(block, total) && used + needed <= most) groups.push({ places: [...open, at], held: true })
    else groups.push(...open.map(single), single(at))
    open = []
    used = 0
  }
  return [...groups, ...open.map(single)]
}

/**
 * Room in points that what leads at `at` asks for below itself, so that what it announces can begin on the same page:
 * a table its head and three rows, or the whole where it is held together. Nothing leads: 0.
 */
export function roomBelow(
  blocks: readonly PaperBlock[],
  at: number,
  { total, most }: { total: number; most: number },
): number {
  let room = 0
  for (const [place, block] of blocks.entries()) {
    if (place < at) continue
    const whole = height(block, total)
    if (leads(block) || (place > at && leadsOver(block, blocks[place + 1], total))) {
      room += whole
      continue
    }
    if (place === at) return 0
    if (isWhole(block, total) && whole <= most) return room + whole
    if (block.kind === 'table') return room + height({ ...block, rows: block.rows.slice(0, 3) }, total)
    return room + Math.min(whole, 60)
  }
  return room
}
