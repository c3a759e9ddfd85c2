import { buyingStudy } from '../../src/analysis/buying-study.ts'
import type { BuyingStudy, Shortfall } from '../../src/analysis/buying-study.ts'
import { buyingValues } from '../../src/analysis/buying-values.ts'
import { clvSetting } from '../../src/analysis/clv-setting.ts'
import { contractStudy } from '../../src/analysis/contract-study.ts'
import type { ContractShortfall, ContractStudy } from '../../src/analysis/contract-study.ts'
import { contractValues } from '../../src/analysis/contract-values.ts'
import { covariateValues } from '../../src/analysis/covariate-values.ts'
import type { CovariateStudy } from '../../src/analysis/covariate-values.ts'
import { presentPattern } from '../../src/analysis/customer-values.ts'
import type { ValueAssumptions } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { opportunityValues } from '../../src/analysis/opportunity-values.ts'
import type { OpportunityShortfall } from '../../src/analysis/opportunity-values.ts'
import type { ValueStudy } from '../../src/analysis/value-study.ts'
import type { BuyingModelName, SettingDecision } from '../../src/domain/clv/models.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { DirectModel } from './clv-case.ts'
import type { ClvWords } from './clv-words.ts'

export type ClvShortfall = Shortfall | ContractShortfall | OpportunityShortfall

/** The model in use with what it rests on, or why there is none. */
export interface Chosen {
  study: ValueStudy | null
  shortfall: ClvShortfall | null
  bought: BuyingStudy | null
  contract: ContractStudy | null
  covariates: CovariateStudy | null
}

const none = { study: null, shortfall: null, bought: null, contract: null, covariates: null }

/** What is missing, in words. */
export function shortfallText(
  { what, found, needed }: ClvShortfall,
  { formats }: ToolContext,
  say: ClvWords,
) {
  const counts = [formats.number(found, 0), formats.number(needed, 0)] as const
  switch (what) {
    case 'contracts':
    case 'ends':
    case 'periods':
    case 'opportunities':
    case 'long':
      return say.gates[what](...counts)
    default:
      return say.gateMissing[what](...counts)
  }
}

/** Why the setting was decided as it was. */
export function settingText({ reason, evidence }: SettingDecision, { formats }: ToolContext, say: ClvWords) {
  return say.settings[reason]({
    contracts: formats.number(evidence.contractCustomers, 0),
    share: formats.percent(evidence.billingShare),
    dates: formats.number(evidence.purchaseDates, 0),
    variation: formats.number(evidence.gapVariation, 2),
  })
}

/** The asked model, or for `auto` the one that fits how customers of this store leave. */
export async function chosenModel(
  context: ToolContext,
  at: Observation,
  assumptions: ValueAssumptions,
  method: 'auto' | DirectModel,
  covariates: readonly string[],
): Promise<Chosen & { setting: SettingDecision | null }> {
  const setting = await clvSetting(context, at)
  if (covariates.length > 0 && method !== 'auto' && method !== 'pareto_nbd')
    throw new Fault('invalid_input', {
      field: 'covariates',
      problem: 'work with pareto_nbd',
      choices: ['pareto_nbd'],
    })
  const bought = async (name: BuyingModelName | null): Promise<Chosen> => {
    const wanted = covariates.length > 0 ? 'pareto_nbd' : name
    const { study, shortfall } = await buyingStudy(context, at, assumptions, wanted)
    if (!study) return { ...none, shortfall }
    const plain = await buyingValues(context, at, study, assumptions)
    if (covariates.length === 0) return { ...none, study: plain, bought: study }
    const traits = await covariateValues(context, at, { study, plain }, assumptions, covariates)
    return { ...none, study: traits, bought: study, covariates: traits }
  }
  const contract = async (name: 'sbg' | 'bdw' | null): Promise<Chosen> => {
    const { study, shortfall } = await contractStudy(context, at, assumptions, name)
    if (!study) return { ...none, shortfall }
    const values = await presentPattern(context, at, assumptions)
    return { ...none, study: contractValues(study, values), contract: study }
  }
  const occasions = async (): Promise<Chosen> => ({
    ...none,
    ...(await opportunityValues(context, at, assumptions)),
  })
  const byMethod = async (): Promise<Chosen> => {
    if (method === 'sbg' || method === 'bdw') return contract(method)
    if (method === 'bg_bb') return occasions()
    if (method !== 'auto') return bought(method)
    if (covariates.length > 0) return bought('pareto_nbd')
    if (setting?.setting === 'contractual') {
      const found = await contract(null)
      // What customers under contract pay may be known, or only that they stay.
      return found.study?.forward.some(value => value > 0) || at.overview.buyers === 0
        ? found
        : fallen(found, await bought(null))
    }
    if (setting?.setting === 'discrete_opportunities') {
      const found = await occasions()
      return found.study?.fit.identified ? found : fallen(found, await bought(null))
    }
    return bought(null)
  }
  return { ...(await byMethod()), setting }
}

/** The second choice, with the reason why the first was not taken where neither is. */
const fallen = (first: Chosen, second: Chosen): Chosen =>
  second.study ? second : { ...second, shortfall: first.shortfall ?? second.shortfall }
