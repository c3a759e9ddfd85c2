/** Ids, words and categories of a column. */
import type { IssueKind } from '../types.ts'
import { isBlank } from '../values/blank.ts'
import { currencyCode } from '../values/currency.ts'
import { parseId } from '../values/id.ts'
import { parseEnum } from '../values/words.ts'
import { cellText } from './block.ts'
import type { Block } from './block.ts'
import type { ColumnContext, ColumnReader, ColumnValues } from './column-values.ts'
import { bad, blank, none, noted } from './column-values.ts'
import { textAt } from './fast.ts'
import { createInterner } from './interner.ts'
import type { Interner } from './interner.ts'

export function textReader({ field, format }: ColumnContext): ColumnReader {
  const interner: Interner = createInterner()
  const isId = field?.type === 'id' || (field === null && format.kind === 'id')
  const isEnum = field?.type === 'enum' && (field.values?.length ?? 0) > 0
  const translate = isEnum
    ? (text: string): string | null => parseEnum(text, field)
    : field?.name === 'currency'
      ? currencyCode
      : null
  const known = new Map<string, string | null>()
  let destroyed = false
  const read = (block: Block, column: number, from: number): ColumnValues => {
    const { n, fast } = block
    const texts = new Array<string | null>(n).fill(null)
    const state = new Uint8Array(n)
    for (let row = from; row < n; row++) {
      let text: string
      if (fast === undefined) {
        const cell = block.cell(row, column)
        if (typeof cell === 'number' && isId) {
          const id = parseId(cell, format.wholeIds)
          if ('problem' in id) {
            destroyed ||= id.problem === 'id_in_scientific_notation'
            state[row] = bad
            continue
          }
          texts[row] = id.value
          continue
        }
        text = cellText(cell)
      } else {
        const at = row * fast.columns + column
        const start = fast.starts[at] ?? 0
        const end = fast.ends[at] ?? 0
        text = end >= 0 ? interner.text(fast, start, end) : textAt(fast.bytes, start, end)
      }
      // The usual cell needs none of this: nothing to trim, no blank word, no enum.
      const first = text.charCodeAt(0)
      if (
        !(
          first > 0x30 &&
          first < 0x7f &&
          text.charCodeAt(text.length - 1) > 0x20 &&
          text.charCodeAt(text.length - 1) < 0x7f
        )
      )
        text = text.trim()
      if (isBlank(text)) {
        state[row] = blank
        continue
      }
      if (isId) {
        if (
          (first < 0x3a || first === 0x3d || text.length > 256) &&
          !(text.length <= 256 && /^\d+$/.test(text))
        ) {
          const id = parseId(text, format.wholeIds, format.plainDigits)
          if ('problem' in id) {
            destroyed ||= id.problem === 'id_in_scientific_notation'
            state[row] = bad
            continue
          }
          text = id.value
          if (id.expanded) state[row] = noted
        }
      } else if (translate !== null) {
        let value = known.get(text)
        if (value === undefined) {
          value = translate(text)
          if (known.size < 5000) known.set(text, value)
        }
        if (value === null) state[row] = field?.name === 'currency' ? bad : noted
        else text = value
        if (state[row] === bad) continue
      }
      texts[row] = text
    }
    return { ...none, kind: 'text', state, texts, hasTime: false, marks: null }
  }
  return {
    kind: 'text',
    get problem(): IssueKind {
      return destroyed ? 'id_in_scientific_notation' : isId ? 'bad_id' : 'unknown_value'
    },
    remark: isId ? 'id_expanded' : 'unknown_value',
    read,
  }
}
