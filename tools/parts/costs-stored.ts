import { costLines, costWindow, halves, newCustomers, within } from '../../src/analysis/cost-lines.ts'
import { aroundStart, missingMonths } from '../../src/analysis/cost-months.ts'
import { serviceCosts, touchAttribution } from '../../src/analysis/cost-service.ts'
import { observe } from '../../src/analysis/observe.ts'
import { cents, centsOrNull, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import { acquisitionCosts, againstBenchmark, stageCosts } from '../../src/domain/lifecycle/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import { activationOf } from './costs-activation.ts'
import { costFigures } from './costs-figures.ts'
import { measureRows, ownMove, volumesOf } from './costs-measure.ts'
import { measureRecord } from './costs-record.ts'
import type { PlannedMeasure } from './costs-record.ts'
import { byChannel, cacRows, indicatorsOf, lifecycleOf, periodRows, stageNamed } from './costs-rows.ts'
import { costFormula, emptyCosts } from './costs-shape.ts'
import type { CostWords } from './costs-shape.ts'

export interface StoredCosts {
  view: 'overview' | 'channels' | 'service' | 'periods'
  periods?: { from: string; to: string }[] | undefined
  benchmarks?: Record<string, number> | undefined
  measure?: PlannedMeasure | undefined
}

const spentOn = (stages: readonly { stage: string; amount: number }[], name: string): number =>
  stages.find(({ stage }) => stage === name)?.amount ?? 0

/** Lifecycle cost on record: stages against budget, CAC by channel, cost to serve, before and after, attribution. */
export async function costsStored(asked: StoredCosts, context: ToolContext, say: CostWords) {
  const { lines: everything, leftOut } = await costLines(context)
  const at = await observe(context)
  const [first, second] = asked.periods ?? []
  const window = first && !second ? first : costWindow(everything)
  const lines = window ? everything.filter(({ day }) => within(window, day)) : everything
  if (!window || lines.length === 0 || !at)
    return {
      ...emptyCosts,
      ...(at ? { as_of: at.asOf, currency: at.currency } : {}),
      status: 'no_data' as const,
      summary: leftOut > 0 ? say.leftOut(String(leftOut)) : say.noData,
    }
  const { currency } = at
  const { formats } = context
  const { stages, total } = stageCosts(lines, context.settings.values.cost_stages)
  const missing = missingMonths(lines, window)
  const everybody = await newCustomers(context, window)
  // Who came in a month whose spend is not on record would make the others look cheap.
  const unbooked = new Set(
    missing.flatMap(({ stage, months }) => (stage === null || stage === 'acquisition' ? months : [])),
  )
  const won = everybody.filter(({ day }) => !unbooked.has(day.slice(0, 7)))
  const cac = acquisitionCosts(lines, byChannel(won))
  const { measure } = asked
  const split =
    first && second
      ? ([first, second] as const)
      : measure?.started === undefined
        ? halves(lines)
        : aroundStart(lines, measure.started)
  const volumes = split ? await volumesOf(context, everybody, split) : null
  const measures = split && volumes ? measureRows(lines, split, volumes, context, currency, say) : []
  const moved = measures
    .filter(row => ownMove(row) > 0)
    .toSorted((one, two) => ownMove(two) - ownMove(one))[0]
  const record =
    measure && split && volumes
      ? await measureRecord(measure, { lines, windows: split, volumes, currency }, context, at, say)
      : null
  const { view } = asked
  const service =
    view === 'service' || view === 'overview' ? await serviceCosts(context, at, lines, window) : null
  const attribution = view === 'channels' ? await touchAttribution(context, everybody) : null
  const { found: indicators, missing: unknown } = await indicatorsOf(
    context,
    at,
    window,
    everybody,
    won.length,
    cac.totalSpend,
  )
  const activation =
    view === 'channels'
      ? await activationOf(context, at, everybody, spentOn(stages, 'activation'), window.to)
      : null
  const churnSpend = spentOn(stages, 'churn')
  const lifecycle =
    view === 'overview' || view === 'service'
      ? await lifecycleOf(context, at, window, cac, total, churnSpend)
      : null
  const shownStages = stages
    .filter(({ lines: n }) => n > 0)
    .map(({ stage, amount, share, lines: n, budget, overBudget, overBudgetShare }) => ({
      stage,
      amount: cents(amount),
      share: shortOrNull(share),
      lines: n,
      budget: centsOrNull(budget),
      over_budget: centsOrNull(overBudget),
      over_budget_share: shortOrNull(overBudgetShare),
    }))
  const largest = shownStages.toSorted((one, two) => two.amount - one.amount)[0]
  const off = shownStages
    .filter(({ over_budget: amount }) => amount !== null && Math.abs(amount) > 0.005)
    .toSorted((one, two) => (two.over_budget ?? 0) - (one.over_budget ?? 0))
  // Who overspent comes first; where nobody did, who spent least of the budget.
  const over = (off[0]?.over_budget ?? 0) > 0 ? off[0] : off.at(-1)
  const budgeted = shownStages.some(({ budget }) => budget !== null)
  const shownCac = cacRows(cac)
  const measured = new Map<string, number | null>([
    ...indicators.map(({ name, value }): [string, number | null] => [name, value]),
    ['cac', shownCac.blended],
    ...shownStages.map(({ stage, amount }): [string, number] => [`stage_cost:${stage}`, amount]),
  ])
  const unit = currency ?? 'money'
  const rate = service ? short(service.timed.ratePerMinute) : null
  const figures = costFigures(
    {
      total: cents(total),
      lines: lines.length,
      won: won.length,
      view,
      cac: shownCac,
      stages: measure ? [] : shownStages,
      rate,
      lifecycle,
      unit,
    },
    say,
  )
  const wholeService = service
    ? {
        cost: cents(service.cost),
        minutes: service.minutes,
        capacity_minutes: service.capacityMinutes,
        rate_per_minute: rate ?? 0,
        utilisation: short(service.utilisation),
        unused_cost: cents(service.unusedCost),
        driver: service.driver,
        segments: service.segments.map(({ name, n, margin, cost, costShare, marginShare, overServed }) => ({
          segment: name,
          n,
          margin: cents(margin),
          cost: cents(cost),
          cost_share: shortOrNull(costShare),
          margin_share: shortOrNull(marginShare),
          over_served: overServed,
        })),
      }
    : null
  return {
    ...emptyCosts,
    as_of: at.asOf,
    currency,
    summary: [
      say.stored({
        total: formats.money(cents(total), currency),
        from: formats.day(window.from),
        to: formats.day(window.to),
        largest: largest ? stageNamed(largest.stage, say) : '–',
        largestShare: formats.percent(largest?.share ?? null),
        cac:
          won.length > 0
            ? say.blended({
                cac: formats.money(shownCac.blended, currency),
                fresh: formats.number(won.length, 0),
              })
            : '',
        over: over
          ? say[(over.over_budget ?? 0) > 0 ? 'overspent' : 'underspent']({
              stage: stageNamed(over.stage, say),
              amount: formats.money(Math.abs(over.over_budget ?? 0), currency),
              share: formats.percent(Math.abs(over.over_budget_share ?? 0)),
            })
          : budgeted
            ? say.asBudgeted
            : say.onBudget,
        saving: moved
          ? say.moved({ stage: stageNamed(moved.stage, say), reading: moved.interpretation })
          : '',
      }),
      ...(wholeService
        ? [
            say.service({
              rate: formats.money(wholeService.rate_per_minute, currency, 4),
              utilisation: formats.percent(wholeService.utilisation),
              unused: formats.money(wholeService.unused_cost, currency),
            }),
            ...wholeService.segments
              .filter(row => row.over_served)
              .map(row =>
                say.overServed({
                  segment: say.tiers[row.segment] ?? row.segment,
                  cost: formats.percent(row.cost_share),
                  margin: formats.percent(row.margin_share),
                }),
              ),
          ]
        : []),
      ...(activation
        ? [
            say.activation({
              rate: formats.percent(activation.rate),
              n: formats.number(activation.new_customers, 0),
              days: formats.number(activation.within_days, 0),
              by: say.activatedBy[activation.by],
              cost:
                activation.cost_per_activated === null
                  ? ''
                  : formats.money(activation.cost_per_activated, currency),
            }),
          ]
        : []),
      ...(record ? [record.steps[3] ?? ''] : []),
    ].join(context.language === 'en' ? ' ' : ''),
    figures,
    method: {
      name: 'lifecycle costs: stages, CAC, time-driven cost to serve, before/after, attribution',
      formula_id: costFormula,
      parameters: {
        view,
        from: window.from,
        to: window.to,
        stages: context.settings.values.cost_stages,
        half_life_days: 7,
      },
    },
    assumptions: [
      say.neverByRevenue,
      say.fullyLoaded,
      say.noBenchmarks,
      ...(measures.length > 0 ? [say.halves] : []),
      ...(service ? [say.driver] : []),
      ...(attribution ? [say.attributionNote] : []),
      ...(lifecycle ? [say.horizon] : []),
    ],
    warnings: [
      ...(leftOut > 0 ? [say.leftOut(formats.number(leftOut, 0))] : []),
      ...missing.map(row =>
        say.missingMonths({
          stage: row.stage === null ? null : stageNamed(row.stage, say),
          months: formats.list(row.months.slice(0, 6)),
        }),
      ),
      ...(measure && !split ? [say.noPeriods] : []),
      ...(won.length === 0 ? [say.noCustomers] : []),
      ...(everybody.length > won.length && won.length > 0
        ? [say.cacMonths(formats.number(everybody.length - won.length, 0))]
        : []),
      ...(view === 'service' && !service ? [say.noTickets] : []),
    ],
    suggested_actions: [
      ...(view === 'channels'
        ? []
        : [{ tool: 'analyze_costs', why: say.channelsNext, arguments: { view: 'channels' } }]),
      ...(view === 'service'
        ? []
        : [{ tool: 'analyze_costs', why: say.serviceNext, arguments: { view: 'service' } }]),
    ],
    total_cost: cents(total),
    stages: shownStages,
    cac: won.length > 0 ? shownCac : null,
    periods: view === 'periods' ? periodRows(lines) : [],
    service: view === 'service' ? wholeService : wholeService && { ...wholeService, segments: [] },
    whale:
      view === 'service' && service?.whale
        ? {
            n: service.whale.n,
            total: cents(service.whale.total),
            peak: cents(service.whale.peak),
            peak_share: shortOrNull(service.whale.peakShare.value),
            count_at_peak: service.whale.countAtPeak,
            unprofitable: service.whale.unprofitable,
            curve: service.whale.curve.map(({ customers, profit }) => ({ customers, profit: cents(profit) })),
          }
        : null,
    measures: view === 'periods' ? measures : view === 'overview' && moved ? [moved] : [],
    record,
    missing_months: missing,
    activation,
    missing_indicators: (view === 'overview' && !measure ? unknown : []).map(name => ({
      name,
      needs: say.needs[name],
    })),
    attribution:
      attribution?.rows.map(row => ({
        method: row.method,
        channel: row.channel,
        customers: short(row.customers),
        share: shortOrNull(row.share),
        touch_cost: cents(row.touchCost),
      })) ?? [],
    indicators: indicators.map(row => ({
      ...row,
      value: shortOrNull(row.value),
      numerator: cents(row.numerator),
    })),
    benchmarks: Object.entries(asked.benchmarks ?? {}).map(([name, benchmark]) => {
      const value = measured.get(name) ?? null
      const compared = value === null ? null : againstBenchmark(value, benchmark)
      return {
        name,
        value,
        benchmark,
        difference: shortOrNull(compared?.difference ?? null),
        ratio: shortOrNull(compared?.ratio.value ?? null),
      }
    }),
    lifecycle,
  }
}
