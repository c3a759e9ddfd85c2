import { bdwDiscountedResidual, bdwSurvival, fitBdw } from './bdw.ts'
import { exists } from './discounting.ts'
import type { MaybeValue } from './discounting.ts'
import type { Fit } from './fit.ts'
import type { Survivors } from './retention-curve.ts'
import { fitSbg, sbgDiscountedResidual, sbgSurvival } from './sbg.ts'

/** Customers under contract, one a row: renewals behind them, or the renewal at which they left. */
export interface RenewalLives {
  /** Kept: renewals made, 0 or more. Left: the renewal that did not happen, 1 or more. */
  renewals: ArrayLike<number>
  /** 1 where the customer left. */
  left: ArrayLike<number>
}

export type ContractModelName = 'sbg' | 'bdw'
export const contractModelNames = ['sbg', 'bdw'] as const

/** A renewal curve with its parameters in place. */
export interface ContractModel {
  name: ContractModelName
  /** Share of new customers still there after `t` renewals. */
  survival: (t: number) => number
  /** Payments to come over an endless horizon, the next renewal imminent and counted in full. */
  residual: (renewals: number, discount: number) => MaybeValue
}

/** The model of the given parameters: alpha, beta, and c for BdW. */
export function contractModel(
  name: ContractModelName,
  parameters: Readonly<Record<string, number>>,
): ContractModel {
  const { alpha = Number.NaN, beta = Number.NaN, c = 1 } = parameters
  const shape = { alpha, beta, c: name === 'sbg' ? 1 : c }
  return name === 'sbg'
    ? {
        name,
        survival: t => sbgSurvival(shape, t),
        residual: (renewals, discount) => sbgDiscountedResidual(shape, renewals, discount),
      }
    : {
        name,
        survival: t => bdwSurvival(shape, t),
        residual: (renewals, discount) => bdwDiscountedResidual(shape, renewals, discount),
      }
}

/**
 * Lives as survivor counts, a cohort for each renewal at which somebody left or was last seen; who has not yet met a
 * renewal says nothing about renewing and is left out.
 */
export function survivorsOf({ renewals, left }: RenewalLives): Survivors[] {
  const lost = new Map<number, number>()
  const kept = new Map<number, number>()
  for (let row = 0; row < renewals.length; row++) {
    const at = renewals[row] ?? 0
    const into = (left[row] ?? 0) > 0 ? lost : kept
    if (at >= 1) into.set(at, (into.get(at) ?? 0) + 1)
  }
  const inOrder = (counts: Map<number, number>): [number, number][] =>
    [...counts].sort(([one], [two]) => one - two)
  return [
    ...inOrder(lost).map(([at, count]) => [...new Array<number>(at).fill(count), 0]),
    ...inOrder(kept).map(([at, count]) => new Array<number>(at + 1).fill(count)),
  ]
}

/** Maximum likelihood over lives of any length. */
export const fitContractModel = (name: ContractModelName, lives: RenewalLives): Fit =>
  name === 'sbg' ? fitSbg(survivorsOf(lives)) : fitBdw(survivorsOf(lives))

/** How one model foretold which customers of the cut would still be there at the end of the hold-out. */
export interface ContractRaceEntry {
  name: ContractModelName
  fit: Fit
  /** Customers expected and found still there. */
  predictedTotal: number
  actualTotal: number
  /** Predicted over actual, minus 1; `null` where nobody stayed. */
  totalError: number | null
  /** Mean negative ln likelihood of what happened. */
  logLoss: number
  eligible: boolean
}

/** One customer at the cut and what the hold-out showed. */
export interface HeldOutLife {
  /** Renewals made at the cut. */
  before: number
  /** Renewals that fell due in the hold-out, 1 or more. */
  due: number
  /** The customer made all of them. */
  stayed: boolean
}

/** Fits every model on the lives up to the cut and judges it by the renewals after it; best first. */
export function raceContracts(
  calibration: RenewalLives,
  holdout: readonly HeldOutLife[],
  names: readonly ContractModelName[] = contractModelNames,
): ContractRaceEntry[] {
  const actualTotal = holdout.reduce((sum, life) => sum + (life.stayed ? 1 : 0), 0)
  const entries = names.map(name => {
    const fit = fitContractModel(name, calibration)
    const { survival } = contractModel(name, fit.parameters)
    let predictedTotal = 0
    let loss = 0
    for (const { before, due, stayed } of holdout) {
      const stays = Math.min(1, survival(before + due) / survival(before))
      predictedTotal += stays
      loss -= Math.log(Math.max(1e-12, stayed ? stays : 1 - stays))
    }
    const logLoss = loss / Math.max(1, holdout.length)
    return {
      name,
      fit,
      predictedTotal,
      actualTotal,
      totalError: actualTotal > 0 ? predictedTotal / actualTotal - 1 : null,
      logLoss,
      eligible: fit.converged && fit.identified && Number.isFinite(logLoss),
    }
  })
  return entries.sort((one, two) => Number(two.eligible) - Number(one.eligible) || one.logLoss - two.logLoss)
}

/**
 * Payments expected of a customer with `renewals` behind, discounted to today: the next renewal falls due in `ahead`
 * periods (0 to 1), later ones a period apart, as many as fall within `horizon` periods (`null`: endless).
 * `discount` is a period's.
 */
export function discountedRenewals(
  { survival, residual }: ContractModel,
  renewals: number,
  { ahead, horizon, discount }: { ahead: number; horizon: number | null; discount: number },
): MaybeValue {
  if (horizon === null) {
    const endless = residual(renewals, discount)
    return endless.value === null ? endless : exists(endless.value * (1 + discount) ** -ahead)
  }
  const due = Math.max(0, Math.floor(horizon - ahead + 1e-9) + 1)
  const now = survival(renewals)
  if (!(now > 0)) return exists(0)
  let sum = 0
  for (let k = 0; k < due; k++) sum += (survival(renewals + 1 + k) / now) * (1 + discount) ** -(ahead + k)
  return exists(sum)
}
