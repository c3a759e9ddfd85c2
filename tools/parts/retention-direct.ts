import { mrrRates, rivalRates } from '../../src/domain/churn/index.ts'
import type { MrrRate, MrrRateName } from '../../src/domain/churn/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { formulaId } from './formula-ids.ts'
import { nothing, survivalOf } from './retention-shape.ts'
import { survivalFigures, survivalSummary } from './retention-survival.ts'
import type { RetentionWords } from './retention-words.ts'

export interface RetentionInputs {
  durations?: number[] | undefined
  events?: (0 | 1)[] | undefined
  groups?: (string | number)[] | undefined
  covariates?: Readonly<Record<string, number[]>> | undefined
  times?: number[] | undefined
  start_mrr?: number | undefined
  new?: number | undefined
  expansion?: number | undefined
  contraction?: number | undefined
  churn?: number | undefined
  reactivation?: number | undefined
  active_at_start?: number | undefined
  new_customers?: number | undefined
  churned?: number | undefined
  churned_of_new?: number | undefined
}

/** Calculators: survival, one month's movements, or rival churn rates from given numbers. */
export function retentionDirect(inputs: RetentionInputs, context: ToolContext, say: RetentionWords) {
  if (inputs.durations) return survivalDirect(inputs.durations, inputs, context, say)
  if (inputs.start_mrr !== undefined) return movementsDirect(inputs.start_mrr, inputs, context, say)
  if (inputs.active_at_start !== undefined)
    return definitionsDirect(inputs.active_at_start, inputs, context, say)
  throw new Fault('invalid_input', {
    field: 'inputs',
    problem: 'give durations with events, or start_mrr, or active_at_start',
  })
}

function survivalDirect(
  durations: number[],
  { events = durations.map((): 0 | 1 => 1), groups, covariates, times }: RetentionInputs,
  { formats }: ToolContext,
  say: RetentionWords,
) {
  const columns = Object.entries(covariates ?? {}).map(([name, values]) => ({ name, values }))
  const { curve, parts } = survivalOf(
    { durations, events },
    { groups: groups?.map(String), covariates: columns, times },
  )
  return {
    ...nothing,
    ...parts,
    view: 'survival',
    summary: survivalSummary({ curve, parts }, formats, say, ''),
    figures: survivalFigures(parts, curve.n, say),
    method: {
      name: say.methods.survival,
      formula_id: formulaId.survival,
      parameters: { n: curve.n, events: curve.events, interval: 'log-log', level: 0.95 },
    },
    assumptions: [say.censoring],
  }
}

const rateNames: readonly MrrRateName[] = ['gross_churn', 'net_churn', 'grr', 'nrr', 'quick_ratio']

export const rateRows = (rates: Record<MrrRateName, MrrRate>, say: RetentionWords) =>
  rateNames.map(name => ({
    name,
    label: say.rates[name],
    rate: rates[name].value,
    numerator: rates[name].numerator,
    denominator: rates[name].denominator,
    formula: rates[name].formula,
  }))

function movementsDirect(
  start: number,
  inputs: RetentionInputs,
  { formats }: ToolContext,
  say: RetentionWords,
) {
  const { new: gained = 0, expansion = 0, contraction = 0, churn = 0, reactivation = 0 } = inputs
  const rates = mrrRates({ start, new: gained, expansion, contraction, churn, reactivation })
  const impossible = churn + contraction > start
  const text = (name: MrrRateName): string => formats.percent(rates[name].value)
  return {
    ...nothing,
    view: 'movements',
    summary: say.month({
      gross: text('gross_churn'),
      net: text('net_churn'),
      grr: text('grr'),
      nrr: text('nrr'),
      quick: formats.number(rates.quick_ratio.value, 2),
      end: formats.number(start + gained + expansion + reactivation - contraction - churn, 2),
    }),
    figures: rateNames.flatMap(name =>
      rates[name].value === null
        ? []
        : [
            {
              path: name,
              name: say.rates[name],
              value: rates[name].value,
              unit: name === 'quick_ratio' ? 'ratio' : 'fraction',
              badge: 'measured' as const,
            },
          ],
    ),
    method: {
      name: say.methods.month,
      formula_id: formulaId.mrr,
      parameters: { reactivation_in_nrr: false },
    },
    assumptions: [say.netCounts],
    warnings: [...(impossible ? [say.lostMoreThanStart] : []), ...(start === 0 ? [say.noStart] : [])],
    gross_churn: rates.gross_churn.value,
    net_churn: rates.net_churn.value,
    grr: rates.grr.value,
    nrr: rates.nrr.value,
    quick_ratio: rates.quick_ratio.value,
    rates: rateRows(rates, say),
  }
}

function definitionsDirect(
  activeAtStart: number,
  { new_customers: newCustomers = 0, churned = 0, churned_of_new: churnedOfNew = 0 }: RetentionInputs,
  { formats }: ToolContext,
  say: RetentionWords,
) {
  if (churnedOfNew > Math.min(churned, newCustomers)) {
    throw new Fault('invalid_input', {
      field: 'inputs.churned_of_new',
      problem: 'cannot be more than churned or than new_customers',
    })
  }
  if (churned - churnedOfNew > activeAtStart) {
    throw new Fault('invalid_input', {
      field: 'inputs.churned',
      problem: 'more customers left than were there',
    })
  }
  const definitions = rivalRates({ activeAtStart, newCustomers, churned, churnedOfNew }).map(
    ({ usedBy, ...rest }) => ({
      ...rest,
      label: say.definitions[rest.name],
      formula: say.formulas[rest.name],
      used_by: usedBy,
    }),
  )
  return {
    ...nothing,
    view: 'definitions',
    summary: say.rival(
      definitions.map(
        each =>
          `${say.definitions[each.name]} ${formats.percent(each.rate)} (${each.numerator}/${each.denominator})`,
      ),
    ),
    figures: definitions.flatMap((each, index) =>
      each.rate === null
        ? []
        : [
            {
              path: `definitions/${index}/rate`,
              name: say.definitions[each.name],
              value: each.rate,
              unit: 'fraction',
              badge: 'measured' as const,
              n: each.denominator,
            },
          ],
    ),
    method: {
      name: say.methods.rival,
      formula_id: formulaId.churnDefinitions,
      parameters: {},
    },
    assumptions: [say.sameCounts],
    definitions,
  }
}
