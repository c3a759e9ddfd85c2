import type { Store } from '../store/store.ts'

/** One question a call put to the store; `trace_figure` finds source rows through it. */
export interface Read {
  question: string
  query: unknown
}

const recorded: ReadonlySet<string> = new Set([
  'overview',
  'customerTable',
  'purchaseHistories',
  'cohortMatrix',
  'purchaseGapQuantiles',
  'monthlyActivity',
  'entityRows',
  'dossier',
  'outcomes',
  'silentSpells',
  'activeDays',
])

/** A store that notes which questions were asked. */
export function recordReads(store: Store, reads: Read[]): Store {
  return new Proxy(store, {
    get(target, name) {
      // A proxy sees property names untyped; they are looked up in the typed port.
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      const method = value.bind(target)
      if (!recorded.has(String(name))) return method
      return (query: unknown) => {
        reads.push({ question: String(name), query: query ?? null })
        return method(query)
      }
    },
  })
}
