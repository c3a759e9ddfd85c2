/** One column of a table → typed values, cell by cell. Problems are marked, not thrown; rows are judged elsewhere. */
import type { Field } from '../../domain/entities/index.ts'
import type { ColumnFormat, InspectOptions, IssueKind } from '../types.ts'
import { isBlank, isBlankFlag, isBlankMeasure } from '../values/blank.ts'
import { currencyCode } from '../values/currency.ts'
import { parseDate } from '../values/date.ts'
import type { ParsedDate } from '../values/date.ts'
import { parseId } from '../values/id.ts'
import { parseNumber, scale } from '../values/number.ts'
import { parseBoolean, parseEnum } from '../values/words.ts'
import { inZone } from '../values/zone.ts'
import type { Block, Cell } from './block.ts'
import { cellText } from './block.ts'
import { byteDate, byteNumber } from './byte-values.ts'
import type { ByteDate } from './byte-values.ts'
import { textAt } from './fast.ts'
import { createInterner } from './interner.ts'
import type { Interner } from './interner.ts'

export type ValueKind = 'text' | 'number' | 'money' | 'day'

export const ok = 0
export const blank = 1
export const bad = 2
/** A number, but not one this field can have. */
export const beyond = 4
/** Stored, but worth a note (an enum word nobody knows). */
export const noted = 3

/** Values of one block. Only the array of the column's kind is filled. */
export interface ColumnValues {
  kind: ValueKind
  state: Uint8Array
  numbers: Float64Array
  days: Int32Array
  /** −1 where the cell had no time; empty where no cell had one. */
  seconds: Int32Array
  hasTime: boolean
  texts: (string | null)[]
  /** ISO code that a cell's own mark states without doubt. */
  marks: (string | undefined)[] | null
}

export interface ColumnReader {
  readonly kind: ValueKind
  /** The issue that a bad cell raises. */
  readonly problem: IssueKind
  /** The issue that a noted cell raises. */
  readonly remark: IssueKind
  read: (block: Block, column: number, from: number) => ColumnValues
}

interface Context {
  field: Field | null
  format: ColumnFormat
  options: InspectOptions
}

export function createColumnReader(field: Field | null, format: ColumnFormat, options: InspectOptions): ColumnReader {
  const context = { field, format, options }
  switch (kindFor(field, format)) {
    case 'money': return numberReader(context, 'money')
    case 'number': return isFlag(field, format) ? flagReader(context) : numberReader(context, 'number')
    case 'day': return dayReader(context)
    case 'text': return textReader(context)
  }
}

const isFlag = (field: Field | null, format: ColumnFormat): boolean => (field === null ? format.kind === 'boolean' : field.type === 'boolean')

function kindFor(field: Field | null, format: ColumnFormat): ValueKind {
  if (field === null) {
    if (format.kind === 'date') return format.dateNumbers === null || format.dateNumbers === 'yyyymmdd' ? 'day' : 'number'
    return format.kind === 'number' || format.kind === 'boolean' ? 'number' : 'text'
  }
  switch (field.type) {
    case 'money': return 'money'
    case 'date':
    case 'datetime': return 'day'
    case 'text':
    case 'id':
    case 'enum': return 'text'
    default: return 'number'
  }
}

const none = { numbers: new Float64Array(0), days: new Int32Array(0), seconds: new Int32Array(0), texts: [] }

function numberReader({ field, format, options }: Context, kind: 'money' | 'number'): ColumnReader {
  const percent = format.percent || (field?.type === 'ratio' && format.beyondOne)
  const unit = unitOf(field, format, options)
  const plain = format.decimal === '.' && unit === 1 && !percent
  const whole = field?.type === 'integer'
  const ratio = field?.type === 'ratio'
  const min = field?.min ?? Number.NEGATIVE_INFINITY
  const max = field?.max ?? Number.POSITIVE_INFINITY
  const absolute = field?.name === 'refund_amount' || field?.name === 'discount_amount'
  const parse = (cell: Cell, marks: (string | undefined)[] | null, row: number): number | null => {
    if (typeof cell === 'number') return Number.isFinite(cell) ? scale(cell, percent ? unit / 100 : unit) : null
    const text = cellText(cell)
    const parsed = typeof cell === 'boolean' ? null : parseNumber(text, format.decimal)
    if (parsed === null) return field?.type === 'hours' ? hoursOf(text) : null
    if (marks !== null && parsed.currencies.length === 1) marks[row] = parsed.currencies[0]
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
        if (start === end) { state[row] = blank; numbers[row] = Number.NaN; continue }
        if (end > start) value = byteNumber(fast.bytes, start, end)
      }
      if (Number.isNaN(value)) {
        const cell = block.cell(row, column)
        if (cell === null || isBlankMeasure(cellText(cell).trim())) { state[row] = blank; numbers[row] = Number.NaN; continue }
        const parsed = parse(cell, marks, row)
        if (parsed === null) { state[row] = bad; numbers[row] = Number.NaN; continue }
        value = parsed
      }
      if (value < min || value > max || (whole && !Number.isInteger(value) && !ratio)) {
        const near = Math.round(value)
        if (whole && near >= min && near <= max && Math.abs(value - near) < 1e-9) value = near
        else if (!(absolute && value < 0)) { state[row] = beyond; numbers[row] = Number.NaN; continue }
      }
      numbers[row] = value
    }
    return { ...none, kind, state, numbers, hasTime: false, marks: marks !== null && marks.length > 0 ? marks : null }
  }
  return { kind, problem: 'bad_number', remark: 'rounded', read }
}

/** What one in the column is worth: header units for quantities, hours for durations, cents where the caller says so. */
function unitOf(field: Field | null, { multiplier, hoursPerUnit }: ColumnFormat, { moneyUnit }: InspectOptions): number {
  if (field === null || field.type === 'number' || field.type === 'integer') return multiplier
  if (field.type === 'hours') return hoursPerUnit
  if (field.type !== 'money') return 1
  return multiplier === 1 && moneyUnit === 'minor' ? 0.01 : multiplier
}

/** `1:30`, `2h 15m`, `2小时15分`, `45 min`, `3 days` → hours. */
function hoursOf(text: string): number | null {
  const clock = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim())
  if (clock !== null) return Number(clock[1]) + Number(clock[2]) / 60 + Number(clock[3] ?? 0) / 3600
  const spelled = /^(?:(\d+(?:\.\d+)?)\s*(?:d|days?|天))?\s*(?:(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?|小时|小時|个小时))?\s*(?:(\d+(?:\.\d+)?)\s*(?:m|mins?|minutes?|分钟|分鐘|分))?$/i.exec(text.normalize('NFKC').trim())
  if (spelled === null || (spelled[1] ?? spelled[2] ?? spelled[3]) === undefined) return null
  return Number(spelled[1] ?? 0) * 24 + Number(spelled[2] ?? 0) + Number(spelled[3] ?? 0) / 60
}

function flagReader({ format }: Context): ColumnReader {
  const known = new Map<string, number>()
  const read = (block: Block, column: number, from: number): ColumnValues => {
    const numbers = new Float64Array(block.n)
    const state = new Uint8Array(block.n)
    for (let row = from; row < block.n; row++) {
      const cell = block.cell(row, column)
      const text = cellText(cell).trim()
      let value = known.get(text)
      if (value === undefined) {
        const flag = cell === null || isBlankFlag(text) ? null : parseBoolean(text)
        value = flag === null ? (cell === null || isBlankFlag(text) ? -1 : -2) : Number(flag !== format.negated)
        if (known.size < 1000) known.set(text, value)
      }
      numbers[row] = value < 0 ? Number.NaN : value
      state[row] = value === -1 ? blank : value === -2 ? bad : ok
    }
    return { ...none, kind: 'number', state, numbers, hasTime: false, marks: null }
  }
  return { kind: 'number', problem: 'bad_boolean', remark: 'unknown_value', read }
}

function dayReader({ field, format, options }: Context): ColumnReader {
  const reading = { order: format.dateOrder, numbers: format.dateNumbers, rocYears: format.rocYears }
  const compact = reading.numbers === null || reading.numbers === 'yyyymmdd'
  const cache = new Map<string | number, ParsedDate | null>()
  const keepTime = field?.type !== 'date'
  const parse = (cell: string | number): ParsedDate | null => {
    let parsed = cache.get(cell)
    if (parsed === undefined) {
      parsed = parseDate(cell, reading)
      if (parsed !== null && parsed.offsetMinutes !== null && options.timeZone !== undefined) parsed = inZone(parsed, options.timeZone)
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
        if (start === end) { state[row] = blank; continue }
        if (end > start && byteDate(fast.bytes, start, end, compact, out)) {
          days[row] = out.day
          if (out.seconds >= 0 && keepTime) { seconds[row] = out.seconds; hasTime = true }
          continue
        }
      }
      const cell = block.cell(row, column)
      const text = typeof cell === 'string' ? cell.trim() : cell
      if (text === null || text === '' || (typeof text === 'string' && isBlankMeasure(text))) { state[row] = blank; continue }
      const parsed = typeof text === 'boolean' ? null : parse(text)
      if (parsed === null) { state[row] = bad; continue }
      days[row] = parsed.day
      if (parsed.seconds >= 0 && keepTime) { seconds[row] = parsed.seconds; hasTime = true }
    }
    return { ...none, kind: 'day', state, days, seconds, hasTime, marks: null }
  }
  return { kind: 'day', problem: 'bad_date', remark: 'unknown_value', read }
}

function textReader({ field, format }: Context): ColumnReader {
  const interner: Interner = createInterner()
  const isId = field?.type === 'id' || (field === null && format.kind === 'id')
  const isEnum = field?.type === 'enum' && (field.values?.length ?? 0) > 0
  const translate = isEnum ? (text: string): string | null => parseEnum(text, field) : field?.name === 'currency' ? currencyCode : null
  const known = new Map<string, string | null>()
  let destroyed = false
  const read = (block: Block, column: number, from: number): ColumnValues => {
    const { n, fast } = block
    const texts = new Array<string | null>(n).fill(null)
    const state = new Uint8Array(n)
    for (let row = from; row < n; row++) {
      let text: string
      if (fast === undefined) {
        const cell = block.cell(row, column)
        if (typeof cell === 'number' && isId) {
          const id = parseId(cell, format.wholeIds)
          if ('problem' in id) { destroyed ||= id.problem === 'id_in_scientific_notation'; state[row] = bad; continue }
          texts[row] = id.value
          continue
        }
        text = cellText(cell)
      } else {
        const at = row * fast.columns + column
        const start = fast.starts[at] ?? 0
        const end = fast.ends[at] ?? 0
        text = end >= 0 ? interner.text(fast.bytes, start, end) : textAt(fast.bytes, start, end)
      }
      // The usual cell needs none of this: nothing to trim, no blank word, no enum.
      const first = text.charCodeAt(0)
      if (!(first > 0x30 && first < 0x7f && text.charCodeAt(text.length - 1) > 0x20 && text.charCodeAt(text.length - 1) < 0x7f)) text = text.trim()
      if (isBlank(text)) { state[row] = blank; continue }
      if (isId) {
        if ((first < 0x3a || first === 0x3d || text.length > 256) && !(text.length <= 256 && /^\d+$/.test(text))) {
          const id = parseId(text, format.wholeIds, format.plainDigits)
          if ('problem' in id) { destroyed ||= id.problem === 'id_in_scientific_notation'; state[row] = bad; continue }
          text = id.value
          if (id.expanded) state[row] = noted
        }
      } else if (translate !== null) {
        let value = known.get(text)
        if (value === undefined) {
          value = translate(text)
          if (known.size < 5000) known.set(text, value)
        }
        if (value === null) state[row] = field?.name === 'currency' ? bad : noted
        else text = value
        if (state[row] === bad) continue
      }
      texts[row] = text
    }
    return { ...none, kind: 'text', state, texts, hasTime: false, marks: null }
  }
  return {
    kind: 'text',
    get problem(): IssueKind { return destroyed ? 'id_in_scientific_notation' : isId ? 'bad_id' : 'unknown_value' },
    remark: isId ? 'id_expanded' : 'unknown_value',
    read,
  }
}
