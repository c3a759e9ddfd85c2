import type { Condition, Where } from '../../src/domain/where.ts'
import type { ToolContext } from '../../src/tool.ts'

/** A filter as a phrase: `tenure < 12, Contract = Month-to-month`. */
export function whereText(where: Where, ops: Readonly<Record<string, string>>, context: Pick<ToolContext, 'formats' | 'language'>): string {
  const { formats, language } = context
  const join = language === 'en' ? ', ' : '，'
  const or = language === 'en' ? ' or ' : '或'
  const valueText = (value: Condition['value']): string =>
    typeof value === 'number' ? formats.number(value) : Array.isArray(value) ? value.map(item => (typeof item === 'number' ? formats.number(item) : String(item))).join(or) : String(value ?? '')
  const conditionText = ({ field, op, value }: Condition): string => [field, ops[op] ?? op, op === 'is_null' ? '' : valueText(value)].filter(Boolean).join(' ')
  if ('all' in where) return where.all.map(part => whereText(part, ops, context)).join(join)
  if ('any' in where) return where.any.map(part => whereText(part, ops, context)).join(or)
  return conditionText(where)
}
