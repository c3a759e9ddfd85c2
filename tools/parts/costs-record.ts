import type { DatedCost, Window } from '../../src/analysis/cost-lines.ts'
import { measureFigures } from '../../src/analysis/measure-figures.ts'
import type { MeasureFigure } from '../../src/analysis/measure-figures.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cents, centsOrNull, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import { monthlyDiscount } from '../../src/domain/rates.ts'
import {
  judgeGoals,
  netPresentValue,
  paybackPeriods,
  programmeRoi,
} from '../../src/domain/lifecycle/index.ts'
import type { MeasureGoal } from '../../src/domain/lifecycle/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { stageNamed } from './costs-rows.ts'
import { stagePair } from './costs-measure.ts'
import type { StagePair, Volumes } from './costs-measure.ts'
import type { CostWords } from './costs-shape.ts'

/** A measure as the user planned it. Targets: shares of what was before, or points of the figure. */
export interface PlannedMeasure {
  name?: string | undefined
  stage?: string | undefined
  compare_stage?: string | undefined
  started?: string | undefined
  target_saving?: number | undefined
  target_satisfaction?: number | undefined
  target_repurchase?: number | undefined
  target_clv?: number | undefined
  investment?: number | undefined
  executed_share?: number | undefined
}

interface Scene {
  lines: readonly DatedCost[]
  windows: readonly [Window, Window]
  volumes: Volumes
  currency: string | null
}

const valueOf = (figures: readonly MeasureFigure[], name: string) =>
  figures.find(({ figure }) => figure === name)

function goalsOf(plan: PlannedMeasure, pair: StagePair, figures: readonly MeasureFigure[]): MeasureGoal[] {
  const figure = (name: string) => {
    const found = valueOf(figures, name)
    return { before: found?.before ?? null, after: found?.after ?? null }
  }
  const perUnit = pair.unitSavingRate !== null
  return [
    ...(plan.target_saving === undefined
      ? []
      : [
          {
            figure: perUnit ? 'unit_cost' : 'monthly_cost',
            before: perUnit ? pair.unitBefore : pair.monthlyBefore,
            after: perUnit ? pair.unitAfter : pair.monthlyAfter,
            as: 'relative' as const,
            better: 'lower' as const,
            target: plan.target_saving,
          },
        ]),
    ...(plan.target_satisfaction === undefined
      ? []
      : [
          {
            figure: 'satisfaction',
            ...figure('satisfaction'),
            as: 'points' as const,
            better: 'higher' as const,
            target: plan.target_satisfaction,
          },
        ]),
    ...(plan.target_repurchase === undefined
      ? []
      : [
          {
            figure: 'repurchase_rate',
            ...figure('repurchase_rate'),
            as: 'points' as const,
            better: 'higher' as const,
            target: plan.target_repurchase,
          },
        ]),
    ...(plan.target_clv === undefined
      ? []
      : [
          {
            figure: 'clv_forward',
            ...figure('clv_forward'),
            as: 'relative' as const,
            better: 'higher' as const,
            target: plan.target_clv,
          },
        ]),
  ]
}

/** Saving a month, beyond what the untouched stage did in the same time; and what the investment made of it. */
function moneyOf(plan: PlannedMeasure, pair: StagePair, compared: StagePair | null, discount: number) {
  const { monthlyBefore: before, monthlyAfter: after, monthsAfter } = pair
  const drift =
    compared?.monthlyBefore && compared.monthlyAfter !== null
      ? compared.monthlyAfter / compared.monthlyBefore
      : null
  const monthly = before === null || after === null ? null : before - after
  const adjusted = drift === null || before === null || after === null ? null : before * drift - after
  const counted = adjusted ?? monthly
  const invested = plan.investment
  if (invested === undefined || counted === null || monthsAfter === 0)
    return { monthly, adjusted, benefit: null, roi: null, npv: null, payback: null }
  const flows = [-invested, ...Array.from({ length: monthsAfter }, () => counted)]
  return {
    monthly,
    adjusted,
    benefit: counted * monthsAfter,
    roi: programmeRoi({ investment: invested, totalBenefit: counted * monthsAfter }).value,
    npv: netPresentValue(flows, monthlyDiscount(discount)),
    payback: paybackPeriods(flows).value,
  }
}

/** A stage by its own name, or by its name in the language of the reader. */
function stageOf(
  named: string | undefined,
  field: string,
  known: readonly string[],
  say: CostWords,
): string | undefined {
  if (named === undefined) return undefined
  const wanted = named.trim().toLowerCase()
  const found = known.find(stage => [stage.toLowerCase(), stageNamed(stage, say)].includes(wanted))
  if (found === undefined)
    throw new Fault('invalid_input', { field, problem: 'has no costs on record', choices: known })
  return found
}

/** A measure as a five-step record: plan, collect, analyse, interpret, improve (DOMAIN 3). */
export async function measureRecord(
  given: PlannedMeasure,
  { lines, windows, volumes, currency }: Scene,
  context: ToolContext,
  at: Observation,
  say: CostWords,
) {
  const known = [...new Set(lines.map(({ stage }) => stage))]
  const plan = {
    ...given,
    stage: stageOf(given.stage, 'measure.stage', known, say),
    compare_stage: stageOf(given.compare_stage, 'measure.compare_stage', known, say),
  }
  const pair = stagePair(lines, plan.stage === undefined ? known : [plan.stage], windows, volumes)
  const compared =
    plan.compare_stage === undefined ? null : stagePair(lines, [plan.compare_stage], windows, volumes)
  const figures = await measureFigures(context, at, ...windows)
  const judged = judgeGoals(goalsOf(plan, pair, figures), plan.executed_share)
  const money = moneyOf(plan, pair, compared, context.settings.values.annual_discount)
  const { formats } = context
  const told = (value: number | null): string => formats.money(value, currency)
  const shown = (name: string, value: number | null): string =>
    name === 'clv_forward' || name.endsWith('cost')
      ? told(value)
      : name === 'repurchase_rate' || name === 'referral_share'
        ? formats.percent(value)
        : formats.number(value)
  const [before, after] = windows
  const reason =
    judged.goals.length === 0
      ? 'no_goal'
      : judged.goalMet === null
        ? 'not_judged'
        : judged.goalMet
          ? 'met'
          : judged.missedBy === 'execution'
            ? 'execution'
            : 'design'
  const span = ({ from, to }: Window): string => `${formats.day(from)} – ${formats.day(to)}`
  const stage = plan.stage === undefined ? say.allStages : stageNamed(plan.stage, say)
  const moved = (value: number | null, as: 'relative' | 'points', figure: string): string =>
    as === 'relative'
      ? formats.percent(value)
      : figure === 'repurchase_rate'
        ? formats.points(value)
        : formats.number(value)
  return {
    name: plan.name ?? null,
    stage: plan.stage ?? null,
    compare_stage: plan.compare_stage ?? null,
    before,
    after,
    executed_share: plan.executed_share ?? null,
    goals: judged.goals.map(goal => ({
      figure: goal.figure,
      target: goal.target,
      reached: shortOrNull(goal.reached),
      as: goal.as,
      met: goal.met,
    })),
    collected: [
      {
        figure: 'monthly_cost',
        before: centsOrNull(pair.monthlyBefore),
        after: centsOrNull(pair.monthlyAfter),
        n_before: pair.monthsBefore,
        n_after: pair.monthsAfter,
        unit: 'money',
        low: null,
        high: null,
      },
      ...(pair.unit === null
        ? []
        : [
            {
              figure: 'unit_cost',
              before: centsOrNull(pair.unitBefore),
              after: centsOrNull(pair.unitAfter),
              n_before: pair.volumeBefore,
              n_after: pair.volumeAfter,
              unit: `money/${pair.unit}`,
              low: null,
              high: null,
            },
          ]),
      ...figures.map(row => ({
        figure: row.figure,
        before: row.unit === 'money' ? centsOrNull(row.before) : shortOrNull(row.before),
        after: row.unit === 'money' ? centsOrNull(row.after) : shortOrNull(row.after),
        n_before: row.nBefore,
        n_after: row.nAfter,
        unit: row.unit,
        low: row.interval ? short(row.interval[0]) : null,
        high: row.interval ? short(row.interval[1]) : null,
      })),
    ],
    monthly_saving: centsOrNull(money.monthly),
    saving_rate: shortOrNull(pair.savingRate),
    unit_saving_rate: shortOrNull(pair.unitSavingRate),
    adjusted_monthly_saving: centsOrNull(money.adjusted),
    investment: plan.investment === undefined ? null : cents(plan.investment),
    benefit: centsOrNull(money.benefit),
    roi: shortOrNull(money.roi),
    npv: centsOrNull(money.npv),
    payback_months: shortOrNull(money.payback),
    goal_met: judged.goalMet,
    missed_by: judged.missedBy,
    steps: [
      say.steps.plan({
        name: plan.name ?? stage,
        stage,
        goals: formats.list(
          judged.goals.map(goal =>
            say.goal({
              figure: say.figureNames[goal.figure] ?? goal.figure,
              lower: goal.better === 'lower',
              by: moved(goal.target, goal.as, goal.figure),
            }),
          ),
        ),
        before: span(before),
        after: span(after),
      }),
      say.steps.collect(
        formats.clauses(
          [
            { figure: 'monthly_cost', before: pair.monthlyBefore, after: pair.monthlyAfter },
            ...(pair.unit === null
              ? []
              : [{ figure: 'unit_cost', before: pair.unitBefore, after: pair.unitAfter }]),
            ...figures,
          ].map(
            row =>
              `${say.figureNames[row.figure] ?? row.figure} ${shown(row.figure, row.before)} → ${shown(row.figure, row.after)}`,
          ),
        ),
      ),
      say.steps.analyse({
        saving: told(money.monthly),
        rate: formats.percent(pair.savingRate),
        perUnit: pair.unitSavingRate === null ? '' : formats.percent(pair.unitSavingRate),
        unit: pair.unit === null ? '' : say.units[pair.unit],
        adjusted: money.adjusted === null ? '' : told(money.adjusted),
        roi: money.roi === null ? '' : formats.percent(money.roi),
        npv: told(money.npv),
      }),
      say.steps.interpret({
        reason,
        missed: formats.list(
          judged.goals
            .filter(({ met }) => met === false)
            .map(
              goal =>
                `${say.figureNames[goal.figure] ?? goal.figure} ${moved(goal.reached, goal.as, goal.figure)}`,
            ),
        ),
      }),
      say.steps.improve[reason],
    ],
  }
}
