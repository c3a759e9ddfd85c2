import { mrrRates, rivalRates } from '../../src/domain/churn/index.ts'
import type { MrrRate, MrrRateName } from '../../src/domain/churn/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { formulaId } from './formula-ids.ts'
import { nothing, survivalOf } from './retention-shape.ts'
import type { RetentionWords } from './retention-shape.ts'

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
      name: 'Kaplan–Meier (log-log intervals), log-rank, Cox with Efron ties',
      formula_id: formulaId.survival,
      parameters: { n: curve.n, events: curve.events, interval: 'log-log', level: 0.95 },
    },
    assumptions: [say.censoring],
  }
}

type Survival = ReturnType<typeof survivalOf>

export function survivalSummary(
  { curve, parts }: Survival,
  formats: ToolContext['formats'],
  say: RetentionWords,
  unit: string,
): string {
  const last = curve.steps.at(-1)
  return [
    say.survival({
      n: formats.number(curve.n, 0),
      events: formats.number(curve.events, 0),
      median: parts.median === null ? null : formats.number(parts.median, 1),
      unit,
      until: formats.number(last?.time ?? 0, 0),
      left: formats.percent(last?.survival ?? 1),
      mean: parts.restricted_mean.value === null ? null : formats.number(parts.restricted_mean.value, 1),
    }),
    parts.log_rank
      ? say.logRank({
          chi: formats.number(parts.log_rank.chi_square, 2),
          p: pText(parts.log_rank.p_value, formats),
          differ: parts.log_rank.p_value < 0.05,
        })
      : '',
    parts.cox
      ? say.cox({
          n: formats.number(parts.cox.coefficients.length, 0),
          concordance: formats.number(parts.cox.concordance, 3),
          lead: lead(parts.cox, formats),
        })
      : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const pText = (p: number, formats: ToolContext['formats']): string =>
  p < 0.0001 ? '< 0.0001' : `= ${formats.number(p, 4)}`

function lead(
  { coefficients }: NonNullable<Survival['parts']['cox']>,
  formats: ToolContext['formats'],
): string {
  const [strongest] = coefficients
    .filter(({ p_value: p }) => p !== null)
    .toSorted((one, two) => (one.p_value ?? 1) - (two.p_value ?? 1))
  return strongest ? `${strongest.name} × ${formats.number(strongest.hazard_ratio, 2)}` : '–'
}

export function survivalFigures(
  { median, median_ci: [low, high], log_rank: test, restricted_mean: mean, cox }: Survival['parts'],
  n: number,
  say: RetentionWords,
) {
  return [
    ...(median === null
      ? []
      : [
          {
            path: 'median',
            name: say.figures.median,
            value: median,
            unit: 'time',
            badge: 'measured' as const,
            low,
            high,
            n,
          },
        ]),
    ...(mean.value === null
      ? []
      : [
          {
            path: 'restricted_mean/value',
            name: say.figures.mean,
            value: mean.value,
            unit: 'time',
            badge: 'measured' as const,
            n,
          },
        ]),
    ...(test
      ? [
          {
            path: 'log_rank/chi_square',
            name: say.figures.logRank,
            value: test.chi_square,
            unit: 'chi-square',
            badge: 'measured' as const,
            n,
          },
        ]
      : []),
    ...(cox && cox.concordance !== null
      ? [
          {
            path: 'cox/concordance',
            name: say.figures.concordance,
            value: cox.concordance,
            unit: 'fraction',
            badge: 'modelled' as const,
            n,
          },
        ]
      : []),
    ...(cox?.coefficients ?? []).flatMap((each, index) =>
      each.hazard_ratio === null
        ? []
        : [
            {
              path: `cox/coefficients/${index}/hazard_ratio`,
              name: say.figures.hazard(each.name),
              value: each.hazard_ratio,
              unit: 'ratio',
              badge: 'modelled' as const,
              low: each.low,
              high: each.high,
              n,
            },
          ],
    ),
  ]
}

const rateNames: readonly MrrRateName[] = ['gross_churn', 'net_churn', 'grr', 'nrr', 'quick_ratio']

export const rateRows = (rates: Record<MrrRateName, MrrRate>) =>
  rateNames.map(name => ({
    name,
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
      name: 'MRR rates from one period’s movements',
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
    rates: rateRows(rates),
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
    ({ usedBy, ...rest }) => ({ ...rest, used_by: usedBy }),
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
      name: 'rival churn rates of one period',
      formula_id: formulaId.churnDefinitions,
      parameters: {},
    },
    assumptions: [say.sameCounts],
    definitions,
  }
}
