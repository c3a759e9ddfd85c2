import type { Sql } from '../sql.ts'
import type { PurchaseWriter } from '../write/purchase-writer.ts'
import type { RowBlock } from '../write/sort-rows.ts'
import { always } from './block-writer.ts'
import { eachRow, inPlace, transactionBlocks } from './read-blocks.ts'

export interface Rewrite {
  /** In order of customer and day. */
  incoming: Iterable<RowBlock>
  /** Import of incoming rows, or `null` when their tags say it (import × 8 + kind). */
  imp: number | null
  /** Day on which an incoming refund became known, else `always`. */
  knownOf?: (imp: number, src: number) => number
  /** Customers, ascending, of whom rows may go. */
  touched: Int32Array
  /** Whether a row goes. */
  drop: (cid: number, imp: number) => boolean
  check: () => void
}

/** Blocks that are read and written together: those after the first go on with its last customer. */
interface Group {
  ids: number[]
  first: number
}

/**
 * Takes rows out of the blocks and brings others in. Blocks that no such customer belongs to stay as they are; a
 * customer belongs to the last group that begins at or before it.
 */
export function rewriteBlocks(sql: Sql, writer: PurchaseWriter, rewrite: Rewrite): void {
  const { touched, drop, check } = rewrite
  const groups = groupsOf(sql)
  if (groups.length === 0) {
    for (const block of rewrite.incoming) {
      check()
      writer.addBlock(block, rewrite.imp, rewrite.knownOf)
    }
    return
  }
  const incoming = new Incoming(rewrite)
  const remove = sql.prepare('DELETE FROM transaction_blocks WHERE id = ?')
  const take = (): void => {
    const { cid, day, minor, kind, imp, src, known } = incoming
    writer.addNew(cid, day, minor, kind, imp, src, known)
    incoming.next()
  }
  let goes = 0
  for (const [place, { ids, first }] of groups.entries()) {
    const low = place === 0 ? Number.NEGATIVE_INFINITY : first
    const until = groups[place + 1]?.first ?? Number.POSITIVE_INFINITY
    while (goes < touched.length && (touched[goes] ?? 0) < low) goes++
    const comes = !incoming.done && incoming.cid < until
    if (!comes && !(goes < touched.length && (touched[goes] ?? 0) < until)) {
      writer.cut()
      continue
    }
    check()
    const blocks = ids.flatMap(id => [...transactionBlocks(sql, 'id = ?', [id])])
    for (const id of ids) remove.run([id])
    for (const block of blocks) {
      eachRow(block, (cid, day, minor, kind, imp, src, known) => {
        while (!incoming.done && (incoming.cid < cid || (incoming.cid === cid && incoming.day < day))) take()
        if (drop(cid, imp)) writer.changed(cid)
        else writer.add(cid, day, minor, kind, imp, src, known)
      })
    }
    while (!incoming.done && incoming.cid < until) take()
  }
}

function groupsOf(sql: Sql): Group[] {
  const groups: Group[] = []
  for (const [id, first, part] of sql.rows<[number, number, number]>(
    `SELECT id, cid_min, part FROM transaction_blocks ${inPlace}`,
  )) {
    if (part > 0) groups.at(-1)?.ids.push(id)
    else groups.push({ ids: [id], first })
  }
  return groups
}

/** The row that comes next, as fields of its own. */
class Incoming {
  done = false
  cid = 0
  day = 0
  minor = 0
  kind = 0
  imp = 0
  src = 0
  known = always
  readonly #blocks: Iterator<RowBlock>
  readonly #rewrite: Rewrite
  #block: RowBlock | null = null
  #place = 0

  constructor(rewrite: Rewrite) {
    this.#rewrite = rewrite
    this.#blocks = rewrite.incoming[Symbol.iterator]()
    this.#turn()
    this.next()
  }

  next(): void {
    while (this.#block !== null && this.#place === this.#block.n) this.#turn()
    const block = this.#block
    if (block === null) {
      this.done = true
      return
    }
    const at = this.#place++
    const tag = block.tags[at] ?? 0
    const { imp, knownOf } = this.#rewrite
    this.cid = block.cids[at] ?? 0
    this.day = block.days[at] ?? 0
    this.minor = block.minors[at] ?? 0
    this.kind = tag & 7
    this.imp = imp ?? tag >> 3
    this.src = block.rows[at] ?? 0
    this.known = knownOf === undefined || this.kind !== 1 ? always : knownOf(this.imp, this.src)
  }

  #turn(): void {
    const { done, value } = this.#blocks.next()
    this.#rewrite.check()
    this.#block = done === true ? null : value
    this.#place = 0
  }
}
