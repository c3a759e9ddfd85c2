import { randomUUID } from 'node:crypto'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Fault } from '../../fault.ts'
import type { ImportBatch } from '../import-batch.ts'
import type {
  ActiveDaysQuery,
  CustomerTableQuery,
  EntityQuery,
  HistoryQuery,
  ImportCounts,
  ImportHeader,
  MemoryRecord,
  OutcomeQuery,
  SourceQuery,
  SpellQuery,
  StoredResult,
} from '../store.ts'
import { openDriver } from './driver.ts'
import { Columns } from './entity-tables.ts'
import { faultOf } from './faults.ts'
import { backup, check as deepCheck, checkOnOpen } from './maintenance.ts'
import { migrate } from './migrations/index.ts'
import type { WorkerSettings } from './protocol.ts'
import { activeDays } from './read/active-days.ts'
import { customerTable } from './read/customer-table.ts'
import { dossier } from './read/dossier.ts'
import { entityRows } from './read/entity-rows.ts'
import { joins } from './read/joins.ts'
import { lastDay } from './read/moments.ts'
import { cohortMatrix, monthlyActivity, purchaseGapQuantiles } from './read/months.ts'
import { outcomes } from './read/outcomes.ts'
import { overview } from './read/overview.ts'
import { purchaseHistories } from './read/purchase-histories.ts'
import { silentSpells } from './read/silent-spells.ts'
import { sourceRows } from './read/source-rows.ts'
import type { Sql } from './sql.ts'
import { dataVersion, importRecord, imports } from './state/imports.ts'
import * as register from './state/register.ts'
import { saveSettings, settings } from './state/settings.ts'
import { besideData } from './while-unchanged.ts'
import { clearTouched, derive } from './write/derive.ts'
import { Session } from './write/import-session.ts'
import type { Place } from './write/place.ts'
import { removeAll, removeImport } from './write/remove.ts'

export interface Engine {
  answer(method: string, args: readonly unknown[], stopped: () => boolean): Promise<unknown>
  close(): void
}

type Answer = (...args: never[]) => unknown

/** Opens the file (made with mode 0600 when new), brings it to the newest layout, and answers questions about it. */
export async function openEngine(settings: WorkerSettings): Promise<Engine> {
  const { file, busySeconds } = settings
  // A clean close removes the log; one that is left means that a process died (or still writes).
  const unclean = existsSync(`${file}-wal`)
  const sql = await openFile(settings)
  try {
    prepare(sql, busySeconds)
    checkOnOpen(sql, unclean && settings.thorough)
    migrate(sql)
  } catch (error) {
    sql.close()
    throw faultOf(error, file, busySeconds)
  }
  const sessions = new Map<string, Session>()
  let check = (): void => undefined
  const answers = answersOf(sql, sessions, placeOf(settings), () => check())

  return {
    async answer(method, args, stopped) {
      check = () => {
        if (stopped()) throw new Fault('cancelled', {})
      }
      const answer = Object.hasOwn(answers, method) ? answers[method] : undefined
      if (!answer) throw new Error(`the store has no answer to ${method}`)
      try {
        check()
        // The port on the other side of the thread types these arguments.
        return await answer(...(args as never[]))
      } catch (error) {
        throw faultOf(error, file, busySeconds)
      }
    },
    close: () => {
      try {
        sql.exec('PRAGMA optimize')
      } catch {
        // Another process holds the lock: statistics can wait.
      }
      sql.close()
    },
  }
}

/** Scratch files lie beside the store, where the user's own data may lie; a store in memory uses the system's folder. */
function placeOf({ file, importRows }: WorkerSettings): Place {
  const beside = file === ':memory:' ? join(tmpdir(), 'holdfast') : file
  return { importRows, scratch: () => `${beside}.import-${process.pid}-${randomUUID()}` }
}

async function openFile({ file, choice, busySeconds }: WorkerSettings): Promise<Sql> {
  try {
    if (file !== ':memory:') {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      keepPrivate(file)
    }
    return await openDriver(file, choice)
  } catch (error) {
    throw faultOf(error, file, busySeconds)
  }
}

/** Makes the file with mode 0600, or takes the rights of others from a database that is there; nothing else is touched. */
function keepPrivate(file: string): void {
  if (!existsSync(file)) return closeSync(openSync(file, 'a', 0o600))
  if (!statSync(file).isFile())
    throw new Fault('disk_refused', { place: basename(file), problem: 'is_a_folder' })
  const head = Buffer.alloc(sqliteMark.length)
  const open = openSync(file, 'r')
  const read = readSync(open, head)
  closeSync(open)
  if (read === 0 || head.toString('latin1') === sqliteMark) chmodSync(file, 0o600)
}

const sqliteMark = 'SQLite format 3\0'

function prepare(sql: Sql, busySeconds: number): void {
  sql.exec(`PRAGMA busy_timeout = ${Math.round(busySeconds * 1000)};
    PRAGMA page_size = 16384;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA cache_size = -65536;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY`)
}

function answersOf(
  sql: Sql,
  sessions: Map<string, Session>,
  place: Place,
  check: () => void,
): Record<string, Answer> {
  const columns = (): Columns => new Columns(sql)
  const session = (key: string): Session => {
    const found = sessions.get(key)
    if (!found) throw new Error('this import is not open')
    return found
  }
  return {
    driver: () => sql.driver,
    dataVersion: () => dataVersion(sql),
    overview: () => overview(sql, columns()),
    lastDay: () => lastDay(sql, columns()),
    imports: () => imports(sql),
    importRecord: (importId: string) => importRecord(sql, importId),
    beginImport: (key: string, header: ImportHeader) =>
      void sessions.set(key, new Session(sql, header, place)),
    append: (key: string, batch: ImportBatch) => session(key).append(batch),
    commit: (key: string, counts: ImportCounts) => {
      const open = session(key)
      sessions.delete(key)
      const record = open.commit(counts, new Date().toISOString(), check)
      sql.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return record
    },
    discard: (key: string) => {
      sessions.get(key)?.discard()
      sessions.delete(key)
    },
    removeImport: (importId: string) => removeImport(sql, importId, place),
    removeAll: () => removeAll(sql),
    customerTable: (query: CustomerTableQuery) => customerTable(sql, columns(), query, check),
    purchaseHistories: (query: HistoryQuery) => purchaseHistories(sql, query),
    cohortMatrix: (query: { asOf: string }) => cohortMatrix(sql, query),
    monthlyActivity: (query: { asOf: string }) => monthlyActivity(sql, query),
    purchaseGapQuantiles: (query: { asOf: string; probabilities: readonly number[] }) =>
      purchaseGapQuantiles(sql, query),
    entityRows: (query: EntityQuery) => entityRows(sql, columns(), query),
    dossier: (query: { customerId: string; asOf: string; limit: number }) => dossier(sql, columns(), query),
    sourceRows: (query: SourceQuery) => sourceRows(sql, columns(), query),
    joins: () => joins(sql, columns()),
    outcomes: (query: OutcomeQuery) => outcomes(sql, columns(), query),
    activeDays: (query: ActiveDaysQuery) => activeDays(sql, columns(), query),
    silentSpells: (query: SpellQuery) => silentSpells(sql, query),
    backup: (file: string) => backup(sql, file),
    check: () => deepCheck(sql),
    settings: () => settings(sql),
    saveSettings: (scenario: string | null, changes: Readonly<Record<string, unknown>>) =>
      saveSettings(sql, scenario, changes, () => {
        clearTouched(sql)
        derive(sql, columns(), { ratesChanged: false, place })
      }),
    rememberMapping: (signature: string, mapping: Readonly<Record<string, string | null>>) =>
      besideData(sql, () => register.rememberMapping(sql, signature, mapping)),
    rememberedMapping: (signature: string) => register.rememberedMapping(sql, signature),
    saveResult: (result: StoredResult) => besideData(sql, () => register.saveResult(sql, result)),
    result: (resultId: string) => register.result(sql, resultId),
    results: (query: { limit: number }) => register.results(sql, query),
    remember: (kind: string, record: MemoryRecord) =>
      besideData(sql, () => register.remember(sql, kind, record)),
    recall: (kind: string, query: { key?: string; limit: number }) => register.recall(sql, kind, query),
  }
}
