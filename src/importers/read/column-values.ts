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

/** What decides how a column is read. */
export interface ColumnContext {
  field: Field | null
  format: ColumnFormat
  options: InspectOptions
}

/** The arrays that a kind does not use. */
export const none = {
  numbers: new Float64Array(0),
  days: new Int32Array(0),
  seconds: new Int32Array(0),
  texts: [],
}
