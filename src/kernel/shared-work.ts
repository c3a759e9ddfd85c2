import type { Read } from './recorder.ts'

interface Entry {
  value: Promise<unknown>
  reads: readonly Read[]
}

/**
 * Work that several answers share (the value of every customer, a fitted model), kept by data version,
 * settings and key. The oldest entries go first; a failed computation is not kept.
 */
export class SharedWork {
  readonly #entries = new Map<string, Entry>()
  readonly #limit: number

  constructor(limit = 48) {
    this.#limit = limit
  }

  async once<Value>(key: string, reads: Read[], compute: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key)
    if (known) {
      this.#entries.delete(key)
      this.#entries.set(key, known)
      const value = await known.value
      reads.push(...known.reads)
      // The key names the computation, so what lies under it has the computation's type.
      return value as Value
    }
    const before = reads.length
    const entry: { value: Promise<unknown>; reads: readonly Read[] } = { value: compute(), reads: [] }
    this.#entries.set(key, entry)
    const oldest = this.#entries.keys().next().value
    if (this.#entries.size > this.#limit && oldest !== undefined) this.#entries.delete(oldest)
    try {
      const value = await entry.value
      entry.reads = reads.slice(before)
      return value as Value
    } catch (error) {
      this.#entries.delete(key)
      throw error
    }
  }
}
