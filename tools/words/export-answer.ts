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

/** The rows of an answer; where it has none, the list it is about, else its longest list of records. */
export function answerRows(answer: Answer): { columns: string[]; rows: (Cell | undefined)[][] } {
  const lists = Object.entries(answer)
    .filter(([name, value]) => !common.has(name) && Array.isArray(value))
    .map(([name, value]) => ({ name, items: Array.isArray(value) ? value.filter(isPlain) : [] }))
  const main = telling
    .map(wanted => lists.find(({ name }) => name === wanted)?.items ?? [])
    .find(items => items.length > 0)
  const longest = lists.toSorted((one, two) => two.items.length - one.items.length)[0]?.items ?? []
  const records = (main ?? longest).map(row => new Map(flat(row)))
  const columns = [...new Set(records.flatMap(record => [...record.keys()]))]
  return { columns, rows: records.map(record => columns.map(column => record.get(column))) }
}
