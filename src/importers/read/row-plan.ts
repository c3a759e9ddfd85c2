/** What an entity asks of every row: the fields it cannot miss, the key that must not repeat, the ids it may invent. */
import { entities, fields } from '../../domain/entities/index.ts'
import type { EntityName, Field } from '../../domain/entities/index.ts'
import type { ColumnGuess, ImportPlan, Inspection } from '../types.ts'

export interface PlannedField {
  guess: ColumnGuess
  field: Field | null
}

export interface RowPlan {
  entity: EntityName
  columns: readonly PlannedField[]
  /** Fields whose blank or unreadable cell makes the row useless. */
  required: ReadonlySet<string>
  /** Mapped fields that identify a row; empty when rows cannot be told apart. */
  key: readonly string[]
  /** Field to fill with an id made from the file and the row; null when none. */
  generated: { field: string; constant: string | null } | null
  /** Compute paid_amount = quantity × unit_price. */
  deriveAmount: boolean
  /** The columns that tell totals rows from data: theirs hold no id. The first is the leading one. */
  idColumns: readonly number[]
}

/** Needed in each row once the file has them, beyond the required fields. */
const rowNeeds: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  customer: ['customer_id'],
  order: ['order_id', 'paid_amount'],
  subscription: ['subscription_id'],
  campaign_member: ['campaign_id'],
}

const ownIds: Readonly<Partial<Record<EntityName, string>>> = {
  customer: 'customer_id',
  order: 'order_id',
  subscription: 'subscription_id',
  retention_action: 'action_id',
}

export function planRows(inspection: Inspection, plan: ImportPlan, entity: EntityName): RowPlan {
  const columns = inspection.columns
    .map(guess => ({ guess, name: plan.mapping[guess.header] ?? null }))
    .filter(({ guess, name }) => name !== null || (!guess.pii && guess.format.kind !== 'empty'))
    .map(({ guess, name }) => ({ guess, field: name === null ? null : (fields.get(name) ?? null) }))
  const mapped = new Set(columns.flatMap(({ field }) => (field === null ? [] : [field.name])))
  const own = entities.get(entity)
  const required = new Set(
    [
      ...(own?.fields.filter(use => use.need === 'R').map(use => use.field) ?? []),
      ...(rowNeeds[entity] ?? []),
    ].filter(field => mapped.has(field)),
  )
  const ownId = ownIds[entity]
  const generated =
    ownId !== undefined && !mapped.has(ownId)
      ? { field: ownId, constant: null }
      : entity === 'campaign_member' && !mapped.has('customer_id')
        ? { field: 'customer_id', constant: null }
        : entity === 'campaign_member' && !mapped.has('campaign_id')
          ? { field: 'campaign_id', constant: inspection.file.replace(/\.[^.]+$/, '') }
          : null
  const nameless = entity === 'campaign_member' && generated?.field === 'customer_id'
  const key = nameless ? [] : (own?.key ?? []).filter(field => field !== generated?.field)
  const lines = entity === 'order' || entity === 'order_line'
  return {
    entity,
    columns,
    required,
    key: key.length > 0 && key.every(field => mapped.has(field)) ? key : [],
    generated,
    deriveAmount:
      lines &&
      mapped.has('unit_price') &&
      mapped.has('quantity') &&
      !mapped.has('paid_amount') &&
      !mapped.has('order_amount'),
    idColumns: columns.filter(({ field }) => field?.type === 'id').map(({ guess }) => guess.index),
  }
}
