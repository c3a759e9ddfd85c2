import { Fault } from '../../fault.ts'
import { numbers, type CustomerTable } from '../table.ts'
import type { Condition, Where } from '../where.ts'
import { countAll, countBoth, intersect, packRows, simpleConditions, type RowSet } from './conditions.ts'
import { normalQuantile } from '../math/normal.ts'
import { binomialTail } from './distributions.ts'
import { byName } from './order.ts'
import { screenColumns, type Exclusion, type ScreenOptions } from './screen-columns.ts'
import { exactInterval, wilson, type Rate } from './two-by-two.ts'

export interface HighRiskGroup {
  /** Executable filter: one condition, or `all` of two or three. */
  where: Where
  conditions: readonly Condition[]
  n: number
  churned: number
  /** Churn in the group, 0 to 1, with an interval that accounts for every rule looked at. */
  risk: Rate
  baseRate: number
  lift: number
  /** Sum of the revenue column over the group, and that sum times the risk; `null` without a revenue column. */
  revenue: number | null
  revenueAtRisk: number | null
  /** How many of the group have no revenue on record; they count as 0. */
  revenueMissing: number
  /** Fewer than 30 customers: to be flagged. */
  small: boolean
  /** What each condition adds: the group after it, and the risk of the same customers without it. */
  evidence: readonly { condition: Condition; n: number; risk: number; riskWithout: number | null }[]
}

export interface HighRiskReport {
  groups: readonly HighRiskGroup[]
  /** Share of group i's customers who are also in group j; 1 on the diagonal. */
  overlap: readonly (readonly number[])[]
  /** Customers in at least one group, and the churned among them. */
  covered: { n: number; churned: number }
  baseRate: Rate
  /** Rules looked at; the level of each interval is 0.05 divided by this. */
  rulesTried: number
  excluded: readonly Exclusion[]
}

export interface GroupOptions extends ScreenOptions {
  /** 1 to 3. */
  maxConditions?: number
  limit?: number
  /** Name of a numeric column of the table with revenue; not used as a condition. */
  revenue?: string
}

/** Groups below 10 customers are never shown (REPORT.md 2). */
const suppressedBelow = 10
const beam = 60
/** Odds of churn in a group over those of everybody, from which on we call it high risk. */
const highOdds = 1.5
/** A further group must bring at least this part of churned customers that no listed group has. */
const newChurn = 0.4

/**
 * Groups of customers, by at most three conditions, whose churn is above average beyond the luck of having
 * looked at many: a rule counts when its exact binomial test passes at 0.05 / rules tried (Bonferroni).
 * A condition is only added when the group stays better with it. Deterministic; row order does not matter.
 */
export function highRiskGroups(
  table: CustomerTable,
  churned: Uint8Array,
  { maxConditions = 3, limit = 6, revenue, ...screening }: GroupOptions = {},
  screened = screenColumns(table, churned, {
    ...screening,
    exclude: [...(screening.exclude ?? []), ...(revenue === undefined ? [] : [revenue])],
  }),
): HighRiskReport {
  if (churned.length !== table.n)
    throw new Fault('invalid_input', { field: 'churned', problem: 'must have one label a customer' })
  const lost = packRows(table.n, row => churned[row] === 1)
  const events = countBoth(lost)
  const base = wilson(events, table.n)
  const { rules, tried } = search(table, lost, screened.usable, Math.max(1, Math.min(3, maxConditions)))
  const alpha = 0.05 / Math.max(1, tried)
  const judged = rules
    .filter(rule => oddsOf(rule) >= highOdds * oddsOf({ n: table.n, churned: events }))
    .filter(rule => binomialTail(rule.churned, rule.n, base.value ?? 0) < alpha / 2)
    .map(rule => ({ ...rule, worth: worth(exactInterval(rule.churned, rule.n, alpha), base) }))
  const chosen = cover(judged, lost, limit).sort(
    (one, two) => two.churned / two.n - one.churned / one.n || byName(one.key, two.key),
  )
  const amounts = revenue === undefined ? undefined : numbers(table, revenue)
  let union = new Uint32Array(lost.length)
  for (const { words } of chosen) union = union.map((word, at) => word | (words[at] ?? 0))
  return {
    groups: chosen.map(rule => describe(rule, alpha, base, lost, amounts)),
    overlap: chosen.map(one => chosen.map(two => countBoth(one.words, two.words) / one.n)),
    covered: { n: countBoth(union), churned: countBoth(union, lost) },
    baseRate: base,
    rulesTried: tried,
    excluded: screened.excluded,
  }
}

const oddsOf = ({ n, churned }: { n: number; churned: number }) =>
  n > churned ? churned / (n - churned) : Infinity

interface Counts {
  n: number
  churned: number
}

interface Rule extends Counts {
  parts: readonly RowSet[]
  words: Uint32Array
  key: string
}

/** Risk beyond the base rate that is sure, with a mild preference for larger groups. */
const worth = ({ low, n }: Rate, base: Rate) => ((low ?? 0) - (base.value ?? 0)) * n ** 0.25

/** Beam search: the best rules of each length, by excess churn in standard errors, are extended by one condition. */
function search(
  table: CustomerTable,
  lost: Uint32Array,
  usable: Parameters<typeof simpleConditions>[0][],
  longest: number,
) {
  const base = countBoth(lost) / table.n
  const smallest = suppressedBelow
  let tried = 0
  const sets: RowSet[] = []
  for (const column of usable) {
    const found = simpleConditions(column, table, lost, smallest)
    tried += found.tried
    sets.push(...found.sets)
  }
  const strength = ({ n, churned: inside }: { n: number; churned: number }) =>
    (inside - n * base) / Math.sqrt(n * base * (1 - base))
  const ranked = (rules: Rule[]) =>
    rules.sort((one, two) => strength(two) - strength(one) || byName(one.key, two.key))
  const single = sets.map(set => ({
    parts: [set],
    words: set.words,
    n: set.n,
    churned: set.churned,
    key: keyOf([set]),
  }))
  const rules: Rule[] = [...single]
  const extensions = ranked([...single]).slice(0, 4 * beam)
  let front = extensions.slice(0, beam)
  // Of all the extensions of one length, a false one should get through once in twenty searches.
  const bar = normalQuantile(1 - 0.05 / Math.max(1, beam * extensions.length))
  for (let length = 2; length <= longest; length++) {
    const next = new Map<string, Rule>()
    for (const rule of front)
      for (const {
        parts: [extra],
      } of extensions) {
        if (!extra || rule.parts.some(part => part.column === extra.column)) continue
        const parts = [...rule.parts, extra].sort((one, two) => byName(keyOf([one]), keyOf([two])))
        const key = keyOf(parts)
        if (next.has(key)) continue
        tried++
        const n = countBoth(rule.words, extra.words)
        if (n < smallest || n === rule.n || n === extra.n) continue
        const inside = countAll(rule.words, extra.words, lost)
        const part = { n, churned: inside }
        if (addsRisk(part, rule, bar) && addsToEveryOther(part, rule, extra, lost, bar))
          next.set(key, { parts, words: intersect(rule.words, extra.words), n, churned: inside, key })
      }
    front = ranked([...next.values()]).slice(0, beam)
    rules.push(...next.values())
  }
  return { rules, tried }
}

/** Every condition must earn its place: the part must also beat the rule with `extra` but without one of its own. */
function addsToEveryOther(part: Counts, rule: Rule, extra: RowSet, lost: Uint32Array, bar: number): boolean {
  return rule.parts.every(left => {
    const [first, ...others] = rule.parts.filter(own => own !== left)
    if (!first) return addsRisk(part, extra, bar)
    const words = others.reduce((all, own) => intersect(all, own.words), first.words)
    const parent = { n: countBoth(words, extra.words), churned: countAll(words, extra.words, lost) }
    return addsRisk(part, parent, bar)
  })
}

/** The part must beat the rest of the parent by more than `bar` standard errors and a tenth of its risk. */
function addsRisk(
  part: { n: number; churned: number },
  parent: { n: number; churned: number },
  bar: number,
): boolean {
  const rest = { n: parent.n - part.n, churned: parent.churned - part.churned }
  const difference = part.churned / part.n - rest.churned / rest.n
  const pooled = parent.churned / parent.n
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / part.n + 1 / rest.n))
  return difference > bar * error && part.churned / part.n > 1.1 * pooled
}

function keyOf(parts: readonly RowSet[]): string {
  return parts.map(({ condition: { field, op, value } }) => JSON.stringify([field, op, value])).join('&')
}

/** Picks greedily by worth times the part of the group's churned customers that is new. */
function cover<R extends Rule & { worth: number }>(
  rules: readonly R[],
  lost: Uint32Array,
  limit: number,
): R[] {
  const kept: R[] = []
  let open = lost
  while (kept.length < limit) {
    let best: { rule: R; score: number } | null = null
    for (const rule of rules) {
      const fresh = countBoth(rule.words, open) / rule.churned
      if (fresh < newChurn) continue
      const score = rule.worth * fresh
      if (!best || score > best.score || (score === best.score && rule.key < best.rule.key))
        best = { rule, score }
    }
    if (!best) break
    const { words } = best.rule
    kept.push(best.rule)
    open = open.map((word, at) => word & ~(words[at] ?? 0))
  }
  return kept
}

function describe(
  rule: Rule,
  alpha: number,
  base: Rate,
  lost: Uint32Array,
  amounts: Float64Array | undefined,
): HighRiskGroup {
  const conditions = rule.parts.map(({ condition }) => condition)
  const [only] = conditions
  const risk = exactInterval(rule.churned, rule.n, alpha)
  const rate = rule.churned / rule.n
  const money = amounts ? revenueOf(rule.words, amounts) : null
  return {
    where: conditions.length === 1 && only ? only : { all: conditions },
    conditions,
    n: rule.n,
    churned: rule.churned,
    risk,
    baseRate: base.value ?? 0,
    lift: rate / (base.value ?? 1),
    revenue: money?.sum ?? null,
    revenueAtRisk: money ? money.sum * rate : null,
    revenueMissing: money?.missing ?? 0,
    small: rule.n < 30,
    evidence: evidenceOf(rule.parts, lost),
  }
}

function evidenceOf(parts: readonly RowSet[], lost: Uint32Array): HighRiskGroup['evidence'] {
  const ordered = parts.toSorted((one, two) => two.churned / two.n - one.churned / one.n)
  return ordered.map(({ condition, words }, at) => {
    const others = ordered.filter((_, other) => other !== at)
    const reached = ordered.slice(0, at + 1).reduce((all, part) => intersect(all, part.words), words)
    const rest = others.length
      ? others.reduce((all, part) => intersect(all, part.words), others[0]?.words ?? words)
      : null
    const outside = rest?.map((word, index) => word & ~(words[index] ?? 0))
    const outsideN = outside ? countBoth(outside) : 0
    const n = countBoth(reached)
    return {
      condition,
      n,
      risk: countBoth(reached, lost) / n,
      riskWithout: outside && outsideN > 0 ? countBoth(outside, lost) / outsideN : null,
    }
  })
}

function revenueOf(words: Uint32Array, amounts: Float64Array) {
  // Sorted before adding, so that the order of the rows cannot change the last digit.
  const inside: number[] = []
  let missing = 0
  for (const [row, amount] of amounts.entries()) {
    if (!((words[row >>> 5] ?? 0) & (1 << (row & 31)))) continue
    if (Number.isFinite(amount)) inside.push(amount)
    else missing++
  }
  return {
    sum: Float64Array.from(inside)
      .sort()
      .reduce((sum, amount) => sum + amount, 0),
    missing,
  }
}
