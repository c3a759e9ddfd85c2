import { requireFinite, requireRate } from '../guards.ts'
import { combinedCut } from './combine.ts'
import type { ChurnCut } from './combine.ts'

/** Figures of a plan, as far as it states them; rates 0 to 1, money in one currency. */
export interface PlanClaims {
  churnCuts?: readonly ChurnCut[] | undefined
  annualChurn?: number | undefined
  revenueRetentionFrom?: number | undefined
  revenueRetentionToLow?: number | undefined
  revenueRetentionToHigh?: number | undefined
  churnCutLow?: number | undefined
  churnCutHigh?: number | undefined
  /** Money that would go, and that the plan says it keeps of it. */
  revenueAtRisk?: number | undefined
  revenueSaved?: number | undefined
  /** Lifetime value after ÷ before − 1. */
  cltvUpliftLow?: number | undefined
  cltvUpliftHigh?: number | undefined
}

export interface Contradiction {
  /** The figure that cannot hold beside the others, by its public name. */
  claim: string
  claimed: number
  /** What the other figures imply instead. */
  implied: number
  /** Fractions otherwise. */
  unit?: 'money'
  /** The sum, in numbers. */
  arithmetic: string
}

/** Figures of plans are rounded; differences up to half a point, or half a percent of money, are rounding. */
const rounding = 0.005

const shown = (value: number): string => String(Number(value.toFixed(4)))

type Report = (claim: string, claimed: number, implied: number, sum: string, unit?: 'money') => void

/**
 * Figures of a plan that cannot all hold, each with the sum that shows it: revenue retention = 1 − churn × (1 − cut);
 * cut = 1 − Π(1 − effect × reach); money saved = money at risk × cut; lifetime value grows by at most cut ÷ (1 − cut);
 * no low above its high, nothing above all there is. Each end of a range is held against the same end of what follows.
 */
export function findContradictions(claims: PlanClaims): Contradiction[] {
  for (const [name, value] of Object.entries(claims)) {
    if (typeof value !== 'number') continue
    if (name.startsWith('annual') || name.startsWith('churn')) requireRate(publicName(name), value)
    else requireFinite(publicName(name), value)
  }
  const found: Contradiction[] = []
  const report: Report = (claim, claimed, implied, sum, unit) => {
    // One contradiction a figure: the first rule that fails says enough.
    if (found.some(known => known.claim === claim)) return
    const arithmetic = `${sum} = ${shown(implied)}, not ${shown(claimed)}`
    found.push({ claim, claimed, implied, arithmetic, ...(unit ? { unit } : {}) })
  }
  const combined = claims.churnCuts && claims.churnCuts.length > 0 ? combinedCut(claims.churnCuts) : null
  checkStart(claims, report)
  checkOrder(claims, report)
  checkCuts(claims, combined, report)
  checkRetention(claims, combined, report)
  checkMoney(claims, combined, report)
  checkLifetimeValue(claims, combined, report)
  return found
}

/** The ends of the cut: as claimed, else what the strategies come to. */
function cutsOf({ churnCutLow, churnCutHigh }: PlanClaims, combined: number | null) {
  const low = churnCutLow ?? combined ?? churnCutHigh
  const high = churnCutHigh ?? combined ?? churnCutLow
  return low === undefined || high === undefined ? null : { low, high }
}

function checkStart({ revenueRetentionFrom: from, annualChurn: churn }: PlanClaims, report: Report): void {
  if (from === undefined || churn === undefined || Math.abs(from - (1 - churn)) <= rounding) return
  report('revenue_retention_from', from, 1 - churn, `1 − ${shown(churn)}`)
}

function checkOrder(claims: PlanClaims, report: Report): void {
  const ranges = [
    ['churn_cut', claims.churnCutLow, claims.churnCutHigh],
    ['revenue_retention_to', claims.revenueRetentionToLow, claims.revenueRetentionToHigh],
    ['cltv_uplift', claims.cltvUpliftLow, claims.cltvUpliftHigh],
  ] as const
  for (const [name, low, high] of ranges)
    if (low !== undefined && high !== undefined && low > high + 1e-12)
      report(`${name}_low`, low, high, `max(low) = ${name}_high`)
}

function checkCuts(claims: PlanClaims, combined: number | null, report: Report): void {
  if (combined === null || !claims.churnCuts) return
  const sum = claims.churnCuts.reduce((total, { effect, reach }) => total + effect * reach, 0)
  const product = `1 − ${claims.churnCuts.map(({ effect, reach }) => `(1 − ${shown(effect)} × ${shown(reach)})`).join(' × ')}`
  if (sum > 1 + 1e-9) report('churn_cuts', sum, combined, product)
  const { churnCutLow: low, churnCutHigh: high } = claims
  if (low !== undefined && low > combined + rounding) report('churn_cut_low', low, combined, product)
  if (high !== undefined && Math.abs(high - combined) > rounding) {
    // A high end below what the strategies come to is as wrong as one above; a low end below it is caution.
    report('churn_cut_high', high, combined, product)
  }
}

function checkRetention(claims: PlanClaims, combined: number | null, report: Report): void {
  const { revenueRetentionFrom: from, revenueRetentionToLow: toLow, revenueRetentionToHigh: toHigh } = claims
  const churn = claims.annualChurn ?? (from === undefined ? undefined : 1 - from)
  const cuts = cutsOf(claims, combined)
  if (churn !== undefined && cuts !== null && churn >= 0) {
    const retention = (cut: number): number => 1 - churn * (1 - cut)
    const sum = (cut: number): string => `1 − ${shown(churn)} × (1 − ${shown(cut)})`
    if (toLow !== undefined && toLow > retention(cuts.low) + rounding) {
      report('revenue_retention_to_low', toLow, retention(cuts.low), sum(cuts.low))
    }
    if (toHigh !== undefined && toHigh > retention(cuts.high) + rounding) {
      report('revenue_retention_to_high', toHigh, retention(cuts.high), sum(cuts.high))
    } else if (toHigh !== undefined && toHigh < retention(cuts.low) - rounding) {
      report('revenue_retention_to_high', toHigh, retention(cuts.low), sum(cuts.low))
    }
  }
  // Without expansion, nothing keeps more than all of the revenue.
  const ends = [
    ['revenue_retention_from', from],
    ['revenue_retention_to_low', toLow],
    ['revenue_retention_to_high', toHigh],
  ] as const
  for (const [name, claimed] of ends)
    if (claimed !== undefined && claimed > 1 + rounding) report(name, claimed, 1, '1 − 0')
}

function checkMoney(claims: PlanClaims, combined: number | null, report: Report): void {
  const { revenueAtRisk: risk, revenueSaved: saved } = claims
  if (risk === undefined || saved === undefined) return
  const slack = rounding * Math.abs(risk)
  const cuts = cutsOf(claims, combined)
  const [least, most] = [cuts?.low ?? 0, cuts?.high ?? 1]
  if (saved > risk * most + slack)
    report('revenue_saved', saved, risk * most, `${shown(risk)} × ${shown(most)}`, 'money')
  else if (saved < risk * least - slack)
    report('revenue_saved', saved, risk * least, `${shown(risk)} × ${shown(least)}`, 'money')
}

/** A customer who leaves at (1 − cut) × churn stays 1 ÷ (1 − cut) times as long; discounting only lowers the gain. */
function checkLifetimeValue(claims: PlanClaims, combined: number | null, report: Report): void {
  const cuts = cutsOf(claims, combined)
  if (cuts === null) return
  const ends = [
    ['cltv_uplift_low', claims.cltvUpliftLow, cuts.low],
    ['cltv_uplift_high', claims.cltvUpliftHigh, cuts.high],
  ] as const
  for (const [name, claimed, cut] of ends) {
    if (claimed === undefined || cut >= 1) continue
    const most = cut / (1 - cut)
    if (claimed > most + rounding) report(name, claimed, most, `${shown(cut)} ÷ (1 − ${shown(cut)})`)
  }
}

const publicName = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
