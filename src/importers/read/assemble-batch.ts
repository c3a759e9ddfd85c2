/** Values of the kept rows as a batch: money to minor units of each row's currency, signs set right. */
import type { BatchColumn, ImportBatch } from '../types.ts'
import { missingDay } from '../types.ts'
import { minorDigits } from '../values/currency.ts'
import { losesDigits, toMinor } from '../values/number.ts'
import type { Block } from './block.ts'
import type { ColumnValues } from './column-values.ts'
import { ok, textOf } from './column-values.ts'
import type { IssueTally } from './issue-tally.ts'
import type { PlannedField, RowPlan } from './row-plan.ts'

export interface ReadColumn {
  planned: PlannedField
  values: ColumnValues
}

export interface BatchContext {
  plan: RowPlan
  tally: IssueTally
  /** ISO code where neither the row nor the column tells. */
  currency: string | null
  /** Start of ids made up for rows without one. */
  idPrefix: string
}

type Currencies = string | null | (string | null)[]

/** `keep` are the records that stay, in order. */
export function assembleBatch(
  block: Block,
  columns: readonly ReadColumn[],
  keep: Int32Array,
  context: BatchContext,
): ImportBatch {
  const { plan, tally } = context
  const sourceRows = pickDays(block.rows, keep)
  const currencies = currenciesOf(columns, keep, context.currency)
  const fields = new Map<string, BatchColumn>()
  const attributes = new Map<string, BatchColumn>()
  for (const { planned, values } of columns) {
    const column = toColumn(planned, values, keep, sourceRows, currencies, tally)
    if (planned.field === null) attributes.set(planned.guess.header, column)
    else fields.set(planned.field.name, column)
  }
  const { generated } = plan
  if (generated !== null) {
    const { constant } = generated
    fields.set(
      generated.field,
      constant === null
        ? { kind: 'made', prefix: context.idPrefix }
        : { kind: 'text', values: Array.from(sourceRows, () => constant) },
    )
  }
  if (plan.deriveAmount) deriveAmount(columns, keep, currencies, fields)
  return { entity: plan.entity, n: keep.length, sourceRows, fields, attributes, currencies }
}

function toColumn(
  { field, guess }: PlannedField,
  values: ColumnValues,
  keep: Int32Array,
  rows: Int32Array,
  currencies: Currencies,
  tally: IssueTally,
): BatchColumn {
  const { state } = values
  switch (values.kind) {
    case 'text':
      return values.codes === null
        ? { kind: 'text', values: pickTexts(values.texts, keep) }
        : { kind: 'coded', codes: pickCodes(values.codes, keep), newLevels: values.levels?.take() ?? [] }
    case 'number':
      return { kind: 'number', values: pickNumbers(values.numbers, keep) }
    case 'day': {
      const days = pickDays(values.days, keep)
      for (let at = 0; at < keep.length; at++) if (state[keep[at] ?? 0] !== ok) days[at] = missingDay
      return values.hasTime
        ? { kind: 'day', values: days, seconds: pickDays(values.seconds, keep) }
        : { kind: 'day', values: days }
    }
    case 'money': {
      const minor = new Float64Array(keep.length)
      const about = { header: guess.header, field: field?.name ?? null, pii: guess.pii }
      const unsigned = field?.name === 'refund_amount' || field?.name === 'discount_amount'
      const one = Array.isArray(currencies) ? null : minorDigits(currencies)
      for (let at = 0; at < keep.length; at++) {
        let value = values.numbers[keep[at] ?? 0] ?? Number.NaN
        if (Number.isNaN(value)) {
          minor[at] = Number.NaN
          continue
        }
        if (value < 0) {
          tally.add(unsigned ? 'sign_normalised' : 'negative_amount', rows[at] ?? 0, about, String(value))
          if (unsigned) value = -value
        }
        const digits = one ?? minorDigits(Array.isArray(currencies) ? (currencies[at] ?? null) : null)
        const whole = toMinor(value, digits)
        if (Number.isNaN(whole)) tally.add('out_of_range', rows[at] ?? 0, about, String(value))
        else if (losesDigits(value, whole, digits)) tally.add('rounded', rows[at] ?? 0, about, String(value))
        minor[at] = whole
      }
      return { kind: 'money', values: minor }
    }
  }
}

/** True when all records stay, as they nearly always do: then the arrays go on as they are. */
const all = (keep: Int32Array, n: number): boolean => keep.length === n

function pickTexts(from: (string | null)[], keep: Int32Array): (string | null)[] {
  if (all(keep, from.length)) return from
  const picked = new Array<string | null>(keep.length)
  for (let at = 0; at < keep.length; at++) picked[at] = from[keep[at] ?? 0] ?? null
  return picked
}

function pickNumbers(from: Float64Array, keep: Int32Array): Float64Array {
  if (all(keep, from.length)) return from
  const picked = new Float64Array(keep.length)
  for (let at = 0; at < keep.length; at++) picked[at] = from[keep[at] ?? 0] ?? Number.NaN
  return picked
}

function pickDays(from: Int32Array, keep: Int32Array): Int32Array {
  if (all(keep, from.length)) return from
  const picked = new Int32Array(keep.length)
  for (let at = 0; at < keep.length; at++) picked[at] = from[keep[at] ?? 0] ?? missingDay
  return picked
}

const pickCodes = (from: Int32Array, keep: Int32Array): Int32Array =>
  all(keep, from.length) ? from : keep.map(record => from[record] ?? -1)

/** The row's own currency column, else the mark in a money cell, else the column's or the caller's. */
function currenciesOf(columns: readonly ReadColumn[], keep: Int32Array, fallback: string | null): Currencies {
  const money = columns.filter(({ values }) => values.kind === 'money')
  const named = columns.find(({ planned }) => planned.field?.name === 'currency')
  const marked = money.filter(({ values }) => values.marks !== null)
  const common =
    fallback ??
    money.find(({ planned }) => planned.guess.format.currency !== null)?.planned.guess.format.currency ??
    null
  if (named === undefined && marked.length === 0) return common
  const list = Array.from(
    keep,
    record =>
      (named === undefined ? null : textOf(named.values, record)) ??
      marked.find(({ values }) => values.marks?.[record] !== undefined)?.values.marks?.[record] ??
      common,
  )
  const first = list[0] ?? null
  return list.every(code => code === first) ? first : list
}

function deriveAmount(
  columns: readonly ReadColumn[],
  keep: Int32Array,
  currencies: Currencies,
  fields: Map<string, BatchColumn>,
): void {
  const price = columns.find(({ planned }) => planned.field?.name === 'unit_price')?.values.numbers
  const quantity = columns.find(({ planned }) => planned.field?.name === 'quantity')?.values.numbers
  if (price === undefined || quantity === undefined) return
  fields.set('paid_amount', {
    kind: 'money',
    values: Float64Array.from(keep, (record, at) =>
      toMinor(
        (price[record] ?? Number.NaN) * (quantity[record] ?? Number.NaN),
        minorDigits(Array.isArray(currencies) ? (currencies[at] ?? null) : currencies),
      ),
    ),
  })
}
