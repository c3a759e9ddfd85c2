/**
 * Customers' names as they cross the thread: an answer carries numbers, and the list of all names goes over once for
 * each state of the store. Copying 50,000 texts takes longer than most questions, and a report asks a hundred of them.
 */
export interface NameList {
  version: number
  /** By customer number; `null` for numbers without a customer. */
  all: readonly (string | null)[]
}

interface Numbered {
  all: NameList['all']
  cids: Int32Array
}

/** What stands in a message in the place of `customerIds`. */
interface Sent {
  version: number
  cids: Int32Array
}

const numbered = new WeakMap<readonly string[], Numbered>()

/** Names of these numbers, known by them from here on. */
export function numberedNames(all: NameList['all'], cids: Int32Array): string[] {
  const names: string[] = []
  for (let at = 0; at < cids.length; at++) {
    const name = all[cids[at] ?? 0]
    if (name == null) throw new Error('a customer number without a customer')
    names.push(name)
  }
  numbered.set(names, { all, cids })
  return names
}

const isNames = (value: unknown): value is readonly string[] => Array.isArray(value)

const customerIdsOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'customerIds' in value ? value.customerIds : undefined

/** The thread's side. */
export class NameSender {
  #version = 0
  #sent: NameList['all'] | null = null

  /** The answer as it goes over, and the list of names where the other side does not have it. */
  pack(value: unknown): { value: unknown; names?: NameList } {
    const ids = customerIdsOf(value)
    const found = isNames(ids) ? numbered.get(ids) : undefined
    if (!found) return { value }
    const known = found.all === this.#sent
    if (!known) this.#version += 1
    this.#sent = found.all
    const sent: Sent = { version: this.#version, cids: found.cids }
    return {
      value: { ...Object(value), customerIds: sent },
      ...(known ? {} : { names: { version: this.#version, all: found.all } }),
    }
  }
}

const isSent = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && 'cids' in value && value.cids instanceof Int32Array

/** The asker's side. Answers come in the order in which they were sent, so the list is the one they speak of. */
export class NameReceiver {
  #names: NameList = { version: 0, all: [] }

  unpack(value: unknown, names: NameList | undefined): unknown {
    if (names) this.#names = names
    const sent = customerIdsOf(value)
    if (!isSent(sent)) return value
    if (sent.version !== this.#names.version) throw new Error('names of another state of the store')
    const { all } = this.#names
    return { ...Object(value), customerIds: Array.from(sent.cids, cid => all[cid] ?? '') }
  }
}
