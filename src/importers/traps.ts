/** Headers with several meanings (DATA-MODEL.md 3): what the values and the rest of the table say about each. */
import { fields } from '../domain/entities/index.ts'
import type { EntityName } from '../domain/entities/index.ts'
import { fold } from './fold.ts'
import { fieldFit, share } from './field-fit.ts'
import type { Profile } from './profile-column.ts'
import type { Synonyms } from './synonyms.ts'
import { parseEnum } from './values/words.ts'

export interface TrapChoice {
  field: string
  confidence: number
}

export interface TrapReading {
  choices: readonly TrapChoice[]
  /** The evidence does not decide: ask. */
  open: boolean
}

export interface TrapContext {
  entity: EntityName
  profile: Profile
  /** Fields that other columns claim by their names. */
  claimed: ReadonlySet<string>
  synonyms: Synonyms
}

export const mainDate: Readonly<Partial<Record<EntityName, string>>> = {
  order: 'order_date',
  order_line: 'order_date',
  refund: 'refund_date',
  payment: 'paid_on',
  activity: 'event_time',
  ticket: 'ticket_created_at',
  survey: 'survey_date',
  label: 'churn_date',
  cost: 'cost_date',
  fx_rate: 'rate_date',
  touchpoint: 'touched_at',
  subscription_event: 'event_date',
  campaign_member: 'treated_at',
  retention_action: 'executed_at',
}

const mainMoney: Readonly<Partial<Record<EntityName, string>>> = {
  payment: 'payment_amount',
  refund: 'refund_amount',
  opportunity: 'amount',
  cost: 'cost_amount',
  touchpoint: 'cost',
}

const keyField: Readonly<Partial<Record<EntityName, string>>> = {
  contact: 'contact_id',
  order: 'order_id',
  refund: 'refund_id',
  subscription: 'subscription_id',
  payment: 'payment_id',
  activity: 'event_id',
  ticket: 'ticket_id',
  opportunity: 'opportunity_id',
  campaign: 'campaign_id',
  retention_action: 'action_id',
}

const statusFields: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  order: ['order_status'],
  order_line: ['order_status'],
  subscription: ['subscription_status'],
  customer: ['subscription_status'],
  account: ['subscription_status'],
  ticket: ['is_resolved'],
  payment: ['payment_success'],
  opportunity: ['is_won', 'stage'],
}

const none: TrapReading = { choices: [], open: false }
const sure = (field: string, confidence = 0.9): TrapReading => ({
  choices: [{ field, confidence }],
  open: false,
})
const ask = (...choices: readonly string[]): TrapReading => ({
  choices: choices.map((field, at) => ({ field, confidence: Math.max(0.4, 0.65 - 0.1 * at) })),
  open: true,
})

export function readTrap(trap: string, context: TrapContext): TrapReading {
  switch (trap) {
    case 'id':
      return readId(context)
    case 'date':
      return readDate(context)
    case 'status':
      return readStatus(context)
    case 'amount':
      return readAmount(context)
    case 'grade':
      return readGrade(context)
    case 'annual_revenue':
      return readAnnualRevenue(context)
    case 'address':
      return context.profile.meanLength > 12 ? sure('address') : sure('region', 0.85)
    case 'owner':
      return context.profile.levels.size < context.profile.texts.length * 0.6
        ? sure('account_owner')
        : ask('account_owner', 'customer_name')
    case 'nickname':
      return readNickname(context)
    default:
      return none
  }
}

/** Tell by uniqueness: a row's own key never repeats, a customer's does. */
function readId({ entity, profile, claimed }: TrapContext): TrapReading {
  if (fieldFit('customer_id', profile) < 0.5) return none
  const party =
    claimed.has('customer_id') ||
    (entity === 'payment' && (claimed.has('order_id') || claimed.has('subscription_id')))
  if (entity === 'customer' || entity === 'account')
    return party ? none : profile.unique ? sure('customer_id', 0.92) : none
  const key = keyField[entity]
  const free = key !== undefined && !claimed.has(key)
  if (!profile.unique) return party || entity === 'order_line' ? none : sure('customer_id')
  if (party || entity === 'campaign') return free ? sure(key, 0.92) : none
  // Beside the key of its own, a column that never repeats is the number a system gave the row.
  return free ? ask(key, 'customer_id') : none
}

/** Tell by the entity of the file. */
function readDate({ entity, profile, claimed }: TrapContext): TrapReading {
  const field = mainDate[entity]
  if (profile.dates.share < 0.8) return none
  if (field !== undefined) return claimed.has(field) ? none : sure(field)
  if (entity === 'customer' || entity === 'account')
    return claimed.has('signup_date') ? none : ask('signup_date', 'last_order_date')
  if (entity === 'subscription')
    return claimed.has('subscription_start') ? none : ask('subscription_start', 'renewal_date')
  return entity === 'opportunity' && !claimed.has('expected_close') ? ask('expected_close') : none
}

/** Tell by the value list. */
function readStatus({ entity, profile, claimed }: TrapContext): TrapReading {
  const free = (statusFields[entity] ?? []).filter(field => !claimed.has(field))
  const best = free
    .map(field => ({ field, fit: fieldFit(field, profile) }))
    .sort((one, two) => two.fit - one.fit)[0]
  if (best === undefined) return none
  return best.fit >= 0.8 ? sure(best.field) : ask(...free)
}

/** Tell by sign, by the other money columns and by the file's entity; gross and paid look alike. */
function readAmount({ entity, profile, claimed }: TrapContext): TrapReading {
  if (profile.numberShare < 0.8) return none
  const only = mainMoney[entity]
  if (only !== undefined) return claimed.has(only) ? none : sure(only)
  if (entity === 'order' || entity === 'order_line') {
    if (claimed.has('paid_amount')) return none
    if (claimed.has('order_amount')) return ask('paid_amount', 'refund_amount')
    const negative = share(profile.numbers.map(String), text => text.startsWith('-'))
    return negative > 0.9
      ? ask('refund_amount', 'paid_amount')
      : ask('paid_amount', 'order_amount', 'refund_amount')
  }
  if (entity === 'subscription')
    return claimed.has('mrr') || claimed.has('contract_value') ? none : ask('mrr', 'contract_value')
  if (entity === 'customer' || entity === 'account')
    return claimed.has('total_spent') ? none : ask('total_spent', 'mrr')
  return none
}

/** Tell by the values: VIP and 金卡 against SMB and Enterprise. */
function readGrade({ entity, profile, claimed, synonyms }: TrapContext): TrapReading {
  if (entity !== 'customer' && entity !== 'account') return none
  const size = fields.get('account_size_segment')
  const levels = [...profile.levels.keys()]
  const sizes =
    size === undefined ? 0 : share(levels, text => text.length > 1 && parseEnum(text, size) !== null)
  const grades = share(
    levels,
    text => synonyms.grades.has(fold(text)) || /vip|lv\.?\s*\d|^\d星|星级/i.test(text),
  )
  if (sizes >= 0.6 && entity === 'account' && !claimed.has('account_size_segment'))
    return sure('account_size_segment')
  if (grades >= 0.5 && !claimed.has('membership_level')) return sure('membership_level')
  return entity === 'account' ? ask('account_size_segment', 'membership_level') : ask('membership_level')
}

/** The client's own turnover (companies), a person's income, or what the client pays us. */
function readAnnualRevenue({ entity, profile, claimed }: TrapContext): TrapReading {
  if (profile.numberShare < 0.8 || (entity !== 'account' && entity !== 'customer')) return none
  const company = ['number_of_employees', 'industry', 'account_size_segment'].some(field =>
    claimed.has(field),
  )
  if (entity === 'account' && company) return sure('annual_revenue')
  return entity === 'account' ? ask('annual_revenue', 'contract_value') : ask('contract_value')
}

/** A shop's nickname is the only id some exports have; beside another id it is a name. */
function readNickname({ entity, profile, claimed }: TrapContext): TrapReading {
  if (claimed.has('customer_id')) return sure('customer_name', 0.85)
  if ((entity === 'customer' || entity === 'account') && !profile.unique)
    return ask('customer_name', 'customer_id')
  return sure('customer_id', 0.85)
}
