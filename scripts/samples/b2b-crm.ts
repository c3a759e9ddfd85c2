import { accounts, collapsed, openOn, snapshotDays, wonBy, type Account, type Pulse } from './b2b-accounts.ts'
import { labels, opportunities, snapshot, type Language, type Moment } from './b2b-tables.ts'
import { isoDay, type Day } from './days.ts'
import { healthScore, percentileRanks } from './health.ts'
import type { SampleFile, SampleSet } from './set.ts'
import { money, type Cell } from './text.ts'

/** Health of every account at a moment, by the default curves. */
function scores(all: readonly Account[], moment: Moment): (number | null)[] {
  const turnover = percentileRanks(all.map(({ annualRevenue }) => annualRevenue))
  const won = percentileRanks(all.map(account => wonBy(account, snapshotDays[moment])))
  return all.map((account, at) => {
    const ranks = [turnover[at] ?? null, won[at] ?? null].filter(rank => rank !== null)
    const pulse: Pulse = account[moment]
    return healthScore({
      daysSinceLast: account.activityKnown ? pulse.daysSinceLast : null,
      activities: account.activityKnown ? pulse.activities : null,
      contacts: pulse.contacts,
      contactsWithEmail: pulse.contactsWithEmail,
      value: ranks.length === 0 ? null : ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length,
      size: account.size,
    })
  })
}

const highValueShare = 0.2

/** 16 of the top fifth by won money, healthy enough at first, go quiet before the second snapshot. */
function plantMovers(all: readonly Account[]): string[] {
  const before = scores(all, 'first')
  const ranks = percentileRanks(all.map(account => wonBy(account, snapshotDays.first)))
  const candidates = all.filter((account, at) => {
    const valuable = (ranks[at] ?? 0) >= 100 * (1 - highValueShare) + 2
    return valuable && (before[at] ?? 0) >= 60 && account.churnedOn === null && account.size !== 'Enterprise'
  })
  const step = Math.floor(candidates.length / 16)
  const movers = candidates.filter((_, at) => at % step === 0).slice(0, 16)
  for (const account of movers) account.second = collapsed(account.first)
  return movers.map(({ id }) => id)
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits))

function cells(all: readonly Account[]) {
  const score = scores(all, 'first')
  const groups = new Map<string, (number | null)[]>()
  all.forEach((account, at) => {
    const cell = `${account.industryKnown ? account.industry : 'unknown'} × ${account.size}`
    groups.set(cell, [...(groups.get(cell) ?? []), score[at] ?? null])
  })
  return [...groups]
    .map(([cell, members]) => {
      const known = members.filter(value => value !== null)
      const low = known.filter(value => value < 50).length
      return {
        cell,
        n: members.length,
        mean_score: rounded(mean(known), 2),
        low_share: rounded(low / known.length),
      }
    })
    .sort((one, two) => two.low_share - one.low_share)
}

const total = (all: readonly Account[], of: (account: Account) => number): string =>
  money(all.reduce((sum, account) => sum + of(account), 0))

function file(language: Language, name: string, about: string, rows: Cell[][]): SampleFile {
  const chinese = language === 'zh-CN'
  return {
    kind: 'csv',
    name,
    about,
    rows,
    encoding: chinese ? 'utf-8 with BOM' : 'utf-8',
    newline: chinese ? '\r\n' : '\n',
  }
}

export function b2bCrm(): SampleSet {
  const all = accounts()
  const movers = plantMovers(all)
  const churned = all.filter(({ churnedOn }) => churnedOn !== null)
  const on = (date: Day) => isoDay(date)
  const [one, two] = [on(snapshotDays.first), on(snapshotDays.second)]
  const byCell = cells(all)
  const bands = scores(all, 'first')
  return {
    folder: 'b2b-crm',
    title: 'A CRM of 1,200 business customers, twice',
    story:
      'A software maker in China exports its accounts on the last day of March and of April 2026, ' +
      'and knows at the end of June who left. The English files hold the same accounts with the same money, in yuan.',
    files: [
      file('zh-CN', `客户快照_${one}.csv`, 'first snapshot, money in 万元', snapshot(all, 'first', 'zh-CN')),
      file(
        'zh-CN',
        `客户快照_${two}.csv`,
        'second snapshot, a month later',
        snapshot(all, 'second', 'zh-CN'),
      ),
      file('zh-CN', '流失标签.csv', 'who left within 90 days after the first snapshot', labels(all, 'zh-CN')),
      {
        kind: 'xlsx',
        name: '商机.xlsx',
        about: 'opportunities, exported with the second snapshot',
        sheets: [{ name: '商机', rows: opportunities(all, 'zh-CN') }],
      },
      file('en', `accounts_${one}.csv`, 'first snapshot, money in yuan', snapshot(all, 'first', 'en')),
      file('en', `accounts_${two}.csv`, 'second snapshot', snapshot(all, 'second', 'en')),
      file('en', 'churn_labels.csv', 'who left within 90 days after the first snapshot', labels(all, 'en')),
      file(
        'en',
        'opportunities.csv',
        'opportunities, exported with the second snapshot',
        opportunities(all, 'en'),
      ),
    ],
    truth: {
      accounts: all.length,
      snapshots: [one, two],
      worst_cells: ['Technology × SMB', 'Financial Services × Mid-Market'],
      too_small_to_tell: 'Energy × Enterprise',
      cells: byCell,
      score_bands_first: {
        high: bands.filter(score => score !== null && score >= 80).length,
        medium: bands.filter(score => score !== null && score >= 50 && score < 80).length,
        low: bands.filter(score => score !== null && score < 50).length,
        withheld: bands.filter(score => score === null).length,
      },
      planted_movers_into_low: movers,
      churned: churned.length,
      churn_logit:
        '0.35 - 0.13 min(activities_30d, 20) + 0.012 min(days_since_last, 90) - 1.9 contacts_with_email / total_contacts',
      zero_contacts: all.filter(({ first }) => first.contacts === 0).length,
      total_won_first_wan: total(all, account => wonBy(account, snapshotDays.first)),
      total_won_second_wan: total(all, account => wonBy(account, snapshotDays.second)),
      pipeline_second_wan: total(all, account => openOn(account, snapshotDays.second)),
    },
    planted: [
      'Technology × SMB and Financial Services × Mid-Market are the two worst cells of the risk matrix.',
      'Energy × Enterprise looks just as bad, but has fewer than ten accounts: not a finding.',
      '16 accounts of the top fifth by won money fall from 60 or more into the low band within the month.',
      'Leaving depends on activity, silence and the share of contacts with an address, and on nothing else.',
      'Won money and open pipeline of each snapshot equal the sums of the opportunity file on that day.',
    ],
    oddities: [
      'Some accounts have no contacts at all; ten of them have no activity columns either (score withheld).',
      'Turnover, employees and industry are missing here and there: `-` in Chinese, empty in English.',
      'Account 417 carries an instruction in its name, 738 and 1011 a formula. All are data.',
    ],
  }
}
