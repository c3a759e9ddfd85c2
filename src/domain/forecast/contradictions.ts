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
  /** Churn a year that the plan aims at. */
  annualChurnTo?: number | undefined
  /** Customers who would go, and those whom the plan says it keeps. */
  customersAtRisk?: number | undefined
  customersSaved?: number | undefined
  /** What the plan costs, and the return on it that it states; its gain is `revenueSaved`. */
  programmeCost?: number | undefined
  programmeRoi?: number | undefined
}

export interface Contradiction {
  /** The figure that cannot hold beside the others, by its public name. */
  claim: string
  claimed: number
  /** What the other figures imply instead. */
  implied: number
  /** Fractions otherwise. */
  unit?: 'money' | 'customers'
  /** The cut of churn at which the claim would hold, where one of 0 to 1 does. */
  neededCut?: number
  /** The sum, in numbers. */
  arithmetic: string
}

/** Figures of plans are rounded; differences up to half a point, or half a percent of money, are rounding. */
const rounding = 0.005

const shown = (value: number): string => String(Number(value.toFixed(4)))

interface More {
  unit?: 'money' | 'customers'
  neededCut?: number
}

type Report = (claim: string, claimed: number, implied: number, sum: string, more?: More) => void

/**
 * Figures of a plan that cannot all hold, each with the sum that shows it: revenue retention = 1 − churn × (1 − cut);
 * churn afterwards = churn × (1 − cut); cut = 1 − Π(1 − effect × reach); money and customers saved = those at risk × cut;
 * return = (saved − cost)/cost; lifetime value grows by at most cut ÷ (1 − cut); no low above its high, nothing above all
 * there is. Each end of a range is held against the same end of what follows; where no cut is stated, the one that the
 * retention or churn aimed at needs stands in.
 */
export function findContradictions(claims: PlanClaims): Contradiction[] {
  for (const [name, value] of Object.entries(claims)) {
    if (typeof value !== 'number') continue
    if (name.startsWith('annual') || name.startsWith('churn')) requireRate(publicName(name), value)
    else requireFinite(publicName(name), value)
  }
  const found: Contradiction[] = []
  const report: Report = (claim, claimed, implied, sum, more = {}) => {
    // One contradiction a figure: the first rule that fails says enough.
    if (found.some(known => known.claim === claim)) return
    const arithmetic = `${sum} = ${shown(implied)}, not ${shown(claimed)}`
    const { neededCut, ...rest } = more
    const reachable = neededCut !== undefined && neededCut >= 0 && neededCut <= 1
    found.push({ claim, claimed, implied, arithmetic, ...rest, ...(reachable ? { neededCut } : {}) })
  }
  const combined = claims.churnCuts && claims.churnCuts.length > 0 ? combinedCut(claims.churnCuts) : null
  checkStart(claims, report)
  checkOrder(claims, report)
  checkCuts(claims, combined, report)
  checkRetention(claims, combined, report)
  const cuts = cutsOf(claims, combined) ?? neededCuts(claims)
  checkChurn(claims, cuts, report)
  checkKept(claims, cuts, report)
  checkReturn(claims, report)
  checkLifetimeValue(claims, cuts, report)
  return found
}

interface Ends {
  low: number
  high: number
}

/** The ends of the cut: as claimed, else what the strategies come to. */
function cutsOf({ churnCutLow, churnCutHigh }: PlanClaims, combined: number | null): Ends | null {
  const low = churnCutLow ?? combined ?? churnCutHigh
  const high = churnCutHigh ?? combined ?? churnCutLow
  return low === undefined || high === undefined ? null : { low, high }
}

/** Churn today: as stated, else what the retention today leaves. */
const churnOf = ({ annualChurn, revenueRetentionFrom: from }: PlanClaims): number | undefined =>
  annualChurn ?? (from === undefined || from > 1 ? undefined : 1 - from)

/** The cut of churn that a retention needs. */
const cutFor = (churn: number, retention: number): number => 1 - (1 - retention) / churn

/** The cuts that the retention or the churn aimed at need, where the plan states no cut of its own. */
function neededCuts(claims: PlanClaims): Ends | null {
  const churn = churnOf(claims)
  if (churn === undefined || churn <= 0) return null
  const { revenueRetentionToLow: toLow, revenueRetentionToHigh: toHigh, annualChurnTo } = claims
  const low = toLow ?? toHigh ?? (annualChurnTo === undefined ? undefined : 1 - annualChurnTo)
  const high = toHigh ?? toLow ?? low
  if (low === undefined || high === undefined) return null
  const ends = { low: cutFor(churn, low), high: cutFor(churn, high) }
  return ends.low >= 0 && ends.high <= 1 && ends.low <= ends.high ? ends : null
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
  const churn = churnOf(claims)
  const cuts = cutsOf(claims, combined)
  if (churn !== undefined && cuts !== null && churn >= 0) {
    const needs = (claimed: number): More => (churn > 0 ? { neededCut: cutFor(churn, claimed) } : {})
    const retention = (cut: number): number => 1 - churn * (1 - cut)
    const sum = (cut: number): string => `1 − ${shown(churn)} × (1 − ${shown(cut)})`
    if (toLow !== undefined && toLow > retention(cuts.low) + rounding) {
      report('revenue_retention_to_low', toLow, retention(cuts.low), sum(cuts.low), needs(toLow))
    }
    if (toHigh !== undefined && toHigh > retention(cuts.high) + rounding) {
      report('revenue_retention_to_high', toHigh, retention(cuts.high), sum(cuts.high), needs(toHigh))
    } else if (toHigh !== undefined && toHigh < retention(cuts.low) - rounding) {
      report('revenue_retention_to_high', toHigh, retention(cuts.low), sum(cuts.low), needs(toHigh))
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

/** The churn aimed at lies between what the two ends of the cut leave. */
function checkChurn(claims: PlanClaims, cuts: Ends | null, report: Report): void {
  const churn = churnOf(claims)
  const { annualChurnTo: aim } = claims
  if (churn === undefined || aim === undefined || cuts === null) return
  const left = (cut: number): number => churn * (1 - cut)
  const more = churn > 0 ? { neededCut: 1 - aim / churn } : {}
  const cut = aim < left(cuts.high) - rounding ? cuts.high : aim > left(cuts.low) + rounding ? cuts.low : null
  if (cut !== null) report('annual_churn_to', aim, left(cut), `${shown(churn)} × (1 − ${shown(cut)})`, more)
}

/** Money and customers kept: no more than the cut of what is at risk, nor less. */
function checkKept(claims: PlanClaims, cuts: Ends | null, report: Report): void {
  const [least, most] = [cuts?.low ?? 0, cuts?.high ?? 1]
  const kept = [
    ['revenue_saved', claims.revenueAtRisk, claims.revenueSaved, 'money'],
    ['customers_saved', claims.customersAtRisk, claims.customersSaved, 'customers'],
  ] as const
  for (const [claim, risk, saved, unit] of kept) {
    if (risk === undefined || saved === undefined) continue
    const slack = rounding * Math.abs(risk)
    const share = saved > risk * most + slack ? most : saved < risk * least - slack ? least : null
    if (share === null) continue
    const more = risk > 0 ? { unit, neededCut: saved / risk } : { unit }
    report(claim, saved, risk * share, `${shown(risk)} × ${shown(share)}`, more)
  }
}

/** The return follows from gain and cost; half a point of rounding. */
function checkReturn(claims: PlanClaims, report: Report): void {
  const { programmeCost: cost, programmeRoi: roi, revenueSaved: saved } = claims
  if (cost === undefined || roi === undefined || saved === undefined || cost <= 0) return
  const implied = (saved - cost) / cost
  if (Math.abs(roi - implied) > rounding)
    report('programme_roi', roi, implied, `(${shown(saved)} − ${shown(cost)}) ÷ ${shown(cost)}`)
}

/** A customer who leaves at (1 − cut) × churn stays 1 ÷ (1 − cut) times as long; discounting only lowers the gain. */
function checkLifetimeValue(claims: PlanClaims, cuts: Ends | null, report: Report): void {
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
