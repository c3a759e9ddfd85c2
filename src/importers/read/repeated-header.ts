/** Printed reports repeat the header on every page. */
import type { Block } from './block.ts'
import { cellText } from './block.ts'
import type { RowPlan } from './row-plan.ts'

/** Every cell of the record that has something says the name of its own column, and two or more do. */
export function isHeaderAgain(block: Block, record: number, { columns }: RowPlan): boolean {
  let alike = 0
  for (const { guess } of columns) {
    const text = cellText(block.cell(record, guess.index)).trim()
    if (text === '') continue
    if (text !== guess.rawHeader.trim()) return false
    alike++
  }
  return alike >= Math.min(2, columns.length)
}
