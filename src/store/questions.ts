import type { Column } from '../domain/table.ts'

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
  /** Adds the seconds of the day of each time, as `NAME_seconds`. */
  withSeconds?: boolean
  from?: string
  to?: string
  customerIds?: readonly string[]
  /** Money as the file states it, in the row's own currency, instead of in the reporting currency. */
  ownCurrency?: boolean
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
