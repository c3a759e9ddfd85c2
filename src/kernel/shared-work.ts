import { AsyncLocalStorage } from 'node:async_hooks'
import { Fault } from '../fault.ts'
import type { Read } from './recorder.ts'

interface Entry {
  value: Promise<unknown>
  reads: readonly Read[]
  /** Ends the work; only once nobody waits for it any more. */
  stop: AbortController
  waiting: number
  done: boolean
  /** Asked for by calls about earlier days alone: goes before what is of today. */
  passing: boolean
}

/** Signal of the shared work that the running code is part of. */
const working = new AsyncLocalStorage<AbortSignal>()

/** The signal that ends what is running here: of the shared work it belongs to, else the caller's `own`. */
export const signalOf = (own: AbortSignal): AbortSignal => working.getStore() ?? own

/**
 * Work that several answers share (the value of every customer, a fitted model), kept by data version,
 * settings and key. The oldest entries go first, of earlier days before those of today: a report looks at many a past
 * day in between and must not train its model anew. A failed computation is not kept. A caller who cancels leaves; the
 * work itself ends when the last of those who wait for it has left.
 */
export class SharedWork {
  readonly #entries = new Map<string, Entry>()
  readonly #limit: number

  constructor(limit = 48) {
    this.#limit = limit
  }

  /** The answer of `compute`, run once a key; `signal` is of the one who waits, `reads` what the answer rests on. */
  async once<Value>(
    key: string,
    reads: Read[],
    signal: AbortSignal,
    compute: () => Promise<Value>,
    passing = false,
  ): Promise<Value> {
    if (signal.aborted) throw new Fault('cancelled', {})
    const known = this.#entries.get(key)
    if (known) {
      this.#entries.delete(key)
      this.#entries.set(key, known)
      known.passing &&= passing
    }
    const entry = known ?? this.#start(key, reads, compute, passing)
    const value = await this.#wait(key, entry, signal)
    if (known) reads.push(...entry.reads)
    // The key names the computation, so what lies under it has the computation's type.
    return value as Value
  }

  #start(key: string, reads: readonly Read[], compute: () => Promise<unknown>, passing: boolean): Entry {
    const stop = new AbortController()
    const before = reads.length
    const entry: Entry = {
      value: working.run(stop.signal, compute),
      reads: [],
      stop,
      waiting: 0,
      done: false,
      passing,
    }
    if (this.#entries.size >= this.#limit) this.#dropOldest()
    this.#entries.set(key, entry)
    const settle = async (): Promise<void> => {
      try {
        await entry.value
        entry.reads = reads.slice(before)
      } catch {
        this.#forget(key, entry)
      }
      entry.done = true
    }
    void settle()
    return entry
  }

  #dropOldest(): void {
    const keys = [...this.#entries.keys()]
    const oldest = keys.find(key => this.#entries.get(key)?.passing) ?? keys[0]
    if (oldest !== undefined) this.#entries.delete(oldest)
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
  }

  #wait(key: string, entry: Entry, signal: AbortSignal): Promise<unknown> {
    entry.waiting += 1
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        signal.removeEventListener('abort', quit)
        entry.waiting -= 1
        if (entry.waiting > 0 || entry.done) return
        this.#forget(key, entry)
        entry.stop.abort()
      }
      let here = true
      const leaveWith = (tell: () => void): void => {
        if (!here) return
        here = false
        leave()
        tell()
      }
      const quit = (): void => leaveWith(() => reject(new Fault('cancelled', {})))
      signal.addEventListener('abort', quit, { once: true })
      entry.value.then(
        value => leaveWith(() => resolve(value)),
        (error: unknown) =>
          leaveWith(() => reject(error instanceof Error ? error : new Error(String(error)))),
      )
    })
  }
}
