import { fieldLabel, isCount, isFlag, valueLabel, withoutValue } from '../locales/field-labels.ts'
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

/** A name from a file may end in Latin letters: a space keeps them off the Chinese words. */
const abreast = (name: string): string => (/[A-Za-z0-9)%]$/.test(name) ? `${name} ` : name)

/** “At least 2 seats” fits what is counted; “satisfaction of 3 or more” fits the rest. */
const counted = (field: string, label: string): boolean => isCount(field) || /^days? /.test(label)
/** A label of what is counted, for one of it: `failed payments in 31 days` → `failed payment in 31 days`. */
export const ofOne = (label: string): string =>
  label.replace(
    /^(.*?)(ies|s)(?=$| (?:in|of|so|on|with|since|bought|still|\d))/,
    (_whole, head: string, end: string) => `${head}${end === 'ies' ? 'y' : ''}`,
  )
/** 距上次消费天数 says its unit by itself; a label with digits is a name and keeps its form. */
const daysOf = (label: string): string | null =>
  /\d/.test(label) ? null : (/^(.+?)(?:的)?天[数數]$/.exec(label)?.[1] ?? null)

interface Wording {
  op: Record<Operation, (name: string, value: string, field: string) => string>
  and: string
  or: string
  /** Between the ends of a range. */
  to: string
  yes: string
  no: string
  /** A yes-or-no field that holds, or that does not. */
  holds: (name: string) => string
  lacks: (name: string) => string
  /** A count below one. */
  nothing: (name: string) => string
}

const english = (few: string, many: string) => (name: string, value: string, field: string) =>
  counted(field, name) ? `${few} ${value} ${name}` : `${name} ${many} ${value}`
const chinese = (days: string, other: string) => (name: string, value: string) => {
  const span = daysOf(name)
  return span === null ? `${abreast(name)}${other} ${value}` : `${span}${days} ${value} 天`
}

const words: Record<Language, Wording> = {
  en: {
    op: {
      eq: (name, value) => (/^[“\uE000\d]/.test(value) ? `${name} ${value}` : `${name}: ${value}`),
      ne: (name, value) => `${name} other than ${value}`,
      lt: english('fewer than', 'below'),
      lte: english('at most', 'of at most'),
      gt: english('more than', 'above'),
      gte: english('at least', 'of at least'),
      in: (name, value) => `${name} ${value}`,
      between: (name, value) => `${name} between ${value}`,
      contains: (name, value) => `${name} that contains ${value}`,
      is_null: name => `${name} not on record`,
    },
    and: ' and ',
    or: ' or ',
    to: ' and ',
    yes: 'yes',
    no: 'no',
    holds: name => name,
    lacks: name => `${name}: no`,
    nothing: name => `no ${name}`,
  },
  'zh-CN': {
    op: {
      eq: (name, value) => `${abreast(name)}为${spaced(value)}`,
      ne: (name, value) => `${abreast(name)}不为${spaced(value)}`,
      lt: chinese('不足', '低于'),
      lte: chinese('不超过', '不超过'),
      gt: chinese('超过', '高于'),
      gte: chinese('至少', '不低于'),
      in: (name, value) => `${abreast(name)}为${spaced(value)}`,
      between: (name, value) => `${abreast(name)}在 ${value} 之间`,
      contains: (name, value) => `${abreast(name)}包含${spaced(value)}`,
      is_null: name => `${abreast(name)}无记录`,
    },
    and: '，且',
    or: '或',
    to: ' 至 ',
    yes: '是',
    no: '否',
    holds: name => name,
    lacks: name => `“${name}”为否`,
    nothing: name => `${abreast(name)}为零`,
  },
  'zh-TW': {
    op: {
      eq: (name, value) => `${abreast(name)}為${spaced(value)}`,
      ne: (name, value) => `${abreast(name)}不為${spaced(value)}`,
      lt: chinese('不到', '低於'),
      lte: chinese('不超過', '不超過'),
      gt: chinese('超過', '高於'),
      gte: chinese('至少', '不低於'),
      in: (name, value) => `${abreast(name)}為${spaced(value)}`,
      between: (name, value) => `${abreast(name)}在 ${value} 之間`,
      contains: (name, value) => `${abreast(name)}包含${spaced(value)}`,
      is_null: name => `${abreast(name)}無紀錄`,
    },
    and: '，且',
    or: '或',
    to: ' 至 ',
    yes: '是',
    no: '否',
    holds: name => name,
    lacks: name => `「${name}」為否`,
    nothing: name => `${abreast(name)}為零`,
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

/** `是否換過設計師` asks; who answers yes is one who 換過設計師. */
const asking = /^(?:是否|有否|是不是|(?:is|has|was)\s)/
/** The name of what a field tells, as a trait: without the question that a yes-or-no field asks. */
export const traitLabel = (field: string, language: Language): string =>
  fieldLabel(field, language).replace(asking, '')

/** `有無教練` asks; the answers are 有教練 and 無教練. */
const owning = /^(有|無|无)[無无有]/

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
  const { op, and, or, to, yes, no, holds, lacks, nothing } = words[printer.language]
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
  const one = at(answer, `${path}/value`) === 1
  const name = printer.text(fieldLabel(field, printer.language))
  const label = one && printer.language === 'en' && counted(field, name) ? ofOne(name) : name
  const yesOrNo = (answer: boolean): string =>
    owning.test(label)
      ? label.replace(owning, answer ? '有' : printer.language === 'zh-TW' ? '無' : '无')
      : asking.test(label) || isFlag(field)
        ? (answer ? holds : lacks)(label.replace(asking, ''))
        : op.eq(label, answer ? yes : no, field)
  // “At least 1” of a yes or no is yes, “below 1” is no; a count below 1 is none.
  const side = flags.test(field) && one ? sides[operation] : undefined
  if (side !== undefined) return yesOrNo(side)
  if (one && operation === 'lt' && isCount(field)) return nothing(name)
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
    ? value.map((_, index) => scalar(`${path}/value/${index}`)).join(operation === 'between' ? to : or)
    : scalar(`${path}/value`)
  if ((operation === 'eq' || operation === 'ne') && (written === yes || written === no))
    return yesOrNo((written === yes) === (operation === 'eq'))
  return op[operation](label, written, field)
}
