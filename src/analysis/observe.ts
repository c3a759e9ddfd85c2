import type { StoreOverview } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'

/** Where an answer stands in time and money. */
export interface Observation {
  asOf: string
  /** Last day on which an outcome is on record; later than `asOf` where labels follow the last snapshot. */
  outcomesUntil: string
  /** False when nothing on record has a date: the day of the latest import then stands in. */
  dated: boolean
  /** Reporting currency; `null` when the data has no money or does not say. */
  currency: string | null
  overview: StoreOverview
}

const eventEntities = [
  'order',
  'order_line',
  'activity',
  'ticket',
  'payment',
  'subscription',
  'subscription_event',
  'survey',
]

/** Day the latest dated customer or account snapshot speaks for. */
async function snapshotDay({ store }: ToolContext): Promise<string | null> {
  const days = (await store.imports()).flatMap(({ entity, asOf }) =>
    asOf !== null && (entity === 'account' || entity === 'customer') ? [asOf] : [],
  )
  return days.toSorted().at(-1) ?? null
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
  const at = { asOf, outcomesUntil: asOf, dated: last !== null, currency: overview.currency, overview }
  // Labels alone do not move the day a snapshot speaks for: its fields would age without having been seen again.
  const snapshot = asked === undefined && !has(at, ...eventEntities) ? await snapshotDay(context) : null
  return snapshot === null || snapshot >= asOf ? at : { ...at, asOf: snapshot }
}

/** True when the store holds rows of one of the entities. */
export const has = ({ overview }: Observation, ...entities: string[]): boolean =>
  overview.tables.some(({ entity, rows }) => rows > 0 && entities.includes(entity))

/** Share of rows, 0 to 1, in which any table of the entities fills the field. */
export function filled({ overview }: Observation, field: string): number {
  return Math.max(
    0,
    ...overview.tables.flatMap(table =>
      table.fields.flatMap(known => (known.field === field ? [known.filled] : [])),
    ),
  )
}
