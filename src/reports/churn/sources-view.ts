import { at, itemPaths, numberAt, textAt } from '../answers.ts'
import { fieldLabel } from '../../locales/field-labels.ts'
import { plan } from '../marks.ts'
import { dash } from '../printer.ts'
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

interface Gap {
  problem: string
  /** What it does to the figures of the report. */
  effect: string
}

/** A table that ends long before the others leaves its last stretch unseen. */
const lateAfterDays = 14

function gapsOf(described: Reading, setting: SourcesSetting): Gap[] {
  const { words, printer } = setting
  const { effects } = churnWords(printer.language)
  const entity = (path: string): string =>
    words.entities[textAt(described.answer, path) ?? ''] ?? described.text(path)
  const rejected = described.items('sources').flatMap(path =>
    (numberAt(described.answer, `${path}/rows_rejected`) ?? 0) > 0
      ? [
          {
            problem: words.gaps.rejected({
              file: described.text(`${path}/file`),
              rejected: described.fig(`${path}/rows_rejected`, 'count'),
              read: described.fig(`${path}/rows_read`, 'count'),
            }),
            effect: effects.rejected,
          },
        ]
      : [],
  )
  const unmatched = described.items('joins').flatMap(path =>
    (numberAt(described.answer, `${path}/unmatched`) ?? 0) > 0
      ? [
          {
            problem: words.gaps.unmatched({
              from: entity(`${path}/from`),
              to: entity(`${path}/to`),
              unmatched: described.fig(`${path}/unmatched`, 'count'),
              keys: described.fig(`${path}/keys`, 'count'),
            }),
            effect: effects.unmatched,
          },
        ]
      : [],
  )
  const missing = described.items('tables').flatMap(path => {
    const fields = at(described.answer, `${path}/fields`)
    if (typeof fields !== 'object' || fields === null) return []
    const thin = Object.entries(fields).filter(
      ([name, filled]) =>
        typeof filled === 'number' &&
        filled < 1 &&
        !/^(refund_|churn_|cancelled_at|discount_|failure_|notes|paid_at)/.test(name),
    )
    if (thin.length === 0) return []
    const least = thin.toSorted((one, two) => Number(one[1]) - Number(two[1])).slice(0, 3)
    const written = least.map(
      ([name]) =>
        `${printer.text(fieldLabel(name, printer.language))} ${described.fig(`${path}/fields/${name}`, 'share')}`,
    )
    return [
      {
        problem: words.gaps.missing({
          table: entity(`${path}/entity`),
          fields: written.join(printer.language === 'en' ? ', ' : '、'),
        }),
        effect: effects.missing,
      },
    ]
  })
  const defaults = new Map(
    described
      .items('settings')
      .map(path => [textAt(described.answer, `${path}/key`), textAt(described.answer, `${path}/source`)]),
  )
  const cost = described
    .items('settings')
    .find(path => textAt(described.answer, `${path}/key`) === 'acquisition_cost')
  const late = described.items('quality').flatMap(path => {
    const days = numberAt(described.answer, `${path}/value`)
    if (textAt(described.answer, `${path}/dimension`) !== 'timeliness') return []
    if (
      days === null ||
      days < lateAfterDays ||
      quietTables.has(textAt(described.answer, `${path}/table`) ?? '')
    )
      return []
    return [
      {
        problem: effects.late({
          table: entity(`${path}/table`),
          days: described.fig(`${path}/value`, 'count'),
        }),
        effect: effects.lateEffect,
      },
    ]
  })
  const short = described.items('gates').flatMap(path => {
    const output = textAt(described.answer, `${path}/output`) ?? ''
    const effect = effects.gates[output]
    return at(described.answer, `${path}/met`) === false && effect !== undefined
      ? [{ problem: words.gaps.gate({ output: words.gaps.gates[output] ?? output }), effect }]
      : []
  })
  return [
    ...rejected,
    ...unmatched,
    ...missing,
    ...late,
    ...short,
    ...(defaults.get('gross_margin') === 'default'
      ? [{ problem: words.gaps.noMargin, effect: effects.noMargin }]
      : []),
    ...(cost !== undefined && at(described.answer, `${cost}/value`) === null
      ? [{ problem: words.gaps.noCost, effect: effects.noCost }]
      : []),
  ]
}

/** Tables whose entries need not be recent: contracts start once, rates stand until they change. */
const quietTables: ReadonlySet<string> = new Set(['subscription', 'fx_rate', 'label', 'account', 'customer'])

interface Assumption {
  name: string
  value: string
  source: string
}

/** To the minute, in universal time; a name, not a figure. */
const importedAt = (instant: string | undefined): string =>
  instant === undefined ? dash : plan(`${instant.slice(0, 16).replace('T', ' ')}Z`)

/** What the money figures rest on beside the settings: exchange rates, and whether refunds are taken off. */
function moneyAssumptions(described: Reading, { printer }: SourcesSetting): Assumption[] {
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
    return first && last ? `${printer.day(first)} – ${printer.day(last)}` : dash
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
      period: span.length > 0 ? `${printer.day(span[0] ?? null)} – ${printer.day(facts.asOf)}` : dash,
      currency: facts.currency ?? churnWords(printer.language).currencyUnknown,
      customers: total,
    }),
    asOf: printer.day(facts.asOf),
    sources: described.items('sources').map(path => ({
      file: described.text(`${path}/file`),
      sheet: described.text(`${path}/sheet`),
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
