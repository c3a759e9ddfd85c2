import type { ImportBatch } from '../../import-batch.ts'
import { entityTable } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'
import { buying } from './buying.ts'
import type { Place } from './place.ts'
import { SortedRuns } from './sorted-runs.ts'

/** What makes an order worth something else than its paid amount, or no sale. */
const tells = ['order_status', 'refund_amount', 'order_amount', 'discount_amount', 'unit_price', 'quantity']

/**
 * The first orders of a store, where each is worth what was paid: they are collected as they come, since reading them
 * back out of their table costs more than all else about them.
 */
export class PlainOrders {
  readonly runs: SortedRuns
  #plain: boolean

  constructor(sql: Sql, place: Place) {
    this.runs = new SortedRuns(place.importRows, place.scratch())
    this.#plain = buying.every(
      entity => sql.get(`SELECT 1 FROM ${entityTable(entity)} LIMIT 1`) === undefined,
    )
  }

  /** Whether nothing but such orders has come. */
  get complete(): boolean {
    return this.#plain && this.runs.total > 0
  }

  /** Takes the rows of a batch one by one, or nothing (`null`) where they are not of this kind. */
  of(
    { entity, fields, sourceRows }: ImportBatch,
    imp: number,
  ): ((row: number, cid: number | null, day: number | null) => void) | null {
    const paid = fields.get('paid_amount')
    const concerns = buying.some(other => other === entity)
    const plain = entity === 'order' && paid?.kind === 'money' && !tells.some(name => fields.has(name))
    if (concerns && !plain) this.#plain = false
    if (!this.#plain || !plain) return null
    const { values } = paid
    return (row, cid, day) => {
      if (cid === null || day === null) return
      const amount = values[row] ?? 0
      const minor = Number.isFinite(amount) ? Math.round(amount) : 0
      this.runs.add(cid, day, minor, sourceRows[row] ?? 0, imp * 8 + (minor < 0 ? 1 : 0))
    }
  }

  close(): void {
    this.runs.close()
  }
}
