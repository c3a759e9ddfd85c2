/** Looks at whole columns where the sample could not decide: day or month first, and does an id ever repeat. */
import { openRecords } from './open-blocks.ts'
import type { BlockSource } from './open-blocks.ts'
import { cellText } from './read/block.ts'
import { isBlankMeasure } from './values/blank.ts'
import { addEvidence } from './values/date-column.ts'
import type { DateEvidence } from './values/date-column.ts'

/** Enough to say that a column is a key, at bounded memory. */
const mostRows = 100_000

export interface DeepLook {
  dates: ReadonlyMap<number, DateEvidence>
  /** Columns in which no value repeats. */
  unique: ReadonlySet<number>
}

/** Stops as soon as every question is answered. */
export async function lookDeep(
  from: BlockSource,
  keys: readonly string[],
  dates: ReadonlyMap<number, DateEvidence>,
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<DeepLook> {
  const open = new Set(dates.keys())
  const seen = new Map(ids.map(column => [column, new Set<string>()]))
  let rows = 0
  for await (const block of openRecords(from, keys, 16_384)) {
    if (signal?.aborted === true || rows >= mostRows) break
    rows += block.n
    for (let record = 0; record < block.n; record++) {
      if ((block.rows[record] ?? 0) <= (from.headerRow ?? 0)) continue
      for (const column of open) {
        const text = cellText(block.cell(record, column)).trim()
        if (!isBlankMeasure(text)) decide(open, column, dates.get(column), text)
      }
      for (const [column, values] of seen) {
        const text = cellText(block.cell(record, column)).trim()
        if (text === '') continue
        if (values.has(text)) seen.delete(column)
        else values.add(text)
      }
    }
    if (open.size === 0 && seen.size === 0) break
  }
  return { dates, unique: new Set(seen.keys()) }
}

function decide(open: Set<number>, column: number, evidence: DateEvidence | undefined, text: string): void {
  if (evidence === undefined) return
  addEvidence(evidence, text)
  if (evidence.dayFirst + evidence.monthFirst > 0) open.delete(column)
}
