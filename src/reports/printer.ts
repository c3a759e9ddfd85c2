import { formats } from '../locales/numbers.ts'
import type { Formats } from '../locales/numbers.ts'
import type { Language } from '../locales/index.ts'
import type { Figure } from './figure-book.ts'
import { plain } from './markdown.ts'
import { marked, plan, withoutMarks } from './marks.ts'

export const dash = '–'

/** What stands for a field that a row leaves empty, in the reader's words. */
const notOnRecord = { en: 'not on record', 'zh-CN': '无记录', 'zh-TW': '無紀錄' } as const

const sourceWord = { en: 'file', 'zh-CN': '文件', 'zh-TW': '檔案' } as const

const negativeJoint = { en: ' to ', 'zh-CN': ' 至 ', 'zh-TW': ' 至 ' } as const

/** A text whose first letter is a capital, past any mark. */
export const sentence = (text: string): string =>
  text.replace(
    /^([\uE005“]*)(\p{Ll})/u,
    (_whole, before: string, letter: string) => `${before}${letter.toUpperCase()}`,
  )

/** The same for each sentence that a quotation opens. */
export const sentences = (text: string): string =>
  sentence(text).replace(
    /([.!?][\uE006]? [\uE005\uE006]*“)(\p{Ll})/gu,
    (_whole, before: string, letter: string) => `${before}${letter.toUpperCase()}`,
  )

const verbs: Readonly<Record<string, string>> = { are: 'is', have: 'has', were: 'was', leave: 'leaves' }

/** “1 customer is” for “1 customers are”; “8 + 1 customers” stay many. */
const agreeing = (text: string): string =>
  text.replace(
    /(?<!\+ ?\uE000\d+\uE001)(?<=\uE001)1\uE002((?: (?!and |or |to )[a-z-]+)? (?:customer|account|contract|subscriber|buyer|row|month|day))s( (?:are|have|were|leave)\b)?/g,
    (_whole, named: string, verb: string | undefined) =>
      `1\uE002${named}${verb === undefined ? '' : ` ${verbs[verb.trim()] ?? ''}`}`,
  )

/**
 * Spaces of Chinese as a typesetter would have them: one between a printed number and a word; none beside 万 and 億,
 * beside a day, a bracket or a quotation mark, or between two words that a filled-in text joined.
 */
export function settled(text: string, language: Language): string {
  if (language === 'en') return agreeing(text)
  return text
    .replace(/(?<=[\d%])(\uE002)(?=\p{Script=Han})/gu, '$1 ')
    .replace(/(?<=[\d%])(\uE006)(?=[的最])/gu, '$1 ')
    .replace(/(?<=[万萬亿億])([\uE002\uE006]*) (?=[\uE000\uE005\d]*\p{Script=Han})/gu, '$1')
    .replace(/(?<=[）」』”][\uE002\uE005\uE006]*) (?=[\uE005]?\p{Script=Han})/gu, '')
    .replace(/(?<=\p{Script=Han}[\uE005\uE006]*) (?=[\uE005]?[「『“（])/gu, '')
    .replace(/(?<=\p{Script=Han}) (?=\d{4}年\d)|(?<=\d日) (?=\p{Script=Han})/gu, '')
    .replace(
      /(?<=\p{Script=Han})( \uE006| \uE005|\uE002 |\uE005 |\uE006 )(?=[\uE005]*\p{Script=Han})/gu,
      mark => mark.trim(),
    )
}

/** Writes figures for one reader: every number leaves with its mark, so that nothing unregistered can be printed. */
export class Printer {
  readonly language: Language
  readonly formats: Formats
  readonly #currency: string | null

  readonly #idOf: ((id: string) => string) | undefined

  constructor(language: Language, currency: string | null, idOf?: (id: string) => string) {
    this.#idOf = idOf
    this.language = language
    this.formats = formats(language)
    this.#currency = currency
  }

  /** The bare number of a figure as its unit asks for. Rates print as percentages whatever their unit in the answer. */
  bare(figure: Figure, digits?: number): string {
    const { value, unit } = figure
    const currency = figure.currency ?? this.#currency
    switch (unit) {
      case 'share':
        return this.formats.percent(value, digits ?? 1)
      case 'roi':
        return this.formats.percent(value, digits ?? 0)
      case 'percent':
        return this.formats.percent(value / 100, digits ?? 1)
      case 'points':
        return this.formats.points(value, digits ?? 1)
      case 'money':
        return Math.abs(value) < 10_000
          ? this.formats.money(value, currency, Math.abs(value) < 100 ? 2 : 0)
          : this.formats.shortMoney(value, currency, digits ?? 1)
      case 'count':
        return this.formats.number(value, 0)
      case 'ratio':
        return this.formats.number(value, digits ?? 2)
      default:
        return this.formats.number(value, digits ?? 1)
    }
  }

  /** A marked number; a dash where there is none. */
  fig(figure: Figure | null | undefined, digits?: number): string {
    return figure ? marked(figure.key, this.bare(figure, digits)) : dash
  }

  /** A figure said in other words (“3” of ten): the reference goes with it. */
  approx(figure: Figure | null, words: string): string {
    return figure ? marked(figure.key, words) : dash
  }

  /** `12.1–15.4 %` as two marked numbers. */
  range(low: Figure | null | undefined, high: Figure | null | undefined, digits?: number): string {
    if (!low || !high) return dash
    // A minus beside the dash of a range would not be read as one.
    const joint = low.value < 0 || high.value < 0 ? negativeJoint[this.language] : '–'
    const shown = digits ?? this.apart([low, high])
    return `${this.fig(low, shown)}${joint}${this.fig(high, shown)}`
  }

  /**
   * Decimals with which amounts that stand side by side do not all read alike, where they differ by more than a
   * thousandth: 1.18M beside 1.21M, not 1.2M four times. `undefined` where the usual ones do.
   */
  apart(figures: readonly Figure[]): number | undefined {
    const values = figures.map(({ value }) => value)
    const most = Math.max(...values.map(Math.abs))
    if (figures.some(({ unit }) => unit !== 'money') || most < 10_000) return undefined
    if (Math.max(...values) - Math.min(...values) < most / 1000) return undefined
    const different = new Set(values).size
    return [undefined, 2, 3].find(
      digits => new Set(figures.map(figure => this.bare(figure, digits))).size >= different,
    )
  }

  /** A customer's id as data; `share_safe` documents get a pseudonym instead. */
  id(value: string | null): string {
    return value === null ? dash : plan(this.text(this.#idOf?.(value) ?? value))
  }

  /** A source's own name; documents to be shared number it, because people name files after people. */
  source(name: string | null, place: number): string {
    if (this.#idOf === undefined || name === null) return this.text(name)
    return plan(`${sourceWord[this.language]} ${place + 1}${/\.[a-z0-9]{2,7}$/i.exec(name)?.[0] ?? ''}`)
  }

  /** A sheet's own name; none in a document to be shared. */
  sheet(name: string | null): string {
    return this.#idOf === undefined ? this.text(name) : dash
  }

  /** Text that came from a file, harmless in Markdown and HTML. */
  text(value: string | null | undefined): string {
    if (value === '(missing)') return notOnRecord[this.language]
    return value === null || value === undefined || value === '' ? dash : plain(withoutMarks(value))
  }

  day(iso: string | null): string {
    return this.formats.day(iso)
  }

  period(from: string | null, to: string | null): string {
    return this.formats.period(from, to)
  }

  list(items: readonly string[]): string {
    if (this.language !== 'en') return items.join('、')
    return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
  }
}
