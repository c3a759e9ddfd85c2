import type { HealthBand, HealthScore } from './score.ts'
import type { ScoredCustomers } from './score-table.ts'

export interface ScoreChangePart {
  dimension: string
  /** Points from the dimension's own change, at the mean of both weights. */
  byValue: number
  /** Points from a changed weight: coverage or configuration, at the mean of both values. */
  byWeight: number
}

export interface ScoreChange {
  before: number
  after: number
  change: number
  /** byValue and byWeight over all parts, plus `byOverride`, add up to `change`. */
  parts: ScoreChangePart[]
  /** Points that people, not data, moved. */
  byOverride: number
}

type Scored = HealthScore & { override?: unknown }

/** Splits a change of score into its dimensions, exactly. `null` when either score was withheld. */
export function explainChange(before: Scored, after: Scored): ScoreChange | null {
  if (before.score === null || after.score === null) return null
  const names = [...new Set([...Object.keys(before.parts), ...Object.keys(after.parts)])]
  const nothing = { dimension: null, weight: 0, points: 0 }
  let explained = 0
  const parts = names.map(dimension => {
    const old = before.parts[dimension] ?? nothing
    const now = after.parts[dimension] ?? nothing
    const oldValue = old.weight > 0 ? old.points / old.weight : now.weight > 0 ? now.points / now.weight : 0
    const nowValue = now.weight > 0 ? now.points / now.weight : oldValue
    const byValue = ((old.weight + now.weight) / 2) * (nowValue - oldValue)
    const byWeight = now.points - old.points - byValue
    explained += now.points - old.points
    return { dimension, byValue, byWeight }
  })
  const change = after.score - before.score
  const overridden = Boolean(before.override) || Boolean(after.override)
  return {
    before: before.score,
    after: after.score,
    change,
    parts,
    byOverride: overridden ? change - explained : 0,
  }
}

export interface Mover extends ScoreChange {
  customerId: string
  bandBefore: HealthBand | null
  bandAfter: HealthBand | null
}

/** Customers scored at both times, largest change first; and who was scored only once. */
export function findMovers(
  before: ScoredCustomers,
  after: ScoredCustomers,
): { movers: Mover[]; changedBand: number; onlyBefore: number; onlyAfter: number } {
  const old = new Map(before.customerIds.map((customerId, row) => [customerId, row]))
  const movers: Mover[] = []
  let both = 0
  after.customerIds.forEach((customerId, row) => {
    const past = old.get(customerId)
    if (past === undefined) return
    both += 1
    const moved = (after.scores[row] ?? Number.NaN) - (before.scores[past] ?? Number.NaN)
    if (moved === 0 || Number.isNaN(moved)) return
    const [then, now] = [before.row(past), after.row(row)]
    const change = explainChange(then, now)
    if (change && change.change !== 0)
      movers.push({ customerId, ...change, bandBefore: then.band, bandAfter: now.band })
  })
  movers.sort(
    (one, two) => Math.abs(two.change) - Math.abs(one.change) || (one.customerId < two.customerId ? -1 : 1),
  )
  return {
    movers,
    changedBand: movers.filter(({ bandBefore, bandAfter }) => bandBefore !== bandAfter).length,
    onlyBefore: before.customerIds.length - both,
    onlyAfter: after.customerIds.length - both,
  }
}
