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

const isPicture = ({ kind }: PaperBlock): boolean => kind === 'chart' || kind === 'table'

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
    const next = blocks[at + 1]
    // A few words between a heading and its table or drawing go with them.
    const between =
      open.length > 0 && block.kind === 'paragraph' && next !== undefined && isPicture(next) && needed < 90
    if (leads(block) || between) {
      open.push(at)
      used += needed
      continue
    }
    if (used + needed <= most)
      groups.push({ places: [...open, at], held: open.length > 0 || isPicture(block) })
    else groups.push(...open.map(single), single(at))
    open = []
    used = 0
  }
  return [...groups, ...open.map(single)]
}

/**
 * Room in points that a heading at `at` asks for below itself, so that what it announces can begin on the same page:
 * a table its head and two rows, or the whole where it is held together.
 */
export function roomBelow(
  blocks: readonly PaperBlock[],
  at: number,
  { total, most }: { total: number; most: number },
): number {
  let room = 0
  for (const block of blocks.slice(at)) {
    const whole = height(block, total)
    if (leads(block)) {
      room += whole
      continue
    }
    if (isPicture(block) && whole <= most) return room + whole
    if (block.kind === 'table') return room + height({ ...block, rows: block.rows.slice(0, 3) }, total)
    return room + Math.min(whole, 60)
  }
  return room
}
