/** What one row of a table is, from how its keys repeat. */
import type { Entity, EntityName } from '../domain/entities/index.ts'
import type { ColumnMatch, TableColumn } from './table-column.ts'
import type { Profile } from './profile-column.ts'

/** What one row is: keys of an entity do not repeat in its own table, and do in the tables below it. */
export function grain(
  entity: Entity,
  columns: readonly TableColumn[],
  matched: readonly ColumnMatch[],
): number {
  const profileOf = (field: string): Profile | undefined =>
    columns[matched.findIndex(match => match.field === field)]?.profile
  const has = (field: string): boolean => matched.some(match => match.field === field)
  let points = 0
  const key = entity.key.length === 1 ? entity.key[0] : undefined
  const keyProfile = key === undefined ? undefined : profileOf(key)
  if (keyProfile !== undefined) points += keyProfile.unique ? 0.8 : repeatShare(keyProfile) > 0.02 ? -2.5 : 0
  if (entity.name === 'customer' || entity.name === 'account') {
    if (keyProfile === undefined) points -= 1
    if (entity.name === 'account' && !accountFields.some(has)) points -= 1.2
    if (entity.name === 'account' && columns.filter(isPersonName).length >= 2) points -= 2.5
    if (entity.name === 'customer' && accountFields.filter(has).length >= 2) points -= 1
  } else if (entity.name === 'order_line') {
    const order = profileOf('order_id')
    if (order !== undefined) points += order.unique && order.texts.length > 20 ? -1.5 : 0.8
  } else if (entity.key.length > 0 && key !== undefined && keyProfile === undefined) points -= 0.4
  const customer = profileOf('customer_id')
  if (customer?.unique === true && customer.texts.length > 20 && eventLike.has(entity.name)) points -= 0.4
  return points
}

/** A company has neither a first nor a last name. */
const isPersonName = ({ header, profile }: TableColumn): boolean =>
  /^(?:first|last|given|family|middle|sur)[ _]?name$/i.test(header.trim()) && profile.texts.length > 0

const accountFields = [
  'annual_revenue',
  'number_of_employees',
  'industry',
  'account_size_segment',
  'total_contacts',
  'contacts_with_email',
  'total_activities_30d',
  'total_won_amount',
  'pipeline_amount',
  'account_owner',
]
const eventLike = new Set<EntityName>([
  'order',
  'activity',
  'ticket',
  'payment',
  'touchpoint',
  'survey',
  'refund',
])

export const repeatShare = ({ texts, levels }: Profile): number =>
  texts.length === 0 ? 0 : 1 - levels.size / texts.length
