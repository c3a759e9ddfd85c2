import type { TierScheme, ValueAssumptions } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import type { NewCustomer, Segments } from '../../src/analysis/value-segments.ts'
import type { Ends, HoldoutRow, ValueStudy } from '../../src/analysis/value-study.ts'
import { chiSquareTail } from '../../src/domain/churn/distributions.ts'
import { finiteOrNull } from '../../src/domain/estimate.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { Chosen } from './clv-choice.ts'
import type { ClvWords } from './clv-words.ts'

export interface ModelFacts {
  at: Observation
  chosen: Chosen & { study: ValueStudy }
  assumptions: ValueAssumptions
  n: number
  known: number
  alive: number
  total: number | null
  ends: Ends
  mean: number | null
  scheme: TierScheme
  newcomer: NewCustomer | null
  segments: Segments
}

const number = (value: HoldoutRow[string] | undefined): number | null =>
  typeof value === 'number' ? finiteOrNull(value) : null

/** What the model says of the population, how it did on the hold-out, and what a new customer brings. */
export function modelSummary(
  facts: ModelFacts & { purchases: number | null },
  context: ToolContext,
  say: ClvWords,
): string {
  const { formats, language } = context
  const { study, contract } = facts.chosen
  const money = (amount: number | null): string => formats.shortMoney(amount, facts.at.currency)
  const { horizonMonths } = facts.assumptions
  const shared = {
    n: formats.number(facts.n, 0),
    model: say.models[study.model],
    total: money(facts.total),
    interval:
      facts.ends.low === null || facts.ends.high === null
        ? say.noInterval
        : `${money(facts.ends.low)}–${money(facts.ends.high)}`,
    mean: money(facts.mean),
    horizon: horizonMonths === 'infinite' ? say.forever : say.months(String(horizonMonths)),
    discount: formats.percent(facts.assumptions.annualDiscount),
    margin: formats.percent(facts.assumptions.grossMargin),
    tiers: say.tiersFrom[facts.scheme.rules.basis],
  }
  const count = formats.number(horizonMonths === 'infinite' ? null : facts.purchases, 0)
  const alive = formats.number(facts.alive, 0)
  const told = contract
    ? say.contracts({ ...shared, there: alive, period: say.periods[study.timeUnit], payments: count })
    : say.bought({ ...shared, alive, purchases: count })
  return [
    told,
    racedText(study, context, say),
    contract && !study.holdout.some(({ winner }) => winner === true) ? say.byBic : '',
    traitsText(facts, context, say),
    facts.newcomer?.clv_forward == null
      ? ''
      : say.newCustomer({ value: money(facts.newcomer.clv_forward), source: say.sources.pooled }),
  ]
    .filter(Boolean)
    .join(language === 'en' ? ' ' : '')
}

function racedText(study: ValueStudy, { formats, language }: ToolContext, say: ClvWords): string {
  const [first] = study.holdout
  if (!first) return ''
  const nameOf = (row: HoldoutRow): string => {
    const { model } = row
    return Object.entries(say.models).find(([key]) => key === model)?.[1] ?? String(model)
  }
  const winner = study.holdout.find(({ winner: won }) => won === true) ?? first
  const days = formats.number(study.holdoutDays, 0)
  const between = language === 'en' ? '; ' : '；'
  if ('log_loss' in first) {
    if (winner['winner'] !== true) return ''
    const table = study.holdout.map(row =>
      say.stillThere({
        model: nameOf(row),
        predicted: formats.number(number(row['predicted_total']), 0),
        actual: formats.number(number(row['actual_total']), 0),
      }),
    )
    return say.racedContracts({ winner: nameOf(winner), days, table: table.join(between) })
  }
  const table = study.holdout.map(
    row =>
      `${nameOf(row)} MAE ${formats.number(number(row['mae']), 3)}, ${formats.percent(number(row['total_error']))}`,
  )
  return say.raced({ winner: nameOf(winner), days, table: table.join(between) })
}

function traitsText({ chosen: { covariates } }: ModelFacts, { formats }: ToolContext, say: ClvWords): string {
  if (!covariates) return ''
  const p = chiSquareTail(Math.max(0, covariates.likelihoodRatio), covariates.degrees)
  const strength = (value: number, error: number | null): number =>
    error === null || error === 0 ? 0 : Math.abs(value / error)
  const [lead] = covariates.covariates.toSorted(
    (one, two) =>
      Math.max(strength(two.buying, two.buying_error), strength(two.leaving, two.leaving_error)) -
      Math.max(strength(one.buying, one.buying_error), strength(one.leaving, one.leaving_error)),
  )
  return say.covariates({
    ratio: formats.number(covariates.likelihoodRatio, 2),
    degrees: formats.number(covariates.degrees, 0),
    p: p < 0.0001 ? '< 0.0001' : `= ${formats.number(p, 4)}`,
    lead: lead?.name ?? '–',
  })
}

export function assumptionsOf({ chosen, scheme }: ModelFacts, say: ClvWords): string[] {
  const { study, contract, covariates } = chosen
  const { spend } = study.told
  return [
    say.caps,
    contract ? say.renewalsDue : say.spendBy[spend === 'own mean' ? 'mean' : 'gamma_gamma'],
    ...(covariates ? [say.covariatesFixed] : []),
    say.parametersOnly,
    say.tiersFrom[scheme.rules.basis],
  ]
}

export function warningsOf(
  { chosen: { study, bought }, n, known, segments, assumptions }: ModelFacts,
  { formats }: ToolContext,
  say: ClvWords,
): string[] {
  const correlation = bought?.spend?.correlation ?? null
  const unknown = assumptions.horizonMonths === 'infinite' && known === 0 ? 0 : n - known
  return [
    ...(study.fit.identified ? [] : [say.notIdentified]),
    ...(study.fit.converged ? [] : [say.notConverged]),
    ...(correlation !== null && Math.abs(correlation) > 0.3
      ? [say.dependence(formats.number(correlation))]
      : []),
    ...(unknown > 0 ? [say.unknownTenure(formats.number(unknown, 0))] : []),
    ...(segments.omitted > 0 ? [say.omitted(formats.number(segments.omitted, 0))] : []),
  ]
}
