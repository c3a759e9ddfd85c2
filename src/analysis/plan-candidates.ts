import { nothingToSave } from '../domain/budget/index.ts'
import type { NotWorthSaving, OptionColumns } from '../domain/budget/index.ts'
import { assignArms } from '../domain/experiments/index.ts'
import { acceptanceOf, expectedCost, spendCap } from '../domain/roi/index.ts'
import type { ValueTier } from '../domain/roi/index.ts'
import type { Where } from '../domain/where.ts'
import type { ToolContext } from '../tool.ts'
import { breathe, timeToBreathe } from './breathe.ts'
import { barredReasons } from './consent.ts'
import type { Barred } from './consent.ts'
import { customerValues, tierOf, tierScheme } from './customer-values.ts'
import type { CustomerValues, TierScheme } from './customer-values.ts'
import { decisionRisk } from './decision-horizon.ts'
import type { DecisionRisk } from './decision-horizon.ts'
import type { Observation } from './observe.ts'
import { openTests } from './open-tests.ts'
import type { OpenTests } from './open-tests.ts'
import { cents } from './plan-money.ts'
import { tierOffers } from './plan-offers.ts'
import type { TierOffer } from './plan-offers.ts'
import { scopeRows } from './scope.ts'

export interface PlanStudy {
  scope: number
  values: CustomerValues
  risk: DecisionRisk
  scheme: TierScheme
  /** What each option offers: option o is offers[columns.kind[o]]. */
  offers: TierOffer[]
  /** Row of the value table of each item: customers with at least one allowed action, hold-out taken out. */
  itemRows: Int32Array
  columns: OptionColumns
  /** Rows of customers nothing can be done for, with the reason. */
  notWorth: { row: number; reason: NotWorthSaving }[]
  excluded: Readonly<Record<Barred | 'already_gone' | 'held_out' | 'test_control' | 'in_treatment', number>>
  /** Share left alone at random, as asked, of the running test, or the usual. */
  holdOutShare: number
  /** Names of the tests on record that still run. */
  tests: readonly string[]
}

/** Share left alone where neither the caller nor a test on record says otherwise. */
export const usualHoldOut = 0.1

/** Value tier of a row by its forward value; low where it is not known. */
export const tierAt = ({ values, scheme }: Pick<PlanStudy, 'values' | 'scheme'>, row: number): ValueTier => {
  const forward = values.forward[row] ?? Number.NaN
  return Number.isNaN(forward) ? 'low' : tierOf(forward, scheme)
}

interface Options {
  rows: number[]
  start: number[]
  cost: number[]
  value: number[]
  kind: number[]
}

const noOptions = (): Options => ({ rows: [], start: [0], cost: [], value: [], kind: [] })

/**
 * Everybody in scope, sorted into those with something to choose, those not worth saving, and those left out: gone,
 * without consent, or held out at random (within tiers, of those worth an action) so that the effect can be measured.
 * `held` keeps the tier limits and caps of another set of assumptions.
 */
export async function planStudy(
  context: ToolContext,
  at: Observation,
  {
    where,
    holdOutShare,
    seed,
    held,
  }: {
    where?: Where | undefined
    holdOutShare?: number | undefined
    seed: number
    held?: TierScheme | undefined
  },
): Promise<PlanStudy> {
  const risk = await decisionRisk(context, at)
  const values = await customerValues(context, at)
  const scheme = held ?? tierScheme(context, values.forward)
  const offers = await tierOffers(context, at, scheme)
  const blocked = await barredReasons(context, values.table)
  const scope = where ? await scopeRows(context, at, { where }) : null
  const n = scope?.length ?? values.table.n
  const tests = await openTests(context, at)
  const share = holdOutShare ?? tests.holdOutShare ?? usualHoldOut
  const counts = {
    no_consent: 0,
    consent_unknown: 0,
    do_not_contact: 0,
    already_gone: 0,
    held_out: 0,
    test_control: 0,
    in_treatment: 0,
  }
  const notWorth: PlanStudy['notWorth'] = []
  const found = noOptions()
  const due = timeToBreathe()
  for (let index = 0; index < n; index++) {
    if (due()) await breathe()
    const row = scope?.[index] ?? index
    const out = values.active[row] ? (blocked[row] ?? null) : 'already_gone'
    if (out) {
      counts[out] += 1
      continue
    }
    const id = values.table.customerIds[row] ?? ''
    const waits = tests.control.has(id) ? 'test_control' : tests.acted.has(id) ? 'in_treatment' : null
    if (waits) {
      counts[waits] += 1
      continue
    }
    const reason = addOptions(found, row, { values, risk, scheme, offers })
    if (reason) notWorth.push({ row, reason })
  }
  const drawn = await heldOut(context, found, { values, scheme, tests }, share, seed)
  counts.held_out = drawn.size
  const kept = drawn.size === 0 ? found : without(found, drawn)
  return {
    scope: n,
    values,
    risk,
    scheme,
    offers,
    itemRows: Int32Array.from(kept.rows),
    columns: {
      start: Int32Array.from(kept.start),
      cost: Float64Array.from(kept.cost),
      value: Float64Array.from(kept.value),
      kind: Uint8Array.from(kept.kind),
      // One contact a customer, whatever is offered.
      load: new Float64Array(kept.cost.length).fill(1),
    },
    notWorth,
    excluded: counts,
    holdOutShare: share,
    tests: tests.names,
  }
}

/** Options of one customer: every offer of the tier under the spend cap; the reason where there is none. */
function addOptions(
  into: Options,
  row: number,
  { values, risk, scheme, offers }: Pick<PlanStudy, 'values' | 'risk' | 'scheme' | 'offers'>,
): NotWorthSaving | null {
  const forward = values.forward[row] ?? Number.NaN
  const probability = risk.probability[row] ?? Number.NaN
  const lacking = nothingToSave(forward, probability)
  if (lacking) return lacking
  const tier = tierOf(forward, scheme)
  const cap = spendCap(forward, tier, scheme.caps).amount
  let served = false
  for (const [kind, offer] of offers.entries()) {
    if (offer.tier !== tier) continue
    served = true
    // The cap holds for what is paid when the offer is taken.
    if (offer.cost > cap + 1e-9) continue
    // To the cent, so that the rows of a plan add up to its totals.
    into.cost.push(cents(expectedCost(offer.parts, acceptanceOf(probability, offer.successRate))))
    into.value.push(cents(probability * offer.successRate * forward))
    into.kind.push(kind)
  }
  if (into.cost.length === (into.start.at(-1) ?? 0)) return served ? 'cost_above_cap' : 'no_strategy_for_tier'
  into.start.push(into.cost.length)
  into.rows.push(row)
  return null
}

/**
 * Items drawn for the control group, within tiers, from those with an action that clears the threshold; whom a running
 * test assigned to be treated is not drawn again.
 */
async function heldOut(
  context: ToolContext,
  found: Options,
  study: Pick<PlanStudy, 'values' | 'scheme'> & { tests: OpenTests },
  share: number,
  seed: number,
): Promise<ReadonlySet<number>> {
  if (share <= 0) return new Set()
  const back = 1 + context.settings.values.roi_thresholds.consider
  const itemOf = new Map<string, number>()
  const members = found.rows.flatMap((row, item) => {
    let pays = false
    for (let option = found.start[item] ?? 0; option < (found.start[item + 1] ?? 0); option++)
      pays ||= (found.value[option] ?? 0) >= back * (found.cost[option] ?? 0)
    if (!pays) return []
    const customerId = study.values.table.customerIds[row] ?? ''
    if (study.tests.treatment.has(customerId)) return []
    itemOf.set(customerId, item)
    return [{ customerId, stratum: tierAt(study, row) }]
  })
  if (members.length === 0) return new Set()
  await breathe()
  const arms = [
    { name: 'treat', share: 1 - share },
    { name: 'hold_out', share },
  ]
  return new Set(
    assignArms(members, arms, seed).flatMap(({ customerId, arm }) =>
      arm === 'hold_out' ? [itemOf.get(customerId) ?? -1] : [],
    ),
  )
}

function without(found: Options, items: ReadonlySet<number>): Options {
  const kept = noOptions()
  for (const [item, row] of found.rows.entries()) {
    if (items.has(item)) continue
    for (let option = found.start[item] ?? 0; option < (found.start[item + 1] ?? 0); option++) {
      kept.cost.push(found.cost[option] ?? 0)
      kept.value.push(found.value[option] ?? 0)
      kept.kind.push(found.kind[option] ?? 0)
    }
    kept.start.push(kept.cost.length)
    kept.rows.push(row)
  }
  return kept
}
