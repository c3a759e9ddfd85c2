import { isoDay } from './days.ts'
import { randomStream } from './random.ts'
import { fewActiveDays, hazard, mrrOf, saasAccounts, saasPeriod, type SaasAccount } from './saas-accounts.ts'
import {
  accountRows,
  changeRows,
  paymentRows,
  rateRows,
  subscriptionRows,
  ticketRows,
  usageRows,
} from './saas-tables.ts'
import type { SampleFile, SampleSet } from './set.ts'
import { money, type Cell } from './text.ts'

const english = (name: string, about: string, rows: Cell[][]): SampleFile => ({
  kind: 'csv',
  name,
  about,
  rows,
  encoding: 'utf-8',
  newline: '\n',
})
const chinese = (name: string, about: string, rows: Cell[][]): SampleFile => ({
  kind: 'csv',
  name,
  about,
  rows,
  encoding: 'utf-8 with BOM',
  newline: '\r\n',
})

/** Chance to leave in the month after, by what the month showed: counted from the drawn data. */
function monthlyChurn(all: readonly SaasAccount[], quiet: boolean): number {
  let months = 0
  let left = 0
  for (const { usage, cancelledOn } of all) {
    usage.forEach((use, at) => {
      if (use.activeDays < fewActiveDays !== quiet) return
      months += 1
      if (at === usage.length - 1 && cancelledOn !== null) left += 1
    })
  }
  return Number((left / months).toFixed(4))
}

function activeMrr(all: readonly SaasAccount[]) {
  const active = all.filter(({ cancelledOn }) => cancelledOn === null)
  const sum = (currency: string) =>
    active.reduce((total, account) => (account.currency === currency ? total + mrrOf(account) : total), 0)
  return { USD: money(sum('USD')), EUR: money(sum('EUR')), GBP: money(sum('GBP')) }
}

function reasons(all: readonly SaasAccount[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { reason } of all) if (reason !== null) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}

export function saas(): SampleSet {
  const all = saasAccounts()
  const payments = all.flatMap(account => account.payments)
  const tickets = all.flatMap(account => account.tickets)
  return {
    folder: 'saas',
    title: 'A software subscription, 800 accounts, 24 months',
    story:
      'Subscriptions in three currencies with monthly usage, tickets and payments, July 2024 to June 2026. ' +
      'The Chinese files hold the same accounts and subscriptions.',
    files: [
      english('accounts.csv', 'customers', accountRows(all, 'en')),
      english(
        'subscriptions.csv',
        'subscriptions, money a month in the currency of the row',
        subscriptionRows(all, 'en'),
      ),
      english('subscription_events.csv', 'starts, upgrades, downgrades, cancellations', changeRows(all)),
      english('usage_monthly.csv', 'usage by month', usageRows(all)),
      english('tickets.csv', 'support cases, hours to resolve, satisfaction 1 to 5', ticketRows(all)),
      english('payments.csv', 'payment attempts', paymentRows(all)),
      english('fx_rates.csv', 'month-end rates to US dollars', rateRows(randomStream(33))),
      chinese('客户.csv', 'customers', accountRows(all, 'zh-CN')),
      chinese('订阅.csv', 'subscriptions', subscriptionRows(all, 'zh-CN')),
    ],
    truth: {
      period: [isoDay(saasPeriod.first), isoDay(saasPeriod.last)],
      accounts: all.length,
      churned: all.filter(({ cancelledOn }) => cancelledOn !== null).length,
      churn_logit_per_month: hazard,
      few_active_days_below: fewActiveDays,
      monthly_churn: { quiet_month: monthlyChurn(all, true), other_month: monthlyChurn(all, false) },
      tickets: tickets.length,
      unresolved: tickets.filter(({ resolved }) => !resolved).length,
      payments: payments.length,
      failed_payments: payments.filter(({ success }) => !success).length,
      reasons: reasons(all),
      active_mrr: activeMrr(all),
    },
    planted: [
      'Leaving in a month depends on the month before: fewer than five active days, unresolved tickets of three ' +
        'months (up to three count), a failed payment. Plan, industry, country and channel do not matter.',
      'Reasons follow the drivers; failed payments are involuntary, a closed company is unavoidable.',
      'The money of an active subscription equals the last change of its event file.',
    ],
    oddities: [
      'No rate for a day is given but for month ends; three in five failed payments succeed a week later.',
      'Three tickets carry instructions or a formula as text, accounts 77 and 150 markup and a formula as name.',
      'Mail addresses end in example.org: nobody has them.',
    ],
  }
}
