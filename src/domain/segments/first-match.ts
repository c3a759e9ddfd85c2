import { matchingRows } from '../churn/matching-rows.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'
import { negate } from './negate.ts'
import type { SegmentGroup, Segmentation } from './segmentation.ts'

/** A named condition in an ordered list. */
export interface SegmentRule {
  name: string
  definition: string
  when: Where
}

/**
 * Every customer goes to the first rule that matches, or to `otherwise`. Each group's filter carries the rules
 * before it turned round, so that it selects the members on its own.
 */
export function firstMatch(
  table: CustomerTable,
  by: string,
  rules: readonly SegmentRule[],
  otherwise: { name: string; definition: string },
): Segmentation {
  const codes = new Int32Array(table.n).fill(rules.length)
  const earlier: Where[] = []
  const groups = rules.map((rule, index): SegmentGroup => {
    const hits = matchingRows(table, rule.when)
    for (let row = 0; row < table.n; row++) if (hits[row] && codes[row] === rules.length) codes[row] = index
    const filter: Where = earlier.length === 0 ? rule.when : { all: [rule.when, ...earlier] }
    earlier.push(negate(table, rule.when))
    return { name: rule.name, definition: rule.definition, filter }
  })
  return { by, groups: [...groups, { ...otherwise, filter: { all: earlier } }], codes, warnings: [] }
}
