import { at, itemPaths, numberAt, textAt } from './answers.ts'
import type { ReportAnswer } from './answers.ts'

export const businesses = ['saas', 'retail', 'services', 'b2b'] as const
export type Business = (typeof businesses)[number]

const filledFields = (described: ReportAnswer, path: string): ReadonlySet<string> => {
  const fields = at(described, `${path}/fields`)
  return new Set(typeof fields === 'object' && fields !== null ? Object.keys(fields) : [])
}

/**
 * What kind of business the data looks like, from the tables `describe_data` lists: subscriptions or recurring fees
 * are SaaS, accounts with deals or contacts are B2B, orders with goods and refunds retail, visits services.
 */
export function businessOf(described: ReportAnswer): Business {
  const tables = itemPaths(described, 'tables').map(path => ({
    entity: textAt(described, `${path}/entity`) ?? '',
    rows: numberAt(described, `${path}/rows`) ?? 0,
    fields: filledFields(described, path),
  }))
  const some = (entity: string): boolean => tables.some(table => table.entity === entity && table.rows > 0)
  const field = (...names: string[]): boolean =>
    tables.some(({ fields }) => names.some(name => fields.has(name)))
  if (some('subscription') || some('subscription_event')) return 'saas'
  if (
    some('opportunity') ||
    (some('account') && field('total_contacts', 'account_size_segment', 'number_of_employees'))
  )
    return 'b2b'
  if (some('order_line') || field('refund_amount', 'discount_amount', 'order_status', 'product_id'))
    return 'retail'
  if (field('mrr') && !field('order_amount')) return 'saas'
  return 'services'
}
