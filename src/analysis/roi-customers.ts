import { acceptanceOf, decideOn, expectedCost, spendCap } from '../domain/roi/index.ts'
import type { Decision, ValueTier } from '../domain/roi/index.ts'
import type { Where } from '../domain/where.ts'
import type { ToolContext } from '../tool.ts'
import { breathe, timeToBreathe } from './breathe.ts'
import { successPosteriors, successRate } from './campaign-posteriors.ts'
import type { StrategyRange } from './campaign-posteriors.ts'
import { barredReasons } from './consent.ts'
import type { Barred } from './consent.ts'
import { customerValues, tierOf, tierScheme } from './customer-values.ts'
import type { CustomerValues, TierScheme } from './customer-values.ts'
import { decisionRisk } from './decision-horizon.ts'
import type { DecisionRisk } from './decision-horizon.ts'
import type { Observation } from './observe.ts'
import { costSplits, partsOf } from './cost-split.ts'
import type { CostSplit } from './cost-split.ts'
import { costScale, tierOffers } from './plan-offers.ts'
import { scopeRows } from './scope.ts'

/** One action for one tier. The offer part is paid on acceptance only; the rest always. */
export interface RoiOffer {
  name: string
  /** Contact and labour. */
  always: number
  onAcceptance: number
  successRate: number
  /** Ends of what the success rate may be; the rate itself where outcomes or the caller gave it. */
  successLow: number
  successHigh: number
  /** How the parts are known; `null` where the caller gave them. */
  split: CostSplit | null
}

export interface RoiAsked {
  customer_ids?: readonly string[] | undefined
  where?: Where | undefined
  churnProbability?: number | undefined
  stayRateUntreated?: number | undefined
  /** One strategy for all; else the best of those in force that serve the customer's tier. */
  strategy?: StrategyRange | RoiOffer | undefined
}

export interface CustomerRoi {
  row: number
  tier: ValueTier
  offer: RoiOffer
  forward: number
  probability: number
  /** Share that takes the offer: everybody who stays. */
  acceptance: number
  cost: number
  cap: number
  expected: number
  roi: number | null
  decision: Decision
  blocked: Barred | 'over_spend_cap' | null
}

export interface RoiStudy {
  rows: CustomerRoi[]
  values: CustomerValues
  risk: DecisionRisk
  scheme: TierScheme
  /** Mean over the success rates' ranges of the best profit there is, and the share of customers treated for it. */
  bestProfit: { value: number; fraction: number }
}

/** Every tier's offers, as asked or as in force. */
async function offersByTier(
  context: ToolContext,
  at: Observation,
  scheme: TierScheme,
  asked: RoiAsked['strategy'],
): Promise<(tier: ValueTier) => RoiOffer[]> {
  if (asked && 'onAcceptance' in asked) return () => [asked]
  if (asked) {
    const posteriors = await successPosteriors(context, at)
    const split = (await costSplits(context, at))(asked)
    const parts = partsOf(asked, split, costScale(context, scheme))
    return tier => {
      const { rate, basis } = successRate(posteriors, asked, tier)
      const range =
        basis === 'prior' ? ([asked.successLow, asked.successHigh] as const) : ([rate, rate] as const)
      return [
        { name: asked.name, ...parts, split, successRate: rate, successLow: range[0], successHigh: range[1] },
      ]
    }
  }
  const offers = await tierOffers(context, at, scheme)
  return tier =>
    offers
      .filter(offer => offer.tier === tier)
      .map(({ strategy, parts, split, successRate: rate, basis }) => ({
        name: strategy.name,
        ...parts,
        split,
        successRate: rate,
        successLow: basis === 'prior' ? strategy.successLow : rate,
        successHigh: basis === 'prior' ? strategy.successHigh : rate,
      }))
}

/** Success rates at which the best profit is taken, evenly over their ranges. */
const draws = 10

/** ROI of the best action for every customer still active, most net value first. */
export async function roiStudy(context: ToolContext, at: Observation, asked: RoiAsked): Promise<RoiStudy> {
  const risk = await decisionRisk(context, at, asked.churnProbability)
  const values = await customerValues(context, at)
  const scheme = tierScheme(context, values.forward)
  const offersOf = await offersByTier(context, at, scheme, asked.strategy)
  const byTier = { high: offersOf('high'), mid: offersOf('mid'), low: offersOf('low') }
  const blocked = await barredReasons(context, values.table)
  const { roi_thresholds: thresholds } = context.settings.values
  const stay = asked.stayRateUntreated
  const rows: CustomerRoi[] = []
  const profit = { value: 0, treated: 0 }
  const scope = await scopeRows(context, at, asked)
  const due = timeToBreathe()
  for (const row of scope) {
    if (due()) await breathe()
    const forward = values.forward[row] ?? Number.NaN
    if (Number.isNaN(forward) || !values.active[row]) continue
    const tier = tierOf(forward, scheme)
    const probability = risk.probability[row] ?? 1
    const cap = spendCap(forward, tier, scheme.caps)
    const judged = (offer: RoiOffer, success: number) => {
      const acceptance = stay === undefined ? acceptanceOf(probability, success) : success
      const cost = expectedCost(offer, acceptance)
      const expected = stay === undefined ? probability * success * forward : (success - stay) * forward
      return { offer, acceptance, cost, expected, worth: expected - (1 + thresholds.consider) * cost }
    }
    const all = byTier[tier].map(offer => judged(offer, offer.successRate))
    // The cap holds for what is paid when the offer is taken.
    const within = all.filter(({ offer }) => offer.always + offer.onAcceptance <= cap.amount + 1e-9)
    const best = bestOf(within) ?? all.toSorted((one, two) => one.cost - two.cost)[0]
    if (!best) continue
    const barred = blocked[row] ?? (within.length === 0 ? 'over_spend_cap' : null)
    if (barred === null) {
      for (let draw = 0; draw < draws; draw++) {
        const share = (draw + 0.5) / draws
        let most = 0
        for (const { offer } of within) {
          const success = offer.successLow + share * (offer.successHigh - offer.successLow)
          const { expected, cost } = judged(offer, success)
          most = Math.max(most, expected - cost)
        }
        profit.value += most / draws
        if (most > 0) profit.treated += 1 / draws
      }
    }
    const { offer, acceptance, cost, expected } = best
    const roi = cost > 0 ? (expected - cost) / cost : null
    rows.push({
      row,
      tier,
      offer,
      forward,
      probability,
      acceptance,
      cost,
      cap: cap.amount,
      expected,
      roi,
      decision: barred === null ? decideOn(expected, cost, thresholds) : 'no',
      blocked: barred,
    })
  }
  const { customerIds } = values.table
  const id = ({ row }: CustomerRoi): string => customerIds[row] ?? ''
  rows.sort((one, two) => two.expected - two.cost - (one.expected - one.cost) || (id(one) < id(two) ? -1 : 1))
  return {
    rows,
    values,
    risk,
    scheme,
    bestProfit: { value: profit.value, fraction: rows.length > 0 ? profit.treated / rows.length : 0 },
  }
}

interface Judged {
  cost: number
  expected: number
  worth: number
}

/** The action a plan without a limit takes: the most value above the threshold; else the best return. */
function bestOf<Option extends Judged>(options: readonly Option[]): Option | undefined {
  const [first, ...others] = options
  if (!first) return undefined
  const best = others.reduce((one, two) => (two.worth > one.worth ? two : one), first)
  if (best.worth >= 0) return best
  const back = ({ expected, cost }: Option): number => (cost > 0 ? expected / cost : Infinity)
  return others.reduce((one, two) => (back(two) > back(one) ? two : one), first)
}
