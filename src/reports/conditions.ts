import { fieldLabel, valueLabel, withoutValue } from '../locales/field-labels.ts'
import type { Language } from '../locales/index.ts'
import { at, textAt } from './answers.ts'
import type { ReportAnswer } from './answers.ts'
import type { FigureBook, Unit } from './figure-book.ts'
import type { Printer } from './printer.ts'

type Operation = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'between' | 'contains' | 'is_null'

const shares = /share|rate$|ratio|probability/
const amounts = /revenue|spent|amount|value|mrr|pipeline|cost$/

const unitOf = (field: string): Unit =>
  /^overdue_ratio$/.test(field)
    ? 'ratio'
    : shares.test(field)
      ? 'share'
      : amounts.test(field)
        ? 'money'
        : 'ratio'

/** Chinese sets a space before a number, none before a word. */
const spaced = (value: string): string => (/^[\uE000\d]/.test(value) ? ` ${value}` : value)

const words: Record<
  Language,
  {
    op: Record<Operation, (field: string, value: string) => string>
    and: string
    or: string
    yes: string
    no: string
  }
> = {
  en: {
    op: {
      eq: (field, value) => `${field} is ${value}`,
      ne: (field, value) => `${field} is not ${value}`,
      lt: (field, value) => `${field} below ${value}`,
      lte: (field, value) => `${field} at most ${value}`,
      gt: (field, value) => `${field} above ${value}`,
      gte: (field, value) => `${field} at least ${value}`,
      in: (field, value) => `${field} is ${value}`,
      between: (field, value) => `${field} between ${value}`,
      contains: (field, value) => `${field} contains ${value}`,
      is_null: field => `${field} not on record`,
    },
    and: ' and ',
    or: ' or ',
    yes: 'yes',
    no: 'no',
  },
  'zh-CN': {
    op: {
      eq: (field, value) => `${field}为${spaced(value)}`,
      ne: (field, value) => `${field}不为${spaced(value)}`,
      lt: (field, value) => `${field}低于 ${value}`,
      lte: (field, value) => `${field}不超过 ${value}`,
      gt: (field, value) => `${field}高于 ${value}`,
      gte: (field, value) => `${field}不低于 ${value}`,
      in: (field, value) => `${field}为${spaced(value)}`,
      between: (field, value) => `${field}在 ${value} 之间`,
      contains: (field, value) => `${field}包含${spaced(value)}`,
      is_null: field => `${field}无记录`,
    },
    and: '，且',
    or: '或',
    yes: '是',
    no: '否',
  },
  'zh-TW': {
    op: {
      eq: (field, value) => `${field}為${spaced(value)}`,
      ne: (field, value) => `${field}不為${spaced(value)}`,
      lt: (field, value) => `${field}低於 ${value}`,
      lte: (field, value) => `${field}不超過 ${value}`,
      gt: (field, value) => `${field}高於 ${value}`,
      gte: (field, value) => `${field}不低於 ${value}`,
      in: (field, value) => `${field}為${spaced(value)}`,
      between: (field, value) => `${field}在 ${value} 之間`,
      contains: (field, value) => `${field}包含${spaced(value)}`,
      is_null: field => `${field}無紀錄`,
    },
    and: '，且',
    or: '或',
    yes: '是',
    no: '否',
  },
}

const isOperation = (value: string | null): value is Operation => value !== null && value in words.en.op

/** Fields that hold 0 and 1 read as yes and no. */
const flags =
  /consent|^churned$|past_due|downgraded|_active$|^(is|has|was)[_ ]|^(是否|有無|有无|是不是)|[?？]$/i

const sides: Readonly<Partial<Record<Operation, boolean>>> = { gte: true, lt: false }

const opposites: Readonly<Partial<Record<Operation, Operation>>> = {
  lt: 'gte',
  gte: 'lt',
  lte: 'gt',
  gt: 'lte',
  eq: 'ne',
  ne: 'eq',
}

/** Names of all fields in a filter of an answer, in order. */
export function fieldsIn(answer: ReportAnswer, path: string): string[] {
  const parts = ['all', 'any'].flatMap(key => {
    const list = at(answer, `${path}/${key}`)
    return Array.isArray(list) ? list.flatMap((_, index) => fieldsIn(answer, `${path}/${key}/${index}`)) : []
  })
  const own = textAt(answer, `${path}/field`)
  return own === null ? [...new Set(parts)] : [own]
}

/** `是否換過設計師` asks; the answer to it reads `換過設計師：是`. */
const asking = /^(?:是否|有否|有無|有无|是不是)/
const yesOrNo = (label: string, answer: string, eq: (field: string, value: string) => string): string =>
  asking.test(label) ? `${label.replace(asking, '')}：${answer}` : eq(label, answer)

/**
 * A filter that stands at a path of an answer, in words; its limits are figures like any other number. `not` says the
 * contrary of a single condition.
 */
export function conditionText(
  answer: ReportAnswer,
  path: string,
  book: FigureBook,
  printer: Printer,
  not = false,
): string | null {
  const { op, and, or, yes, no } = words[printer.language]
  for (const [key, joint] of [
    ['all', and],
    ['any', or],
  ] as const) {
    const list = at(answer, `${path}/${key}`)
    if (!Array.isArray(list)) continue
    // That a customer is still there goes without saying where something else is said; the filter keeps it.
    const said = list
      .map((_, index) => `${path}/${key}/${index}`)
      .filter((place, _index, all) => all.length === 1 || textAt(answer, `${place}/field`) !== 'is_active')
    const parts = said.flatMap(place => conditionText(answer, place, book, printer) ?? [])
    return parts.length === 0 ? null : parts.join(joint)
  }
  const field = textAt(answer, `${path}/field`)
  const told = textAt(answer, `${path}/op`)
  const operation = not && isOperation(told) ? (opposites[told] ?? null) : told
  if (field === null || !isOperation(operation)) return null
  const none = operation === 'is_null' && !not ? withoutValue(field, printer.language) : null
  if (none !== null) return none
  const label = printer.text(fieldLabel(field, printer.language))
  // “At least 1” of a yes or no is yes, “below 1” is no.
  const side = flags.test(field) && at(answer, `${path}/value`) === 1 ? sides[operation] : undefined
  if (side !== undefined) return yesOrNo(label, side ? yes : no, op.eq)
  const scalar = (place: string): string => {
    const value = at(answer, place)
    if (typeof value === 'boolean') return value ? yes : no
    if (typeof value === 'number' && flags.test(field) && (value === 0 || value === 1))
      return value === 1 ? yes : no
    if (typeof value === 'number') return printer.fig(book.take(answer, place, unitOf(field)), 2)
    const text = printer.text(typeof value === 'string' ? valueLabel(field, value, printer.language) : null)
    return printer.language === 'zh-TW' ? `「${text}」` : `“${text}”`
  }
  const value = at(answer, `${path}/value`)
  const written = Array.isArray(value)
    ? value.map((_, index) => scalar(`${path}/value/${index}`)).join(operation === 'between' ? '–' : or)
    : scalar(`${path}/value`)
  if (operation === 'eq' && (written === yes || written === no)) return yesOrNo(label, written, op.eq)
  if (operation === 'ne' && (written === yes || written === no))
    return yesOrNo(label, written === yes ? no : yes, op.eq)
  return op[operation](label, written)
}
