import { Fault } from '../../fault.ts'
import type { BuyingHistory, Histories } from '../history/purchase-history.ts'
import * as bgNbd from './bg-nbd.ts'
import type { MaybeValue } from './discounting.ts'
import { rememberedBy } from './dropout-expectation.ts'
import type { Fit } from './fit.ts'
import * as mbgNbd from './mbg-nbd.ts'
import * as nbd from './nbd.ts'
import * as pareto from './pareto-nbd.ts'

export const buyingModelNames = ['bg_nbd', 'mbg_nbd', 'pareto_nbd', 'nbd'] as const
export type BuyingModelName = (typeof buyingModelNames)[number]

/** Any of the non-contractual models with its parameters in place. Times are in the unit of the parameters. */
export interface BuyingModel {
  name: BuyingModelName
  parameters: Readonly<Record<string, number>>
  /** P(alive) at the observation date. */
  alive: (history: BuyingHistory) => number
  /** Purchases expected in the next `time`. */
  expected: (history: BuyingHistory, time: number) => number
  /** Repeat purchases expected from a new customer in the first `time`. */
  expectedNew: (time: number) => number
  /** P(exactly `count` repeat purchases in the first `time`). */
  mass: (count: number, time: number) => number
  /** Discounted expected purchases; `horizon` null is endless. */
  discounted: (history: BuyingHistory, span: { horizon: number | null; delta: number }) => MaybeValue
  logLikelihood: (history: BuyingHistory) => number
}

export const buyingParameters: Readonly<Record<BuyingModelName, readonly string[]>> = {
  bg_nbd: ['r', 'alpha', 'a', 'b'],
  mbg_nbd: ['r', 'alpha', 'a', 'b'],
  pareto_nbd: ['r', 'alpha', 's', 'beta'],
  nbd: ['r', 'alpha'],
}

/** A model from given parameters; every one must be there and above 0. */
export function buyingModel(
  name: BuyingModelName,
  parameters: Readonly<Record<string, number>>,
): BuyingModel {
  const need = (key: string): number => {
    const value = parameters[key]
    if (value === undefined || !(value > 0) || !Number.isFinite(value)) {
      throw new Fault('invalid_input', {
        field: `parameters.${key}`,
        problem: 'must be a finite number above 0',
      })
    }
    return value
  }
  const r = need('r')
  const alpha = need('alpha')
  const remembered = rememberedBy()
  switch (name) {
    case 'bg_nbd': {
      const model = { r, alpha, a: need('a'), b: need('b') }
      return {
        name,
        parameters: model,
        alive: history => bgNbd.bgNbdAlive(model, history),
        expected: (history, time) => bgNbd.bgNbdExpected(model, history, time),
        expectedNew: time => bgNbd.bgNbdExpectedNew(model, time),
        mass: (count, time) => bgNbd.bgNbdMass(model, count, time),
        discounted: (history, span) => bgNbd.bgNbdDiscounted(model, history, span, remembered(span)),
        logLikelihood: history => bgNbd.bgNbdLogLikelihood(model, history),
      }
    }
    case 'mbg_nbd': {
      const model = { r, alpha, a: need('a'), b: need('b') }
      return {
        name,
        parameters: model,
        alive: history => mbgNbd.mbgNbdAlive(model, history),
        expected: (history, time) => mbgNbd.mbgNbdExpected(model, history, time),
        expectedNew: time => mbgNbd.mbgNbdExpectedNew(model, time),
        mass: (count, time) => mbgNbd.mbgNbdMass(model, count, time),
        discounted: (history, span) => mbgNbd.mbgNbdDiscounted(model, history, span, remembered(span)),
        logLikelihood: history => mbgNbd.mbgNbdLogLikelihood(model, history),
      }
    }
    case 'pareto_nbd': {
      const model = { r, alpha, s: need('s'), beta: need('beta') }
      return {
        name,
        parameters: model,
        alive: history => pareto.paretoNbdAlive(model, history),
        expected: (history, time) => pareto.paretoNbdExpected(model, history, time),
        expectedNew: time => pareto.paretoNbdExpectedNew(model, time),
        mass: (count, time) => pareto.paretoNbdMass(model, count, time),
        discounted: (history, span) => pareto.paretoNbdDiscounted(model, history, span),
        logLikelihood: history => pareto.paretoNbdLogLikelihood(model, history),
      }
    }
    case 'nbd': {
      const model = { r, alpha }
      return {
        name,
        parameters: model,
        alive: () => 1,
        expected: (history, time) => nbd.nbdExpected(model, history, time),
        expectedNew: time => nbd.nbdExpected(model, { repeats: 0, recency: 0, age: 0 }, time),
        mass: (count, time) => nbd.nbdMass(model, count, time),
        discounted: (history, span) => nbd.nbdDiscounted(model, history, span),
        logLikelihood: history => nbd.nbdLogLikelihood(model, history),
      }
    }
  }
}

/** Fits the named model. */
export function fitBuyingModel(name: BuyingModelName, histories: Histories): Fit {
  switch (name) {
    case 'bg_nbd':
      return bgNbd.fitBgNbd(histories)
    case 'mbg_nbd':
      return mbgNbd.fitMbgNbd(histories)
    case 'pareto_nbd':
      return pareto.fitParetoNbd(histories)
    case 'nbd':
      return nbd.fitNbd(histories)
  }
}
