import { numberAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import type { Playbook } from '../playbooks.ts'
import type { StrategyCase } from './strategy-cases.ts'

const smallestTarget = 10
const yearDays = 365.25

/**
 * Strategies where nobody is known to have left: customers of low health, a value tier each, at the churn a year that
 * their values assume, at half of it and at twice. All active customers of the tier where health is not known either.
 */
export async function healthCases(
  priced: (where: unknown, probability: number) => Promise<ReportAnswer | null>,
  {
    roi,
    playbooks,
    lowHealth,
  }: { roi: ReportAnswer | null; playbooks: readonly Playbook[]; lowHealth: boolean },
): Promise<StrategyCase[]> {
  const annual = numberAt(roi, 'method/parameters/annual_churn')
  const days = numberAt(roi, 'decision_horizon/days')
  if (annual === null || days === null) return []
  const over = (rate: number): number => 1 - (1 - Math.min(0.99, rate)) ** (days / yearDays)
  const cases: StrategyCase[] = []
  for (const playbook of playbooks.filter(({ themes }) => themes.includes('health'))) {
    const where = {
      all: [
        { field: 'value_tier', op: 'eq', value: playbook.tier },
        { field: 'is_active', op: 'eq', value: 1 },
        ...(lowHealth ? [{ field: 'health_band', op: 'eq', value: 'low' }] : []),
      ],
    }
    const base = await priced(where, over(annual))
    if (base === null || (numberAt(base, 'total_rows') ?? 0) < smallestTarget) continue
    cases.push({
      playbook,
      cue: null,
      target: null,
      tiered: true,
      lowHealth,
      base,
      low: await priced(where, over(annual / 2)),
      high: await priced(where, over(annual * 2)),
    })
  }
  return cases
}
