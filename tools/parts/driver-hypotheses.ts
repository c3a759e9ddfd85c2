import type { DriverStudy } from '../../src/analysis/drivers.ts'
import { unconfirmedConditions } from '../../src/domain/churn/unconfirmed.ts'
import type { Rate } from '../../src/domain/churn/index.ts'
import type { Where } from '../../src/domain/where.ts'

/** Lists shorter than this leave room for what was not confirmed. */
const enough = 3
/** With more rows than this, what is not confirmed is not worth a second look at every column. */
const mostRows = 20_000

type Ends = [number | null, number | null]
const percent = (rate: number | null): number | null => (rate === null ? null : rate * 100)
const ends = ({ low, high }: Rate, times: number): Ends => [
  low === null ? null : low * times,
  high === null ? null : high * times,
]

/** What comes nearest to a driver where few or none is beyond chance: hypotheses, with no share of churn. */
export function hypothesisRows({ cases, drivers }: DriverStudy, text: (filter: Where) => string) {
  const { table, churned } = cases
  if (drivers.drivers.length >= enough || table.n > mostRows) return []
  const overall = churned.reduce((sum, label) => sum + label, 0) / table.n
  return unconfirmedConditions(table, churned, {
    exclude: drivers.excluded.map(({ column }) => column),
    most: 5 - drivers.drivers.length,
  }).map(one => ({
    name: one.name,
    definition: text(one.where),
    filter: one.where,
    n: one.rateExposed.n,
    exposure_pct_churned: percent(one.exposureChurned.value),
    exposure_ci_churned: ends(one.exposureChurned, 100),
    exposure_pct_retained: percent(one.exposureRetained.value),
    exposure_ci_retained: ends(one.exposureRetained, 100),
    rate_exposed: one.rateExposed.value,
    rate_exposed_ci: ends(one.rateExposed, 1),
    rate_others: one.rateOthers.value,
    rate_others_ci: ends(one.rateOthers, 1),
    lift: one.lift,
    lift_ci: ends(one.rateExposed, 1 / overall),
    p_value: one.pValue,
    sensitive: one.sensitive,
  }))
}
