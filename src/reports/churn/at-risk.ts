import type { Reading } from '../reading.ts'
import { moneyOf } from '../small-sums.ts'

/** Revenue at risk with its interval, in brackets; of fewer than ten members none. */
export function atRisk(reading: Reading, path: string, english: boolean): string {
  const value = moneyOf(reading, `${path}/revenue_at_risk`, `${path}/members_now`, 'modelled')
  if (!reading.has(`${path}/revenue_at_risk_ci/0`)) return value
  const ends = [0, 1].map(end => `${path}/revenue_at_risk_ci/${end}`)
  const range = reading.range(ends[0] ?? '', ends[1] ?? '', 'money', 'modelled')
  return english ? `${value} (${range})` : `${value}（${range}）`
}
