import type { Formats } from '../locales/numbers.ts'
import { figureText } from '../locales/figure-words.ts'
import type { Language, Messages } from '../locales/index.ts'
import { commonOutput } from './answer.ts'
import type { Answer } from './answer.ts'

const common = new Set([
  ...Object.keys(commonOutput),
  'rows',
  'total_rows',
  'returned_rows',
  'truncated',
  'next',
])

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function cell(value: unknown, formats: Formats): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return formats.number(value, Math.abs(value) < 1 ? 4 : 2)
  if (typeof value === 'object') return JSON.stringify(value).replaceAll('|', '\\|')
  return String(value)
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll('`', "'")
}

function table(rows: readonly Plain[], formats: Formats): string {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(names),
    line(names.map(() => '---')),
    ...rows.map(row => line(names.map(name => cell(row[name], formats)))),
  ].join('\n')
}

function section(name: string, value: unknown, formats: Formats): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ''
    const rows = value.filter(isPlain)
    return rows.length === value.length
      ? `**${name}**\n${table(rows, formats)}`
      : `**${name}**: ${value.map(item => cell(item, formats)).join(', ')}`
  }
  if (isPlain(value)) {
    const lines = Object.entries(value).map(([key, item]) =>
      Array.isArray(item) && item.some(isPlain)
        ? section(`${name}.${key}`, item, formats)
        : `- ${key}: ${cell(item, formats)}`,
    )
    return lines.length === 0 ? '' : `**${name}**\n${lines.join('\n')}`
  }
  if (isTable(value)) return `**${name}**\n\n${value.trim()}`
  return value === undefined ? '' : `**${name}**: ${cell(value, formats)}`
}

/** A Markdown table, which stays one: in a line of text nobody could read it. Its cells were made harmless before. */
const isTable = (value: unknown): value is string =>
  typeof value === 'string' && /^\|[^\n]*\|\n\|[ :|-]+\|\n(?:\|[^\n]*\|\n)*$/.test(`${value.trim()}\n`)

/** From this length on, a text of a file could be more than a name. */
const tellingLength = 24

/** Beginnings of the longer texts in the parts of an answer that may hold text from imported files. */
function longTexts(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.length < tellingLength ? [] : [value.replace(/[\r\n]+/g, ' ').slice(0, tellingLength)]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [...longTexts(key), ...longTexts(inner)])
}

/**
 * The answer as Markdown, complete without the structured form: some clients show only this. Everything that may
 * hold text from imported files stands inside one fence whose tag cannot be guessed from the data; an answer that
 * read nothing from the store (`fence` null) needs none.
 */
export function renderText(
  answer: Answer,
  words: Messages['answer'],
  formats: Formats,
  fence: string | null,
  language: Language = 'en',
): string {
  const head = [
    answer.as_of === null ? '' : `${words.asOf} ${answer.as_of}`,
    answer.currency === null ? '' : `${words.currency} ${answer.currency}`,
    `result_id ${answer.result_id}`,
    answer.status === 'ok' ? '' : `status ${answer.status}`,
  ].filter(Boolean)
  const own = Object.entries(answer)
    .filter(([name]) => !common.has(name))
    .map(([name, value]) => section(name, value, formats))
  const rows = Array.isArray(answer['rows']) ? answer['rows'].filter(isPlain) : []
  const total = typeof answer['total_rows'] === 'number' ? answer['total_rows'] : rows.length
  const next = answer['next']
  const rowsPart = rows.length === 0 ? '' : `**${words.rows(rows.length, total)}**\n${table(rows, formats)}`
  const list = (name: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `**${name}**\n${items.map(item => `- ${item}`).join('\n')}`
  const { figures, method, suggested_actions: actions } = answer
  const before = [answer.summary, head.join(' · ')]
  const after = [
    isPlain(next) || typeof next === 'string' ? `next: ${cell(next, formats)}` : '',
    list(
      words.figures,
      figures.map(
        ({ id, name, ...figure }) =>
          `${name}${language === 'en' ? ': ' : '：'}${figureText(figure, language, formats)} ${id}`,
      ),
    ),
    method === null
      ? ''
      : `**${words.method}**: ${method.name} (${method.formula_id}) ${JSON.stringify(method.parameters)}`,
    list(words.assumptions, answer.assumptions),
    list(words.warnings, answer.warnings),
    list(
      words.next,
      actions.map(
        ({ tool, why, arguments: input }) => `${tool}${input ? ` ${JSON.stringify(input)}` : ''}: ${why}`,
      ),
    ),
  ]
  // A sentence that repeats a longer text of a file goes behind the fence with it.
  const foreign =
    fence === null
      ? []
      : longTexts([
          Object.entries(answer)
            .filter(([name]) => !common.has(name))
            .map(([, value]) => value),
          rows,
          figures.map(({ name }) => name),
          actions.map(action => action.arguments),
          method?.parameters,
        ])
  const repeats = (part: string): boolean => foreign.some(text => part.includes(text))
  const data = [...before.filter(repeats), ...own, rowsPart, ...after.filter(repeats)].filter(Boolean)
  return [
    ...before.filter(part => !repeats(part)),
    data.length === 0 || fence === null
      ? data.join('\n\n')
      : `${words.customerText}\n<${fence}>\n${data.join('\n\n')}\n</${fence}>`,
    ...after.filter(part => !repeats(part)),
  ]
    .filter(Boolean)
    .join('\n\n')
}
