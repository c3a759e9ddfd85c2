/** Yes and no of a column, as 1 and 0. */
import { isBlankFlag } from '../values/blank.ts'
import { parseFlag } from '../values/words.ts'
import { cellText } from './block.ts'
import type { Block } from './block.ts'
import type { ColumnContext, ColumnReader, ColumnValues } from './column-values.ts'
import { bad, blank, none, ok } from './column-values.ts'

export function flagReader({ field, format }: ColumnContext): ColumnReader {
  const known = new Map<string, number>()
  const read = (block: Block, column: number, from: number): ColumnValues => {
    const numbers = new Float64Array(block.n)
    const state = new Uint8Array(block.n)
    for (let row = from; row < block.n; row++) {
      const cell = block.cell(row, column)
      const text = cellText(cell).trim()
      let value = known.get(text)
      if (value === undefined) {
        const flag =
          cell === null || isBlankFlag(text) ? null : parseFlag(text, field?.name ?? null, format.negated)
        value =
          flag === null ? (cell === null || isBlankFlag(text) ? -1 : -2) : Number(flag !== format.negated)
        if (known.size < 1000) known.set(text, value)
      }
      numbers[row] = value < 0 ? Number.NaN : value
      state[row] = value === -1 ? blank : value === -2 ? bad : ok
    }
    return { ...none, kind: 'number', state, numbers, hasTime: false, marks: null }
  }
  return { kind: 'number', problem: 'bad_boolean', remark: 'unknown_value', read }
}
