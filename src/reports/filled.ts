import { plan } from './marks.ts'

/** Chinese sets a space between a number and the word after it. */
const gapAfter = (value: string, next: string): string =>
  /[\d%][\uE002\uE006]?$/.test(value) && /^[\p{Script=Han}\d]/u.test(next) ? ' ' : ''

/**
 * A pattern with its places in braces filled. The words around them are set down as a plan's: numbers in them are
 * steps and terms, not figures of the data.
 */
export const filled = (pattern: string, values: Readonly<Record<string, string>>): string =>
  pattern
    .split(/(\{\w+\})/)
    .map((part, place, all) => {
      const value = /^\{\w+\}$/.test(part) ? values[part.slice(1, -1)] : undefined
      if (value === undefined) return part === '' ? '' : plan(part)
      return `${value}${gapAfter(value, all[place + 1] ?? '')}`
    })
    .join('')
