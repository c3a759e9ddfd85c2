/** How well a column's values fit a field, 0 to 1: the value check behind every header match. */
import { fields } from '../domain/entities/index.ts'
import type { Profile } from './profile-column.ts'
import { currencyCode } from './values/currency.ts'
import { parseEnum, parseFlag } from './values/words.ts'

/** 0: impossible; 1: as expected; between: unusual. An empty column fits anything a little. */
export function fieldFit(name: string, profile: Profile): number {
  const field = fields.get(name)
  if (field === undefined) return 0
  const { kind, numberShare, dates, texts, levels } = profile
  if (kind === 'empty') return 0.9
  switch (field.type) {
    case 'date':
    case 'datetime':
      return dates.share >= 0.8 ? 1 : dates.share >= 0.5 ? 0.6 : dates.share > 0.2 ? 0.2 : 0
    case 'money':
    case 'number':
    case 'hours':
    case 'integer':
      if (kind === 'date' && dates.reading.numbers !== 'yyyymmdd') return 0
      if (name === 'age') return numberShare >= 0.9 ? 1 : 0
      return kind === 'boolean' && texts.some(text => !/^[01]$/.test(text))
        ? 0
        : numberShare >= 0.8
          ? 1
          : numberShare >= 0.5
            ? 0.6
            : field.type === 'hours' && texts.some(text => /\d/.test(text))
              ? 0.6
              : 0
    case 'ratio':
      return numberShare >= 0.8 && profile.numbers.every(value => Math.abs(value) <= 100) ? 1 : 0
    case 'boolean': {
      const known =
        [...levels.keys()].filter(text => parseFlag(text, name) !== null).length / Math.max(1, levels.size)
      return known >= 0.8 ? 1 : known >= 0.5 && levels.size <= 8 ? 0.6 : 0
    }
    case 'enum': {
      if (kind === 'date') return 0
      if (field.values === undefined || field.values.length === 0)
        return levels.size <= Math.max(30, texts.length / 3) ? 1 : 0.4
      const known =
        [...levels.keys()].filter(text => parseEnum(text, field) !== null).length / Math.max(1, levels.size)
      return known >= 0.6 ? 1 : known >= 0.3 ? 0.8 : levels.size <= 20 && field.open === true ? 0.5 : 0.1
    }
    case 'id':
      return kind === 'date' && dates.reading.numbers === null
        ? 0
        : kind === 'boolean'
          ? 0.2
          : profile.blankShare > 0.9
            ? 0.4
            : 1
    case 'text':
      return textFit(name, profile)
  }
}

function textFit(name: string, { kind, texts, levels, numberShare }: Profile): number {
  if (kind === 'date') return name === 'notes' ? 1 : 0
  if (name === 'email') return share(texts, text => text.includes('@') || text.includes('*')) >= 0.5 ? 1 : 0
  if (name === 'phone')
    return share(texts, text => /^'?[\d\s+().*\-xX#]{5,}$/.test(text.normalize('NFKC'))) >= 0.5 ? 1 : 0
  if (name === 'currency')
    return share([...levels.keys()], text => currencyCode(text) !== null) >= 0.5 ? 1 : 0
  if (kind === 'boolean') return 0.2
  if (name === 'customer_name' || name === 'plan_name' || name === 'industry' || name === 'churn_reason')
    return numberShare > 0.8 ? 0.3 : 1
  return 1
}

export const share = (texts: readonly string[], test: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length
