import type { ValueTier } from '../domain/roi/index.ts'
import type { Programme } from './forecast-programme.ts'
import type { StudiedForecast } from './forecast-study.ts'

export interface DiffRow {
  measure: string
  base: number | null
  scenario: number | null
  change: number | null
  unit: 'money' | 'customers' | 'relative'
}

export interface TierMove {
  from: ValueTier
  to: ValueTier
  n: number
  sample: string[]
}

const tiers = ['high', 'mid', 'low'] as const

interface Measured {
  value: number | null
  unit: DiffRow['unit']
}

function measuresOf(programme: Programme, forecast: StudiedForecast): Map<string, Measured> {
  const { clvForward, churnProbability } = forecast.customers
  const known = clvForward.filter(value => !Number.isNaN(value))
  const total = known.reduce((sum, value) => sum + value, 0)
  const loss = clvForward.reduce(
    (sum, value, row) => sum + (Number.isNaN(value) ? 0 : value * (churnProbability[row] ?? 0)),
    0,
  )
  const { cost, value } = programme
  const inTier = (tier: ValueTier): number => [...programme.tiers.values()].filter(own => own === tier).length
  return new Map<string, Measured>([
    ['clv_mean', { value: known.length > 0 ? total / known.length : null, unit: 'money' }],
    ['clv_total', { value: total, unit: 'money' }],
    ['expected_loss', { value: loss, unit: 'money' }],
    ...tiers.map((tier): [string, Measured] => [`tier_${tier}`, { value: inTier(tier), unit: 'customers' }]),
    ['programme_customers', { value: programme.chosen.size, unit: 'customers' }],
    ['programme_budget', { value: cost, unit: 'money' }],
    ['programme_value', { value, unit: 'money' }],
    ['programme_roi', { value: cost > 0 ? (value - cost) / cost : null, unit: 'relative' }],
    ['churn_rate', { value: forecast.simulated.churnRate.base, unit: 'relative' }],
    ['revenue_retention', { value: forecast.simulated.revenueRetention.base, unit: 'relative' }],
    ['cltv_uplift', { value: forecast.simulated.cltvUplift.base, unit: 'money' }],
    ['revenue', { value: forecast.simulated.revenue.base, unit: 'money' }],
  ])
}

/** Base beside scenario, measure by measure, who changes tier, and who no longer repays an action. */
export function scenarioDiff(
  base: { programme: Programme; forecast: StudiedForecast },
  other: { programme: Programme; forecast: StudiedForecast },
): { rows: DiffRow[]; moves: TierMove[]; dropped: string[] } {
  const [before, after] = [
    measuresOf(base.programme, base.forecast),
    measuresOf(other.programme, other.forecast),
  ]
  const rows = [...before].map(([measure, { value, unit }]): DiffRow => {
    const now = after.get(measure)?.value ?? null
    return {
      measure,
      base: value,
      scenario: now,
      change: value === null || now === null ? null : now - value,
      unit,
    }
  })
  const moved = new Map<string, { from: ValueTier; to: ValueTier; ids: string[] }>()
  for (const [id, from] of base.programme.tiers) {
    const to = other.programme.tiers.get(id)
    if (to === undefined || to === from) continue
    const move = moved.get(`${from}/${to}`)
    if (move) move.ids.push(id)
    else moved.set(`${from}/${to}`, { from, to, ids: [id] })
  }
  const moves = [...moved.values()]
    .toSorted((one, two) => two.ids.length - one.ids.length || (one.from < two.from ? -1 : 1))
    .map(({ from, to, ids }) => ({ from, to, n: ids.length, sample: ids.toSorted().slice(0, 5) }))
  const dropped = [...base.programme.chosen.keys()].filter(id => !other.programme.chosen.has(id)).toSorted()
  return { rows, moves, dropped }
}
