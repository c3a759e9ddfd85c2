import { entityNames } from '../../domain/entities/index.ts'
import { Fault } from '../../fault.ts'
import type { BatchColumn, ImportBatch } from '../import-batch.ts'
import type { Sql } from './sql.ts'

/**
 * Every entity has one table `e_<entity>`; its columns grow with the files that arrive: `f_<field>` for fields of
 * the catalogue, `a_<n>` for attributes (columns no field claims). `entity_columns` is their register.
 *
 * Columns each table has: `imp` and `src` (import and row in the file), `cid` (customer; `linked` 1 when it was
 * found through an order or subscription), `day` (event day), `currency`, and `dead`: the import whose row took
 * this one's place, so that removing that import brings this row back.
 */
export const entityTable = (entity: string): string => {
  if (!/^[a-z][a-z_]{0,39}$/.test(entity)) {
    throw new Fault('invalid_input', {
      field: 'entity',
      problem: 'is not an entity name',
      choices: entityNames,
    })
  }
  return `e_${entity}`
}

/** What a column is stored as. */
export type ColumnKind = Exclude<BatchColumn['kind'], 'coded' | 'made'> | 'seconds'

export interface StoredColumn {
  name: string
  attribute: boolean
  kind: ColumnKind
  column: string
}

export function ensureEntityTable(sql: Sql, entity: string): void {
  const table = entityTable(entity)
  sql.exec(`CREATE TABLE IF NOT EXISTS ${table} (
    row INTEGER PRIMARY KEY, imp INTEGER NOT NULL, src INTEGER NOT NULL, cid INTEGER,
    linked INTEGER NOT NULL DEFAULT 0, day INTEGER, currency TEXT, dead INTEGER) STRICT`)
}

/** The field whose day places a row in time; the first one present counts. */
const dayFields: Readonly<Record<string, readonly string[]>> = {
  order: ['order_date', 'paid_at'],
  order_line: ['order_date', 'paid_at'],
  refund: ['refund_date'],
  subscription: ['subscription_start'],
  subscription_event: ['event_date'],
  payment: ['paid_on'],
  activity: ['event_time'],
  ticket: ['ticket_created_at'],
  survey: ['survey_date'],
  opportunity: ['expected_close'],
  campaign: ['subscription_start'],
  campaign_member: ['treated_at', 'sent_at'],
  cost: ['cost_date'],
  label: ['churn_date'],
  retention_action: ['executed_at', 'identified_at'],
  touchpoint: ['touched_at'],
  fx_rate: ['rate_date'],
}

export const dayFieldsOf = (entity: string): readonly string[] => dayFields[entity] ?? []

/** The money an entity is summed by. */
const moneyFields: Readonly<Record<string, string>> = {
  payment: 'payment_amount',
  refund: 'refund_amount',
  subscription: 'mrr',
  opportunity: 'amount',
  cost: 'cost_amount',
  touchpoint: 'cost',
  customer: 'total_spent',
  account: 'total_won_amount',
}

export const moneyFieldOf = (entity: string): string | undefined => moneyFields[entity]

const sqlType = (kind: ColumnKind): string =>
  ({ number: 'REAL', money: 'INTEGER', day: 'INTEGER', seconds: 'INTEGER', text: 'TEXT' })[kind]

/** What the entity tables hold, read anew for each answer: another process may have imported meanwhile. */
export class Columns {
  readonly #byEntity = new Map<string, StoredColumn[]>()
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
    const rows = sql.all<{
      entity: string
      name: string
      attribute: number
      kind: ColumnKind
      column_name: string
    }>('SELECT entity, name, attribute, kind, column_name FROM entity_columns ORDER BY rowid')
    for (const { entity, name, attribute, kind, column_name } of rows) {
      this.#list(entity).push({ name, attribute: attribute === 1, kind, column: column_name })
    }
    // A file may bring nothing but customer ids: its table has no column of its own.
    const tables = sql.all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'e_*'`,
    )
    for (const { name } of tables) this.#list(name.slice(2))
  }

  of(entity: string): readonly StoredColumn[] {
    return this.#byEntity.get(entity) ?? []
  }

  entities(): string[] {
    return [...this.#byEntity.keys()].sort()
  }

  field(entity: string, name: string): StoredColumn | undefined {
    return this.of(entity).find(
      column => column.name === name && !column.attribute && column.kind !== 'seconds',
    )
  }

  has(entity: string, ...names: readonly string[]): boolean {
    return names.every(name => this.field(entity, name) !== undefined)
  }

  /** SQL for a field of table alias `alias`; `NULL` when no file ever brought it. */
  expression(entity: string, name: string, alias: string): string {
    const found = this.field(entity, name)
    return found ? `${alias}.${found.column}` : 'NULL'
  }

  /** Adds what the batch brings and is not there yet. An attribute that turns from numbers to words becomes text. */
  grow(entity: string, batch: ImportBatch): void {
    for (const [name, column] of batch.fields) {
      this.#ensure(entity, name, false, column.kind)
      if (column.kind === 'day' && column.seconds) this.#ensure(entity, `${name}_seconds`, false, 'seconds')
    }
    for (const [name, column] of batch.attributes) this.#ensure(entity, name, true, column.kind)
  }

  #list(entity: string): StoredColumn[] {
    let list = this.#byEntity.get(entity)
    if (!list) this.#byEntity.set(entity, (list = []))
    return list
  }

  #ensure(entity: string, name: string, attribute: boolean, given: BatchColumn['kind'] | 'seconds'): void {
    const kind = given === 'coded' || given === 'made' ? 'text' : given
    const list = this.#list(entity)
    const found = list.find(column => column.name === name && column.attribute === attribute)
    if (found) {
      if (found.kind === kind || found.kind === 'text') return
      if (!attribute) {
        throw new Fault('invalid_input', {
          field: name,
          problem: `is ${kind} here and ${found.kind} in the store`,
        })
      }
      found.kind = kind === 'text' ? 'text' : 'number'
      this.#sql.run('UPDATE entity_columns SET kind = ? WHERE entity = ? AND name = ? AND attribute = 1', [
        found.kind,
        entity,
        name,
      ])
      return
    }
    if (!attribute && !/^[a-z][a-z0-9_]{0,59}$/.test(name)) {
      throw new Fault('invalid_input', { field: name, problem: 'is not a field name' })
    }
    const column = attribute ? `a_${list.length + 1}` : `f_${name}`
    const type = attribute ? 'ANY' : sqlType(kind)
    this.#sql.exec(`ALTER TABLE ${entityTable(entity)} ADD COLUMN ${column} ${type}`)
    this.#sql.run('INSERT INTO entity_columns VALUES (?, ?, ?, ?, ?)', [
      entity,
      name,
      attribute ? 1 : 0,
      kind,
      column,
    ])
    list.push({ name, attribute, kind, column })
  }
}
