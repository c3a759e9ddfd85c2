import type { Messages } from '../locales/index.ts'
import type { Answer } from './answer.ts'
import { valueAt } from './figures.ts'

/** Hard cap of a reply: 8,000 tokens at four characters each. */
export const replyCap = 32_000

const rowsOf = (answer: Answer): readonly unknown[] => {
  const rows = answer['rows']
  return Array.isArray(rows) ? rows : []
}

/** The longest list of an answer besides the rows, with its name. */
function longestList(answer: Answer): [string, readonly unknown[]] | null {
  const lists = Object.entries(answer).flatMap(([name, value]): [string, readonly unknown[]][] =>
    Array.isArray(value) && value.length > 1 ? [[name, value]] : [],
  )
  const sized = lists.map(list => ({ list, size: JSON.stringify(list[1]).length }))
  return sized.toSorted((one, two) => two.size - one.size)[0]?.list ?? null
}

/** An answer that fits a reply. What had to be left out is said in `warnings`, and `truncated` is set for rows. */
export function fitReply(answer: Answer, words: Messages['answer'], cap = replyCap): Answer {
  let fitted: Answer = answer
  const cut = new Map<string, { shown: number; total: number }>()
  while (JSON.stringify(fitted).length > cap) {
    const rows = rowsOf(fitted)
    const [name, list] = rows.length > 1 ? ['rows', rows] : (longestList(fitted) ?? ['', []])
    if (list.length <= 1) break
    const shown = Math.max(1, Math.floor(list.length * 0.7))
    cut.set(name, { shown, total: cut.get(name)?.total ?? list.length })
    fitted = { ...fitted, [name]: list.slice(0, shown) }
    if (name === 'rows') fitted = { ...fitted, returned_rows: shown, truncated: true }
  }
  if (cut.size === 0) return answer
  const told = [...cut].map(([name, { shown, total }]) => `${name}: ${words.cut(shown, total)}`)
  const figures = fitted.figures.filter(
    ({ id }) => valueAt(fitted, id.slice(id.indexOf('.') + 1)) !== undefined,
  )
  return { ...fitted, figures, warnings: [...fitted.warnings, ...told] }
}
