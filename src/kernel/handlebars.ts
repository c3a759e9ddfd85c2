import Handlebars from 'handlebars'
import type { Language } from '../locales/index.ts'
import { formats } from '../locales/numbers.ts'

const instances = new Map<string, typeof Handlebars>()

const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null
const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const digitsOf = (options: Handlebars.HelperOptions): number | undefined => {
  const digits: unknown = options.hash['digits']
  return typeof digits === 'number' ? digits : undefined
}

/** Text from data as one Markdown table cell or phrase: no line ends, nothing that Markdown or HTML would obey. */
export const markdownCell = (value: unknown): string =>
  String(value ?? '–')
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/([\\|`*_[\]])/g, '\\$1')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

function makeInstance(language: Language): typeof Handlebars {
  const instance = Handlebars.create()
  const write = formats(language)
  // `log` writes to standard output, which belongs to the protocol.
  instance.unregisterHelper('log')
  instance.registerHelper({
    number: (value: unknown, options: Handlebars.HelperOptions) =>
      write.number(asNumber(value), digitsOf(options)),
    percent: (value: unknown, options: Handlebars.HelperOptions) =>
      write.percent(asNumber(value), digitsOf(options)),
    points: (value: unknown, options: Handlebars.HelperOptions) =>
      write.points(asNumber(value), digitsOf(options)),
    money: (value: unknown, currency: unknown) => write.money(asNumber(value), asText(currency)),
    shortMoney: (value: unknown, currency: unknown) => write.shortMoney(asNumber(value), asText(currency)),
    day: (value: unknown) => write.day(asText(value)),
    cell: (value: unknown) => markdownCell(value),
    eq: (one: unknown, two: unknown) => one === two,
    json: (value: unknown) => JSON.stringify(value),
    join: (items: unknown) =>
      Array.isArray(items) ? items.map(markdownCell).join(language === 'en' ? ', ' : '、') : '',
  })
  return instance
}

/** Compiles one of our own templates, strictly: a missing field throws, unknown helpers are refused, no escaping. */
export function compileTemplate(
  source: string,
  language: Language,
  partials: Readonly<Record<string, string>> = {},
): (data: unknown) => string {
  const instance = instances.get(language) ?? makeInstance(language)
  instances.set(language, instance)
  instance.registerPartial(partials)
  const render = instance.compile(source, {
    strict: true,
    noEscape: true,
    knownHelpersOnly: false,
    preventIndent: true,
  })
  return data => render(data, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false })
}
