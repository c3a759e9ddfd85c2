import type { DriverRow, DriverWords, GroupRow } from './driver-rows.ts'

interface Figured {
  rate: { value: number | null; low: number | null; high: number | null; n: number }
  cases: number
  drivers: readonly DriverRow[]
  otherPct: number
  unexplainedPct: number
  groups: readonly GroupRow[]
}

/** The rate, the shares that add up to 100, and the risk of each group. */
export function driverFigures(
  { rate, cases: n, drivers, otherPct, unexplainedPct, groups }: Figured,
  say: DriverWords,
) {
  const share = (path: string, name: string, value: number) => ({
    path,
    name,
    value,
    unit: 'percent',
    badge: 'modelled' as const,
    n,
  })
  return [
    {
      path: 'baseline/rate',
      name: say.figures.rate,
      value: rate.value,
      unit: 'fraction',
      badge: 'measured' as const,
      low: rate.low,
      high: rate.high,
      n: rate.n,
    },
    ...drivers.map((driver, index) => ({
      ...share(`drivers/${index}/impact_pct`, say.figures.impact(driver.definition), driver.impact_pct),
      low: driver.impact_ci[0],
      high: driver.impact_ci[1],
    })),
    ...(drivers.length > 0
      ? [
          share('other_pct', say.figures.other, otherPct),
          share('unexplained_pct', say.figures.unexplained, unexplainedPct),
        ]
      : []),
    ...groups.map((group, index) => ({
      path: `high_risk_groups/${index}/risk_pct`,
      name: say.figures.risk(group.name),
      value: group.risk_pct,
      unit: 'percent',
      badge: 'measured' as const,
      low: group.risk_ci[0],
      high: group.risk_ci[1],
      n: group.n,
    })),
  ]
}
