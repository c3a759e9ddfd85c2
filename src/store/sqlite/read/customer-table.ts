import { dayNumber } from '../../../domain/days.ts'
import type { CustomerTable } from '../../../domain/table.ts'
import type { CustomerTableQuery, FeatureGroup } from '../../store.ts'
import type { Columns } from '../entity-tables.ts'
import { addActivity } from '../features/activity.ts'
import { addAttributes } from '../features/attributes.ts'
import { addCampaigns } from '../features/campaigns.ts'
import { knownCustomers } from '../features/known-customers.ts'
import { addLabel } from '../features/label.ts'
import { addOpportunities } from '../features/opportunities.ts'
import { addOrders } from '../features/orders.ts'
import { addPayments } from '../features/payments.ts'
import { addProfile } from '../features/profile.ts'
import { addSubscription } from '../features/subscription.ts'
import { addSurveys } from '../features/surveys.ts'
import { TableBuilder } from '../features/table-builder.ts'
import type { FeatureContext } from '../features/table-builder.ts'
import { addTickets } from '../features/tickets.ts'
import type { Sql } from '../sql.ts'
import { eligibleRows } from './names.ts'

type AddGroup = (context: FeatureContext, columns: Columns) => void

/** In this order: events speak after profiles, so they win where both know something; attributes never displace. */
const groups: readonly (readonly [FeatureGroup, AddGroup])[] = [
  ['profile', addProfile],
  ['orders', addOrders],
  ['tickets', addTickets],
  ['activity', addActivity],
  ['subscription', addSubscription],
  ['payments', addPayments],
  ['surveys', addSurveys],
  ['opportunities', addOpportunities],
  ['campaigns', addCampaigns],
  ['label', addLabel],
  ['attributes', addAttributes],
]

export function customerTable(
  sql: Sql,
  columns: Columns,
  query: CustomerTableQuery,
  check: () => void,
): CustomerTable {
  const asOf = dayNumber(query.asOf, 'as_of')
  const { cids, names } = eligibleRows(sql, knownCustomers(sql, columns, asOf))
  const builder = new TableBuilder(asOf, cids, names)
  for (const [group, add] of groups) {
    if (query.groups && !query.groups.includes(group)) continue
    check()
    add({ sql, builder, asOf }, columns)
  }
  return builder.finish()
}
