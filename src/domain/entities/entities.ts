/** Every entity of DATA-MODEL.md 1 and 6: its grain, its key, what it cannot do without. */
import type { Entity, EntityName, FieldUse } from './types.ts'

/** 'R customer_id · C email · O phone' → uses. */
const uses = (text: string): FieldUse[] =>
  text.split(/\s+/).reduce<FieldUse[]>((all, word) => {
    const [need, field] = word.split(':')
    return field === undefined || (need !== 'R' && need !== 'C' && need !== 'O')
      ? all
      : [...all, { need, field }]
  }, [])

const entity = (
  name: EntityName,
  grain: string,
  key: readonly string[],
  fields: string,
  oneOf: readonly (readonly string[])[] = [],
): Entity => ({ name, grain, key, oneOf, fields: uses(fields) })

const customerFields = `O:customer_name O:email O:phone O:address O:notes O:age O:gender O:region C:signup_date
  O:acquisition_channel O:acquisition_cost O:membership_level C:churned O:churn_date O:churn_reason
  O:first_order_date C:last_order_date C:order_count C:total_spent O:avg_order_value O:marketing_consent
  O:gross_margin_rate C:days_since_last_activity C:last_activity_at O:currency O:active_days O:csat O:nps`
const contractFields = `C:plan_name C:mrr O:contract_value C:billing_period O:renewal_date C:subscription_status O:seats`
const costFields = 'O:marketing_cost O:offer_cost O:labor_cost'

const list: readonly Entity[] = [
  entity(
    'customer',
    'person or member',
    ['customer_id'],
    `C:customer_id ${customerFields} ${contractFields} O:subscription_start O:cancelled_at`,
  ),
  entity(
    'account',
    'company',
    ['customer_id'],
    `R:customer_id ${customerFields} ${contractFields} O:subscription_start O:cancelled_at
     C:annual_revenue C:number_of_employees C:industry C:account_size_segment C:total_contacts C:contacts_with_email
     C:total_activities_30d C:total_won_amount O:pipeline_amount O:account_owner`,
  ),
  entity(
    'contact',
    'person at an account',
    ['contact_id'],
    'R:contact_id R:customer_id O:customer_name O:email O:phone O:address O:notes O:region O:marketing_consent',
  ),
  entity(
    'order',
    'paid document',
    ['order_id'],
    `C:order_id R:customer_id R:order_date C:paid_amount C:order_amount O:paid_at O:discount_amount C:refund_amount O:refund_date
     C:order_status C:currency O:quantity O:product_id O:product_category O:unit_price O:gross_margin_rate
     O:acquisition_channel O:region O:payment_method O:campaign_id O:customer_name O:phone O:email O:address O:notes`,
  ),
  entity(
    'order_line',
    'line of a document',
    ['order_id', 'line_no'],
    `R:order_id O:line_no C:customer_id C:order_date R:quantity O:unit_price C:paid_amount C:order_amount
     O:discount_amount O:refund_amount O:refund_date O:product_id O:product_category C:order_status O:paid_at C:currency
     O:gross_margin_rate O:region O:notes`,
    [['product_id', 'product_category']],
  ),
  entity(
    'refund',
    'refund event',
    ['refund_id'],
    'O:refund_id C:order_id C:customer_id R:refund_date R:refund_amount O:refund_reason C:currency O:product_id O:notes',
    [['order_id', 'customer_id']],
  ),
  entity(
    'subscription',
    'contract span',
    ['subscription_id'],
    `C:subscription_id R:customer_id R:subscription_start ${contractFields} C:cancelled_at C:currency O:churn_reason
     O:gross_margin_rate O:acquisition_channel`,
    [['mrr', 'contract_value']],
  ),
  entity(
    'subscription_event',
    'change of a contract',
    ['subscription_id', 'event_date', 'event_type'],
    `C:subscription_id C:customer_id R:event_type R:event_date C:mrr_before C:mrr_after O:plan_name O:seats C:currency
     O:churn_reason`,
    [['subscription_id', 'customer_id']],
  ),
  entity(
    'payment',
    'payment attempt',
    ['payment_id'],
    `O:payment_id C:customer_id C:order_id C:subscription_id C:paid_on R:payment_amount C:payment_success
     O:payment_method O:failure_reason C:currency`,
    [['customer_id', 'order_id', 'subscription_id']],
  ),
  entity(
    'activity',
    'touch, or usage of a period',
    ['event_id'],
    `O:event_id R:customer_id R:event_time O:activity_type O:activity_count O:active_days O:feature
     O:feature_use_share O:channel O:notes`,
  ),
  entity(
    'ticket',
    'case',
    ['ticket_id'],
    `O:ticket_id R:customer_id R:ticket_created_at O:ticket_type O:priority O:response_hours O:minutes O:is_resolved O:csat
     O:nps O:channel O:notes`,
  ),
  entity(
    'survey',
    'answer',
    [],
    `R:customer_id C:survey_date O:survey_type C:score C:scale_max O:question O:csat O:nps O:product_value
     O:service_value O:staff_value O:image_value O:money_cost O:time_cost O:effort_cost O:psychological_cost O:notes`,
    [['score', 'csat', 'nps', 'product_value', 'service_value', 'staff_value', 'image_value']],
  ),
  entity(
    'opportunity',
    'deal',
    ['opportunity_id'],
    `R:opportunity_id R:customer_id R:amount C:stage C:expected_close C:is_won O:probability C:currency O:account_owner
     O:notes`,
  ),
  entity(
    'campaign',
    'action',
    ['campaign_id'],
    `R:campaign_id O:channel O:subscription_start O:renewal_date O:budget_amount ${costFields} C:currency`,
  ),
  entity(
    'campaign_member',
    'customer in an action',
    ['campaign_id', 'customer_id'],
    `C:campaign_id R:customer_id C:variant C:treated_at C:retained O:sent_at O:opened O:clicked O:coupon_used
     O:responded ${costFields} O:channel O:revenue_saved C:currency`,
  ),
  entity(
    'cost',
    'cost line',
    [],
    `C:cost_stage O:channel R:cost_amount C:cost_date O:scope O:customer_id O:minutes O:practical_capacity_minutes
     O:budget_amount C:currency O:notes`,
  ),
  entity(
    'label',
    'declared churn',
    ['customer_id', 'churn_date'],
    'R:customer_id C:churned C:churn_date O:churn_reason O:notes',
    [['churned', 'churn_date']],
  ),
  entity(
    'retention_action',
    'attempt to keep one customer',
    ['action_id'],
    `C:action_id R:customer_id C:strategy C:variant O:identified_at C:executed_at ${costFields} O:responded C:retained
     O:revenue_saved O:satisfaction O:churned_again_at C:currency O:channel O:notes`,
    [['strategy', 'retained', 'executed_at']],
  ),
  entity(
    'touchpoint',
    'contact with marketing',
    [],
    'R:customer_id R:channel R:touched_at O:cost O:campaign_id C:currency',
  ),
  entity('fx_rate', 'rate', ['currency', 'rate_date'], 'R:currency C:rate_date R:rate'),
]

export const entities: ReadonlyMap<EntityName, Entity> = new Map(list.map(one => [one.name, one]))

/** The field an entity knows a general meaning by: a payment's paid amount is its `payment_amount`. */
export const ownName: Readonly<Partial<Record<EntityName, Readonly<Record<string, string>>>>> = {
  payment: {
    paid_amount: 'payment_amount',
    order_amount: 'payment_amount',
    paid_at: 'paid_on',
    order_date: 'paid_on',
    order_status: 'payment_success',
    renewal_date: 'paid_on',
  },
  order: {
    signup_date: 'order_date',
    payment_amount: 'paid_amount',
    paid_on: 'paid_at',
    event_time: 'order_date',
    renewal_date: 'order_date',
    total_spent: 'paid_amount',
  },
  order_line: { signup_date: 'order_date', payment_amount: 'paid_amount', event_time: 'order_date' },
  ticket: {
    score: 'csat',
    signup_date: 'ticket_created_at',
    event_time: 'ticket_created_at',
    acquisition_channel: 'channel',
  },
  refund: { order_date: 'refund_date', paid_amount: 'refund_amount' },
  subscription_event: { event_time: 'event_date', activity_type: 'event_type' },
  activity: { event_date: 'event_time', event_type: 'activity_type', acquisition_channel: 'channel' },
  opportunity: { pipeline_amount: 'amount', total_won_amount: 'amount', contract_value: 'amount' },
  survey: { event_time: 'survey_date' },
  campaign_member: {
    executed_at: 'treated_at',
    acquisition_channel: 'channel',
    churned: 'retained',
    cost_amount: 'marketing_cost',
    cost: 'marketing_cost',
  },
  retention_action: {
    campaign_id: 'action_id',
    csat: 'satisfaction',
    treated_at: 'executed_at',
    churn_date: 'churned_again_at',
    churned: 'retained',
    plan_name: 'strategy',
    cost_amount: 'marketing_cost',
    cost: 'marketing_cost',
    acquisition_channel: 'channel',
  },
  touchpoint: {
    event_time: 'touched_at',
    treated_at: 'touched_at',
    acquisition_channel: 'channel',
    cost_amount: 'cost',
  },
  cost: {
    acquisition_channel: 'channel',
    marketing_cost: 'cost_amount',
    labor_cost: 'cost_amount',
    cost: 'cost_amount',
    stage: 'cost_stage',
  },
  campaign: { acquisition_channel: 'channel' },
}

export const fieldsOf = (entity: EntityName): readonly FieldUse[] => entities.get(entity)?.fields ?? []
