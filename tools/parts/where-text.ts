import {
  isCount,
  isFlag,
  isMoney,
  knownLabel,
  valueLabel,
  withoutValue,
} from '../../src/locales/field-labels.ts'
import { numbers } from '../../src/domain/table.ts'
import type { CustomerTable } from '../../src/domain/table.ts'
import type { Condition, Where } from '../../src/domain/where.ts'
import type { Language, ToolContext } from '../../src/tool.ts'

type Reader = Pick<ToolContext, 'formats' | 'language'>
type Ops = Readonly<Record<string, string>>
type Compared = 'lt' | 'lte' | 'gt' | 'gte'

const answers: Readonly<Record<Language, { yes: string; no: string; colon: string }>> = {
  en: { yes: 'yes', no: 'no', colon: ' = ' },
  'zh-CN': { yes: '是', no: '否', colon: '：' },
  'zh-TW': { yes: '是', no: '否', colon: '：' },
}

/** Counts take fewer and more; spans of days read as a span. */
const comparedCount: Readonly<Record<'zh-CN' | 'zh-TW', Readonly<Record<Compared, string>>>> = {
  'zh-CN': { lt: '少于', lte: '至多', gt: '多于', gte: '至少' },
  'zh-TW': { lt: '少於', lte: '至多', gt: '多於', gte: '至少' },
}
const comparedDays: Readonly<
  Record<'zh-CN' | 'zh-TW', Readonly<Record<Compared, (days: string) => string>>>
> = {
  'zh-CN': {
    lt: days => `不到 ${days} 天`,
    lte: days => `不超过 ${days} 天`,
    gt: days => `超过 ${days} 天`,
    gte: days => ` ${days} 天以上`,
  },
  'zh-TW': {
    lt: days => `不到 ${days} 天`,
    lte: days => `不超過 ${days} 天`,
    gt: days => `超過 ${days} 天`,
    gte: days => ` ${days} 天以上`,
  },
}

const isCompared = (op: string): op is Compared => op === 'lt' || op === 'lte' || op === 'gt' || op === 'gte'
const locales: Readonly<Record<Language, string>> = {
  en: 'en-US',
  'zh-CN': 'zh-Hans-CN',
  'zh-TW': 'zh-Hant-TW',
}
const han = /[\u4e00-\u9fff]/

/** Names of the columns that hold nothing but 0 and 1. */
export function flagFields(table: CustomerTable): ReadonlySet<string> {
  return new Set(
    table.columns
      .filter(({ name }) => {
        const values = numbers(table, name)
        return (
          values !== undefined &&
          values.some(value => value === 1) &&
          values.every(value => Number.isNaN(value) || value === 0 || value === 1)
        )
      })
      .map(({ name }) => name),
  )
}

/** A limit of a money field the way the reader counts, with two decimals: 629.92 万. */
const moneyText = (value: number, language: Language): string =>
  Math.abs(value) < 10_000
    ? new Intl.NumberFormat(locales[language], { maximumFractionDigits: 2 }).format(value)
    : new Intl.NumberFormat(locales[language], { notation: 'compact', maximumFractionDigits: 2 }).format(
        value,
      )

/** Whether a condition on a field of 0 and 1 asks for 1; `null` where it asks for neither. */
function asksFor({ op, value }: Condition): boolean | null {
  if (typeof value === 'boolean') return op === 'ne' ? !value : value
  if (typeof value !== 'number') return null
  if (op === 'eq' || op === 'ne') return value === 0 || value === 1 ? (value === 1) === (op === 'eq') : null
  if ((op === 'gte' && value > 0 && value <= 1) || (op === 'gt' && value >= 0 && value < 1)) return true
  return (op === 'lt' && value > 0 && value <= 1) || (op === 'lte' && value >= 0 && value < 1) ? false : null
}

/** A field as its reader calls it; a column of the user's keeps its header. */
export const fieldText = (field: string, language: Language): string => knownLabel(field, language) ?? field

/** Yes or no of a field of 0 and 1: `换过设计师：是`, `PaperlessBilling = yes`. */
function flagText(field: string, yes: boolean, language: Language): string {
  const words = answers[language]
  const label = fieldText(field, language).replace(/^(?:是否|有否|有無|有无)/, '')
  const colon = language !== 'en' && !han.test(label) ? ' = ' : words.colon
  return `${label}${colon}${yes ? words.yes : words.no}`
}

function conditionText(
  condition: Condition,
  ops: Ops,
  { formats, language }: Reader,
  flags: ReadonlySet<string>,
): string {
  const { field, op, value } = condition
  const told = op === 'is_null' && value !== false ? withoutValue(field, language) : null
  if (told !== null) return told
  const or = language === 'en' ? ' or ' : ' 或 '
  const asked = flags.has(field) || isFlag(field) || typeof value === 'boolean' ? asksFor(condition) : null
  if (asked !== null) return flagText(field, asked, language)
  const scalar = (one: string | number | boolean): string =>
    typeof one !== 'number'
      ? valueLabel(field, String(one), language)
      : isMoney(field)
        ? moneyText(one, language)
        : formats.number(one)
  const own = knownLabel(field, language)
  if (language !== 'en' && own !== null && typeof value === 'number' && isCompared(op)) {
    if (/^days_|_days$/.test(field) && /天[数數]$/.test(own) && !isCount(field))
      return `${own.replace(/(?:的)?天[数數]$/, '')}${comparedDays[language][op](scalar(value))}`
    if (isCount(field)) return `${own}${comparedCount[language][op]} ${scalar(value)}`
  }
  const written =
    value === undefined || op === 'is_null'
      ? ''
      : typeof value === 'object'
        ? value.map(scalar).join(op === 'between' ? '–' : or)
        : scalar(value)
  const verb = ops[op] ?? op
  // A Chinese label and its verb stand together; headers in Latin letters keep their space.
  const head =
    language !== 'en' && han.test((own ?? field).slice(-1))
      ? `${own ?? field}${verb}`
      : `${own ?? field} ${verb}`
  if (written === '') return head
  // So do two words in Chinese characters.
  return han.test(head.slice(-1)) && han.test(written.slice(0, 1))
    ? `${head}${written}`
    : `${head} ${written}`
}

/** A filter as a phrase: `tenure < 12, Contract = Month-to-month`. `flags` names the fields of 0 and 1. */
export function whereText(
  where: Where,
  ops: Ops,
  context: Reader,
  flags: ReadonlySet<string> = new Set(),
): string {
  const join = context.language === 'en' ? ', ' : '，'
  const or = context.language === 'en' ? ' or ' : ' 或 '
  if ('all' in where) return where.all.map(part => whereText(part, ops, context, flags)).join(join)
  if ('any' in where) return where.any.map(part => whereText(part, ops, context, flags)).join(or)
  return conditionText(where, ops, context, flags)
}
