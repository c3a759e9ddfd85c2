import { contractSetting } from '../domain/clv/models.ts'
import type { SettingDecision } from '../domain/clv/models.ts'
import { dayNumber } from '../domain/days.ts'
import { numbers } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'
import { orderLog } from './order-log.ts'

/** Entities that record a contract rather than a purchase. */
const contracts = ['subscription', 'subscription_event'] as const

/**
 * How customers of this store leave, decided from its data: by ending a contract (subscriptions, contract values or
 * declared churn without purchases), silently, or between a few fixed dates. `null` where neither is on record.
 */
export function clvSetting(context: ToolContext, at: Observation): Promise<SettingDecision | null> {
  return context.once(`clv-setting/${at.asOf}`, async () => {
    const asOfDay = dayNumber(at.asOf)
    const log = await orderLog(context, at)
    const none = { customer: [], day: [] }
    const contractCustomers = await customersUnderContract(context, at)
    if (!log && contractCustomers === 0) return null
    return contractSetting(log?.purchases ?? none, {
      asOfDay,
      contractCustomers: contractCustomers * (log?.share ?? 1),
    })
  })
}

async function customersUnderContract(context: ToolContext, at: Observation): Promise<number> {
  const held = at.overview.tables
    .filter(({ entity }) => contracts.some(name => name === entity))
    .map(({ customers }) => customers)
  if (held.length > 0 && has(at, ...contracts)) return Math.max(...held)
  // Without purchases, customers who are declared to stay or leave hold a contract of some kind.
  if (at.overview.buyers > 0) return 0
  const table = await context.store.customerTable({
    asOf: at.asOf,
    groups: ['profile', 'attributes', 'label'],
  })
  const labels = numbers(table, 'churned')
  return labels ? labels.reduce((sum, label) => sum + (Number.isNaN(label) ? 0 : 1), 0) : 0
}
