import type { CustomerTable } from '../domain/table.ts'
import type { ImportHeader, ImportRecord, ImportSession } from './import-session.ts'
import type {
  ActiveDays,
  ActiveDaysQuery,
  CohortCell,
  CustomerDossier,
  CustomerTableQuery,
  EntityQuery,
  EntityRows,
  HistoryQuery,
  JoinReport,
  MemoryRecord,
  MonthTotal,
  OutcomeQuery,
  Outcomes,
  PurchaseHistoryColumns,
  SilentSpells,
  SourceQuery,
  SourceRows,
  SpellQuery,
  StoreOverview,
  StoredResult,
  StoredSettings,
} from './questions.ts'

export type * from './import-session.ts'
export type * from './questions.ts'

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
