import type { StoreOverview } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'

/** Where an answer stands in time and money. */
export interface Observation {
  asOf: string
  /** False when nothing on record has a date: the day of the latest import then stands in. */
  dated: boolean
  /** Reporting currency; `null` when the data has no money or does not say. */
  currency: string | null
  overview: StoreOverview
}

/** Day of the latest import: what an undated snapshot is taken to speak for. */
async function importDay({ store }: ToolContext): Promise<string | null> {
  const days = (await store.imports()).map(({ importedAt }) => importedAt.slice(0, 10))
  return days.toSorted().at(-1) ?? null
}

/** The observation date (as asked, else the latest event) and what is on record; `null` for a store without customers. */
export async function observe(context: ToolContext, asked?: string): Promise<Observation | null> {
  const overview = await context.store.overview()
  if (overview.customers === 0) return null
  const last = asked ?? (await context.store.lastDay())
  const asOf = last ?? (await importDay(context))
  if (asOf === null) return null
  return { asOf, dated: last !== null, currency: overview.currency, overview }
}

/** True when the store holds rows of one of the entities. */
export const has = ({ overview }: Observation, ...entities: string[]): boolean =>
  overview.tables.some(({ entity, rows }) => rows > 0 && entities.includes(entity))

/** Share of rows, 0 to 1, in which any table of the entities fills the field. */
export function filled({ overview }: Observation, field: string): number {
  return Math.max(
    0,
    ...overview.tables.flatMap(table => table.fields.flatMap(known => (known.field === field ? [known.filled] : []))),
  )
}
