/**
 * What the importers hand over. Plain data throughout (structured-cloneable), so that a worker can own the reading.
 * No words for people here: kinds and facts; the kernel words them.
 */
import type { EntityName, FieldType } from '../domain/entities/types.ts'
import type { ImportBatch } from '../store/import-batch.ts'
import type { Issue, IssueKind, Question, SummaryTable } from './findings.ts'

export type { Issue, IssueKind, Question, QuestionKind, SummaryTable } from './findings.ts'
export type { BatchColumn, ImportBatch } from '../store/import-batch.ts'
export { missingDay } from '../store/import-batch.ts'

export type Container = 'delimited' | 'json' | 'ndjson' | 'xlsx' | 'parquet'

/** A file on disk, or text pasted into a call. `name` is what may be shown; never a full path. */
export type Source = { path: string; name?: string } | { text: string; name?: string }

export type DateOrder = 'ymd' | 'mdy' | 'dmy'

export interface InspectOptions {
  entity?: EntityName | undefined
  sheet?: string | undefined
  /** WHATWG label: utf-8, gb18030, big5, utf-16le … */
  encoding?: string | undefined
  delimiter?: string | undefined
  /** 1 is the first row of the file; 0 says there is none. */
  headerRow?: number | undefined
  dateOrder?: DateOrder | undefined
  decimal?: '.' | ',' | undefined
  /** ISO 4217, for money without a currency of its own. */
  currency?: string | undefined
  /** Ambiguous mark ($, ¥) → ISO 4217, for columns whose marks are of several currencies. */
  marks?: Readonly<Record<string, string>> | undefined
  /** Currencies of the money already stored: a file that states none must not silently join them. */
  storeCurrencies?: readonly string[] | undefined
  /** IANA zone of the business. Times with an offset are brought into it; left out, all times stay as written. */
  timeZone?: string | undefined
  /** What serial numbers in date columns count from. Default 1900. */
  excelEpoch?: 1900 | 1904 | undefined
  /** Whether plain numbers in money columns are major units (1.00) or minor ones (cents). */
  moneyUnit?: 'major' | 'minor' | undefined
  /** Customers known under another spelling (ACC-42, acc 42): take the ids on record, or keep the file's. */
  ids?: 'on_record' | 'as_written' | undefined
  /** Header → field, as remembered from earlier imports or given by the caller; null keeps it an attribute. */
  mapping?: Mapping | undefined
  /** Refuse files above this many bytes. Default 4 GiB for streamed forms; workbooks have caps of their own. */
  maxBytes?: number | undefined
  signal?: AbortSignal | undefined
}

/** Column header (as in `ColumnGuess.header`) → canonical field, or null to keep the column as an attribute. */
export type Mapping = Readonly<Record<string, string | null>>

/** How the values of one column are written. Decided once for the whole column, then applied to every row. */
export interface ColumnFormat {
  /** What the values are, whatever field they go to. */
  kind: 'empty' | 'text' | 'id' | 'number' | 'boolean' | 'date' | 'category'
  /** Order of day, month and year in the column's dates; null when no value needs one. */
  dateOrder: DateOrder | null
  /** Whole numbers in a date column: what they count. */
  dateNumbers: 'yyyymmdd' | 'yyyymm' | 'excel1900' | 'excel1904' | 'unix_s' | 'unix_ms' | null
  decimal: '.' | ','
  /** Factor from a unit in the header: 10000 for 金额(万元), 1000 for 千元, 0.01 for cents. */
  multiplier: number
  /** Hours in one unit of a duration, from the header: 1/60 for minutes, 24 for days. */
  hoursPerUnit: number
  /** Some value is beyond 1.5 either way: as a ratio, the column is written in percent. */
  beyondOne: boolean
  /** Ids that lost their type on the way (`17850.0`): drop the `.0`. */
  wholeIds: boolean
  /** Digits of the longest id written out in full: shorter ones in scientific notation have lost nothing. */
  plainDigits: number
  /** Years of the Republic of China (113/05/01): add 1911. */
  rocYears: boolean
  /** Written with percent signs: 15% is 0.15. */
  percent: boolean
  /** Currency of the column, when its header or every symbol agrees. */
  currency: string | null
  /** The column says the opposite of its field (unsubscribed → marketing_consent). */
  negated: boolean
}

export type MatchKind = 'given' | 'exact' | 'whole_word' | 'token' | 'edit_distance' | 'values' | 'none'

export interface ColumnGuess {
  /** 0-based position in the file. */
  index: number
  /** Trimmed; numbered when it repeats (`date`, `date (2)`); `column 3` when the file has no header. */
  header: string
  /** As the file has it; the key of a JSON object. */
  rawHeader: string
  field: string | null
  /** 0 to 1; 1 only for an exact, unambiguous match that its values support. */
  confidence: number
  how: MatchKind
  alternatives: readonly { field: string; confidence: number }[]
  format: ColumnFormat
  /** Up to three, masked when the column holds personal data. */
  samples: readonly string[]
  /** Share of blank cells in the sample, 0 to 1. */
  blankShare: number
  /** Distinct values in the sample. */
  distinct: number
  /** Every non-blank value in the sample is different. */
  unique: boolean
  /** Distinct ids of the sample, for the column that names the customer: to be compared with those on record. */
  idSample?: readonly string[] | undefined
  pii: boolean
  sensitive: boolean
  /** Looks like another model's output or a consequence of the outcome: never a feature. */
  leak: boolean
}

/** A sheet of a workbook, or one of several tables in a sheet (`Sheet1!A2:D62`). */
export interface SheetInfo {
  name: string
  rows: number
  columns: number
  /** Where the sheet holds several tables: the first headers of this one. */
  headers?: readonly string[]
}

export interface EntityGuess {
  entity: EntityName
  /** 0 to 1. */
  confidence: number
  /** Required fields (or groups) without a column. */
  missing: readonly string[]
}

export interface Inspection {
  source: Source
  /** Base name, for people. */
  file: string
  bytes: number
  container: Container
  /** SHA-256 of the whole content, lower-case hex. */
  contentHash: string
  encoding: string | null
  delimiter: string | null
  /** Columns are parted by runs of blanks. */
  whitespaceSeparated: boolean
  /** Lines end with a bare carriage return. */
  carriageReturns: boolean
  /** 1-based row of the header as a spreadsheet or editor numbers it; null when there is none. */
  headerRow: number | null
  sheet: string | null
  sheets: readonly SheetInfo[]
  /** Columns of the whole text file, where the sheet is one table of several in it. */
  columnsInFile?: number | undefined
  columns: readonly ColumnGuess[]
  entity: EntityName | null
  entities: readonly EntityGuess[]
  questions: readonly Question[]
  issues: readonly Issue[]
  /** A result rather than records: what it is, with the numbers that a calculation takes. */
  summary?: SummaryTable | undefined
  /** Data rows looked at. */
  sampledRows: number
  /** Data rows in the file where that is known without reading it all. */
  totalRows: number | null
  /** The choices that were in force, so that reading uses the same. */
  options: InspectOptions
}

export interface RejectedRow {
  row: number
  reason: IssueKind
  column: string | null
  /** The row as read, for the rejects file; never for replies. */
  cells: readonly string[]
}

/** rowsRead = rowsUsed + rowsRejected + totalsDropped + blanksDropped + duplicatesDropped, exactly. */
export interface ReadCounts {
  rowsRead: number
  rowsUsed: number
  rowsRejected: number
  totalsDropped: number
  blanksDropped: number
  duplicatesDropped: number
}

export interface ReadOptions {
  /** Rows a batch, default 32,768. */
  batchRows?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: { bytes: number; totalBytes: number; rows: number }) => void) | undefined
  /** Force the csv-parse path; for tests. */
  careful?: boolean | undefined
}

/** Iterate once. `counts` and `issues` grow while reading and are final when the iteration has ended. */
export interface RowReader extends AsyncIterable<ImportBatch> {
  readonly entity: EntityName
  readonly counts: Readonly<ReadCounts>
  issues(): readonly Issue[]
  /** Rejected rows since the last call; take them between batches to keep memory bounded. */
  takeRejects(): RejectedRow[]
}

export type PlanStatus = 'ok' | 'needs_mapping' | 'needs_confirmation'

export interface PlannedColumn {
  column: string
  field: string | null
  type: FieldType | null
  confidence: number
  how: MatchKind
  samples: readonly string[]
}

export interface ImportPlan {
  status: PlanStatus
  /** Hash of content, sheet, entity, mapping and value options; 'imp_' and 16 hex digits. */
  importId: string
  entity: EntityName | null
  mapping: Mapping
  columns: readonly PlannedColumn[]
  /** Required fields (or `a|b` groups) that no column fills. */
  missing: readonly string[]
  /** What is still open. Empty when status is `ok`. */
  questions: readonly Question[]
  /** Every choice made without asking, for the answer's assumptions. */
  assumptions: readonly Question[]
  inspection: Inspection
}

export interface PlanOptions {
  entity?: EntityName | undefined
  mapping?: Mapping | undefined
  /** True for `mode: commit`: proposals count as answers; questions without a proposal stay open. */
  accept?: boolean | undefined
}

/** Looks at a bounded sample (and hashes the whole content). Throws `Fault` for what cannot be read at all. */
export type InspectFile = (source: Source, options?: InspectOptions) => Promise<Inspection>
export type PlanImport = (inspection: Inspection, options?: PlanOptions) => ImportPlan
export type ReadRows = (inspection: Inspection, plan: ImportPlan, options?: ReadOptions) => RowReader
