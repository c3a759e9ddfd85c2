import { Fault } from '../../fault.ts'
import { requireNotNegative, requireRate } from '../guards.ts'
import type { ValueTier } from './tiers.ts'

/** A way to retain customers; ranges are priors that recorded outcomes replace. */
export interface Strategy {
  name: string
  costLow: number
  costHigh: number
  successLow: number
  successHigh: number
  tier: ValueTier
  /** Part of the cost that is the offer, 0 to 1; the rest is contact and labour. Not known where left out. */
  offerShare?: number | undefined
}

/** The documents' three strategies: high-touch personal, standard, automated. */
export const documentStrategies: readonly Strategy[] = [
  { name: 'A', costLow: 200, costHigh: 600, successLow: 0.4, successHigh: 0.6, tier: 'high' },
  { name: 'B', costLow: 100, costHigh: 300, successLow: 0.25, successHigh: 0.4, tier: 'mid' },
  { name: 'C', costLow: 20, costHigh: 100, successLow: 0.1, successHigh: 0.25, tier: 'low' },
]

/** Refuses ranges that are turned round or out of bounds. */
export function checkStrategy(strategy: Strategy): Strategy {
  requireNotNegative('strategies.cost_low', strategy.costLow)
  requireRate('strategies.success_low', strategy.successLow)
  requireRate('strategies.success_high', strategy.successHigh)
  if (strategy.costHigh < strategy.costLow || strategy.successHigh < strategy.successLow) {
    throw new Fault('invalid_input', { field: 'strategies', problem: 'each low must not be above its high' })
  }
  return strategy
}

export const midpoint = (low: number, high: number): number => (low + high) / 2

export const strategyPoint = (strategy: Strategy): { cost: number; successRate: number } => ({
  cost: midpoint(strategy.costLow, strategy.costHigh),
  successRate: midpoint(strategy.successLow, strategy.successHigh),
})

/** What an action costs, money: what is paid for everybody it is tried on, and what only who accepts costs. */
export interface CostParts {
  always: number
  onAcceptance: number
}

/** A cost whose part `offerShare` (0 to 1) is the offer. */
export const splitCost = (cost: number, offerShare: number): CostParts => ({
  always: cost * (1 - offerShare),
  onAcceptance: cost * offerShare,
})

/**
 * Share of customers who take an offer, 0 to 1: everybody who stays, those who would have stayed anyway included.
 * `churnProbability` without the action, `successRate` = P(stays | treated, would have left).
 */
export const acceptanceOf = (churnProbability: number, successRate: number): number =>
  1 - churnProbability * (1 - successRate)

/** Money an action costs on average: contact and labour always, the offer as often as it is accepted. */
export const expectedCost = ({ always, onAcceptance }: CostParts, acceptance: number): number =>
  always + onAcceptance * acceptance

export interface BetaPrior {
  alpha: number
  beta: number
}

/**
 * The Beta with the mean and variance of a uniform on [low, high]: how a range becomes a prior that outcomes can
 * update. A range of one point counts as 100 earlier outcomes.
 */
export function betaFromRange(low: number, high: number): BetaPrior {
  requireRate('success_low', low)
  requireRate('success_high', high)
  const mean = Math.min(1 - 1e-6, Math.max(1e-6, midpoint(low, high)))
  const variance = (high - low) ** 2 / 12
  const strength = variance > 0 ? Math.max(2, (mean * (1 - mean)) / variance - 1) : 100
  return { alpha: mean * strength, beta: (1 - mean) * strength }
}
