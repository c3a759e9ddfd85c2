import { Worker } from 'node:worker_threads'
import { Fault } from '../fault.ts'
import type { Store } from '../store/store.ts'
import type { CallOptions } from './call-tool.ts'
import type { CallRequest, CallResponse } from './call-protocol.ts'
import { faultReply } from './fault-words.ts'
import type { Holdfast, Outcome, PromptOutcome } from './holdfast.ts'
import { thrown } from './import-protocol.ts'

interface Waiting {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
  progress: CallOptions['progress'] | undefined
}

/** A request without its number. */
type Asked<Request = CallRequest> = Request extends CallRequest ? Omit<Request, 'id'> : never

/** One thread, started at the first question; when it is lost, what waits fails and the next question starts another. */
class CallThread {
  readonly #file: URL
  readonly #config: unknown
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #nextId = 1
  #closed = false

  constructor(file: URL, config: unknown) {
    this.#file = file
    this.#config = config
  }

  ask(request: Asked, { signal, progress }: CallOptions = {}): Promise<unknown> {
    // Whoever still asks after the end has been left by its caller.
    if (this.#closed) return Promise.reject(new Fault('cancelled', {}))
    const worker = (this.#worker ??= this.#start())
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      const abort = (): void => worker.postMessage({ id, kind: 'abort' } satisfies CallRequest)
      const settle = (): void => signal?.removeEventListener('abort', abort)
      this.#waiting.set(id, {
        resolve: value => (settle(), resolve(value)),
        reject: error => (settle(), reject(error)),
        progress,
      })
      worker.ref()
      worker.postMessage({ ...request, id })
      if (signal?.aborted) abort()
      else signal?.addEventListener('abort', abort, { once: true })
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    if (worker) await this.ask({ kind: 'close' }).catch(() => undefined)
    this.#closed = true
    if (!worker) return
    this.#worker = null
    this.#fail(new Fault('cancelled', {}))
    await worker.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { workerData: this.#config, stdout: true })
    // Standard output belongs to the protocol; what a library prints goes to standard error.
    worker.stdout.pipe(process.stderr)
    worker.on('message', (response: CallResponse) => this.#hear(response))
    worker.on('error', error => this.#lost(worker, error))
    worker.on('exit', code =>
      this.#lost(worker, new Error(`the thread that answers calls ended with code ${code}`)),
    )
    worker.unref()
    return worker
  }

  #hear(response: CallResponse): void {
    const waiting = this.#waiting.get(response.id)
    if (!waiting) return
    if ('progress' in response) {
      waiting.progress?.(...response.progress)
      return
    }
    this.#waiting.delete(response.id)
    if (this.#waiting.size === 0) this.#worker?.unref()
    if (response.ok) waiting.resolve(response.value)
    else waiting.reject(thrown(response))
  }

  #lost(worker: Worker, error: Error): void {
    // A thread that was ended, or that another one has followed, leaves nobody waiting.
    if (this.#worker !== worker) return
    this.#worker = null
    this.#fail(error)
  }

  #fail(error: Error): void {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(error)
  }
}

/**
 * The same product, with its calls, prompts and store in a thread of their own (`file` runs `answerCalls`): whoever
 * speaks a client's protocol answers pings and cancellations at any moment, however long a piece of work is.
 */
export function inThread(product: Holdfast, file: URL): Holdfast {
  const thread = new CallThread(file, product.config)
  const language = (options: CallOptions | undefined) => options?.language ?? null
  // The other side answers each method as the port types it.
  const store = new Proxy({} as Store, {
    get: (_target, method) =>
      method === 'then'
        ? undefined
        : (...args: unknown[]) => thread.ask({ kind: 'store', method: String(method), args }),
  })
  return {
    ...product,
    store: () => Promise.resolve(store),
    async call(name, input, options) {
      try {
        const everyRow = options?.everyRow === true
        const asked = { kind: 'call', name, input, language: language(options), everyRow } as const
        // Messages carry no types; the thread answers what `Holdfast.call` does.
        return (await thread.ask(asked, options)) as Outcome
      } catch (error) {
        return { ok: false, fault: faultReply(error, options?.language ?? product.config.language) }
      }
    },
    async prompt(name, values, options) {
      try {
        const asked = { kind: 'prompt', name, values, language: language(options) } as const
        // As above, of `Holdfast.prompt`.
        return (await thread.ask(asked, options)) as PromptOutcome
      } catch (error) {
        return { ok: false, fault: faultReply(error, options?.language ?? product.config.language) }
      }
    },
    close: () => thread.close(),
  }
}
