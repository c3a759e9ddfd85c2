import type { CustomerTable, Column } from '../domain/table.ts'
import type { ImportBatch } from './import-batch.ts'

/**
 * The port every engine implements. It answers in domain words, never in SQL, and always asynchronously:
 * a long answer must not block ping, progress or cancel.
 *
 * Days are days since 1970-01-01 where columns hold them and ISO dates (`YYYY-MM-DD`) where people meet them.
 * Money is integer minor units of the reporting currency unless a `currency` says otherwise.
 */
export interface Store {
  readonly driver: string

  /** Hash of everything a figure may depend on in the data: the visible imports, in order. Settings are not in it. */
  dataVersion(): Promise<string>
  overview(): Promise<StoreOverview>
  /** Latest event on record (orders, activities, tickets, payments, cancellations; never contract ends or renewals). */
  lastDay(): Promise<string | null>

  imports(): Promise<readonly ImportRecord[]>
  /** Opens an import. Nothing of it is visible before `commit`; a killed process leaves the store as before. */
  beginImport(header: ImportHeader): Promise<ImportSession>
  removeImport(importId: string): Promise<Readonly<Record<string, number>>>
  removeAll(): Promise<Readonly<Record<string, number>>>

  /** Features of every customer as of a day, as columns; only what happened on or before `asOf` counts. */
  customerTable(query: CustomerTableQuery): Promise<CustomerTable>
  purchaseHistories(query: HistoryQuery): Promise<PurchaseHistoryColumns>
  /** Purchase-day counts and net money by first month × month of purchase. */
  cohortMatrix(query: { asOf: string }): Promise<readonly CohortCell[]>
  /** The days on which each customer bought, or did anything, up to `asOf`. */
  activeDays(query: ActiveDaysQuery): Promise<ActiveDays>
  /** Gaps between consecutive purchase days of all customers, as quantiles in days (0 to 1 probabilities in, days out). */
  purchaseGapQuantiles(query: {
    asOf: string
    probabilities: readonly number[]
  }): Promise<readonly number[] | null>
  /** Monthly totals: active customers, purchase days, net money. */
  monthlyActivity(query: { asOf: string }): Promise<readonly MonthTotal[]>
  /** Rows of one entity as columns (small tables: costs, subscriptions, campaign members, retention actions …). */
  entityRows(query: EntityQuery): Promise<EntityRows>
  /** What is on record about one customer, newest first, for evidence and traces. `null` when unknown. */
  dossier(query: { customerId: string; asOf: string; limit: number }): Promise<CustomerDossier | null>
  /** Source rows behind a figure: which file, sheet and row numbers, bounded by `limit` with the full count beside it. */
  sourceRows(query: SourceQuery): Promise<SourceRows>
  /** Keys that tables share: how many of one side's customers (or orders) the other side knows. */
  joins(): Promise<readonly JoinReport[]>

  settings(): Promise<StoredSettings>
  /** Base settings when `scenario` is `null`. A `null` value removes the key. */
  saveSettings(scenario: string | null, changes: Readonly<Record<string, unknown>>): Promise<void>

  rememberMapping(signature: string, mapping: Readonly<Record<string, string | null>>): Promise<void>
  rememberedMapping(signature: string): Promise<Readonly<Record<string, string | null>> | null>

  /** The figure register: answers given, so that any figure can be recomputed, compared and traced. */
  saveResult(result: StoredResult): Promise<void>
  result(resultId: string): Promise<StoredResult | null>
  results(query: { limit: number }): Promise<readonly StoredResult[]>
  /** Append-only memory of small records (alert states, health history, report history), newest first. */
  remember(kind: string, record: MemoryRecord): Promise<void>
  recall(kind: string, query: { key?: string; limit: number }): Promise<readonly MemoryRecord[]>

  /**
   * Who churned by a definition in (from, to], for each customer who could at `from`. It tells the outcome of a past
   * day for training and back-tests; features come from `customerTable` as of `from`.
   */
  outcomes(query: OutcomeQuery): Promise<Outcomes>
  /** Who fell silent in past windows, and how long after the end of the window they bought again. */
  silentSpells(query: SpellQuery): Promise<SilentSpells>

  /** The same store, whose questions end with the fault `cancelled` once `signal` aborts. */
  on(signal: AbortSignal): Store

  backup(file: string): Promise<void>
  /** Deep check of the stored file; the list is empty when all is well. */
  check(): Promise<readonly string[]>
  close(): Promise<void>
}

export interface ImportHeader {
  /** Hash of file content, sheet, entity and mapping. */
  importId: string
  entity: string
  /** Base name, never a path. */
  fileName: string
  fileSha256: string
  sheet: string | null
  /** 1-based row of the header in the file; `null` when it has none. */
  headerRow: number | null
  encoding: string
  /** Column header → canonical field, `null` for an attribute or an ignored column. */
  mapping: Readonly<Record<string, string | null>>
  /** Date a snapshot speaks for (ISO), when the file is one. */
  asOf: string | null
  /** Currency assumed where rows do not say one. */
  currency: string | null
  timeZone: string | null
  /** Rows that repeat a key already in the store with other content: refuse, keep the old, or take the new. */
  onConflict: 'fail' | 'skip' | 'replace'
}

export interface ImportSession {
  /** Takes the batch over: its columns may move to another thread and are empty afterwards. */
  append(batch: ImportBatch): Promise<void>
  commit(counts: ImportCounts): Promise<ImportRecord>
  discard(): Promise<void>
}

export interface ImportCounts {
  rowsRead: number
  rowsRejected: number
  /** Blank and totals rows and exact repeats of a unique key. */
  rowsDropped: number
  issues: readonly { kind: string; count: number }[]
}

export interface ImportRecord extends ImportHeader, ImportCounts {
  rowsUsed: number
  /** ISO instant; not part of any result that must repeat byte for byte. */
  importedAt: string
  /** Order of commit, from 1. */
  sequence: number
  firstDay: string | null
  lastDay: string | null
}

export interface StoreOverview {
  customers: number
  buyers: number
  orders: number
  firstDay: string | null
  lastDay: string | null
  /** Net revenue in minor units of `currency`. */
  netRevenueMinor: number
  refundsMinor: number
  currency: string | null
  /** Money that could not be brought into the reporting currency, by its own currency. */
  unconverted: readonly { currency: string; rows: number; minor: number }[]
  /** Rows of money without a currency, beside others that state one: they are taken for `currency`. */
  unstated?: readonly { entity: string; rows: number }[]
  tables: readonly EntityOverview[]
}

export interface EntityOverview {
  entity: string
  rows: number
  customers: number
  firstDay: string | null
  lastDay: string | null
  /** Share of rows, 0 to 1, in which the field is present. */
  fields: readonly { field: string; filled: number }[]
  attributes: readonly string[]
  moneyMinor: number | null
}

export type FeatureGroup =
  | 'profile'
  | 'attributes'
  | 'orders'
  | 'tickets'
  | 'activity'
  | 'subscription'
  | 'payments'
  | 'surveys'
  | 'opportunities'
  | 'campaigns'
  | 'label'

export interface CustomerTableQuery {
  asOf: string
  /** All groups the data can fill when left out. */
  groups?: readonly FeatureGroup[]
}

export interface HistoryQuery {
  /** End of the calibration period, inclusive. */
  asOf: string
  /** End of the hold-out period, inclusive; adds `holdoutRepeats` and `holdoutSpendMinor`. */
  holdoutUntil?: string
}

/** One row a customer who bought on or before `asOf`; all arrays have the same length. */
export interface PurchaseHistoryColumns {
  asOf: string
  customerIds: readonly string[]
  /** Purchase days after the first one. */
  repeats: Float64Array
  recencyDays: Float64Array
  ageDays: Float64Array
  /** Mean net money of the repeat purchase days, minor units; 0 without repeats. */
  meanRepeatSpendMinor: Float64Array
  /** Net money of all purchase days up to `asOf`, minor units. */
  totalSpendMinor: Float64Array
  firstDay: Int32Array
  holdoutRepeats?: Float64Array
  holdoutSpendMinor?: Float64Array
}

export interface CohortCell {
  /** year × 12 + month − 1 */
  firstMonth: number
  month: number
  customers: number
  purchaseDays: number
  minor: number
}

export interface ActiveDaysQuery {
  of: 'purchases' | 'activities'
  asOf: string
}

/** Distinct days, ascending within a customer; those of the first customer come first. */
export interface ActiveDays {
  customerIds: readonly string[]
  /** Days of each customer; 1 or more. */
  counts: Int32Array
  /** Day numbers, one after the other. */
  days: Int32Array
}

export interface MonthTotal {
  month: number
  customers: number
  newCustomers: number
  purchaseDays: number
  minor: number
}

export interface EntityQuery {
  entity: string
  from?: string
  to?: string
  customerIds?: readonly string[]
  /** Names, addresses and the like too: only for an export the user asked for in so many words. */
  includePersonal?: boolean
}

export interface EntityRows {
  entity: string
  n: number
  importIds: readonly string[]
  sourceRows: Int32Array
  /** `null` where the row belongs to no customer. */
  customerIds: readonly (string | null)[]
  columns: readonly Column[]
}

export interface DossierRow {
  entity: string
  day: string | null
  importId: string
  sourceRow: number
  /** Canonical fields and attributes, without personal data. */
  values: Readonly<Record<string, string | number | null>>
}

export interface CustomerDossier {
  customerId: string
  firstDay: string | null
  lastDay: string | null
  rows: readonly DossierRow[]
  totalRows: number
}

export interface SourceQuery {
  entities?: readonly string[]
  customerIds?: readonly string[]
  to?: string
  limit: number
}

export interface SourceRows {
  sources: readonly {
    importId: string
    entity: string
    fileName: string
    fileSha256: string
    sheet: string | null
    rowsInScope: number
    /** Ascending; at most the asked limit. */
    sampleRows: readonly number[]
  }[]
  totalRows: number
}

export interface JoinReport {
  leftEntity: string
  rightEntity: string
  key: 'customer_id' | 'order_id' | 'campaign_id' | 'subscription_id'
  leftKeys: number
  matched: number
  /** A few unmatched keys of the left side. */
  unmatchedSample: readonly string[]
}

export type ChurnDefinition =
  /** Bought within `days` up to `from`, then nothing in the `days` after it; the churn day is the last purchase + `days`. */
  | { kind: 'silence'; days: number }
  /** A contract ended and none began within `graceDays`; the churn day is the end. */
  | { kind: 'contract'; graceDays: number }
  /** Declared by the files: label rows or a churn column. */
  | { kind: 'label' }

export interface OutcomeQuery {
  /** Observation day: who was a customer by the definition on this day is eligible. */
  from: string
  /** Last day of the outcome window, inclusive. */
  to: string
  definition: ChurnDefinition
}

/** One row a customer eligible at `from`; all arrays have the same length. */
export interface Outcomes {
  customerIds: readonly string[]
  /** 1 where the customer churned in (from, to]. */
  churned: Uint8Array
  /** Day number of the churn; `missingDay` where there is none (or a label without a date). */
  churnDay: Int32Array
  eligible: number
  churnedCount: number
}

export interface SpellQuery {
  asOf: string
  /** Length of the windows in days; one ends on `asOf`, and each of the others where the next one begins. */
  days: number
}

/** Counts by days since the end of the window, ascending; all arrays have the same length. */
export interface SilentSpells {
  days: Int32Array
  /** Bought again that many days after the end of the window. */
  returned: Int32Array
  /** Seen for that many days, up to `asOf`, and still silent. */
  still: Int32Array
}

export interface StoredSettings {
  base: Readonly<Record<string, unknown>>
  scenarios: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface StoredResult {
  resultId: string
  tool: string
  /** The call and what it depended on, as JSON text. */
  call: string
  /** The structured answer, as JSON text. */
  answer: string
  dataVersion: string
}

export interface MemoryRecord {
  key: string
  /** Observation date the record speaks for, ISO. */
  day: string
  /** JSON text. */
  body: string
}
