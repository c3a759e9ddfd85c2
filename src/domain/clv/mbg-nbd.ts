import type { BuyingHistory, Histories } from '../history/purchase-history.ts'
import type { MaybeValue } from './discounting.ts'
import { dropoutDiscounted, dropoutExpected, dropoutMass } from './dropout-expectation.ts'
import type { Span, WhileAlive } from './dropout-expectation.ts'
import type { Fit } from './fit.ts'
import { dropoutAlive, dropoutLogLikelihood, fitDropout } from './geometric-dropout.ts'
import type { DropoutName, GeometricDropout } from './geometric-dropout.ts'

/**
 * MBG/NBD: Batislam, Denizel & Filiztekin (2007); Hoppe & Wagner (2007). Like BG/NBD, but a customer may
 * leave right after the first purchase, so one-time buyers are not all alive.
 */
export type MbgNbd = GeometricDropout

/** Fits MBG/NBD by maximum likelihood; `alpha` comes out in the time unit of the histories. */
export const fitMbgNbd = (histories: Histories): Fit<DropoutName> =>
  fitDropout(histories, 1, [
    [1, 3, 1, 3],
    [0.5, 2, 0.8, 1.5],
  ])

/** Probability, 0 to 1, of being alive at the observation date. */
export const mbgNbdAlive = (model: MbgNbd, history: BuyingHistory): number => dropoutAlive(model, history, 1)

/** ln likelihood of one history. */
export const mbgNbdLogLikelihood = (model: MbgNbd, history: BuyingHistory): number =>
  dropoutLogLikelihood(model, history, 1)

/** Purchases expected in the next `time`, given the history. */
export const mbgNbdExpected = (model: MbgNbd, history: BuyingHistory, time: number): number =>
  dropoutExpected(model, history, time, 1)

/** Repeat purchases expected from a new customer in their first `time`. */
export const mbgNbdExpectedNew = (model: MbgNbd, time: number): number =>
  dropoutExpected(model, { repeats: 0, recency: 0, age: 0 }, time, 1)

/** P(exactly `count` repeat purchases in the first `time`). */
export const mbgNbdMass = (model: MbgNbd, count: number, time: number): number =>
  dropoutMass(model, count, time, 1)

/** Discounted expected purchases over `horizon` (`null`: endless) at the continuous rate `delta` a time unit. */
export const mbgNbdDiscounted = (
  model: MbgNbd,
  history: BuyingHistory,
  span: Span,
  remember?: (of: WhileAlive) => WhileAlive,
): MaybeValue => dropoutDiscounted(model, history, span, 1, remember)
