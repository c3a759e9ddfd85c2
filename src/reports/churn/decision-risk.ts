import { churnOver } from '../../domain/roi/index.ts'
import { numberAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'

/**
 * A risk measured over the churn window, brought to the period for which an action holds, as the plan does for each
 * customer: where churn is silence only those who stay away count, then a constant hazard serves the longer period.
 * Both are read off the measured rate that the ROI answer gives for that period. `null` stays `null`.
 */
export function toDecision(
  risk: number | null,
  drivers: ReportAnswer,
  roi: ReportAnswer | null,
): number | null {
  const [days, window, lost] = ['days', 'window_days', 'churn_rate'].map(part =>
    numberAt(roi, `decision_horizon/${part}`),
  )
  const rate = numberAt(drivers, 'baseline/rate')
  if (risk === null || !days || !window || typeof lost !== 'number' || !rate) return risk
  const staysAway = Math.min(1, churnOver(Math.min(lost, 1 - 1e-9), days, window) / rate)
  return churnOver(Math.min(1, risk * staysAway), window, days)
}
