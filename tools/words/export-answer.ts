import type { Answer, Cell } from '../../src/tool.ts'

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Objects inside a row become columns with dotted names; lists become one text. */
function flat(row: Plain, prefix = ''): [string, Cell][] {
  return Object.entries(row).flatMap(([key, value]): [string, Cell][] => {
    const name = `${prefix}${key}`
    if (isPlain(value)) return key === 'filter' ? [[name, JSON.stringify(value)]] : flat(value, `${name}.`)
    if (Array.isArray(value)) {
      return [
        [
          name,
          value.map(item => (typeof item === 'object' ? JSON.stringify(item) : String(item))).join('; '),
        ],
      ]
    }
    if (typeof value === 'number') return [[name, Math.round(value * 1e6) / 1e6]]
    return [[name, typeof value === 'string' || typeof value === 'boolean' ? value : null]]
  })
}

const common = new Set(['figures', 'assumptions', 'warnings', 'suggested_actions'])

// Whom an answer speaks of comes before what explains it.
const telling = ['rows', 'segments', 'drivers', 'high_risk_groups', 'allocation']

export interface AnswerTable {
  name: string
  columns: string[]
  rows: (Cell | undefined)[][]
}

function tableOf(name: string, items: readonly Plain[]): AnswerTable {
  const records = items.map(row => new Map(flat(row)))
  const columns = [...new Set(records.flatMap(record => [...record.keys()]))]
  return { name, columns, rows: records.map(record => columns.map(column => record.get(column))) }
}

/**
 * Every table of an answer, what it is about first: its rows; where it has none, the list it speaks of, else its longest
 * list of records. The register of its figures comes last.
 */
export function answerTables(answer: Answer): [AnswerTable, ...AnswerTable[]] {
  const lists = Object.entries(answer)
    .filter(([name, value]) => !common.has(name) && Array.isArray(value))
    .map(([name, value]) => ({ name, items: Array.isArray(value) ? value.filter(isPlain) : [] }))
    .filter(({ items }) => items.length > 0)
  const main =
    telling.map(wanted => lists.find(({ name }) => name === wanted)).find(list => list !== undefined) ??
    lists.toSorted((one, two) => two.items.length - one.items.length)[0]
  const others = lists.filter(list => list !== main)
  const figures = answer.figures.map(figure => ({ ...figure }))
  return [
    tableOf(main?.name ?? 'rows', main?.items ?? []),
    ...others.map(({ name, items }) => tableOf(name, items)),
    ...(figures.length > 0 ? [tableOf('figures', figures)] : []),
  ]
}

/** What a reader must know of the rows: where they come from, as of when, and what was taken for granted. */
export function aboutRows(answer: Answer, tool: string): (readonly [string, string])[] {
  const method = 'method' in answer ? answer.method : null
  return [
    ['tool', tool],
    ['summary', answer.summary],
    ['as_of', answer.as_of ?? ''],
    ['currency', answer.currency ?? ''],
    ['result_id', answer.result_id],
    ...(isPlain(method)
      ? flat(method, 'method.').map(([name, value]) => [name, String(value)] as const)
      : []),
    ...answer.assumptions.map(text => ['assumption', text] as const),
    ...answer.warnings.map(text => ['warning', text] as const),
  ]
}

/** The table an answer is about. */
export function answerRows(answer: Answer): Pick<AnswerTable, 'columns' | 'rows'> {
  const [{ columns, rows }] = answerTables(answer)
  return { columns, rows }
}
