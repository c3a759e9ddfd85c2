import { requireFinite, requireRate } from '../guards.ts'
import { combinedCut } from './combine.ts'
import type { ChurnCut } from './combine.ts'

/** Figures of a plan, as far as it states them; rates 0 to 1. */
export interface PlanClaims {
  churnCuts?: readonly ChurnCut[] | undefined
  annualChurn?: number | undefined
  revenueRetentionFrom?: number | undefined
  revenueRetentionToLow?: number | undefined
  revenueRetentionToHigh?: number | undefined
  churnCutLow?: number | undefined
  churnCutHigh?: number | undefined
}

export interface Contradiction {
  /** The figure that cannot hold beside the others, by its public name. */
  claim: string
  claimed: number
  /** What the other figures imply instead. */
  implied: number
  /** The sum, in numbers. */
  arithmetic: string
}

/** Figures of plans are rounded; differences up to half a point are rounding. */
const rounding = 0.005

const shown = (value: number): string => String(Number(value.toFixed(4)))

/**
 * Figures of a plan that cannot all hold: revenue retention = 1 − churn × (1 − cut), and cut = 1 − Π(1 − effect ×
 * reach). Each end of a claimed range is held against the same end of what follows from the rest.
 */
export function findContradictions(claims: PlanClaims): Contradiction[] {
  const found: Contradiction[] = []
  const { revenueRetentionFrom: from, revenueRetentionToLow: toLow, revenueRetentionToHigh: toHigh } = claims
  for (const [name, value] of Object.entries(claims)) {
    if (typeof value !== 'number') continue
    if (name.startsWith('revenueRetention')) requireFinite(publicName(name), value)
    else requireRate(publicName(name), value)
  }
  const add = (claim: string, claimed: number, implied: number, sum: string) =>
    found.push({ claim, claimed, implied, arithmetic: `${sum} = ${shown(implied)}, not ${shown(claimed)}` })

  if (from !== undefined && claims.annualChurn !== undefined) {
    const implied = 1 - claims.annualChurn
    if (Math.abs(from - implied) > rounding) {
      add('revenue_retention_from', from, implied, `1 − ${shown(claims.annualChurn)}`)
    }
  }

  const churn = claims.annualChurn ?? (from === undefined ? undefined : 1 - from)
  const combined = claims.churnCuts && claims.churnCuts.length > 0 ? combinedCut(claims.churnCuts) : undefined
  const product = claims.churnCuts
    ?.map(({ effect, reach }) => `(1 − ${shown(effect)} × ${shown(reach)})`)
    .join(' × ')
  for (const [name, claimed] of [['churn_cut_low', claims.churnCutLow], ['churn_cut_high', claims.churnCutHigh]] as const) {
    if (claimed === undefined || combined === undefined) continue
    if (claimed > combined + rounding) add(name, claimed, combined, `1 − ${product ?? ''}`)
  } // prettier-ignore

  const cutLow = claims.churnCutLow ?? combined ?? claims.churnCutHigh
  const cutHigh = claims.churnCutHigh ?? combined ?? claims.churnCutLow
  if (churn === undefined || cutLow === undefined || cutHigh === undefined) {
    checkCeiling(claims, add)
    return found
  }
  const retention = (cut: number) => 1 - churn * (1 - cut)
  const sum = (cut: number) => `1 − ${shown(churn)} × (1 − ${shown(cut)})`
  if (toLow !== undefined && toLow > retention(cutLow) + rounding) {
    add('revenue_retention_to_low', toLow, retention(cutLow), sum(cutLow))
  }
  if (toHigh !== undefined) {
    const tooHigh = toHigh > retention(cutHigh) + rounding
    const tooLow = toHigh < retention(cutLow) - rounding
    if (tooHigh) add('revenue_retention_to_high', toHigh, retention(cutHigh), sum(cutHigh))
    else if (tooLow) add('revenue_retention_to_high', toHigh, retention(cutLow), sum(cutLow))
  }
  return found
}

/** Without expansion, nothing keeps more than all of the revenue. */
function checkCeiling(
  claims: PlanClaims,
  add: (claim: string, claimed: number, implied: number, sum: string) => void,
) {
  const ends = [
    ['revenue_retention_to_low', claims.revenueRetentionToLow],
    ['revenue_retention_to_high', claims.revenueRetentionToHigh],
  ] as const
  for (const [name, claimed] of ends)
    if (claimed !== undefined && claimed > 1 + rounding) add(name, claimed, 1, '1 − 0')
}

const publicName = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
