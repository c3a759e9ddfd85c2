import { buffersOf } from '../import-batch.ts'
import type { ImportHeader, ImportRecord, ImportSession, Store } from '../store.ts'
import { WorkerClient } from './client.ts'
import type { DriverChoice } from './driver.ts'

export interface SqliteSettings {
  file: string
  choice: DriverChoice
  /** How long to wait for another process's write before saying so. */
  busySeconds: number
  /** Rows an import keeps in memory before it stages them on disk. */
  importRows: number
}

/** Questions the worker answers under the port's own names. */
const asked = [
  'dataVersion', 'overview', 'lastDay', 'imports', 'removeImport', 'removeAll', 'customerTable', 'purchaseHistories',
  'cohortMatrix', 'purchaseGapQuantiles', 'monthlyActivity', 'entityRows', 'dossier', 'sourceRows', 'joins', 'outcomes',
  'silentSpells', 'activeDays', 'settings', 'saveSettings', 'rememberMapping', 'rememberedMapping', 'saveResult', 'result', 'results', 'remember',
  'recall', 'backup', 'check',
] as const // prettier-ignore

type Asked = (typeof asked)[number]

/**
 * The store on one SQLite file. Nothing is opened before the first question. Answers come from one thread; imports
 * are written by one that nobody asks meanwhile, so that questions are answered (from the data as before) while a long
 * import runs.
 */
export function sqliteStore(settings: SqliteSettings, driver: string): Store {
  const client = (thorough: boolean): WorkerClient =>
    // Columns live outside the heap: little comes and goes in it.
    new WorkerClient({ ...settings, thorough }, { maxYoungGenerationSizeMb: 12 })
  let reader = client(true)
  let imports = 0
  const writers = new Set<WorkerClient>()

  const storeWith = (signal: AbortSignal | undefined): Store => {
    const ask =
      (method: string) =>
      (...args: unknown[]) =>
        reader.call(method, args, signal)
    // The worker answers each name as the port types it (engine.ts).
    const questions = Object.fromEntries(asked.map(name => [name, ask(name)])) as unknown as Pick<
      Store,
      Asked
    >
    return {
      driver,
      ...questions,
      beginImport: header => begin(header, signal),
      on: other => storeWith(other),
      async close() {
        await Promise.all([reader.close(), ...[...writers].map(writer => writer.close())])
      },
    }
  }

  async function begin(header: ImportHeader, signal: AbortSignal | undefined): Promise<ImportSession> {
    // A store in memory has one connection; a file can have a writer beside the reader.
    const own = settings.file !== ':memory:'
    // The thread that is there writes; one for questions is started only if somebody asks meanwhile.
    const writer = own && !reader.idle ? client(false) : reader
    if (own && writer === reader) reader = client(false)
    if (own) writers.add(writer)
    const key = `import-${++imports}`
    let over = false
    const end = async (): Promise<void> => {
      over = true
      if (!own || !writers.delete(writer)) return
      if (reader.started) await writer.close()
      else reader = writer
    }
    try {
      await writer.call('beginImport', [key, header], signal)
    } catch (error) {
      await end()
      throw error
    }
    return {
      append: async batch => void (await writer.call('append', [key, batch], signal, buffersOf(batch))),
      async commit(counts) {
        try {
          return (await writer.call('commit', [key, counts], signal)) as ImportRecord
        } finally {
          await end()
        }
      },
      async discard() {
        // A commit has ended it, whichever way.
        if (over) return
        await writer.call('discard', [key])
        await end()
      },
    }
  }

  return storeWith(undefined)
}
