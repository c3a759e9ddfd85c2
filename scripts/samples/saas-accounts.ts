import { day, monthStart, type Day } from './days.ts'
import { randomStream, type Random } from './random.ts'

export const saasPeriod = { first: day('2024-07-01'), last: day('2026-06-30'), months: 24 }
export const currencies = ['USD', 'EUR', 'GBP'] as const
type Currency = (typeof currencies)[number]
export const saasChannels = ['Search ads', 'Events', 'Referral', 'Partner'] as const
/** Per seat and month, in cents of any currency. */
const plans = { Starter: 1900, Team: 3900, Business: 6900 } as const
type Plan = keyof typeof plans

/** Monthly chance to leave: logistic in what the last month showed. */
export const hazard = { base: -4.6, fewActiveDays: 1.7, unresolvedTicket: 0.85, failedPayment: 1.6 }
export const fewActiveDays = 5

interface Usage {
  month: Day
  activeDays: number
  events: number
  featureShare: number
}

interface Ticket {
  openedOn: Day
  hours: number | null
  resolved: boolean
  type: 'Bug' | 'Billing' | 'How-to' | 'Outage'
  csat: number | null
}

interface Payment {
  date: Day
  cents: number
  success: boolean
}

interface Change {
  date: Day
  type: 'start' | 'upgrade' | 'downgrade' | 'cancel'
  before: number
  after: number
}

type Reason = 'Not used enough' | 'Support' | 'Payment failed' | 'Price' | 'Competitor' | 'Company closed'

export interface SaasAccount {
  number: number
  id: string
  industry: string
  country: string
  currency: Currency
  channel: (typeof saasChannels)[number]
  plan: Plan
  billing: 'month' | 'year'
  seats: number
  start: Day
  usage: Usage[]
  tickets: Ticket[]
  payments: Payment[]
  changes: Change[]
  cancelledOn: Day | null
  reason: Reason | null
}

const homes: readonly (readonly [string, Currency])[] = [
  ['United States', 'USD'],
  ['Canada', 'USD'],
  ['Germany', 'EUR'],
  ['France', 'EUR'],
  ['United Kingdom', 'GBP'],
]

export const mrrOf = ({ plan, seats, billing }: Pick<SaasAccount, 'plan' | 'seats' | 'billing'>): number =>
  Math.round(plans[plan] * seats * (billing === 'year' ? 0.85 : 1))

function draw(random: Random, number: number): SaasAccount {
  const [country, currency] = random.pick(homes)
  const early = random.chance(0.5)
  const start = early ? saasPeriod.first + random.int(0, 27) : saasPeriod.first + random.int(28, 670)
  const plan = random.weighted([
    ['Starter', 0.45],
    ['Team', 0.37],
    ['Business', 0.18],
  ] as const)
  return {
    number,
    id: `C${String(number).padStart(4, '0')}`,
    industry: random.pick(['Software', 'Retail', 'Logistics', 'Education', 'Health', 'Media']),
    country,
    currency,
    channel: random.pick(saasChannels),
    plan,
    billing: random.chance(0.35) ? 'year' : 'month',
    seats: 1 + Math.round(random.gamma(1.4, 1.4) * { Starter: 4, Team: 10, Business: 24 }[plan]),
    start,
    usage: [],
    tickets: [],
    payments: [],
    changes: [],
    cancelledOn: null,
    reason: null,
  }
}

function ticket(random: Random, month: Day): Ticket {
  const resolved = random.chance(0.78)
  return {
    openedOn: month + random.int(0, 27),
    hours: resolved ? Math.max(1, Math.round(random.gamma(1.2, 1.2 / 30))) : null,
    resolved,
    type: random.pick(['Bug', 'Billing', 'How-to', 'Outage'] as const),
    csat: random.chance(0.45) ? (resolved ? random.int(3, 5) : random.int(1, 3)) : null,
  }
}

function pay(random: Random, account: SaasAccount, month: Day, age: number): boolean {
  const due = account.billing === 'month' ? 1 : age % 12 === 0 ? 12 : 0
  if (due === 0) return false
  const cents = mrrOf(account) * due
  const date = month + random.int(0, 4)
  const failed = age > 0 && random.chance(0.06)
  account.payments.push({ date, cents, success: !failed })
  if (failed && random.chance(0.6)) account.payments.push({ date: date + 7, cents, success: true })
  return failed
}

function changeSeats(random: Random, account: SaasAccount, month: Day): void {
  if (!random.chance(0.03)) return
  const before = mrrOf(account)
  const grows = random.chance(0.65)
  account.seats = Math.max(1, account.seats + (grows ? 1 : -1) * Math.max(1, Math.round(account.seats * 0.3)))
  const after = mrrOf(account)
  if (after === before) return
  account.changes.push({ date: month, type: after > before ? 'upgrade' : 'downgrade', before, after })
}

function reasonOf(random: Random, quiet: boolean, open: number, failed: boolean): Reason {
  return random.weighted([
    ['Not used enough', quiet ? 6 : 0.5],
    ['Support', 3 * open],
    ['Payment failed', failed ? 6 : 0],
    ['Price', 1.2],
    ['Competitor', 1],
    ['Company closed', 0.5],
  ] as const)
}

/** Month by month: what happened decides, next month, who leaves. */
function live(random: Random, account: SaasAccount): void {
  let mood = random.normal(0, 1)
  account.changes.push({ date: account.start, type: 'start', before: 0, after: mrrOf(account) })
  for (let age = 0; ; age += 1) {
    const month = age === 0 ? account.start : monthStart(account.start, age)
    if (month > saasPeriod.last) return
    if (age > 0) changeSeats(random, account, month)
    mood = 0.8 * mood + random.normal(0, 0.6)
    const activeDays = Math.min(28, Math.max(0, Math.round(11 + 5.5 * mood + random.normal(0, 1.5))))
    const featureShare = Math.min(1, Math.max(0.02, 0.4 + 0.15 * mood + random.normal(0, 0.08)))
    const events = random.poisson(activeDays * 4)
    account.usage.push({
      month: monthStart(month),
      activeDays,
      events,
      featureShare: Math.round(featureShare * 100),
    })
    const opened = random.poisson(0.2)
    for (let at = 0; at < opened; at += 1) account.tickets.push(ticket(random, monthStart(month)))
    const failed = pay(random, account, age === 0 ? account.start : month, age)
    const quiet = activeDays < fewActiveDays
    const recent = monthStart(month, -2)
    const open = Math.min(
      3,
      account.tickets.filter(({ openedOn, resolved }) => !resolved && openedOn >= recent).length,
    )
    const logit =
      hazard.base +
      (quiet ? hazard.fewActiveDays : 0) +
      hazard.unresolvedTicket * open +
      (failed ? hazard.failedPayment : 0)
    const next = monthStart(month, 1)
    if (next > saasPeriod.last || !random.chance(1 / (1 + Math.exp(-logit)))) continue
    account.cancelledOn = next + random.int(0, 9)
    account.reason = reasonOf(random, quiet, open, failed)
    account.changes.push({ date: account.cancelledOn, type: 'cancel', before: mrrOf(account), after: 0 })
    return
  }
}

export function saasAccounts(): SaasAccount[] {
  const random = randomStream(24_070_800)
  const all = Array.from({ length: 800 }, (_, at) => draw(random, at + 1))
  for (const account of all) live(random, account)
  return all
}
