import type { Reading } from '../reading.ts'

/** Revenue at risk with its interval, in brackets. */
export function atRisk(reading: Reading, path: string, english: boolean): string {
  const value = reading.fig(`${path}/revenue_at_risk`, 'money', { badge: 'modelled' })
  if (!reading.has(`${path}/revenue_at_risk_ci/0`)) return value
  const ends = [0, 1].map(end => `${path}/revenue_at_risk_ci/${end}`)
  const range = reading.range(ends[0] ?? '', ends[1] ?? '', 'money', 'modelled')
  return english ? `${value} (${range})` : `${value}（${range}）`
}
