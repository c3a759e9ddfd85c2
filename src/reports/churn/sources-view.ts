import { at, itemPaths, numberAt, textAt } from '../answers.ts'
import { fieldLabel } from '../field-labels.ts'
import { dash } from '../printer.ts'
import { Reading } from './parts.ts'
import type { ChurnFacts } from './facts.ts'
import type { Setting } from './view.ts'

/** What this section reads; other kinds of report bring it too. */
export type SourcesSetting = Pick<Setting, 'printer' | 'words'> & {
  facts: Pick<ChurnFacts, 'described' | 'book' | 'asOf' | 'currency' | 'values' | 'tiers'>
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
  if (key === 'reporting_currency' && value === null) return facts.currency ?? words.fromData
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

function gapsOf(described: Reading, setting: SourcesSetting): string[] {
  const { words, printer } = setting
  const entity = (path: string): string =>
    words.entities[textAt(described.answer, path) ?? ''] ?? described.text(path)
  const rejected = described.items('sources').flatMap(path =>
    (numberAt(described.answer, `${path}/rows_rejected`) ?? 0) > 0
      ? [
          words.gaps.rejected({
            file: described.text(`${path}/file`),
            rejected: described.fig(`${path}/rows_rejected`, 'count'),
            read: described.fig(`${path}/rows_read`, 'count'),
          }),
        ]
      : [],
  )
  const unmatched = described.items('joins').flatMap(path =>
    (numberAt(described.answer, `${path}/unmatched`) ?? 0) > 0
      ? [
          words.gaps.unmatched({
            from: entity(`${path}/from`),
            to: entity(`${path}/to`),
            unmatched: described.fig(`${path}/unmatched`, 'count'),
            keys: described.fig(`${path}/keys`, 'count'),
          }),
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
      words.gaps.missing({
        table: entity(`${path}/entity`),
        fields: written.join(printer.language === 'en' ? ', ' : '、'),
      }),
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
  return [
    ...rejected,
    ...unmatched,
    ...missing,
    ...(defaults.get('gross_margin') === 'default' ? [words.gaps.noMargin] : []),
    ...(cost !== undefined && at(described.answer, `${cost}/value`) === null ? [words.gaps.noCost] : []),
  ]
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
      currency: facts.currency ?? dash,
      customers: total,
    }),
    asOf: printer.day(facts.asOf),
    sources: described.items('sources').map(path => ({
      file: described.text(`${path}/file`),
      sheet: described.text(`${path}/sheet`),
      entity:
        words.entities[textAt(facts.described, `${path}/entity`) ?? ''] ?? described.text(`${path}/entity`),
      period: period(path),
      read: described.fig(`${path}/rows_read`, 'count'),
      used: described.fig(`${path}/rows_used`, 'count'),
      rejected: described.fig(`${path}/rows_rejected`, 'count'),
      dropped: described.fig(`${path}/rows_dropped`, 'count'),
      hash: `\`${(textAt(facts.described, `${path}/sha256`) ?? '').slice(0, 12)}\``,
    })),
    assumptions: described.items('settings').flatMap(path => {
      const key = textAt(facts.described, `${path}/key`) ?? ''
      return shownSettings.includes(key)
        ? [{ name: words.settings[key] ?? key, value: settingValue(described, path, key, setting) }]
        : []
    }),
    money: money
      ? {
          gross: described.fig('reconciliation/gross', 'money'),
          discounts: described.fig('reconciliation/discounts', 'money'),
          paid: described.fig('reconciliation/paid', 'money'),
          refunds: described.fig('reconciliation/refunds', 'money'),
          net: described.fig('reconciliation/net', 'money'),
          store: described.fig('reconciliation/net_in_store', 'money'),
        }
      : null,
    gaps: gapsOf(described, setting),
  }
}
