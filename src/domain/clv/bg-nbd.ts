import type { BuyingHistory, Histories } from '../history/purchase-history.ts'
import type { MaybeValue } from './discounting.ts'
import { dropoutDiscounted, dropoutExpected, dropoutMass } from './dropout-expectation.ts'
import type { Span, WhileAlive } from './dropout-expectation.ts'
import type { Fit } from './fit.ts'
import { dropoutAlive, dropoutLogLikelihood, fitDropout } from './geometric-dropout.ts'
import type { DropoutName, GeometricDropout } from './geometric-dropout.ts'

/** BG/NBD: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way. Buying r, alpha; leaving a, b. */
export type BgNbd = GeometricDropout

/** Fits BG/NBD by maximum likelihood; `alpha` comes out in the time unit of the histories. */
export const fitBgNbd = (histories: Histories): Fit<DropoutName> =>
  fitDropout(histories, 0, [
    [1, 3, 1, 3],
    [0.25, 1, 0.5, 3],
  ])

/** Probability, 0 to 1, of being alive at the observation date. One-time buyers give 1: see MBG/NBD. */
export const bgNbdAlive = (model: BgNbd, history: BuyingHistory): number => dropoutAlive(model, history, 0)

/** ln likelihood of one history. */
export const bgNbdLogLikelihood = (model: BgNbd, history: BuyingHistory): number =>
  dropoutLogLikelihood(model, history, 0)

/** Purchases expected in the next `time`, given the history. */
export const bgNbdExpected = (model: BgNbd, history: BuyingHistory, time: number): number =>
  dropoutExpected(model, history, time, 0)

/** Repeat purchases expected from a new customer in their first `time`. */
export const bgNbdExpectedNew = (model: BgNbd, time: number): number =>
  dropoutExpected(model, { repeats: 0, recency: 0, age: 0 }, time, 0)

/** P(exactly `count` repeat purchases in the first `time`). */
export const bgNbdMass = (model: BgNbd, count: number, time: number): number =>
  dropoutMass(model, count, time, 0)

/** Discounted expected purchases over `horizon` (`null`: endless) at the continuous rate `delta` a time unit. */
export const bgNbdDiscounted = (
  model: BgNbd,
  history: BuyingHistory,
  span: Span,
  remember?: (of: WhileAlive) => WhileAlive,
): MaybeValue => dropoutDiscounted(model, history, span, 0, remember)
