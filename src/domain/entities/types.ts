/** The catalogue of what users bring: entities (one table each) and their fields. DATA-MODEL.md 1, 2 and 6. */
export const entityNames = [
  'customer',
  'account',
  'contact',
  'order',
  'order_line',
  'refund',
  'subscription',
  'subscription_event',
  'payment',
  'activity',
  'ticket',
  'survey',
  'opportunity',
  'campaign',
  'campaign_member',
  'cost',
  'label',
  'retention_action',
  'touchpoint',
  'fx_rate',
] as const

export type EntityName = (typeof entityNames)[number]

export type FieldType =
  | 'text'
  /** Text that identifies; leading zeros and all digits are kept. */
  | 'id'
  | 'integer'
  | 'number'
  /** Minor units plus currency at rest. */
  | 'money'
  /** A fraction, 0 to 1. */
  | 'ratio'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'enum'
  | 'hours'

/** R: a row is useless without it. C: some tool needs it. O: optional. */
export type Need = 'R' | 'C' | 'O'

/** One value of an enum with the words files use for it, in any script; compared after folding. */
export interface EnumValue {
  value: string
  words: readonly string[]
}

export interface Field {
  name: string
  type: FieldType
  /** A person can be identified by it: masked in samples, never in replies. */
  pii: boolean
  /** Stored, but not used to decide on people (gender, age). */
  sensitive: boolean
  /** Inclusive bounds of a plausible value, in the field's unit. */
  min?: number
  max?: number
  /** Allowed values; empty `open` enums also take others as they stand. */
  values?: readonly EnumValue[]
  /** Enum that also takes words it does not know, as they stand. */
  open?: boolean
}

/** How an entity uses a field. */
export interface FieldUse {
  field: string
  need: Need
}

export interface Entity {
  name: EntityName
  /** What one row is. */
  grain: string
  /** Fields that together identify a row; empty when nothing does. */
  key: readonly string[]
  /** Fields of one group stand in for each other: at least one of each group must be mapped. */
  oneOf: readonly (readonly string[])[]
  fields: readonly FieldUse[]
}
