/** Ids, words and categories of a column. */
import type { IssueKind } from '../types.ts'
import { isBlank } from '../values/blank.ts'
import { currencyCode } from '../values/currency.ts'
import { parseId } from '../values/id.ts'
import { parseEnum } from '../values/words.ts'
import { cellText } from './block.ts'
import type { Block, ByteCells } from './block.ts'
import { CellCodes } from './cell-codes.ts'
import type { ColumnContext, ColumnReader, ColumnValues, Levels } from './column-values.ts'
import { bad, blank, none, noted, ok } from './column-values.ts'
import { textAt } from './fast.ts'
import { startsLikeTotal } from './totals.ts'

/** What a cell comes to; `text` is `null` where it holds none. */
interface Settled {
  text: string | null
  state: number
}

/** A yes under `control flag` is the control. */
const otherArm = (arm: string | null): string | null =>
  arm === 'control' ? 'treatment' : arm === 'treatment' ? 'control' : arm

export function textReader({ field, format, repeats }: ColumnContext): ColumnReader {
  const isId = field?.type === 'id' || (field === null && format.kind === 'id')
  const isEnum = field?.type === 'enum' && (field.values?.length ?? 0) > 0
  const isCurrency = field?.name === 'currency'
  let destroyed = false

  const idOf = (cell: string | number): Settled => {
    const id = parseId(cell, format.wholeIds, format.plainDigits)
    if ('problem' in id) {
      destroyed ||= id.problem === 'id_in_scientific_notation'
      return { text: null, state: bad }
    }
    return { text: id.value, state: id.expanded === true ? noted : ok }
  }
  const settle = (raw: string): Settled => {
    const text = raw.trim()
    if (isBlank(text)) return { text: null, state: blank }
    if (isId) return isPlainId(text) ? { text, state: ok } : idOf(text)
    if (!isEnum && !isCurrency) return { text, state: ok }
    const named = isEnum ? parseEnum(text, field) : currencyCode(text)
    const value = format.negated && field?.name === 'variant' ? otherArm(named) : named
    if (value !== null) return { text: value, state: ok }
    return isCurrency ? { text: null, state: bad } : { text, state: noted }
  }
  // The usual cell needs none of this: nothing to trim, no blank word, no digits gone wrong, no enum.
  const plainFrom = isId ? 0x3e : 0x31
  const usual = (text: string): boolean => {
    const first = text.charCodeAt(0)
    const last = text.charCodeAt(text.length - 1)
    return first >= plainFrom && first < 0x7f && last > 0x20 && last < 0x7f && text.length <= 256
  }
  const known = new Map<string, Settled>()
  const readText = (text: string): Settled => {
    if (!isEnum && !isCurrency) return settle(text)
    let found = known.get(text)
    if (found === undefined) {
      found = settle(text)
      if (known.size < 5000) known.set(text, found)
    }
    return found
  }

  const readPlain = (block: Block, column: number, from: number): ColumnValues => {
    const { n, fast } = block
    const texts = new Array<string | null>(n).fill(null)
    const state = new Uint8Array(n)
    for (let row = from; row < n; row++) {
      let text: string
      if (fast === undefined) {
        const cell = block.cell(row, column)
        if (typeof cell === 'number' && isId) {
          const { text: id, state: how } = idOf(cell)
          texts[row] = id
          // An id that is a number in the file has no digits to expand.
          state[row] = how === bad ? bad : ok
          continue
        }
        text = cellText(cell)
      } else {
        const at = row * fast.columns + column
        text = cellOf(fast, fast.starts[at] ?? 0, fast.ends[at] ?? 0)
      }
      if (!isEnum && !isCurrency && usual(text) && !isBlank(text)) {
        texts[row] = text
        continue
      }
      const found = readText(text)
      texts[row] = found.text
      state[row] = found.state
    }
    return { ...none, kind: 'text', state, texts, hasTime: false, marks: null }
  }

  const dictionary =
    repeats === 'once' ? null : createDictionary(settle, repeats === 'often' ? longTrial : trial)
  return {
    kind: 'text',
    get problem(): IssueKind {
      return destroyed ? 'id_in_scientific_notation' : isId ? 'bad_id' : 'unknown_value'
    },
    remark: isId ? 'id_expanded' : 'unknown_value',
    read: (block, column, from) =>
      (block.fast === undefined ? null : dictionary?.read(block.n, block.fast, column, from)) ??
      readPlain(block, column, from),
  }
}

/** Neither a formula, nor quoted by an apostrophe, nor a number that may have lost digits. */
function isPlainId(text: string): boolean {
  if (text.length > 256) return false
  const first = text.charCodeAt(0)
  return (first >= 0x3a && first !== 0x3d) || /^\d+$/.test(text)
}

/** A column of nearly distinct values gains nothing from a dictionary; told after this many cells. */
const trial = 16_384
/** Half a million customers look distinct for a long while. */
const longTrial = 2_000_000
const distinctShare = 0.7

interface Dictionary {
  /** `null` once the column has turned out to be of distinct values. */
  read: (n: number, fast: ByteCells, column: number, from: number) => ColumnValues | null
}

/** Each distinct run of bytes is settled once; a row costs one look-up. */
function createDictionary(settle: (text: string) => Settled, trialCells: number): Dictionary {
  let codes: CellCodes | null = new CellCodes()
  /** What each run of bytes comes to: (level + 1) × 16 + 8 where it may name totals + state; 0 before it is settled. */
  let settledAs = new Int32Array(1_024)
  /** The same for texts with doubled quotes, which do not lie in the bytes as they are. */
  const quoted = new Map<string, number>()
  const texts: string[] = []
  /** Level by text: made once two runs of bytes may stand for one text. */
  let byText: Map<string, number> | null = null
  let taken = 0
  let looks = 0
  const levels: Levels = {
    texts,
    take: () => {
      const fresh = texts.slice(taken)
      taken = texts.length
      return fresh
    },
  }
  const levelOf = (text: string, plain: boolean): number => {
    if (!plain) byText ??= new Map(texts.map((known, level) => [known, level]))
    const known = byText?.get(text)
    if (known !== undefined) return known
    byText?.set(text, texts.length)
    return texts.push(text) - 1
  }
  const settled = (raw: string, isQuoted: boolean): number => {
    const { text, state } = settle(raw)
    if (text === null) return 8 + state
    const level = levelOf(text, !isQuoted && text === raw && !raw.includes('\ufffd'))
    return (level + 1) * 16 + (startsLikeTotal(text) ? 8 : 0) + state
  }
  const quotedCell = (raw: string): number => {
    let found = quoted.get(raw)
    if (found === undefined) quoted.set(raw, (found = settled(raw, true)))
    return found
  }
  const read = (n: number, fast: ByteCells, column: number, from: number): ColumnValues | null => {
    if (codes === null) return null
    const { bytes, view, starts, ends, columns } = fast
    const found = new Int32Array(n).fill(-1)
    const state = new Uint8Array(n)
    const totals = new Uint8Array(n)
    codes.column(view, { starts, ends, step: columns, offset: column }, from, found)
    if (codes.size > settledAs.length) {
      const next = new Int32Array(codes.size * 2)
      next.set(settledAs)
      settledAs = next
    }
    for (let row = from; row < n; row++) {
      const code = found[row] ?? -1
      let as = code < 0 ? 0 : (settledAs[code] ?? 0)
      if (as === 0) {
        const at = row * columns + column
        const raw = textAt(bytes, starts[at] ?? 0, ends[at] ?? 0)
        if (code < 0) as = quotedCell(raw)
        else settledAs[code] = as = settled(raw, false)
      }
      found[row] = (as >> 4) - 1
      state[row] = as & 7
      totals[row] = as & 8
    }
    looks += n - from
    const values = { ...none, kind: 'text', state, hasTime: false, marks: null } as const
    if (looks < trialCells || codes.size + quoted.size < looks * distinctShare)
      return { ...values, texts: [], codes: found, levels, totals }
    codes = null
    return { ...values, texts: Array.from(found, level => texts[level] ?? null) }
  }
  return { read }
}

/** Shorter than this, a piece of a string is a copy; longer, it would keep the whole block alive. */
const copied = 13

function cellOf({ bytes, ascii }: ByteCells, start: number, end: number): string {
  if (end < 0) return textAt(bytes, start, end)
  if (ascii === null) return bytes.toString('utf8', start, end)
  return end - start < copied ? ascii.slice(start, end) : bytes.toString('latin1', start, end)
}
