import type { Formats } from '../locales/numbers.ts'
import type { Language, Phrases } from '../locales/index.ts'
import type { CarePlay } from '../reports/care.ts'
import type { Store } from '../store/store.ts'
import type { Answer } from './answer.ts'
import type { SettingsChanged } from './change-settings.ts'
import type { Folders } from './config.ts'
import type { ExportService } from './exports.ts'
import type { InboxFile } from './file-access.ts'
import type { ImportService } from './import-request.ts'
import type { ReportService } from './report-service.ts'
import type { Settings } from './settings.ts'

/** Everything a tool may use. One is made for each call. */
export interface ToolContext {
  store: Store
  /** Settings in force for this call: defaults, then the base, then the named scenario. */
  settings: Settings
  language: Language
  formats: Formats
  /** Picks the words of this call's language. */
  say: <Words>(phrases: Phrases<Words>) => Words
  /** Id of the answer being made. */
  resultId: string
  signal: AbortSignal
  /** Reports progress of long work; `total` is null where it is not known. */
  progress: (done: number, total: number | null, message: string) => void
  /** Asks another tool over the same road; its figures are registered under its own result id. */
  call: (tool: string, input: Readonly<Record<string, unknown>>) => Promise<Answer>
  /** Runs `compute` once for the same key, data and settings; later calls share the answer. */
  once: <Value>(key: string, compute: () => Promise<Value>) => Promise<Value>
  folders: Folders
  /** Reads files into the store. */
  imports: ImportService
  /** Writes rows into files. */
  exports: ExportService
  /** Writes and checks documents. */
  reports: ReportService
  /** Playbooks for single customers, the user's own first. */
  playbooks: () => readonly CarePlay[]
  /** Files waiting in the inbox. */
  inbox: () => Promise<readonly InboxFile[]>
  /** Stores assumptions: in the base (`null`), or in a named scenario that leaves the base as it is. */
  changeSettings: (
    set: Readonly<Record<string, unknown>>,
    scenario: string | null,
  ) => Promise<SettingsChanged>
  readOnly: boolean
}
