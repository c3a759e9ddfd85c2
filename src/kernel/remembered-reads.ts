import type { Store } from '../store/store.ts'
import { SharedWork } from './shared-work.ts'

/** Answers of the store that many tools ask for again, and how many of each are kept: tables are large. */
const kept: Readonly<Record<string, number>> = {
  overview: 4,
  lastDay: 4,
  imports: 4,
  joins: 4,
  customerTable: 3,
  purchaseHistories: 3,
  outcomes: 6,
  monthlyActivity: 4,
  cohortMatrix: 4,
  purchaseGapQuantiles: 8,
}

/**
 * What the store answered for the data and settings of a call, asked once and shared by the calls that follow: a
 * report asks a dozen tools, and each of them begins with the same questions.
 */
export class RememberedReads {
  readonly #answers = new Map(
    Object.entries(kept).map(([question, most]) => [question, new SharedWork(most)]),
  )

  /** `state` names the data version and the settings that the answers hold for. */
  of(store: Store, state: string, signal: () => AbortSignal): Store {
    return new Proxy(store, {
      get: (target, name) => {
        // A proxy sees property names untyped; they are looked up in the typed port.
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        const method = value.bind(target)
        const answers = this.#answers.get(String(name))
        if (!answers) return method
        return (query: unknown) =>
          answers.once(`${state}|${JSON.stringify(query ?? null)}`, [], signal(), async () => method(query))
      },
    })
  }
}
