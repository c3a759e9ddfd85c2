import { categoriesOf } from '../categories.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'
import type { SegmentGroup, Segmentation } from './segmentation.ts'

/** Segments by any field, or any fields crossed; only combinations that occur. Number fields become quarters. */
export function segmentByFields(table: CustomerTable, fields: readonly string[], bins = 4): Segmentation {
  const categories = fields.map(field => categoriesOf(table, field, bins))
  const seen = new Map<string, number>()
  const groups: SegmentGroup[] = []
  const codes = new Int32Array(table.n)
  for (let row = 0; row < table.n; row++) {
    const own = categories.map(({ codes: of }) => of[row] ?? 0)
    const key = own.join(' ')
    let code = seen.get(key)
    if (code === undefined) {
      code = groups.length
      seen.set(key, code)
      const parts = categories.map(({ field, groups: of }, index) => ({ field, group: of[own[index] ?? 0] }))
      groups.push({
        name: parts.map(({ group }) => group?.label ?? '').join(' × '),
        definition: parts.map(({ field, group }) => `${field}: ${group?.label ?? ''}`).join(', '),
        filter: join(parts.flatMap(({ group }) => (group ? [group.where] : []))),
      })
    }
    codes[row] = code
  }
  return { by: fields.join(' × '), groups, codes, warnings: [] }
}

/** Two segmentations at once: every pair of groups that has members. */
export function crossSegments(
  by: string,
  one: Segmentation,
  two: Segmentation,
  separator = ' × ',
): Segmentation {
  const groups: SegmentGroup[] = []
  const seen = new Map<number, number>()
  const codes = one.codes.map((first, row) => {
    const second = two.codes[row] ?? 0
    const key = first * two.groups.length + second
    const known = seen.get(key)
    if (known !== undefined) return known
    const [left, right] = [one.groups[first], two.groups[second]]
    seen.set(key, groups.length)
    return left && right
      ? groups.push({
          name: `${left.name}${separator}${right.name}`,
          definition: `${left.definition}; ${right.definition}`,
          filter: join([left.filter, right.filter]),
        }) - 1
      : -1
  })
  return { by, groups, codes, warnings: [...one.warnings, ...two.warnings] }
}

const join = (parts: readonly Where[]): Where => {
  const [only] = parts
  return parts.length === 1 && only ? only : { all: parts }
}
