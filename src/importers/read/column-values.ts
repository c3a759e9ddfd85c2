/** What a column reader hands over for one block, and how the state of each cell is marked. */
import type { Field } from '../../domain/entities/index.ts'
import type { ColumnFormat, InspectOptions, IssueKind } from '../types.ts'
import type { Block } from './block.ts'

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
  /** In place of `texts` where values repeat: index into `levels.texts`, −1 for none. */
  codes: Int32Array | null
  levels: Levels | null
  /** Beside `codes`: not 0 where there is no text, or one that may name a row of totals. */
  totals: Uint8Array | null
  /** ISO code that a cell's own mark states without doubt. */
  marks: (string | undefined)[] | null
}

/** The distinct texts of a coded column, in the order of their first appearance in the import. */
export interface Levels {
  readonly texts: string[]
  /** Those that came since the last call: each travels to the store once. */
  take: () => string[]
}

/** The text of a record in a text column. */
export const textOf = ({ codes, levels, texts }: ColumnValues, record: number): string | null =>
  codes === null ? (texts[record] ?? null) : (levels?.texts[codes[record] ?? -1] ?? null)

export interface ColumnReader {
  readonly kind: ValueKind
  /** The issue that a bad cell raises. */
  readonly problem: IssueKind
  /** The issue that a noted cell raises. */
  readonly remark: IssueKind
  read: (block: Block, column: number, from: number) => ColumnValues
}

/** What decides how a column is read. */
export interface ColumnContext {
  field: Field | null
  format: ColumnFormat
  options: InspectOptions
  /** `once` where the column tells rows apart, `often` where it names what rows belong to. */
  repeats: 'once' | 'often' | 'unknown'
}

/** The arrays that a kind does not use. */
export const none = {
  numbers: new Float64Array(0),
  days: new Int32Array(0),
  seconds: new Int32Array(0),
  texts: [],
  codes: null,
  levels: null,
  totals: null,
}
