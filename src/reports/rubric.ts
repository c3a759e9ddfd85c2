import { at, itemPaths, numberAt } from './answers.ts'
import type { ChurnFacts } from './churn/facts.ts'
import { measurePath } from './churn/forecast-view.ts'
import { plan } from './marks.ts'
import type { Printer } from './printer.ts'
import type { ReportWords } from './words/words.ts'

export type Points = 0 | 0.5 | 1

export interface Rubric {
  /** One a criterion of the rubric, in its order; `null` where it does not apply to the kind of report. */
  points: readonly (Points | null)[]
  score: number
  /** Points that apply; all 25 if left out. */
  of?: number
  gatesPassed: number
  /** Gates that apply; all five if left out. */
  gates?: number
  confidence: 'A' | 'B' | 'C'
  view: (words: ReportWords, printer: Printer) => Record<string, unknown>
}

/** Criteria (from 1) that must have full marks. */
export const gates = [2, 5, 17, 21, 24] as const

const points = (met: boolean, part = false): Points => (met ? 1 : part ? 0.5 : 0)
const near = (one: number | null, two: number | null): boolean =>
  one !== null && two !== null && Math.abs(one - two) <= 0.001 * Math.max(1, Math.abs(one), Math.abs(two))

/** Segments add up to their totals, and where there are orders, revenue equals the import net of rejects. */
function reconciles({ tiers, described }: ChurnFacts): boolean {
  if (tiers.answer === null) return false
  const sum = (field: string): number =>
    itemPaths(tiers.answer, 'segments').reduce(
      (total, path) => total + (numberAt(tiers.answer, `${path}/${field}`) ?? 0),
      0,
    )
  const revenue = numberAt(tiers.answer, 'totals/revenue')
  const money =
    at(described, 'reconciliation') === null ||
    near(numberAt(described, 'reconciliation/net'), numberAt(described, 'reconciliation/net_in_store'))
  return (
    near(sum('n'), numberAt(tiers.answer, 'totals/n')) &&
    (revenue === null || near(sum('revenue'), revenue)) &&
    money
  )
}

/** Listed drivers, others and unexplained make 100. */
function addsUp({ drivers }: ChurnFacts): boolean {
  if (drivers.answer === null) return false
  const listed = itemPaths(drivers.answer, 'drivers').reduce(
    (total, path) => total + (numberAt(drivers.answer, `${path}/impact_pct`) ?? 0),
    0,
  )
  const rest =
    (numberAt(drivers.answer, 'other_pct') ?? 0) + (numberAt(drivers.answer, 'unexplained_pct') ?? 0)
  return Math.abs(listed + rest - 100) < 0.15
}

const count = (facts: ChurnFacts, list: string): number => itemPaths(facts.drivers.answer, list).length

/** The rubric of REPORT.md 4, judged from the report's own facts. A human reader still judges the wording. */
export function judge(
  facts: ChurnFacts,
  { orphans, shareSafe }: { orphans: number; shareSafe: boolean },
): Rubric {
  const {
    drivers,
    earlier,
    health,
    tiers,
    values,
    roi,
    predicted,
    definitions,
    planned,
    forecast,
    strategies,
    customers,
  } = facts
  const rate = numberAt(drivers.answer, 'baseline/rate') !== null
  const tested = numberAt(health.answer, 'backtest/auc') !== null
  const modelled = numberAt(predicted.answer, 'model/auc') !== null
  const forecasted = (['churn_reduction', 'revenue_retention', 'cltv_uplift'] as const).every(
    measure => measurePath(forecast.answer, measure) !== null,
  )
  const gateMet = at(drivers.answer, 'baseline/gate_met') === true
  const earlierKnown = numberAt(earlier.answer, 'baseline/rate') !== null
  const all: Points[] = [
    points(itemPaths(facts.described, 'sources').length > 0),
    points(rate),
    points(values.answer !== null && facts.currency !== null, values.answer !== null),
    1,
    points(reconciles(facts)),
    points(rate && earlierKnown, rate),
    points(count(facts, 'drivers') > 0 && addsUp(facts)),
    1,
    points(count(facts, 'high_risk_groups') > 0),
    points(itemPaths(health.answer, 'matrix/cells').length > 0),
    points(customers.answer !== null && (modelled || facts.explained.size > 0), customers.answer !== null),
    points(modelled && at(predicted.answer, 'backtest') !== undefined, tested),
    points(modelled && itemPaths(predicted.answer, 'calibration').length > 0),
    points(drivers.answer !== null),
    points(itemPaths(definitions.answer, 'definitions').length > 1),
    points(strategies.length >= 3, strategies.length > 0),
    points(numberAt(roi.answer, 'incremental/roi') !== null),
    points(planned.answer !== null, roi.answer !== null),
    points(false, strategies.length > 0),
    points(drivers.answer !== null),
    points(forecasted),
    points(forecasted && strategies.length > 0),
    points(itemPaths(roi.answer, 'tornado').length >= 2),
    points(orphans === 0),
    points(shareSafe || tiers.answer !== null),
  ]
  const score = all.reduce<number>((sum, one) => sum + one, 0)
  const confidence = !rate || !gateMet ? 'C' : tested && earlierKnown ? 'A' : 'B'
  return {
    points: all,
    score,
    gatesPassed: gates.filter(gate => all[gate - 1] === 1).length,
    confidence,
    view: (words, printer) => ({
      intro: words.rubric.intro({
        score: plan(printer.formats.number(score, 1)),
        gates: plan(String(gates.filter(gate => all[gate - 1] === 1).length)),
        grade: words.rubric.grade(score),
      }),
      rows: all.map((one, index) => ({
        number: plan(String(index + 1)),
        name: `${words.rubric.names[index] ?? ''}${gates.some(gate => gate === index + 1) ? ` **(${words.rubric.gate})**` : ''}`,
        points: plan(printer.formats.number(one, 1)),
        remark:
          one === 1
            ? words.rubric.remarks['ok']
            : one === 0.5
              ? words.rubric.remarks['part']
              : words.rubric.remarks['none'],
      })),
    }),
  }
}
