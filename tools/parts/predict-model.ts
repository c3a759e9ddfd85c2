import { horizonTest } from '../../src/analysis/churn-model-backtest.ts'
import type { Backtest, BacktestShort } from '../../src/analysis/churn-model-backtest.ts'
import { aboutOutcome } from '../../src/analysis/churn-model-features.ts'
import { weakSpots } from '../../src/analysis/churn-model-weak-spots.ts'
import { reasonsOf, scoreTable } from '../../src/analysis/churn-model.ts'
import type { ChurnStudy } from '../../src/analysis/churn-model.ts'
import { lastingSilence } from '../../src/analysis/churn-in-force.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import { lastingShares } from '../../src/analysis/lasting-shares.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { valueAtRisk } from '../../src/analysis/risk.ts'
import { finiteOrNull } from '../../src/domain/estimate.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { lastingTold } from '../words/decision-horizon.ts'
import { definitionInSentence, definitionOf, laterOf, modelOf } from './predict-about.ts'
import type { PredictAsked } from './predict-asked.ts'
import { qualityFigures } from './predict-figures.ts'
import { riskInterval } from './segment-intervals.ts'
import { reasonTexts } from './predict-reasons.ts'
import { backtestRow, calibrationRows, profitOf } from './predict-shape.ts'
import type { PredictWords } from './predict-shape.ts'
import { fieldText } from './where-text.ts'

const backtestDays = [30, 60, 90] as const

/** Calibrated probabilities, who goes first and why, and every test of the model. */
export async function byModel(
  study: ChurnStudy,
  rows: readonly number[],
  asked: PredictAsked,
  context: ToolContext,
  at: Observation,
  say: PredictWords,
) {
  const { table, forward, active } = await customerValues(context, at)
  const { formats } = context
  const { training, definition } = study
  const tests = await allTests(study, asked, context, at, say)
  const test = laterOf(study)
  const model = modelOf(study, test, asked.detail === 'full')
  const metrics = test?.metrics ?? training.metrics
  const probability = (await scoreTable(study, table)) ?? new Float64Array(table.n).fill(Number.NaN)
  const silence = await lastingSilence(context, at, definition)
  const { share, spread } = await lastingShares(
    context,
    at,
    study,
    silence?.lasting ?? null,
    training.outOfFold,
    { table, probability, active, horizonDays: asked.horizon_days },
  )
  const risk = (row: number): number =>
    valueAtRisk(probability[row] ?? 0, forward[row] ?? Number.NaN, share[row])
  const hasValue = rows.some(row => (forward[row] ?? Number.NaN) > 0)
  const sorted = rows.toSorted(
    (one, two) =>
      (probability[two] ?? 0) - (probability[one] ?? 0) ||
      ((table.customerIds[one] ?? '') < (table.customerIds[two] ?? '') ? -1 : 1),
  )
  const shown = page(sorted, asked)
  const reasons = reasonsOf(study, table, shown.rows, probability)
  const texts = reasonTexts(study, reasons, context, say)
  const list = shown.rows.map((row, index) => ({
    customer_id: table.customerIds[row] ?? '',
    churn_probability: probability[row] ?? null,
    low: reasons[index]?.low ?? null,
    high: reasons[index]?.high ?? null,
    value_at_risk: Number.isNaN(risk(row)) ? null : risk(row),
    ...(asked.detail === 'full' ? { clv_forward: finiteOrNull(forward[row] ?? Number.NaN) } : {}),
    reasons: texts[index] ?? [],
  }))
  const expected = {
    customers: rows.length,
    churned: rows.reduce((sum, row) => sum + (probability[row] ?? 0), 0),
    value_at_risk: hasValue
      ? rows.reduce((sum, row) => sum + (Number.isNaN(risk(row)) ? 0 : risk(row)), 0)
      : null,
  }
  const around = hasValue ? await riskInterval(context, at, rows.map(risk), metrics) : null
  const scores = test?.scores ?? training.outOfFold
  const labels = test?.labels ?? study.churned
  const { clv, incentive, contact_cost: contact } = asked.costs
  const toldByOutcome = new Set([
    ...aboutOutcome,
    ...training.excluded.filter(({ leak }) => leak).map(({ column }) => column),
  ])
  const costly = scores !== null && [clv, incentive, contact].some(cost => cost !== undefined)
  const profit = costly
    ? profitOf(scores, labels, { clv: meanOf(forward, rows) ?? undefined, ...asked.costs })
    : null
  const ruled = test?.rule ?? null
  const [top] = list
  return {
    outcome: 'model' as const,
    summary: [
      say.howGood({
        definition: definitionInSentence(definitionOf(study, context, say)),
        chosen: say.chosen[training.chosen ?? 'logistic'],
        split: test
          ? say.splitTime({ from: test.testedFrom ?? '', to: test.testedTo })
          : study.dated
            ? say.splitPooled
            : say.splitCustomers(formats.number(training.split.folds, 0)),
        auc: formats.number(model?.auc ?? null, 3),
        low: formats.number(model?.auc_low ?? null, 3),
        high: formats.number(model?.auc_high ?? null, 3),
        ece: formats.points(model?.ece ?? null),
        lift: formats.number(model?.lift_at_10 ?? null, 1),
        events: formats.number(metrics?.events ?? null, 0),
        expected: formats.number(metrics?.expectedEvents ?? null, 0),
        n: formats.number(metrics?.n ?? null, 0),
      }),
      ruled
        ? say.beside({
            rule:
              context.language === 'en'
                ? ruled.field.replaceAll('_', ' ')
                : fieldText(ruled.field, context.language),
            auc: formats.number(ruled.auc.value, 3),
            better: (ruled.gain.low ?? 0) > 0,
          })
        : '',
      say.whoIsNext({
        n: formats.number(rows.length, 0),
        expected: formats.number(expected.churned, 0),
        days: formats.number(definition.days, 0),
        dated: study.dated,
        value:
          expected.value_at_risk === null ? null : formats.shortMoney(expected.value_at_risk, at.currency),
        top: top ? `${top.customer_id} ${formats.percent(top.churn_probability)}` : null,
      }),
      profit?.emp
        ? say.profit({
            emp: formats.number(profit.emp.value, 2),
            fraction: formats.percent(profit.emp.fraction),
          })
        : '',
    ]
      .filter(Boolean)
      .join(context.language === 'en' ? ' ' : ''),
    figures: [
      ...qualityFigures(model, say),
      {
        path: 'expected/churned',
        name: say.figures.expected,
        value: expected.churned,
        unit: 'customers',
        badge: 'modelled' as const,
        n: rows.length,
      },
      ...(expected.value_at_risk === null
        ? []
        : [
            {
              path: 'expected/value_at_risk',
              name: say.figures.valueAtRisk,
              value: expected.value_at_risk,
              unit: at.currency ?? 'money',
              badge: 'modelled' as const,
              ...around,
              n: rows.length,
            },
          ]),
      ...(profit?.emp
        ? [
            {
              path: 'emp/value',
              name: say.figures.emp,
              value: profit.emp.value,
              unit: 'money per customer',
              badge: 'modelled' as const,
              n: metrics?.n ?? 0,
            },
          ]
        : []),
      ...(asked.detail === 'full'
        ? list.map((row, index) => ({
            path: `rows/${index}/churn_probability`,
            name: say.figures.probability(row.customer_id),
            value: row.churn_probability,
            unit: 'fraction',
            badge: 'modelled' as const,
            low: row.low,
            high: row.high,
            n: 1,
          }))
        : []),
    ],
    assumptions: [
      study.dated ? say.datedFeatures(formats.number(study.windows, 0)) : say.undatedFeatures,
      say.intervalMeaning,
      say.reasonMeaning,
      ...(hasValue
        ? [say.valueMeaning(Boolean(silence?.lasting)), ...lastingTold(silence, spread, context)]
        : []),
      ...(profit ? [say.profitFrom] : [say.profitMissing]),
    ],
    warnings: study.dated && !test ? [say.notTestedInTime] : [],
    suggested_actions: [
      { tool: 'find_churn_drivers', why: say.seeDrivers },
      { tool: 'plan_retention', why: say.seePlan },
    ],
    model,
    auc: model?.auc ?? null,
    pr_auc: model?.pr_auc ?? null,
    brier: model?.brier ?? null,
    log_loss: model?.log_loss ?? null,
    lift_at_10: model?.lift_at_10 ?? null,
    costs: profit?.parameters ?? {},
    emp: profit?.emp ?? null,
    mp: profit?.mp ?? null,
    calibration: metrics ? calibrationRows(metrics) : [],
    backtest: tests.map(each => backtestRow(each, asked.contact_share, say, asked.detail)),
    weak_spots: scores ? weakSpots(test?.table ?? study.table, scores, labels, toldByOutcome) : [],
    expected: around === null ? expected : { ...expected, value_at_risk_ci: [around.low, around.high] },
    ...shown,
    rows: list,
  }
}

/** Tests at 30, 60 and 90 days and at the definition's own length. */
async function allTests(
  study: ChurnStudy,
  { exclude }: PredictAsked,
  context: ToolContext,
  at: Observation,
  say: PredictWords,
): Promise<(Backtest | BacktestShort)[]> {
  if (!study.dated) return []
  const own = study.definition.days
  const horizons = [...new Set([...backtestDays, own])].toSorted((one, two) => one - two)
  const tests: (Backtest | BacktestShort)[] = []
  for (const days of horizons) {
    context.progress(tests.length, horizons.length, say.testing(context.formats.number(days, 0)))
    const known = days === own ? study.later : null
    tests.push(known ?? (await horizonTest(context, at, study.training, { days, exclude })))
  }
  return tests
}

/** Mean of the known values of some rows; `null` when none is above 0. */
function meanOf(values: Float64Array, rows: readonly number[]): number | null {
  const known = rows.flatMap(row => (Number.isNaN(values[row] ?? Number.NaN) ? [] : [values[row] ?? 0]))
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
  return mean > 0 ? mean : null
}
