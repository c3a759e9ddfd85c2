import { at, itemPaths, textAt } from '../answers.ts'
import { plan } from '../marks.ts'
import { dash } from '../printer.ts'
import { gapsOf } from './gaps-view.ts'
import { Reading } from './parts.ts'
import type { ChurnFacts } from './facts.ts'
import type { Setting } from './view.ts'
import { churnWords } from './words/words.ts'

/** What this section reads; other kinds of report bring it too. */
export type SourcesSetting = Pick<Setting, 'printer' | 'words'> & {
  facts: Pick<ChurnFacts, 'described' | 'book' | 'asOf' | 'currency' | 'values' | 'tiers'> & {
    importedAt?: ChurnFacts['importedAt']
  }
}

const shownSettings = [
  'churn_definition',
  'gross_margin',
  'annual_discount',
  'horizon_months',
  'acquisition_cost',
  'reporting_currency',
  'time_zone',
]
const shareSettings = new Set(['gross_margin', 'annual_discount'])

function settingValue(
  described: Reading,
  path: string,
  key: string,
  { words, facts }: SourcesSetting,
): string {
  const value = at(described.answer, `${path}/value`)
  if (key === 'churn_definition') {
    const kind = textAt(described.answer, `${path}/value/kind`) ?? 'auto'
    const days = described.has(`${path}/value/days`)
      ? ` (${words.days(described.fig(`${path}/value/days`, 'count', { badge: 'assumed' }))})`
      : ''
    return `${words.churnKinds[kind] ?? kind}${days}`
  }
  if (key === 'reporting_currency' && value === null)
    return facts.currency ?? churnWords(described.printer.language).noCurrency
  if (typeof value === 'number') {
    const written = described.fig(
      `${path}/value`,
      shareSettings.has(key) ? 'share' : key === 'acquisition_cost' ? 'money' : 'count',
      { badge: 'assumed' },
    )
    return key === 'horizon_months' ? words.months(written) : written
  }
  return typeof value === 'string' ? described.printer.text(value) : words.unset
}

/** Whether revenue a year is that of contracts, which counts those alone that run on the day of the report. */
const underContract = ({ values }: SourcesSetting['facts']): boolean =>
  ['revenue_basis', 'basis'].some(name =>
    ['mrr', 'contract_value', 'subscription'].includes(
      textAt(values.answer, `method/parameters/${name}`) ?? '',
    ),
  )

interface Assumption {
  name: string
  value: string
  source: string
}

/** To the minute, in universal time; a name, not a figure. */
const importedAt = (instant: string | undefined): string =>
  instant === undefined ? dash : plan(`${instant.slice(0, 16).replace('T', ' ')}Z`)

/** What the money figures rest on beside the settings: exchange rates, and whether refunds are taken off. */
function moneyAssumptions(described: Reading, { printer, facts }: SourcesSetting): Assumption[] {
  const churn = churnWords(printer.language)
  const rates = described
    .items('tables')
    .find(path => textAt(described.answer, `${path}/entity`) === 'fx_rate')
  const last = rates === undefined ? null : textAt(described.answer, `${rates}/last_day`)
  return [
    {
      name: churn.fxName,
      value: last === null ? churn.fxRates.none : churn.fxRates.upTo(printer.day(last)),
      source: churn.basis.data,
    },
    {
      name: churn.revenueName,
      value: described.has('reconciliation/refunds')
        ? churn.revenue.net(described.fig('reconciliation/refunds', 'money'))
        : underContract(facts)
          ? `${churn.revenue.asBilled}${churn.revenue.contracts}`
          : churn.revenue.asBilled,
      source: churn.basis.data,
    },
  ]
}

function sourceOf(source: string | null, key: string, value: unknown, { printer }: SourcesSetting): string {
  const { basis } = churnWords(printer.language)
  if (value === null && key !== 'reporting_currency') return dash
  if (source === 'default')
    return key === 'churn_definition' || key === 'reporting_currency' ? basis.data : basis.default
  return source === 'scenario' ? basis.scenario : basis.set
}

/** Where the data comes from, what is assumed, and what is known to be missing. */
export function sourcesView(setting: SourcesSetting): Record<string, unknown> {
  const { facts, printer, words } = setting
  const described = new Reading(facts.described, facts.book, printer)
  const period = (path: string): string => {
    const [first, last] = ['first_day', 'last_day'].map(name => textAt(facts.described, `${path}/${name}`))
    return first && last ? printer.period(first, last) : dash
  }
  const money = described.has('reconciliation/net')
  const gaps = gapsOf(described, setting)
  const days = itemPaths(facts.described, 'sources').flatMap(path =>
    ['first_day', 'last_day'].flatMap(name => textAt(facts.described, `${path}/${name}`) ?? []),
  )
  const span = days.toSorted()
  const first = facts.values.answer ?? facts.tiers.answer
  const customers = first === null ? null : new Reading(first, facts.book, printer)
  const total =
    customers === null
      ? dash
      : customers.has('population/n')
        ? customers.fig('population/n', 'count')
        : customers.fig('totals/n', 'count')
  return {
    subtitle: words.subtitle({
      asOf: printer.day(facts.asOf),
      period: span.length > 0 ? printer.period(span[0] ?? null, facts.asOf) : dash,
      currency: facts.currency ?? churnWords(printer.language).currencyUnknown,
      customers: total,
    }),
    asOf: printer.day(facts.asOf),
    sources: described.items('sources').map((path, place) => ({
      file: printer.source(described.raw(`${path}/file`), place),
      sheet: printer.sheet(described.raw(`${path}/sheet`)),
      entity:
        words.entities[textAt(facts.described, `${path}/entity`) ?? ''] ?? described.text(`${path}/entity`),
      period: period(path),
      imported: importedAt(facts.importedAt?.get(textAt(facts.described, `${path}/import_id`) ?? '')),
      read: described.fig(`${path}/rows_read`, 'count'),
      used: described.fig(`${path}/rows_used`, 'count'),
      rejected: described.fig(`${path}/rows_rejected`, 'count'),
      dropped: described.fig(`${path}/rows_dropped`, 'count'),
      hash: `\`${(textAt(facts.described, `${path}/sha256`) ?? '').slice(0, 12)}\``,
    })),
    assumptions: [
      ...described.items('settings').flatMap((path): Assumption[] => {
        const key = textAt(facts.described, `${path}/key`) ?? ''
        return shownSettings.includes(key)
          ? [
              {
                name: words.settings[key] ?? key,
                value: settingValue(described, path, key, setting),
                source: sourceOf(
                  textAt(facts.described, `${path}/source`),
                  key,
                  at(facts.described, `${path}/value`),
                  setting,
                ),
              },
            ]
          : []
      }),
      ...moneyAssumptions(described, setting),
    ],
    money: money
      ? {
          gross: described.has('reconciliation/gross')
            ? described.fig('reconciliation/gross', 'money')
            : null,
          discounts: described.fig('reconciliation/discounts', 'money'),
          paid: described.fig('reconciliation/paid', 'money'),
          refunds: described.fig('reconciliation/refunds', 'money'),
          net: described.fig('reconciliation/net', 'money'),
          store: described.fig('reconciliation/net_in_store', 'money'),
        }
      : null,
    problems: gaps,
    gaps: gaps.map(({ problem, effect }) => `${problem}${printer.language === 'en' ? ' ' : ''}${effect}`),
  }
}
