/** The `masking` setting: customer ids leave the server as pseudonyms, and pseudonyms come back as ids. */
import { createHmac } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** The same customer has the same pseudonym as long as the store lives; without its secret nobody finds the id. */
const pseudonym = (secret: string, id: string): string =>
  `C-${createHmac('sha256', secret).update(`customer|${id}`).digest('hex').slice(0, 12)}`

const pseudonymShape = /^C-[0-9a-f]{12}$/

/** True when the base settings of the store ask for it. Scenarios are for assumptions; they cannot lift it. */
export async function masks(store: Store): Promise<boolean> {
  return (await store.settings()).base['masking'] === true
}

/** An answer on record as text, masked where the store asks for it. */
export async function maskedRecord(store: Store, body: string): Promise<string> {
  if (!(await masks(store))) return body
  const [own] = await store.recall('secret', { key: 'fence', limit: 1 })
  return JSON.stringify(masked<unknown>(JSON.parse(body), own?.body ?? ''))
}

/** Applies `change` to every text of plain data; `key` is the name it stands under, lists pass theirs on. */
function everyText(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key)
  if (Array.isArray(value)) return value.map(one => everyText(one, change, key))
  if (typeof value !== 'object' || value === null) return value
  // A condition names its field beside its value.
  const field = 'field' in value && typeof value.field === 'string' ? value.field : null
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      everyText(one, change, name === 'value' && field !== null ? field : name),
    ]),
  )
}

const holdsIds = (key: string): boolean => key === 'customer_id' || key === 'customer_ids'

/** Ids this short are read as ids only where the answer says that they are: “5” also counts things. */
const shortest = 4

/** The answer with every customer id replaced: in its fields, and in sentences that name one of them. */
export function masked<Plain>(answer: Plain, secret: string): Plain {
  const ids = new Set<string>()
  everyText(answer, (text, key) => {
    if (holdsIds(key) && text !== '') ids.add(text)
    return text
  })
  if (ids.size === 0) return answer
  const inWords = [...ids].filter(id => id.length >= shortest).toSorted((one, two) => two.length - one.length)
  const anywhere =
    inWords.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${inWords.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  // The shape stays as it was: texts for texts.
  return everyText(answer, (text, key) => {
    if (holdsIds(key)) return ids.has(text) ? pseudonym(secret, text) : text
    if (key === 'id' || key === 'result_id' || key === 'figure_id' || anywhere === null) return text
    return text.replace(anywhere, id => pseudonym(secret, id))
  }) as Plain
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

/** The input with the pseudonyms of earlier answers turned back into ids; unknown ones stay as they are. */
export async function unmasked(input: unknown, store: Store, secret: string): Promise<unknown> {
  const asked = new Set<string>()
  everyText(input, text => {
    if (pseudonymShape.test(text)) asked.add(text)
    return text
  })
  const asOf = asked.size === 0 ? null : ((await store.lastDay()) ?? new Date().toISOString().slice(0, 10))
  if (asOf === null) return input
  const { customerIds } = await store.customerTable({ asOf })
  const known = new Map<string, string>()
  for (const id of customerIds) {
    const name = pseudonym(secret, id)
    if (asked.has(name)) known.set(name, id)
  }
  return everyText(input, text => known.get(text) ?? text)
}
