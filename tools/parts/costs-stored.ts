import { halves } from '../../src/analysis/cost-lines.ts'
import { aroundStart } from '../../src/analysis/cost-months.ts'
import { serviceCosts } from '../../src/analysis/cost-service.ts'
import { cents, shortOrNull } from '../../src/analysis/plan-money.ts'
import { touchAttribution } from '../../src/analysis/touch-attribution.ts'
import { stageCosts } from '../../src/domain/lifecycle/index.ts'
import type { AttributionMethod } from '../../src/domain/lifecycle/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import { activationOf } from './costs-activation.ts'
import { costFigures } from './costs-figures.ts'
import { measureRows, ownMove, volumesOf } from './costs-measure.ts'
import { readCosts, wonIn } from './costs-read.ts'
import { measureRecord } from './costs-record.ts'
import type { PlannedMeasure } from './costs-record.ts'
import { cacRows, indicatorsOf, lifecycleOf, periodRows, stageNamed } from './costs-rows.ts'
import { costFormula, emptyCosts } from './costs-shape.ts'
import type { CostWords } from './costs-shape.ts'
import { attributionRows, benchmarkRows, budgetOf, serviceRow, stageRows, whaleRow } from './costs-shown.ts'
import type { StageRow } from './costs-shown.ts'
import {
  attributionTold, cacWarnings, costSummary, ledgerWarnings, renamedTold, serviceWarnings,
} from './costs-told.ts' // prettier-ignore
import { undatedCosts } from './costs-undated.ts'
import { methodName } from '../words/method-names.ts'

export interface StoredCosts {
  view: 'overview' | 'channels' | 'service' | 'periods'
  periods?: { from: string; to: string }[] | undefined
  attribution?: AttributionMethod | undefined
  benchmarks?: Record<string, number> | undefined
  measure?: PlannedMeasure | undefined
}

const spentOn = (stages: readonly StageRow[], name: string): number =>
  stages.find(({ stage }) => stage === name)?.amount ?? 0

/** Lifecycle cost on record: stages against budget, CAC by channel, cost to serve, before and after, attribution. */
export async function costsStored(asked: StoredCosts, context: ToolContext, say: CostWords) {
  const read = await readCosts(context, asked.periods)
  const { at, window, lines, ledger, whole } = read
  const { formats } = context
  if (!at || lines.length === 0)
    return {
      ...emptyCosts,
      ...(at ? { as_of: at.asOf, currency: at.currency } : {}),
      status: 'no_data' as const,
      summary:
        at && whole && ledger.lines.length > 0
          ? say.outside({ from: formats.day(whole.from), to: formats.day(whole.to) })
          : (at && ledgerWarnings(read, at.currency, context, say)[0]) || say.noData,
    }
  if (!window) return undatedCosts(read, at, context, say)
  const { currency } = at
  const { stages: allStages, total } = stageCosts(lines, context.settings.values.cost_stages)
  const stages = stageRows(allStages)
  const budget = budgetOf(lines)
  const wonCosts = await wonIn(context, lines, window)
  const { everybody, won, cac, missing, by } = wonCosts
  const { measure, view } = asked
  const [first, second] = read.periods
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
  const served =
    view === 'service' || view === 'overview' ? await serviceCosts(context, at, lines, window) : null
  const attribution =
    view === 'channels' ? await touchAttribution(context, everybody, window, lines, asked.attribution) : null
  const { found: indicators, missing: unknown } = await indicatorsOf(context, at, window, wonCosts)
  const activation =
    // Who is new by a first order has ordered: that says nothing of activation.
    view === 'channels' && by !== 'first_order'
      ? await activationOf(context, at, everybody, lines, window.to)
      : null
  const lifecycle =
    (view === 'overview' || view === 'service') && at.overview.customers > 0
      ? await lifecycleOf(context, at, window, cac, total, spentOn(stages, 'churn'))
      : null
  const shownCac = cacRows(cac)
  const known = won.length > 0 && shownCac.blended !== null
  const measured = new Map<string, number | null>([
    ...indicators.map(({ name, value }): [string, number | null] => [name, value]),
    ...(known ? [['cac', shownCac.blended] as [string, number | null]] : []),
    ...stages.map(({ stage, amount }): [string, number] => [`stage_cost:${stage}`, amount]),
  ])
  const strange = Object.keys(asked.benchmarks ?? {}).filter(name => !measured.has(name))
  const service = served ? serviceRow(served) : null
  const shared = attributionTold(attribution, everybody.length, context, say)
  return {
    ...emptyCosts,
    as_of: at.asOf,
    currency,
    summary: costSummary(
      {
        total: cents(total),
        window,
        currency,
        stages,
        budget,
        won: won.length,
        cac: known ? shownCac.blended : null,
        moved,
        service,
        activation,
        fourth: record?.steps[3],
      },
      context,
      say,
    ),
    figures: costFigures(
      {
        total: cents(total),
        lines: lines.length,
        won: known ? won.length : 0,
        view,
        cac: shownCac,
        stages: measure ? [] : stages,
        rate: service?.rate_per_minute ?? null,
        lifecycle,
        unit: currency ?? 'money',
      },
      say,
    ),
    method: {
      name: methodName('costs', context.language),
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
      ...renamedTold(read, context, say),
      say.neverByRevenue,
      say.fullyLoaded,
      ...(by === null || by === 'signup_date' || won.length === 0 ? [] : [say.newBy[by]]),
      say.noBenchmarks,
      ...(measures.length > 0 ? [say.halves] : []),
      ...(served?.service?.driver ? [say.drivers[served.service.driver]] : []),
      ...(served?.service?.basis ? [say.margins[served.service.basis]] : []),
      ...shared.assumptions,
      ...(lifecycle ? [say.horizon] : []),
    ],
    warnings: [
      ...ledgerWarnings(read, currency, context, say),
      ...missing.map(row =>
        say.missingMonths({
          stage: row.stage === null ? null : stageNamed(row.stage, say),
          months: formats.list(row.months.slice(0, 6)),
        }),
      ),
      ...(measure && !split ? [say.noPeriods] : []),
      ...cacWarnings(wonCosts, context, say),
      ...(served && (view === 'service' || served.service)
        ? serviceWarnings(served, currency, context, say)
        : []),
      ...(lifecycle && cac.blended.value === null ? [say.netWithoutCac] : []),
      ...shared.warnings,
      ...(strange.length > 0
        ? [
            say.unknownBenchmarks({
              names: formats.list(strange),
              known: formats.list([...measured.keys()]),
            }),
          ]
        : []),
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
    budget,
    stages,
    cac: known ? shownCac : null,
    periods: view === 'periods' ? periodRows(lines) : [],
    service: view === 'service' ? service : service && { ...service, segments: [] },
    whale: view === 'service' && served ? whaleRow(served) : null,
    measures: view === 'periods' ? measures : view === 'overview' && moved ? [moved] : [],
    record,
    missing_months: missing,
    activation,
    missing_indicators: (view === 'overview' && !measure ? unknown : []).map(name => ({
      name,
      needs: say.needs[name],
    })),
    attribution: attributionRows(attribution),
    indicators: indicators.map(row => ({
      ...row,
      value: shortOrNull(row.value),
      numerator: cents(row.numerator),
    })),
    benchmarks: benchmarkRows(asked.benchmarks ?? {}, measured),
    lifecycle,
  }
}
