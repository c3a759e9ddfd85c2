import type { Condition, Where } from '../../src/domain/where.ts'

const isPlain = (part: Where): part is Condition => !('all' in part) && !('any' in part)
const same = (one: Where, two: Where): boolean => JSON.stringify(one) === JSON.stringify(two)
const once = (parts: readonly Where[]): Where[] =>
  parts.filter((part, at) => parts.findIndex(other => same(other, part)) === at)

interface Span {
  low: number
  high: number
  openLow: boolean
  openHigh: boolean
}

/** The numbers a condition lets through; `null` for conditions that are not about order. */
function spanOf({ op, value }: Condition): Span | null {
  if (op === 'between' && typeof value === 'object') {
    const [low, high] = value
    return typeof low === 'number' && typeof high === 'number'
      ? { low, high, openLow: false, openHigh: false }
      : null
  }
  if (typeof value !== 'number') return null
  if (op === 'gte' || op === 'gt')
    return { low: value, high: Infinity, openLow: op === 'gt', openHigh: false }
  if (op === 'lte' || op === 'lt')
    return { low: -Infinity, high: value, openLow: false, openHigh: op === 'lt' }
  return op === 'eq' ? { low: value, high: value, openLow: false, openHigh: false } : null
}

/** Every customer that `given` lets through is let through by `asked`. */
function implies(given: Condition, asked: Condition): boolean {
  if (given.field !== asked.field) return false
  if (same(given, asked)) return true
  const [one, two] = [spanOf(given), spanOf(asked)]
  if (!one || !two) return false
  const above = one.low > two.low || (one.low === two.low && (!two.openLow || one.openLow))
  const below = one.high < two.high || (one.high === two.high && (!two.openHigh || one.openHigh))
  return above && below
}

/** No customer passes both: a missing value passes no comparison. */
function excludes(given: Condition, asked: Condition): boolean {
  if (given.field !== asked.field) return false
  const [one, two] = [spanOf(given), spanOf(asked)]
  if (one && asked.op === 'is_null') return true
  if (!one || !two) return false
  const apart = (lower: Span, upper: Span): boolean =>
    lower.high < upper.low || (lower.high === upper.low && (lower.openHigh || upper.openLow))
  return apart(one, two) || apart(two, one)
}

/** `field < x or field ≥ x`: any number at all. */
const asksPresence = (parts: readonly Where[], field: string): boolean =>
  parts.some(
    one =>
      isPlain(one) &&
      one.field === field &&
      one.op === 'lt' &&
      parts.some(two => isPlain(two) && two.field === field && two.op === 'gte' && two.value === one.value),
  )

/** What is left of a part once `given` is known to hold: `true` when nothing, `false` when it cannot hold. */
function under(part: Where, given: readonly Condition[]): Where | boolean {
  if (isPlain(part)) {
    if (given.some(known => implies(known, part))) return true
    return given.some(known => excludes(known, part)) ? false : part
  }
  const both = 'all' in part
  if (!both && given.some(known => spanOf(known) !== null && asksPresence(part.any, known.field))) return true
  const left = (both ? part.all : part.any).map(inner => under(inner, given))
  if (left.includes(!both)) return !both
  const kept = once(left.filter(inner => typeof inner !== 'boolean'))
  const [only] = kept
  if (!only) return both
  return kept.length === 1 ? only : both ? { all: kept } : { any: kept }
}

/**
 * The same filter with fewer words: nested parts flattened, repeated and implied conditions left out. It selects the
 * same customers, those with missing values included.
 */
export function simplifyWhere(where: Where): Where {
  if (isPlain(where)) return where
  if ('any' in where) {
    const parts = once(where.any.map(simplifyWhere).flatMap(part => ('any' in part ? part.any : [part])))
    const [only] = parts
    return parts.length === 1 && only ? only : { any: parts }
  }
  let parts = once(where.all.map(simplifyWhere).flatMap(part => ('all' in part ? part.all : [part])))
  for (let round = 0; round < 5; round++) {
    const before = JSON.stringify(parts)
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at]
      if (!part) continue
      const others = parts.filter((_, other) => other !== at).filter(isPlain)
      const left = under(part, others)
      if (left === false) return where
      parts =
        left === true
          ? parts.filter((_, other) => other !== at)
          : parts.map((old, other) => (other === at ? left : old))
      if (left === true) at -= 1
    }
    parts = once(parts.flatMap(part => ('all' in part ? part.all : [part])))
    if (JSON.stringify(parts) === before) break
  }
  const [only] = parts
  return parts.length === 1 && only ? only : { all: parts }
}
