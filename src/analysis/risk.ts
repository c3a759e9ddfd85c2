import type { ToolContext } from '../tool.ts'
import { churnBaseline, lastingSilence } from './churn-in-force.ts'
import type { ChurnInForce, Silence } from './churn-in-force.ts'
import { churnStudy, scoreTable } from './churn-model.ts'
import { customerValues } from './customer-values.ts'
import { lastingShares } from './lasting-shares.ts'
import type { LastingSpread } from './lasting-shares.ts'
import { measuredGroups, measuredRates } from './measured-rates.ts'
import type { Observation } from './observe.ts'

/** P(churn) of every customer over `days`, aligned with the value table, and where it comes from. */
export interface CustomerRisk {
  probability: Float64Array
  /**
   * `model`: the churn model passed its gate and held on later windows. `measured_rate`: the rate of the customer's group,
   * or of all who are active where no group stands out.
   */
  basis: 'given' | 'model' | 'measured_rate' | 'assumed_one'
  days: number | null
  /** Groups that share a measured rate: 1 for everybody, 2 where a rule separates them; `null` where no rate is shared. */
  groups: number | null
  /** Where the probability is one of falling silent: how many of the silent stay away, and are lost. */
  silence: Silence | null
  /** The same of each customer, 0 to 1; 1 where churn is not silence. */
  lastingShare: Float64Array
  /** How that share differs between customers; `null` where it is one for all. */
  spread: LastingSpread | null
}

const oneForAll = (n: number, silence: Silence | null): Float64Array =>
  new Float64Array(n).fill(silence?.lasting?.value ?? 1)

/**
 * Probability of churn: as given, else from the churn model when it passes its gate and held on later
 * windows, else the measured churn rate; 1 where nothing can be measured, and for customers already gone.
 */
export async function customerRisk(
  context: ToolContext,
  at: Observation,
  given?: number,
): Promise<CustomerRisk> {
  const { table, active } = await customerValues(context, at)
  if (given !== undefined) {
    return {
      probability: new Float64Array(table.n).fill(given),
      basis: 'given',
      days: null,
      groups: null,
      silence: null,
      lastingShare: oneForAll(table.n, null),
      spread: null,
    }
  }
  return context.once(`risk/${at.asOf}`, async () => {
    const study = await churnStudy(context, at)
    const measuredBy = async (
      definition: ChurnInForce,
      found: { probability: Float64Array; learned: ArrayLike<number> | null } | null,
    ) => {
      const silence = await lastingSilence(context, at, definition)
      const shared = { share: oneForAll(table.n, silence), spread: null }
      const { share, spread } =
        study && found && silence
          ? await lastingShares(context, at, study, silence.lasting, found.learned, {
              table,
              probability: found.probability,
              active,
            })
          : shared
      return { days: definition.days, silence, lastingShare: share, spread }
    }
    const modelled = study?.verdict === 'ok' ? await scoreTable(study, table) : null
    if (study && modelled) {
      return {
        probability: modelled.map((value, row) => (active[row] ? value : 1)),
        basis: 'model',
        groups: null,
        ...(await measuredBy(study.definition, {
          probability: modelled,
          learned: study.training.outOfFold,
        })),
      }
    }
    if (study?.verdict === 'no_signal') {
      const groups = measuredGroups(study)
      const rates = measuredRates(groups, table)
      return {
        probability: rates.map((value, row) => (active[row] ? value : 1)),
        basis: 'measured_rate',
        groups: groups.length,
        ...(await measuredBy(study.definition, {
          probability: rates,
          learned: measuredRates(groups, study.table),
        })),
      }
    }
    const baseline = await churnBaseline(context, at)
    const rate = baseline?.rate.value ?? null
    if (baseline === null || rate === null) {
      return {
        probability: new Float64Array(table.n).fill(1),
        basis: 'assumed_one',
        days: null,
        groups: null,
        silence: null,
        lastingShare: oneForAll(table.n, null),
        spread: null,
      }
    }
    const probability = Float64Array.from(active, live => (live ? rate : 1))
    return {
      probability,
      basis: 'measured_rate',
      groups: 1,
      ...(await measuredBy(baseline.definition, null)),
    }
  })
}

/** Forward value at risk of one customer: of the silent only those who stay away are lost. */
export const valueAtRisk = (probability: number, forward: number, lastingShare = 1): number =>
  probability * lastingShare * forward
