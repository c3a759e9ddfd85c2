/** Records on their way from a container to columns: a few thousand at a time. */
import type { SheetRange } from '../sheet-range.ts'
import type { IssueKind } from '../types.ts'

/** Typed where the container has types (workbooks, JSON, Parquet); text where it has not. Dates come as ISO text. */
export type Cell = string | number | boolean | null

/** Where the cells of a plain CSV lie in its bytes; the fast road reads them without making strings. Valid until the next block. */
export interface ByteCells {
  bytes: Buffer
  /** The same bytes, to be read several at a time. */
  view: DataView
  /** Cell c of record r is at [r · columns + c]. A negative end −e−1 marks doubled quotes inside. */
  starts: Int32Array
  ends: Int32Array
  columns: number
  /** All the bytes as text, where they are ASCII; null otherwise. Cutting a short string out of it is cheap. */
  readonly ascii: string | null
}

export interface Block {
  n: number
  /** 1-based row of each record, as a spreadsheet shows it. */
  rows: Int32Array
  cell: (record: number, column: number) => Cell
  /** Cells of the record, the surplus ones too. */
  width: (record: number) => number
  /** Some cell beyond the last column is not blank. */
  surplus: (record: number) => boolean
  fast?: ByteCells
  /** Records that cannot be read at all; they are not among the n. */
  broken: readonly { row: number; reason: IssueKind; cells: readonly string[] }[]
  /** Bytes of the source consumed so far. */
  bytesRead: number
}

export const cellText = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : String(cell)

/** A block over arrays of cells. */
export function blockOf(
  records: readonly (readonly Cell[])[],
  rows: readonly number[],
  columns: number,
  bytesRead: number,
  broken: Block['broken'] = [],
): Block {
  return {
    n: records.length,
    rows: Int32Array.from(rows),
    cell: (record, column) => records[record]?.[column] ?? null,
    width: record => records[record]?.length ?? 0,
    surplus: record => records[record]?.slice(columns).some(cell => cellText(cell).trim() !== '') ?? false,
    broken,
    bytesRead,
  }
}

/** The part of a block that lies in one table of the sheet; its columns count from the table's first. */
export function cutBlock(block: Block, { fromRow, toRow, fromColumn, toColumn }: SheetRange): Block {
  const inside = block.rows.subarray(0, block.n)
  const first = inside.findIndex(row => row >= fromRow)
  const beyond = inside.findIndex(row => row > toRow)
  const start = first < 0 ? block.n : first
  const n = Math.max(0, (beyond < 0 ? block.n : beyond) - start)
  const width = toColumn - fromColumn + 1
  return {
    n,
    rows: inside.slice(start, start + n),
    cell: (record, column) => (column < width ? block.cell(record + start, column + fromColumn) : null),
    width: record => Math.max(0, Math.min(width, block.width(record + start) - fromColumn)),
    surplus: () => false,
    broken: block.broken.filter(({ row }) => row >= fromRow && row <= toRow),
    bytesRead: block.bytesRead,
  }
}
