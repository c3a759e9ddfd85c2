import { Worker } from 'node:worker_threads'
import { Fault } from '../fault.ts'
import type {
  ImportPlan,
  InspectOptions,
  Inspection,
  ReadOptions,
  RowReader,
  Source,
} from '../importers/types.ts'
import { thrown } from './import-protocol.ts'
import type { ImportRequest, ImportResponse, NextBatch } from './import-protocol.ts'

interface Waiting {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** Memory of the reading thread: a file that needs more is refused instead of taking the server down. */
const memoryMegabytes = 3_072

/** One thread with the importers in it, for one import at a time. */
class ImportThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1
  alive = true

  constructor() {
    const file = import.meta.url.endsWith('.ts') ? './import-worker.ts' : './import-worker.js'
    this.#worker = new Worker(new URL(file, import.meta.url), {
      stdout: true,
      // Columns live outside the heap: little comes and goes in it.
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: 12 },
    })
    this.#worker.on('message', (response: ImportResponse) => this.#settle(response))
    this.#worker.on('error', error => this.#lost(error))
    this.#worker.on('exit', code => this.#lost(new Error(`the reading thread ended with code ${code}`)))
    this.#worker.unref()
  }

  ask(request: Omit<Extract<ImportRequest, { kind: 'inspect' }>, 'id'>): Promise<unknown>
  ask(request: Omit<Extract<ImportRequest, { kind: 'open' }>, 'id'>): Promise<unknown>
  ask(request: Omit<Extract<ImportRequest, { kind: 'next' }>, 'id'>): Promise<unknown>
  ask(request: object): Promise<unknown> {
    if (!this.alive) return Promise.reject(new Fault('cancelled', {}))
    const id = this.#nextId++
    this.#worker.ref()
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, ...request })
    })
  }

  /** Ends the thread at once, in the middle of whatever it does. */
  stop(): void {
    this.#end(new Fault('cancelled', {}))
    void this.#worker.terminate()
  }

  #settle(response: ImportResponse): void {
    const waiting = this.#waiting.get(response.id)
    if (!waiting) return
    this.#waiting.delete(response.id)
    if (this.#waiting.size === 0) this.#worker.unref()
    if (response.ok) waiting.resolve(response.value)
    else waiting.reject(thrown(response))
  }

  #lost(error: Error): void {
    const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    const limit = memoryMegabytes * 1024 * 1024
    this.#end(
      outOfMemory
        ? new Fault('file_too_large', { file: 'file', bytes: limit, limit, advice: 'split_file' })
        : error,
    )
  }

  #end(error: Error): void {
    this.alive = false
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(error)
  }
}

const idleSeconds = 60

/** One thread waits a while for the next import; further ones are made as imports run side by side. */
let idle: ImportThread | null = null

function keep(thread: ImportThread): void {
  idle = thread
  const end = (): void => {
    if (idle !== thread) return
    idle = null
    thread.stop()
  }
  setTimeout(end, idleSeconds * 1_000).unref()
}

/** The importers of one import, running in a thread of their own. Call `done` when the import has ended. */
export interface ThreadedImporters {
  inspectFile: (source: Source, options: InspectOptions) => Promise<Inspection>
  readRows: (inspection: Inspection, plan: ImportPlan, options: ReadOptions) => RowReader
  done: () => void
}

export function threadedImporters(signal: AbortSignal): ThreadedImporters {
  if (signal.aborted) throw new Fault('cancelled', {})
  const thread = idle?.alive ? idle : new ImportThread()
  idle = null
  const stop = (): void => thread.stop()
  signal.addEventListener('abort', stop, { once: true })
  let reading = false
  return {
    // What a thread answers is what the function in `import-worker.ts` returned; messages carry no types.
    inspectFile: async (source, options) =>
      (await thread.ask({ kind: 'inspect', source, options })) as Inspection,
    readRows: (inspection, plan, options) => {
      if (plan.entity === null) throw new Error('a plan without an entity cannot be read')
      let latest: NextBatch | null = null
      let rejects: NextBatch['rejects'] = []
      async function* batches() {
        reading = true
        await thread.ask({ kind: 'open', inspection, plan })
        // The next batch is read while the caller stores this one.
        let coming = thread.ask({ kind: 'next' })
        for (;;) {
          const next = (await coming) as NextBatch
          latest = next
          rejects = [...rejects, ...next.rejects]
          if (next.progress) options.onProgress?.(next.progress)
          if (next.batch === null) break
          coming = thread.ask({ kind: 'next' })
          // A caller that gives up meanwhile never asks for it.
          coming.catch(() => undefined)
          yield next.batch
        }
        reading = false
      }
      return {
        entity: plan.entity,
        get counts() {
          return (
            latest?.counts ?? {
              rowsRead: 0,
              rowsUsed: 0,
              rowsRejected: 0,
              totalsDropped: 0,
              blanksDropped: 0,
              duplicatesDropped: 0,
            }
          )
        },
        issues: () => latest?.issues ?? [],
        takeRejects: () => {
          const taken = [...rejects]
          rejects = []
          return taken
        },
        [Symbol.asyncIterator]: () => batches(),
      }
    },
    done: () => {
      signal.removeEventListener('abort', stop)
      // A reading given up half-way would go on into the next import.
      if (reading || idle !== null) thread.stop()
      else if (thread.alive) keep(thread)
    },
  }
}
