import { requirePositive, requireRate } from '../guards.ts'
import { betaDistribution } from './distributions.ts'

export interface CampaignEconomics {
  /** Value of keeping a customer who would have left, in money. */
  clv: number
  /** Cost of the offer when accepted, money a customer. */
  incentive: number
  /** Cost of contacting one customer, money. */
  contactCost: number
}

export interface ExpectedProfit {
  /** Money per customer of the base, contacted or not. */
  value: number
  /** Share of the base to contact for it, 0 to 1, highest scores first. */
  fraction: number
}

const defaults: CampaignEconomics = { clv: 200, incentive: 10, contactCost: 1 }

interface RocPoint {
  /** Share of the churned, and of the retained, at or above a threshold. */
  churned: number
  retained: number
}

/**
 * Expected maximum profit of a retention campaign: the share of would-be churners who accept is Beta(α, β)
 * distributed; for each such share the best threshold is taken. Verbraken, Verbeke & Baesens (2013), on the
 * convex hull of the ROC curve. Defaults as published: CLV 200, incentive 10, contact 1, Beta(6, 14).
 */
export function expectedMaximumProfit(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  {
    acceptAlpha = 6,
    acceptBeta = 14,
    ...economics
  }: Partial<CampaignEconomics> & { acceptAlpha?: number; acceptBeta?: number } = {},
): ExpectedProfit | null {
  const { clv, incentive, contactCost } = checked({ ...defaults, ...economics })
  requirePositive('accept_alpha', acceptAlpha)
  requirePositive('accept_beta', acceptBeta)
  const roc = rocOf(scores, labels)
  if (!roc) return null
  const { hull, prevalence } = roc
  const delta = incentive / clv
  const phi = contactCost / clv
  const mean = acceptAlpha / (acceptAlpha + acceptBeta)
  let value = 0
  let fraction = 0
  let from = 0
  for (const [at, point] of hull.entries()) {
    const next = hull[at + 1]
    // The acceptance from which on it pays to move to the next point.
    const to = next ? Math.max(from, Math.min(1, movesAt(slope(point, next, prevalence), delta, phi))) : 1
    const mass =
      betaDistribution(acceptAlpha, acceptBeta, to) - betaDistribution(acceptAlpha, acceptBeta, from)
    const moment =
      mean *
      (betaDistribution(acceptAlpha + 1, acceptBeta, to) -
        betaDistribution(acceptAlpha + 1, acceptBeta, from))
    const churned = prevalence * point.churned
    const retained = (1 - prevalence) * point.retained
    value += clv * ((1 - delta) * moment - phi * mass) * churned - (incentive + contactCost) * retained * mass
    fraction += (churned + retained) * mass
    from = to
  }
  return { value, fraction }
}

/** Maximum profit when the share that accepts is known (0 to 1). */
export function maximumProfit(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  { accept = 0.3, ...economics }: Partial<CampaignEconomics> & { accept?: number } = {},
): ExpectedProfit | null {
  const { clv, incentive, contactCost } = checked({ ...defaults, ...economics })
  requireRate('accept', accept)
  const roc = rocOf(scores, labels)
  if (!roc) return null
  let best: ExpectedProfit = { value: 0, fraction: 0 }
  for (const { churned, retained } of roc.hull) {
    const lost = roc.prevalence * churned
    const kept = (1 - roc.prevalence) * retained
    const value = (accept * (clv - incentive) - contactCost) * lost - (incentive + contactCost) * kept
    if (value > best.value) best = { value, fraction: lost + kept }
  }
  return best
}

/**
 * Profit of contacting a share of the base (Neslin et al. 2006), money: N·share·((γV + δ(1−γ))·β − δ − c) − A,
 * β the churn among those contacted, γ the share of them who accept, δ the incentive, c the contact, A fixed cost.
 */
export function campaignProfit(campaign: {
  customers: number
  contactedShare: number
  churnAmongContacted: number
  acceptance: number
  clv: number
  incentive: number
  contactCost: number
  fixedCost?: number
}): number {
  const {
    customers,
    contactedShare,
    churnAmongContacted,
    acceptance,
    clv,
    incentive,
    contactCost,
    fixedCost = 0,
  } = campaign
  const perChurner = acceptance * clv + incentive * (1 - acceptance)
  return customers * contactedShare * (perChurner * churnAmongContacted - incentive - contactCost) - fixedCost
}

function checked(economics: CampaignEconomics): CampaignEconomics {
  requirePositive('clv', economics.clv)
  requireRate('incentive_over_clv', economics.incentive / economics.clv)
  requireRate('contact_cost_over_clv', economics.contactCost / economics.clv)
  return economics
}

/** The acceptance from which on the next point earns more; where contact and offer cost nothing, from 0 on. */
function movesAt(slopeOfHull: number, delta: number, phi: number): number {
  const cost = delta + phi
  return delta < 1 ? ((cost > 0 ? cost * slopeOfHull : 0) + phi) / (1 - delta) : Infinity
}

/** Retained contacted for one more churned contacted, in customers. */
const slope = (point: RocPoint, next: RocPoint, prevalence: number) =>
  next.churned === point.churned
    ? Infinity
    : ((1 - prevalence) * (next.retained - point.retained)) / (prevalence * (next.churned - point.churned))

/** Upper convex hull of the ROC curve from nobody to everybody contacted. */
function rocOf(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): { hull: RocPoint[]; prevalence: number } | null {
  const n = scores.length
  const order = Uint32Array.from({ length: n }, (_, row) => row).sort(
    (one, two) => (scores[two] ?? 0) - (scores[one] ?? 0),
  )
  let events = 0
  for (let row = 0; row < n; row++) events += labels[row] ?? 0
  if (events === 0 || events === n) return null
  const hull: RocPoint[] = [{ churned: 0, retained: 0 }]
  let churned = 0
  let retained = 0
  for (let at = 0; at < n; at++) {
    const row = order[at] ?? 0
    if (labels[row]) churned++
    else retained++
    if (at + 1 < n && scores[order[at + 1] ?? 0] === scores[row]) continue
    const point = { churned: churned / events, retained: retained / (n - events) }
    while (hull.length > 1 && !turnsRight(hull.at(-2), hull.at(-1), point)) hull.pop()
    hull.push(point)
  }
  return { hull, prevalence: events / n }
}

function turnsRight(a: RocPoint | undefined, b: RocPoint | undefined, c: RocPoint): boolean {
  if (!a || !b) return true
  return (
    (b.churned - a.churned) * (c.retained - a.retained) > (c.churned - a.churned) * (b.retained - a.retained)
  )
}
