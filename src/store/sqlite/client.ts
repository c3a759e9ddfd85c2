import { Worker } from 'node:worker_threads'
import type { ResourceLimits } from 'node:worker_threads'
import { Fault } from '../../fault.ts'
import { NameReceiver } from './numbered-names.ts'
import { thrown } from './protocol.ts'
import type { Response, WorkerSettings } from './protocol.ts'

interface Waiting {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** One worker thread with one connection, started at the first question. */
export class WorkerClient {
  readonly #settings: WorkerSettings
  readonly #stop: Int32Array
  readonly #limits: ResourceLimits
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #names = new NameReceiver()
  #nextId = 1
  #closing = false
  #closed = false

  constructor(settings: Omit<WorkerSettings, 'stop'>, limits: ResourceLimits = {}) {
    this.#limits = limits
    const stop = new SharedArrayBuffer(8)
    this.#stop = new Int32Array(stop)
    this.#settings = { ...settings, stop }
  }

  get started(): boolean {
    return this.#worker !== null
  }

  /** Nobody waits for an answer. */
  get idle(): boolean {
    return this.#waiting.size === 0
  }

  /** Asks the worker; buffers in `handOver` move to it instead of being copied. Aborting `signal` ends a running answer at its next checkpoint with the fault `cancelled`. */
  call(
    method: string,
    args: readonly unknown[],
    signal?: AbortSignal,
    handOver: readonly ArrayBuffer[] = [],
  ): Promise<unknown> {
    // Whoever still asks after the end has been left by its caller.
    if (this.#closed) return Promise.reject(new Fault('cancelled', {}))
    if (signal?.aborted) return Promise.reject(new Fault('cancelled', {}))
    const id = this.#nextId++
    const worker = this.#start()
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        Atomics.store(this.#stop, 0, id)
        // The caller need not wait for the checkpoint.
        this.#waiting.delete(id)
        this.#idle()
        reject(new Fault('cancelled', {}))
      }
      const settle = (): void => signal?.removeEventListener('abort', onAbort)
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#waiting.set(id, {
        resolve: value => (settle(), resolve(value)),
        reject: error => (settle(), reject(error)),
      })
      worker.ref()
      worker.postMessage({ id, method, args }, handOver)
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closing = true
    const worker = this.#worker
    if (worker) await this.call('close', []).catch(() => undefined)
    this.#closed = true
    await worker?.terminate()
    this.#worker = null
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
    const worker = new Worker(new URL(file, import.meta.url), {
      workerData: this.#settings,
      stdout: true,
      resourceLimits: this.#limits,
    })
    worker.on('message', (response: Response) => this.#settle(response))
    worker.on('error', error => this.#lost(error))
    worker.on('exit', code => this.#lost(new Error(`the store's thread ended with code ${code}`)))
    worker.unref()
    this.#worker = worker
    return worker
  }

  #settle(response: Response): void {
    // Even what nobody waits for any more may bring the names that later answers speak of.
    const value = response.ok ? this.#names.unpack(response.value, response.names) : undefined
    const waiting = this.#waiting.get(response.id)
    if (!waiting) return
    this.#waiting.delete(response.id)
    this.#idle()
    if (response.ok) waiting.resolve(value)
    else waiting.reject(thrown(response))
  }

  /** An idle thread must not keep the process alive; one that is being ended must, until its end is known. */
  #idle(): void {
    if (this.#waiting.size === 0 && !this.#closing) this.#worker?.unref()
  }

  /** A dead thread fails what waits; the next question starts a new one on the same file. */
  #lost(error: Error): void {
    this.#worker = null
    this.#names = new NameReceiver()
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) {
      reject(new Fault('store_stopped', { detail: error.message }))
    }
  }
}
