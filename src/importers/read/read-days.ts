/** Dates and times of a column. */
import { isBlankMeasure } from '../values/blank.ts'
import { parseDate } from '../values/date.ts'
import type { ParsedDate } from '../values/date.ts'
import { inZone } from '../values/zone.ts'
import { byteDate } from './byte-values.ts'
import type { ByteDate } from './byte-values.ts'
import type { Block } from './block.ts'
import type { ColumnContext, ColumnReader, ColumnValues } from './column-values.ts'
import { bad, blank, none } from './column-values.ts'

export function dayReader({ field, format, options }: ColumnContext): ColumnReader {
  const reading = { order: format.dateOrder, numbers: format.dateNumbers, rocYears: format.rocYears }
  const compact = reading.numbers === null || reading.numbers === 'yyyymmdd'
  const cache = new Map<string | number, ParsedDate | null>()
  const keepTime = field?.type !== 'date'
  const parse = (cell: string | number): ParsedDate | null => {
    let parsed = cache.get(cell)
    if (parsed === undefined) {
      parsed = parseDate(cell, reading)
      if (parsed !== null && parsed.offsetMinutes !== null && options.timeZone !== undefined)
        parsed = inZone(parsed, options.timeZone)
      if (cache.size < 20_000) cache.set(cell, parsed)
    }
    return parsed
  }
  const out: ByteDate = { day: 0, seconds: -1 }
  const read = (block: Block, column: number, from: number): ColumnValues => {
    const { n, fast } = block
    const days = new Int32Array(n)
    const seconds = keepTime ? new Int32Array(n).fill(-1) : none.seconds
    const state = new Uint8Array(n)
    let hasTime = false
    for (let row = from; row < n; row++) {
      if (fast !== undefined) {
        const at = row * fast.columns + column
        const start = fast.starts[at] ?? 0
        const end = fast.ends[at] ?? 0
        if (start === end) {
          state[row] = blank
          continue
        }
        if (end > start && byteDate(fast.bytes, start, end, compact, out)) {
          days[row] = out.day
          if (out.seconds >= 0 && keepTime) {
            seconds[row] = out.seconds
            hasTime = true
          }
          continue
        }
      }
      const cell = block.cell(row, column)
      const text = typeof cell === 'string' ? cell.trim() : cell
      if (text === null || text === '' || (typeof text === 'string' && isBlankMeasure(text))) {
        state[row] = blank
        continue
      }
      const parsed = typeof text === 'boolean' ? null : parse(text)
      if (parsed === null) {
        state[row] = bad
        continue
      }
      days[row] = parsed.day
      if (parsed.seconds >= 0 && keepTime) {
        seconds[row] = parsed.seconds
        hasTime = true
      }
    }
    return { ...none, kind: 'day', state, days, seconds, hasTime, marks: null }
  }
  return { kind: 'day', problem: 'bad_date', remark: 'unknown_value', read }
}
