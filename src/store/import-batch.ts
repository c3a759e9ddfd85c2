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
   * this batch adds, in order. No level comes twice.
   */
  | { kind: 'coded'; codes: Int32Array; newLevels: readonly string[] }
  /** Ids that the file does not have: the prefix and the row's number. */
  | { kind: 'made'; prefix: string }

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

/** The buffers of a batch that can be handed to another thread instead of being copied; it is empty afterwards. */
export function buffersOf(batch: ImportBatch): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const add = ({ buffer, byteLength }: ArrayBufferView): void => {
    if (buffer instanceof ArrayBuffer && byteLength > 0 && buffer.byteLength === byteLength) found.add(buffer)
  }
  add(batch.sourceRows)
  for (const column of [...batch.fields.values(), ...batch.attributes.values()]) {
    if (column.kind === 'coded') add(column.codes)
    else if (column.kind !== 'text' && column.kind !== 'made') add(column.values)
    if (column.kind === 'day' && column.seconds !== undefined) add(column.seconds)
  }
  return [...found]
}
