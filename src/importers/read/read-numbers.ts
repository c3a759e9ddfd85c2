/** Numbers, money, ratios and durations of a column. */
import type { Field } from '../../domain/entities/index.ts'
import { noCurrency } from '../../domain/money.ts'
import type { ColumnFormat, InspectOptions } from '../types.ts'
import { isBlankMeasure } from '../values/blank.ts'
import { parseNumber, scale } from '../values/number.ts'
import type { ParsedNumber } from '../values/number.ts'
import type { Cell } from './block.ts'
import { cellText } from './block.ts'
import { byteNumber } from './byte-values.ts'
import type { Block } from './block.ts'
import type { ColumnContext, ColumnReader, ColumnValues } from './column-values.ts'
import { bad, beyond, blank, none } from './column-values.ts'

export function numberReader(
  { field, format, options }: ColumnContext,
  kind: 'money' | 'number',
): ColumnReader {
  const percent = format.percent || (field?.type === 'ratio' && format.beyondOne)
  const unit = unitOf(field, format, options)
  const plain = format.decimal === '.' && unit === 1 && !percent
  const whole = field?.type === 'integer'
  const ratio = field?.type === 'ratio'
  const min = field?.min ?? Number.NEGATIVE_INFINITY
  const max = field?.max ?? Number.POSITIVE_INFINITY
  const absolute = field?.name === 'refund_amount' || field?.name === 'discount_amount'
  const parse = (cell: Cell, marks: (string | undefined)[] | null, row: number): number | null => {
    if (typeof cell === 'number')
      return Number.isFinite(cell) ? scale(cell, percent ? unit / 100 : unit) : null
    const text = cellText(cell)
    const parsed = typeof cell === 'boolean' ? null : parseNumber(text, format.decimal)
    if (parsed === null) return field?.type === 'hours' ? hoursOf(text) : null
    if (marks !== null && parsed.mark !== null) marks[row] = statedBy(parsed, format, options)
    const factor = (parsed.percent || percent ? 0.01 : 1) * (parsed.scaled ? 1 : unit)
    return factor === 0.01 ? Number((parsed.value / 100).toPrecision(15)) : scale(parsed.value, factor)
  }
  const read = (block: Block, column: number, from: number): ColumnValues => {
    const { n, fast } = block
    const numbers = new Float64Array(n)
    const state = new Uint8Array(n)
    const marks: (string | undefined)[] | null = kind === 'money' ? [] : null
    for (let row = from; row < n; row++) {
      let value = Number.NaN
      if (fast !== undefined && plain) {
        const at = row * fast.columns + column
        const start = fast.starts[at] ?? 0
        const end = fast.ends[at] ?? 0
        if (start === end) {
          state[row] = blank
          numbers[row] = Number.NaN
          continue
        }
        if (end > start) value = byteNumber(fast.bytes, start, end)
      }
      if (Number.isNaN(value)) {
        const cell = block.cell(row, column)
        if (cell === null || isBlankMeasure(cellText(cell).trim())) {
          state[row] = blank
          numbers[row] = Number.NaN
          continue
        }
        const parsed = parse(cell, marks, row)
        if (parsed === null) {
          state[row] = bad
          numbers[row] = Number.NaN
          continue
        }
        value = parsed
      }
      if (value < min || value > max || (whole && !Number.isInteger(value) && !ratio)) {
        const near = Math.round(value)
        if (whole && near >= min && near <= max && Math.abs(value - near) < 1e-9) value = near
        else if (!(absolute && value < 0)) {
          state[row] = beyond
          numbers[row] = Number.NaN
          continue
        }
      }
      numbers[row] = value
    }
    return {
      ...none,
      kind,
      state,
      numbers,
      hasTime: false,
      marks: marks !== null && marks.length > 0 ? marks : null,
    }
  }
  return { kind, problem: 'bad_number', remark: 'rounded', read }
}

/** Currency that a cell's mark states; none where it may be several, none of them the column's or the caller's. */
function statedBy(
  { mark, currencies }: ParsedNumber,
  { currency }: ColumnFormat,
  { marks, currency: given }: InspectOptions,
): string | undefined {
  if (currencies.length === 1) return currencies[0]
  const own = mark === null ? undefined : marks?.[mark]
  if (own !== undefined && currencies.includes(own)) return own
  // The row's own currency column, or the column's: it tells which of the currencies the mark means.
  const common = currency ?? given
  return common !== undefined && !currencies.includes(common) ? noCurrency : common
}

/** What one in the column is worth: header units for quantities, hours for durations, cents where the caller says so. */
function unitOf(
  field: Field | null,
  { multiplier, hoursPerUnit }: ColumnFormat,
  { moneyUnit }: InspectOptions,
): number {
  if (field === null || field.type === 'number' || field.type === 'integer') return multiplier
  if (field.type === 'hours') return hoursPerUnit
  if (field.type !== 'money') return 1
  return multiplier === 1 && moneyUnit === 'minor' ? 0.01 : multiplier
}

/** `1:30`, `2h 15m`, `2小时15分`, `45 min`, `3 days` → hours. */
function hoursOf(text: string): number | null {
  const clock = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim())
  if (clock !== null) return Number(clock[1]) + Number(clock[2]) / 60 + Number(clock[3] ?? 0) / 3600
  const spelled =
    /^(?:(\d+(?:\.\d+)?)\s*(?:d|days?|天))?\s*(?:(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?|小时|小時|个小时))?\s*(?:(\d+(?:\.\d+)?)\s*(?:m|mins?|minutes?|分钟|分鐘|分))?$/i.exec(
      text.normalize('NFKC').trim(),
    )
  if (spelled === null || (spelled[1] ?? spelled[2] ?? spelled[3]) === undefined) return null
  return Number(spelled[1] ?? 0) * 24 + Number(spelled[2] ?? 0) + Number(spelled[3] ?? 0) / 60
}
