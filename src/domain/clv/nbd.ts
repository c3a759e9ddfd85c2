import { distinctHistories } from '../history/distinct-histories.ts'
import type { DistinctHistories } from '../history/distinct-histories.ts'
import type { BuyingHistory, Histories } from '../history/purchase-history.ts'
import { annuity, logGammaStep } from '../math/log-gamma.ts'
import type { Objective } from '../math/objective.ts'
import { exists } from './discounting.ts'
import type { MaybeValue } from './discounting.ts'
import { dataWarnings, fitLikelihood, timeScale } from './fit.ts'
import type { Fit } from './fit.ts'
import { gammaRise } from './gamma-rise.ts'
import { historyGroups } from './history-groups.ts'
import { logNbdMass } from './nbd-mass.ts'

/** NBD: Ehrenberg (1959). Gamma rates and nobody ever leaves: the baseline that drop-out models must beat. */
export interface Nbd {
  r: number
  /** In the time unit of the histories. */
  alpha: number
}

const names = ['r', 'alpha'] as const
export type NbdName = (typeof names)[number]

function nbdObjective(data: DistinctHistories): Objective {
  const { repeats, age, n } = data
  const rise = gammaRise(repeats.values)
  const { customersOfCount, customersOfAge, purchasesOfAge } = historyGroups(data)
  return (theta, gradient) => {
    const r = Math.exp(theta[0] ?? 0)
    const alpha = Math.exp(theta[1] ?? 0)
    rise.fill(r)
    let total = 0
    let slopeR = 0
    let slopeAlpha = 0
    for (let k = 0; k < repeats.values.length; k++) {
      const w = customersOfCount[k] ?? 0
      total += w * ((rise.log[k] ?? 0) - (repeats.values[k] ?? 0) * (theta[1] ?? 0))
      slopeR += w * (rise.slope[k] ?? 0)
    }
    for (let k = 0; k < age.values.length; k++) {
      const whole = age.values[k] ?? 0
      const w = customersOfAge[k] ?? 0
      const bought = purchasesOfAge[k] ?? 0
      const logAge = Math.log1p(whole / alpha)
      total -= (r * w + bought) * logAge
      slopeR -= w * logAge
      slopeAlpha += (r * w * whole - alpha * bought) / (alpha + whole)
    }
    gradient[0] = (-r * slopeR) / n
    gradient[1] = -slopeAlpha / n
    return -total / n
  }
}

/** Maximum likelihood on purchase times, comparable with the drop-out models' log-likelihoods. */
export function fitNbd(histories: Histories): Fit<NbdName> {
  const data = distinctHistories(histories)
  const shift = Math.log(timeScale(data))
  return fitLikelihood({
    names,
    objective: nbdObjective(data),
    starts: [
      [0, shift + 1],
      [-1.4, shift],
    ],
    centre: [0, shift],
    n: data.n,
    warnings: dataWarnings(data),
  })
}

/** ln likelihood of one history. */
export const nbdLogLikelihood = ({ r, alpha }: Nbd, { repeats: x, age }: BuyingHistory): number =>
  logGammaStep(r, x) - (r + x) * Math.log1p(age / alpha) - x * Math.log(alpha)

/** Purchases expected in the next `time`, given the history. */
export const nbdExpected = ({ r, alpha }: Nbd, { repeats, age }: BuyingHistory, time: number): number =>
  ((r + repeats) / (alpha + age)) * Math.max(0, time)

/** P(exactly `count` purchases in the first `time`). */
export const nbdMass = ({ r, alpha }: Nbd, count: number, time: number): number =>
  Math.exp(logNbdMass(r, time / alpha, count))

/** Discounted expected purchases; endless (`null`) needs a discount, since nobody leaves. */
export function nbdDiscounted(
  { r, alpha }: Nbd,
  { repeats, age }: BuyingHistory,
  { horizon, delta }: { horizon: number | null; delta: number },
): MaybeValue {
  const rate = (r + repeats) / (alpha + age)
  if (horizon !== null) return exists(rate * annuity(delta, horizon))
  return delta > 0 ? exists(rate / delta) : { value: null, reason: 'undiscounted_value_is_infinite' }
}
