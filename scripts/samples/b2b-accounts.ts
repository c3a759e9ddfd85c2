import { day, type Day } from './days.ts'
import { randomStream, type Random } from './random.ts'

export const snapshotDays = { first: day('2026-03-31'), second: day('2026-04-30') }
export const industries = [
  ['科技', 'Technology', 0.24],
  ['金融服务', 'Financial Services', 0.18],
  ['制造业', 'Manufacturing', 0.2],
  ['零售', 'Retail', 0.15],
  ['医疗健康', 'Healthcare', 0.12],
  ['教育', 'Education', 0.08],
  ['能源', 'Energy', 0.03],
] as const
type Industry = (typeof industries)[number][1]
type Size = 'SMB' | 'Mid-Market' | 'Enterprise'

/** What changes from one snapshot to the next. */
export interface Pulse {
  activities: number
  daysSinceLast: number
  contacts: number
  contactsWithEmail: number
}

interface Deal {
  id: string
  createdOn: Day
  closedOn: Day | null
  won: boolean
  /** Hundredths of 万元 (100 yuan). */
  amount: number
  probability: number
  expectedClose: Day
}

export interface Account {
  number: number
  id: string
  industry: Industry
  size: Size
  /** Hundredths of 万元; null where the CRM has nothing. */
  annualRevenue: number | null
  employees: number | null
  industryKnown: boolean
  /** Both activity columns are empty in the export. */
  activityKnown: boolean
  contractValue: number
  owner: number
  renewal: Day
  first: Pulse
  second: Pulse
  deals: Deal[]
  churnedOn: Day | null
  churnReason: number | null
}

const scale = { SMB: 1, 'Mid-Market': 8, Enterprise: 60 }

/** Worst cells on purpose; the Energy × Enterprise cell is as bad, but far too small to be a finding. */
function engagementOf(industry: Industry, size: Size): number {
  if (industry === 'Technology' && size === 'SMB') return -1.6
  if (industry === 'Financial Services' && size === 'Mid-Market') return -1.75
  if (industry === 'Energy' && size === 'Enterprise') return -3.2
  return 0.45
}

function pulse(random: Random, engagement: number, contacts: number, emailShare: number): Pulse {
  const mean = 13 * Math.exp(0.75 * engagement) * random.gamma(4, 4)
  const activities = random.poisson(mean)
  const daysSinceLast =
    activities > 0
      ? Math.min(30, Math.floor(random.exponential(activities / 22)))
      : 31 + Math.floor(random.exponential(1 / 35))
  const known = Array.from({ length: contacts }, () => random.chance(emailShare)).filter(Boolean).length
  return { activities, daysSinceLast, contacts, contactsWithEmail: known }
}

function deals(random: Random, id: string, size: Size, engagement: number): Deal[] {
  const count = random.poisson(1.5 + Math.max(0, engagement))
  return Array.from({ length: count }, (_, at) => {
    const createdOn = snapshotDays.second - random.int(5, 900)
    const lasts = random.int(20, 150)
    const closes = createdOn + lasts
    const closedOn = closes <= snapshotDays.second ? closes : null
    const won = closedOn !== null && random.chance(0.55)
    return {
      id: `O${id.slice(2)}-${at + 1}`,
      createdOn,
      closedOn,
      won,
      amount: Math.round(600 * scale[size] * random.gamma(2, 2)) + 50,
      probability: closedOn === null ? random.pick([10, 25, 50, 75]) : won ? 100 : 0,
      expectedClose: closes,
    }
  })
}

function makeAccount(random: Random, number: number): Account {
  const industry = random.weighted(industries.map(([, name, weight]) => [name, weight] as const))
  const size: Size =
    industry === 'Energy'
      ? random.weighted([['SMB', 0.5] as const, ['Mid-Market', 0.35] as const, ['Enterprise', 0.15] as const])
      : random.weighted([['SMB', 0.5] as const, ['Mid-Market', 0.33] as const, ['Enterprise', 0.17] as const])
  const engagement = engagementOf(industry, size) + random.normal(0, 0.75)
  const id = `A-${String(number).padStart(5, '0')}`
  const contacts = random.chance(0.04)
    ? 0
    : 1 + random.poisson({ SMB: 2, 'Mid-Market': 5, Enterprise: 11 }[size])
  const emailShare = 1 / (1 + Math.exp(-(0.9 + 0.9 * engagement)))
  return {
    number,
    id,
    industry,
    size,
    annualRevenue: random.chance(0.04) ? null : Math.round(80_000 * scale[size] * random.gamma(2, 2)) + 1000,
    employees: random.chance(0.03) ? null : Math.round(25 * scale[size] * random.gamma(2.5, 2.5)) + 3,
    industryKnown: !random.chance(0.01),
    activityKnown: true,
    contractValue: Math.round(450 * scale[size] * random.gamma(3, 3)) + 60,
    owner: random.int(1, 14),
    renewal: snapshotDays.first + random.int(-20, 360),
    first: pulse(random, engagement, contacts, emailShare),
    second: { activities: 0, daysSinceLast: 0, contacts: 0, contactsWithEmail: 0 },
    deals: deals(random, id, size, engagement),
    churnedOn: null,
    churnReason: null,
  }
}

/** Churn follows what the first snapshot shows: little activity, long silence, few reachable contacts. */
function churn(random: Random, account: Account): void {
  const { activities, daysSinceLast, contacts, contactsWithEmail } = account.first
  const reachable = contacts === 0 ? 0 : contactsWithEmail / contacts
  const logit = 0.35 - 0.13 * Math.min(activities, 20) + 0.012 * Math.min(daysSinceLast, 90) - 1.9 * reachable
  if (!random.chance(1 / (1 + Math.exp(-logit)))) return
  account.churnedOn = snapshotDays.first + random.int(1, 90)
  const silent = activities < 5
  account.churnReason = random.weighted([
    [0, silent ? 5 : 2],
    [1, reachable < 0.4 ? 4 : 1],
    [2, 2],
    [3, 1.5],
    [4, 1],
  ] as const)
}

/** A month later: small drift for most; those who left or are about to leave fall silent. */
function nextMonth(random: Random, { first, churnedOn }: Account): Pulse {
  const leaving = churnedOn !== null && churnedOn <= snapshotDays.second + 20
  if (leaving || first.activities === 0) {
    const stillSilent = leaving || random.chance(0.8)
    if (stillSilent) return { ...first, activities: 0, daysSinceLast: Math.max(31, first.daysSinceLast + 30) }
  }
  const activities = Math.max(1, Math.round(first.activities * random.gamma(25, 25)))
  return {
    ...first,
    activities,
    daysSinceLast: Math.min(30, Math.floor(random.exponential(activities / 22))),
  }
}

/** 1,200 accounts with two snapshots; who is planted to fall into red is decided by the caller. */
export function accounts(): Account[] {
  const random = randomStream(20_260_331)
  const all = Array.from({ length: 1200 }, (_, at) => makeAccount(random, at + 1))
  for (const account of all) churn(random, account)
  for (const account of all) account.second = nextMonth(random, account)
  for (const account of all.slice(200, 210)) {
    account.activityKnown = false
    account.first = { ...account.first, contacts: 0, contactsWithEmail: 0 }
    account.second = { ...account.second, contacts: 0, contactsWithEmail: 0 }
  }
  return all
}

/** The account went quiet within a month and most of its contacts lost their address. */
export const collapsed = ({ contacts }: Pulse): Pulse => ({
  activities: 0,
  daysSinceLast: 34,
  contacts,
  contactsWithEmail: Math.floor(contacts * 0.2),
})

/** Money of deals won on or before `asOf`, hundredths of 万元. */
export const wonBy = ({ deals }: Account, asOf: Day): number =>
  deals.reduce((sum, deal) => (deal.won && (deal.closedOn ?? Infinity) <= asOf ? sum + deal.amount : sum), 0)

/** Money of deals open on `asOf`, hundredths of 万元. */
export const openOn = ({ deals }: Account, asOf: Day): number =>
  deals.reduce(
    (sum, deal) => (deal.createdOn <= asOf && (deal.closedOn ?? Infinity) > asOf ? sum + deal.amount : sum),
    0,
  )
