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
    let lastStart = -1
    let lastDay = 0
    for (let row = from; row < n; row++) {
      if (fast !== undefined) {
        const at = row * fast.columns + column
        const start = fast.starts[at] ?? 0
        const end = fast.ends[at] ?? 0
        if (start === end) {
          state[row] = blank
          continue
        }
        // Logs come in the order of time: the day of the row before is often this one's.
        if (end - start === 10 && sameTen(fast.view, start, lastStart)) {
          days[row] = lastDay
          continue
        }
        if (end > start && byteDate(fast.bytes, start, end, compact, out)) {
          if (end - start === 10) {
            lastStart = start
            lastDay = out.day
          }
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

const sameTen = (view: DataView, one: number, two: number): boolean =>
  two >= 0 &&
  view.getInt32(one) === view.getInt32(two) &&
  view.getInt32(one + 4) === view.getInt32(two + 4) &&
  view.getInt16(one + 8) === view.getInt16(two + 8)
