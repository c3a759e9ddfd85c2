/**
 * Checked rows on their way into the store: one batch of one entity, as columns.
 * Importers produce it, every engine takes it. Row i of each column came from `sourceRows[i]`.
 */
export type BatchColumn =
  /** Plain numbers, ratios (fractions), hours, integers, booleans as 0 and 1. NaN is missing. */
  | { kind: 'number'; values: Float64Array }
  /** Money in minor units of the row's currency (see `currencies`); NaN is missing. */
  | { kind: 'money'; values: Float64Array }
  /** Days since 1970-01-01; `missingDay` marks a missing one. `seconds` is the time of day, when the file had one. */
  | { kind: 'day'; values: Int32Array; seconds?: Int32Array | undefined }
  | { kind: 'text'; values: (string | null)[] }
  /**
   * Text by dictionary, for columns that repeat (customers, categories): a word crosses the thread once an import.
   * Codes index all levels this column has brought in this import, -1 is missing; `newLevels` lists those that
   * this batch adds, in order.
   */
  | { kind: 'coded'; codes: Int32Array; newLevels: readonly string[] }

export const missingDay = -2147483648

export interface ImportBatch {
  entity: string
  n: number
  /** Row numbers as the file shows them: the header of a plain CSV is row 1, its first record row 2. */
  sourceRows: Int32Array
  /** By canonical field name. */
  fields: ReadonlyMap<string, BatchColumn>
  /** Columns no field claims, by their header; kept as attributes. */
  attributes: ReadonlyMap<string, BatchColumn>
  /** ISO 4217 code for each row, or one for all. */
  currencies: string | null | (string | null)[]
}
