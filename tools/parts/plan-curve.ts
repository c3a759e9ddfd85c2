import { cents, shortOrNull } from '../../src/analysis/plan-money.ts'
import type { PlanRun } from '../../src/analysis/plan-run.ts'

const curvePoints = { concise: 5, full: 40 }

function thin<Point>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points]
  return Array.from(
    { length: most },
    (_, index) => points[Math.round((index * (points.length - 1)) / (most - 1))],
  ).filter(point => point !== undefined)
}

/** Success at the ends of its range over success as planned, on average over everybody's options. */
function successSpan({ study }: PlanRun): readonly [number, number] | null {
  let [low, high, n] = [0, 0, 0]
  for (const kind of study.columns.kind) {
    const offer = study.offers[kind]
    if (!offer || offer.successRate <= 0) continue
    low += offer.successEnds[0] / offer.successRate
    high += offer.successEnds[1] / offer.successRate
    n += 1
  }
  return n === 0 ? null : [low / n, high / n]
}

/**
 * The next action's return against what is spent before it. `low` and `high` (whole answers) are the return with success
 * at the ends of its range: of the interval of what was learned, else of the range that the strategies state.
 */
export function marginalCurve(run: PlanRun, detail: 'concise' | 'full') {
  const span = detail === 'full' ? successSpan(run) : null
  return thin(run.plan.marginalRoi, curvePoints[detail]).map(({ spend, value, marginalRoi }) => {
    const at = (factor: number): number | null =>
      marginalRoi === null ? null : shortOrNull((1 + marginalRoi) * factor - 1)
    return {
      spend: cents(spend),
      value: cents(value),
      marginal_roi: shortOrNull(marginalRoi),
      ...(span === null ? {} : { low: at(span[0]), high: at(span[1]) }),
    }
  })
}
