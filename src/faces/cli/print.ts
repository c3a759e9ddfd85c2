import Table from 'cli-table3'
import type { Answer } from '../../kernel/answer.ts'
import { messages } from '../../locales/index.ts'
import type { Language } from '../../locales/index.ts'
import { formats } from '../../locales/numbers.ts'
import type { Formats } from '../../locales/numbers.ts'

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const apart = new Set([
  'summary',
  'status',
  'figures',
  'method',
  'assumptions',
  'warnings',
  'suggested_actions',
  'result_id',
  'as_of',
  'currency',
  'truncated',
  'returned_rows',
  'total_rows',
])
const mostRows = 40
const widest = 36

// Escape sequences in text from a file must not reach a terminal.
const harmless = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')

function cell(value: unknown, write: Formats): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return write.number(value, Math.abs(value) < 1 ? 4 : 2)
  const text = harmless(typeof value === 'object' ? JSON.stringify(value) : String(value))
  return text.length <= widest ? text : `${text.slice(0, widest - 1)}…`
}

const plainStyle = { head: [], border: [], compact: true }

function listTable(rows: readonly Plain[], write: Formats): string {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const table = new Table({ head: names, style: plainStyle })
  for (const row of rows.slice(0, mostRows)) table.push(names.map(name => cell(row[name], write)))
  const more = rows.length > mostRows ? `\n… ${rows.length - mostRows}` : ''
  return `${table.toString()}${more}`
}

function fieldTable(fields: readonly (readonly [string, unknown])[], write: Formats): string {
  const table = new Table({ style: plainStyle })
  for (const [name, value] of fields) table.push([name, cell(value, write)])
  return table.toString()
}

function section(name: string, value: unknown, write: Formats): string {
  if (Array.isArray(value)) {
    const rows = value.filter(isPlain)
    if (value.length === 0) return ''
    return rows.length === value.length
      ? `${name}\n${listTable(rows, write)}`
      : `${name}: ${value.map(item => cell(item, write)).join(', ')}`
  }
  if (isPlain(value)) {
    const lists = Object.entries(value).filter(([, inner]) => Array.isArray(inner) && inner.some(isPlain))
    const single = Object.entries(value).filter(([key]) => !lists.some(([list]) => list === key))
    return [
      single.length > 0 ? `${name}\n${fieldTable(single, write)}` : '',
      ...lists.map(([key, inner]) => section(`${name}.${key}`, inner, write)),
    ]
      .filter(Boolean)
      .join('\n\n')
  }
  return ''
}

/** An answer for a person at a terminal: the words, then tables. */
export function forPerson(answer: Answer, language: Language): string {
  const write = formats(language)
  const words = messages[language].answer
  const own = Object.entries(answer).filter(([name]) => !apart.has(name))
  const single = own.filter(([, value]) => typeof value !== 'object' || value === null)
  const list = (name: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `${name}\n${items.map(item => `  • ${harmless(item)}`).join('\n')}`
  return `${[
    harmless(answer.summary),
    single.length > 0 ? fieldTable(single, write) : '',
    ...own.map(([name, value]) => section(name, value, write)),
    list(words.assumptions, answer.assumptions),
    list(words.warnings, answer.warnings),
    list(
      words.next,
      answer.suggested_actions.map(
        ({ tool, why, arguments: input }) => `${tool}${input ? ` ${JSON.stringify(input)}` : ''}: ${why}`,
      ),
    ),
    [answer.result_id, answer.as_of ?? '', answer.currency ?? ''].filter(Boolean).join(' · '),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}
