import type { BatchColumn } from '../../import-batch.ts'
import { missingDay } from '../../import-batch.ts'
import type { SqlValue } from '../sql.ts'

/** Words of coded columns, kept for the length of one import. */
export class Dictionaries {
  readonly #levels = new Map<string, string[]>()

  /** Must see every batch once, in order. */
  take(entity: string, name: string, column: BatchColumn, attribute = false): void {
    if (column.kind !== 'coded') return
    const key = keyOf(entity, name, attribute)
    const known = this.#levels.get(key)
    if (!known) this.#levels.set(key, [...column.newLevels])
    else for (const level of column.newLevels) known.push(level)
  }

  levels(entity: string, name: string, attribute = false): readonly string[] {
    return this.#levels.get(keyOf(entity, name, attribute)) ?? []
  }

  /** Reads row i of a column as SQLite stores it. */
  reader(
    entity: string,
    name: string,
    column: BatchColumn,
    sourceRows: Int32Array,
    attribute = false,
  ): (row: number) => SqlValue {
    switch (column.kind) {
      case 'number': {
        const { values } = column
        return row => finite(values[row])
      }
      case 'money': {
        const { values } = column
        return row => {
          const value = finite(values[row])
          return value === null ? null : Math.round(value)
        }
      }
      case 'day': {
        const { values } = column
        return row => {
          const value = values[row]
          return value === undefined || value === missingDay ? null : value
        }
      }
      case 'text': {
        const { values } = column
        return row => values[row] ?? null
      }
      case 'made': {
        const { prefix } = column
        return row => `${prefix}${sourceRows[row] ?? 0}`
      }
      case 'coded': {
        const levels = this.levels(entity, name, attribute)
        const { codes } = column
        return row => levels[codes[row] ?? -1] ?? null
      }
    }
  }
}

/** A field and an attribute may bear one name. */
const keyOf = (entity: string, name: string, attribute: boolean): string =>
  `${entity}/${attribute ? 'attribute' : 'field'}/${name}`

const finite = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value
