/**
 * Printed numbers carry their figure through the text as `⟨key⟩number⟨end⟩` in characters of the private use area,
 * until the document's last form decides how a reader sees the reference.
 */
const open = '\uE000'
const middle = '\uE001'
const close = '\uE002'
const chartOpen = '\uE003'
const chartClose = '\uE004'

const markPattern = /\uE000(\d+)\uE001([^\uE002]*)\uE002/g
const chartPattern = /\uE003([a-z_]+)\uE004/g

export const marked = (key: number, text: string): string => `${open}${key}${middle}${text}${close}`
export const chartMark = (name: string): string => `${chartOpen}${name}${chartClose}`

const planOpen = '\uE005'
const planClose = '\uE006'

/** Words of a playbook or an id: numbers in them are steps and names, not figures of the data. */
export const plan = (text: string): string => `${planOpen}${text}${planClose}`

export const replacePlans = (text: string, write: (inner: string) => string): string =>
  text.replace(/\uE005([^\uE005\uE006]*)\uE006/g, (_whole, inner: string) => write(inner))

/** Text from files may not carry our marks. */
export const withoutMarks = (text: string): string => text.replace(/[\uE000-\uE006]/g, '')

/** Replaces every marked number by what `write` makes of it. */
export const replaceMarks = (text: string, write: (key: number, printed: string) => string): string =>
  text.replace(markPattern, (_whole, key: string, printed: string) => write(Number(key), printed))

export const replaceCharts = (text: string, write: (name: string) => string): string =>
  text.replace(chartPattern, (_whole, name: string) => write(name))

/** Keys of the figures in a text, in order of printing, each once. */
export const keysIn = (text: string): number[] => [
  ...new Set([...text.matchAll(markPattern)].map(match => Number(match[1]))),
]

/** What was printed for each figure. */
export const printedIn = (text: string): { key: number; printed: string }[] =>
  [...text.matchAll(markPattern)].map(match => ({ key: Number(match[1]), printed: match[2] ?? '' }))

/** Reference numbers for all figures printed in any of the texts: order of first printing, from 1. */
export function numberFigures(texts: readonly string[]): Map<number, number> {
  const numbers = new Map<number, number>()
  for (const text of texts)
    for (const key of keysIn(text)) if (!numbers.has(key)) numbers.set(key, numbers.size + 1)
  return numbers
}

/** `F3, F5–F8` for a set of reference numbers. */
export function referenceList(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].toSorted((one, two) => one - two)
  const runs: [number, number][] = []
  for (const number of sorted) {
    const last = runs.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
    .map(([from, to]) =>
      from === to ? `F${from}` : to === from + 1 ? `F${from}, F${to}` : `F${from}–F${to}`,
    )
    .join(', ')
}
