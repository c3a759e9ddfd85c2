/** Kinds of business that playbooks and reports know. */
export const businesses = ['saas', 'retail', 'services', 'b2b'] as const
export type Business = (typeof businesses)[number]

/** One kind of rows in the data: how many, and the fields that are filled. */
export interface TableSketch {
  entity: string
  rows: number
  fields: ReadonlySet<string>
}

/**
 * What kind of business the data looks like: subscriptions or recurring fees are SaaS unless customers are visited or
 * visit, accounts with deals or contacts are B2B, orders with goods and refunds retail, visits services.
 */
export function businessLike(tables: readonly TableSketch[]): Business {
  const some = (entity: string): boolean => tables.some(table => table.entity === entity && table.rows > 0)
  const field = (...names: string[]): boolean =>
    tables.some(({ fields }) => names.some(name => fields.has(name)))
  const firms =
    some('account') &&
    field('total_contacts', 'account_size_segment', 'number_of_employees', 'industry', 'account_owner')
  if (some('subscription') || some('subscription_event')) {
    // Visits without use of a product: cleaning under contract, lessons, a gym.
    const visited = some('activity') && !field('seats', 'active_days', 'feature', 'feature_use_share')
    return visited ? (firms ? 'b2b' : 'services') : 'saas'
  }
  if (some('opportunity') || firms) return 'b2b'
  if (some('order_line') || field('refund_amount', 'discount_amount', 'order_status', 'product_id'))
    return 'retail'
  if (field('mrr') && !field('order_amount')) return 'saas'
  return 'services'
}
