import { minorDigits } from '../../domain/money.ts'
import { moneyFieldOf } from './entity-tables.ts'
import type { Columns } from './entity-tables.ts'
import type { Sql } from './sql.ts'

interface CurrencyCount {
  currency: string | null
  rows: number
}

/** Entities whose money is the business's own; the first of them that states a currency decides. */
const ownMoney = [
  'order',
  'order_line',
  'subscription',
  'payment',
  'opportunity',
  'account',
  'customer',
  'refund',
]
/** What is spent may be in another currency than what is earned. */
const spending = ['retention_action', 'campaign_member', 'cost', 'touchpoint']
const speaking = [...ownMoney, ...spending]

/** Currencies whose unit is written 元. */
const yuan = ['CNY', 'TWD', 'HKD', 'MOP']

/**
 * Set by the user, else the most frequent currency of the business's own money, else that of its costs, else unknown
 * (all money is one kind). Costs do not name the currency of money in 元 when theirs is another: revenue in yuan is not
 * dollars because a bill is.
 */
export function chooseReportingCurrency(sql: Sql): string | null {
  const set = sql.get<{ value: string }>(
    `SELECT value FROM settings WHERE scenario = '' AND key = 'reporting_currency'`,
  )?.value
  const asked: unknown = set === undefined ? null : JSON.parse(set)
  if (typeof asked === 'string' && asked !== '') return asked.toUpperCase()
  const loudest = (entities: readonly string[]): string | null => entities.flatMap(statedIn(sql))[0] ?? null
  const own = loudest(ownMoney)
  if (own !== null) return own
  const spent = loudest(spending)
  return spent !== null && !yuan.includes(spent) && headedInYuan(sql) ? null : spent
}

/**
 * Whether a file with money of the business itself, and without a currency, has heads such as 金额(万元). The import
 * under way has no record yet: beside stored costs it was asked about its currency.
 */
const headedInYuan = (sql: Sql): boolean =>
  sql.get(
    `SELECT 1 FROM imports i, json_each(iif(json_valid(i.record), i.record, '{}'), '$.mapping') m
     WHERE i.currency IS NULL AND i.entity IN (${ownMoney.map(literal).join(', ')}) AND m.key LIKE '%元%' LIMIT 1`,
  ) !== undefined

/** Currencies that the rows of an entity state, the most frequent first. */
const statedIn =
  (sql: Sql) =>
  (entity: string): string[] =>
    currencyCounts(sql, entity)
      .toSorted((one, two) => two.rows - one.rows || (String(one.currency) < String(two.currency) ? -1 : 1))
      .flatMap(({ currency }) => (currency === null ? [] : [currency]))

/** SQL for the first money on record of a row, of whatever field; null for an entity without money. */
export function anyMoney(sql: Sql, entity: string): string | null {
  const names = sql.all<{ name: string }>(
    `SELECT column_name AS name FROM entity_columns WHERE entity = ? AND kind = 'money'`,
    [entity],
  )
  return names.length === 0 ? null : `coalesce(${names.map(({ name }) => name).join(', ')}, NULL)`
}

export function currencyCounts(sql: Sql, entity: string): CurrencyCount[] {
  const rows = countsIn(sql, entity)
  if (entity !== 'order') return rows
  const narrow = sql.all<CurrencyCount>(
    'SELECT currency, sum(rows) AS rows FROM imports WHERE narrow = 1 GROUP BY currency',
  )
  return [...rows, ...narrow].reduce<CurrencyCount[]>((all, { currency, rows: n }) => {
    const same = all.find(count => count.currency === currency)
    if (same) same.rows += n
    else all.push({ currency, rows: n })
    return all
  }, [])
}

/** Grouping sorts every row; a file has one currency or two, which a few scans count. */
function countsIn(sql: Sql, entity: string): CurrencyCount[] {
  const counts: CurrencyCount[] = []
  for (let scans = 0; scans < 4; scans++) {
    const others = counts.map(() => 'AND currency IS NOT ?').join(' ')
    const next = sql.get<{ currency: string | null }>(
      `SELECT currency FROM e_${entity} WHERE dead IS NULL ${others} LIMIT 1`,
      counts.map(({ currency }) => currency),
    )
    if (!next) return counts
    const found = sql.get<{ n: number }>(
      `SELECT count(*) AS n FROM e_${entity} WHERE dead IS NULL AND currency IS ?`,
      [next.currency],
    )
    counts.push({ currency: next.currency, rows: found?.n ?? 0 })
  }
  return sql.all<CurrencyCount>(
    `SELECT currency, count(*) AS rows FROM e_${entity} WHERE dead IS NULL GROUP BY currency`,
  )
}

/** The currency the derived tables were last written in. */
export const reportingCurrency = (sql: Sql): string | null =>
  sql.get<{ value: string | null }>(`SELECT value FROM facts WHERE key = 'reporting_currency'`)?.value ?? null

/**
 * What the rates on record are rates to: the currency whose own rate is always 1, else the reporting currency of the
 * time they came. When the reporting currency changes, money goes through this one.
 */
export function chooseRateBase(sql: Sql, columns: Columns): string | null {
  const known = rateBase(sql)
  if (
    !columns.has('fx_rate', 'rate') ||
    sql.get('SELECT 1 FROM e_fx_rate WHERE dead IS NULL LIMIT 1') === undefined
  )
    return null
  const unit = sql.get<{ currency: string }>(
    `SELECT currency FROM e_fx_rate WHERE dead IS NULL AND currency IS NOT NULL GROUP BY currency
     HAVING min(f_rate) = 1 AND max(f_rate) = 1 ORDER BY currency LIMIT 1`,
  )
  if (unit) return unit.currency
  const rated = new Set(
    sql
      .all<{ currency: string }>(
        'SELECT DISTINCT currency FROM e_fx_rate WHERE dead IS NULL AND currency IS NOT NULL',
      )
      .map(({ currency }) => currency),
  )
  // A currency with rates of its own is not what the rates are to: one of the data that has none is.
  const candidates = [known, reportingCurrency(sql), ...currenciesOfData(sql)]
  return (
    candidates.find(currency => currency !== null && !rated.has(currency)) ?? known ?? reportingCurrency(sql)
  )
}

/** Currencies that the rows state, those of the entity that speaks loudest first. */
const currenciesOfData = (sql: Sql): string[] => speaking.flatMap(statedIn(sql))

export const rateBase = (sql: Sql): string | null =>
  sql.get<{ value: string | null }>(`SELECT value FROM facts WHERE key = 'rate_base'`)?.value ?? null

interface Rate {
  day: number
  rate: number
}

/**
 * Brings minor units of any currency into major units of the reporting currency by the latest rate on or before
 * the day. NaN when there is no such rate: money is never added across currencies.
 */
export class Converter {
  readonly reporting: string | null
  readonly #base: string | null
  readonly #rates = new Map<string, Rate[]>()
  readonly #digits = new Map<string, number>()

  constructor(sql: Sql, columns: Columns) {
    this.reporting = reportingCurrency(sql)
    this.#base = rateBase(sql) ?? this.reporting
    if (!columns.has('fx_rate', 'rate')) return
    const rows = sql.all<{ currency: string | null; day: number | null; rate: number | null }>(
      `SELECT currency, day, f_rate AS rate FROM e_fx_rate WHERE dead IS NULL AND f_rate > 0 ORDER BY currency, day`,
    )
    for (const { currency, day, rate } of rows) {
      if (currency === null || rate === null) continue
      const list = this.#rates.get(currency) ?? []
      list.push({ day: day ?? Number.NEGATIVE_INFINITY, rate })
      this.#rates.set(currency, list)
    }
  }

  /** `day` null means today's best: the latest rate on record. */
  major(minor: number | null, currency: string | null, day: number | null): number {
    if (minor === null) return Number.NaN
    const from = currency ?? this.reporting
    const amount = minor / 10 ** this.#digitsOf(from)
    if (from === this.reporting) return amount
    return (amount * this.#toBase(from, day)) / this.#toBase(this.reporting, day)
  }

  #toBase(currency: string | null, day: number | null): number {
    if (currency === this.#base) return 1
    let rate = Number.NaN
    for (const entry of this.#rates.get(currency ?? '') ?? [])
      if (day === null || entry.day <= day) rate = entry.rate
    return rate
  }

  get majorPerMinor(): number {
    return 10 ** -this.#digitsOf(this.reporting)
  }

  #digitsOf(currency: string | null): number {
    if (currency === null) return 2
    let digits = this.#digits.get(currency)
    if (digits === undefined) this.#digits.set(currency, (digits = minorDigits(currency)))
    return digits
  }
}

/**
 * SQL that brings `minor` of `currency` on `day` into minor units of the reporting currency, NULL without a rate.
 * Only as much SQL as the data needs: with one currency it is the amount itself.
 */
export function conversionSql(
  sql: Sql,
  columns: Columns,
  expr: { minor: string; currency: string; day: string },
): string {
  const reporting = reportingCurrency(sql)
  const others = new Set(
    ['order', 'order_line', 'refund', 'payment', 'subscription', 'opportunity', 'cost']
      .flatMap(entity => currencyCounts(sql, entity))
      .flatMap(({ currency }) => (currency === null || currency === reporting ? [] : [currency])),
  )
  if (others.size === 0) return expr.minor
  const digits = [...others].map(
    currency =>
      `WHEN ${literal(currency)} THEN ${10 ** (minorDigits(reporting ?? '') - minorDigits(currency))}`,
  )
  const base = rateBase(sql) ?? reporting
  const rateOf = (currency: string): string =>
    `(SELECT x.f_rate FROM e_fx_rate x WHERE x.currency = ${currency} AND x.dead IS NULL AND x.f_rate > 0
      AND coalesce(x.day, -2147483648) <= ${expr.day} ORDER BY x.day DESC LIMIT 1)`
  const toBase =
    base === null
      ? rateOf(expr.currency)
      : `CASE WHEN ${expr.currency} = ${literal(base)} THEN 1 ELSE ${rateOf(expr.currency)} END`
  const rate = !columns.has('fx_rate', 'rate')
    ? 'NULL'
    : base === reporting
      ? rateOf(expr.currency)
      : `(${toBase}) / ${rateOf(':reporting')}`
  const own =
    reporting === null ? `${expr.currency} IS NULL` : `coalesce(${expr.currency}, :reporting) = :reporting`
  return `CASE WHEN ${own} THEN ${expr.minor}
    ELSE CAST(round(${expr.minor} * ${rate} * (CASE ${expr.currency} ${digits.join(' ')} END)) AS INTEGER) END`
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

export const mainMoney = (columns: Columns, entity: string, alias: string): string => {
  if (entity === 'order' || entity === 'order_line') return orderAmount(columns, entity, alias)
  const field = moneyFieldOf(entity)
  return field ? columns.expression(entity, field, alias) : 'NULL'
}

/** What was paid: the paid amount, else gross less discount, else unit price × quantity (lines). */
export function orderAmount(columns: Columns, entity: string, alias: string): string {
  const field = (name: string): string => columns.expression(entity, name, alias)
  const priced = `CAST(round(${field('unit_price')} * ${field('quantity')}) AS INTEGER)`
  return `coalesce(${field('paid_amount')}, ${field('order_amount')} - coalesce(abs(${field('discount_amount')}), 0), ${priced})`
}
