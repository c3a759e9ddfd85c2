/**
 * What identifies people stays behind. With the `masking` setting every customer id leaves the server as a pseudonym,
 * without it only those that are a mail address or a telephone number; pseudonyms come back as ids.
 */
import { createHmac } from 'node:crypto'
import type { Store } from '../store/store.ts'
import { hideContacts, isContact } from './contacts.ts'

/** The same customer has the same pseudonym as long as the store lives; without its secret nobody finds the id. */
const pseudonym = (secret: string, id: string): string =>
  `C-${createHmac('sha256', secret).update(`customer|${id}`).digest('hex').slice(0, 12)}`

const pseudonymShape = /^C-[0-9a-f]{12}$/

/** True when the base settings of the store ask for it. Scenarios are for assumptions; they cannot lift it. */
export async function masks(store: Store): Promise<boolean> {
  return (await store.settings()).base['masking'] === true
}

/** An answer on record as text, masked like a reply. */
export async function maskedRecord(store: Store, body: string): Promise<string> {
  const [own] = await store.recall('secret', { key: 'fence', limit: 1 })
  return JSON.stringify(masked<unknown>(JSON.parse(body), own?.body ?? '', await masks(store)))
}

/** Applies `change` to every text of plain data; `key` is the name it stands under, lists pass theirs on. */
function everyText(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key)
  if (Array.isArray(value)) return value.map(one => everyText(one, change, key))
  if (typeof value !== 'object' || value === null) return value
  // A condition names its field beside its value.
  const field = 'field' in value && typeof value.field === 'string' ? value.field : null
  // A sample lists customers, by their ids.
  const nameOf = (name: string): string =>
    name === 'value' && field !== null ? field : name === 'id' && key === 'sample' ? 'customer_id' : name
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, everyText(one, change, nameOf(name))]),
  )
}

const holdsIds = (key: string): boolean => key === 'customer_id' || key === 'customer_ids'
/** What the program itself must be able to read again. */
const isHandle = (key: string): boolean =>
  /^(id|result_id|figure_id|import_id|path|paths|file_sha256)$/.test(key)

/** Shorter ids are found in sentences only in quotes or before a colon, as our words name a customer: “5” also counts things. */
const shortest = 4
const isTelling = (id: string): boolean => id.length >= shortest || /^(?=.*\p{L})(?=.*\p{N})/u.test(id)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
const oneOf = (ids: readonly string[]): string =>
  ids
    .toSorted((one, two) => two.length - one.length)
    .map(escaped)
    .join('|')

/** Replaces ids where they stand in a sentence. */
function inSentences(ids: readonly string[], secret: string): (text: string) => string {
  const telling = ids.filter(isTelling)
  const short = ids.filter(id => !isTelling(id))
  const anywhere =
    telling.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${oneOf(telling)})(?![\\p{L}\\p{N}])`, 'gu')
  const named =
    short.length === 0
      ? null
      : new RegExp(
          `(?<=[“「"])(?:${oneOf(short)})(?=[”」"])|(?<![\\p{L}\\p{N}.,])(?:${oneOf(short)})(?=：|:(?!\\p{N}))`,
          'gu',
        )
  return text =>
    [anywhere, named].reduce(
      (rest, pattern) => (pattern === null ? rest : rest.replace(pattern, id => pseudonym(secret, id))),
      text,
    )
}

/**
 * Plain data without what identifies people: customer ids replaced where `all` asks for it or where they are contacts
 * themselves, in their fields and in sentences that name one of them; contacts hidden in every text.
 */
export function masked<Plain>(answer: Plain, secret: string, all: boolean): Plain {
  const ids = new Set<string>()
  everyText(answer, (text, key) => {
    if (holdsIds(key) && text !== '' && !pseudonymShape.test(text) && (all || isContact(text))) ids.add(text)
    return text
  })
  const rename = ids.size === 0 ? (text: string) => text : inSentences([...ids], secret)
  // The shape stays as it was: texts for texts.
  return everyText(answer, (text, key) => {
    if (holdsIds(key)) return ids.has(text) ? pseudonym(secret, text) : text
    // A cell that is exactly an id is one, whatever its column is called.
    if (ids.has(text) && !isHandle(key)) return pseudonym(secret, text)
    return isHandle(key) ? text : hideContacts(rename(text))
  }) as Plain
}

export interface Unmasked {
  input: unknown
  /** Ids that were asked about under their pseudonyms. */
  ids: readonly string[]
}

/** The input with the pseudonyms of earlier answers turned back into ids; unknown ones stay as they are. */
export async function unmasked(
  input: unknown,
  store: () => Promise<Store>,
  secret: () => Promise<string>,
): Promise<Unmasked> {
  const asked = new Set<string>()
  everyText(input, text => {
    if (pseudonymShape.test(text)) asked.add(text)
    return text
  })
  if (asked.size === 0) return { input, ids: [] }
  const [data, own] = [await store(), await secret()]
  const asOf = (await data.lastDay()) ?? new Date().toISOString().slice(0, 10)
  const { customerIds } = await data.customerTable({ asOf })
  const known = new Map<string, string>()
  for (const id of customerIds) {
    const name = pseudonym(own, id)
    if (asked.has(name)) known.set(name, id)
  }
  return { input: everyText(input, text => known.get(text) ?? text), ids: [...known.values()] }
}

/** A fault's words: the ids asked about are told by their pseudonyms, contacts not at all. */
export const maskedWords = (text: string, secret: string, ids: readonly string[]): string =>
  hideContacts(ids.length === 0 ? text : inSentences(ids, secret)(text))
