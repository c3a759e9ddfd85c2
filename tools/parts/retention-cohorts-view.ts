import { cohortMembers } from '../../src/analysis/retention-cohorts.ts'
import { cohortTable, retentionByAge } from '../../src/domain/churn/index.ts'
import { formulaId } from './formula-ids.ts'
import type { View } from './retention-view.ts'

/** Ages that are figures when short; `by_age` has all of them. */
const fewAges = [1, 3, 6]
const days = [1, 7, 14, 30, 60, 90, 180, 365]

/** Cohorts by first period (or day), and retention over all of them by age. */
export async function cohorts({ asked, context, at, say, kept }: View) {
  const byDay = asked.cohort === 'n_day'
  const unit = byDay ? 'day' : asked.period
  const source = await cohortMembers(context, at, unit, kept)
  if (!source || source.members.length === 0) return null
  const kind = asked.cohort === 'rolling' ? 'rolling' : 'exact'
  const ages = byDay ? days : Array.from({ length: asked.periods + 1 }, (_, age) => age)
  const full = asked.detail === 'full' || byDay
  const table = cohortTable(source.members, ages, kind)
  const shown = table.slice(-asked.periods).map(({ cohort, size, cells }) => ({
    cohort,
    size,
    cells: cells.filter(({ denominator }) => denominator > 0).map(each => ({ ...each })),
  }))
  const byAge = retentionByAge(source.members, ages, kind).filter(({ denominator }) => denominator > 0)
  const { formats } = context
  const told = byAge
    .filter(({ age }) => (byDay ? [30, 90] : [1, 3, 6]).includes(age))
    .map(({ age, rate, numerator, denominator }) =>
      say.atAge({
        age: formats.number(age, 0),
        unit: say.units[unit],
        rate: formats.percent(rate),
        numerator: formats.number(numerator, 0),
        denominator: formats.number(denominator, 0),
      }),
    )
  return {
    summary: say.cohorts({
      n: formats.number(source.members.length, 0),
      cohorts: formats.number(table.length, 0),
      shown: formats.number(shown.length, 0),
      basis: say.basis[source.basis],
      kind: say.kinds[asked.cohort],
      told,
    }),
    figures: byAge.flatMap(({ rate, denominator, age }, index) =>
      rate === null || age === 0 || !(full || fewAges.includes(age))
        ? []
        : [
            {
              path: `by_age/${index}/rate`,
              name: say.figures.atAge(`${age}`, say.units[unit]),
              value: rate,
              unit: 'fraction',
              badge: 'measured' as const,
              n: denominator,
            },
          ],
    ),
    method: {
      name: say.methods.cohorts,
      formula_id: formulaId.cohorts,
      parameters: {
        kind: asked.cohort,
        period: unit,
        week_start: context.settings.values.week_start,
        time_zone: context.settings.values.time_zone ?? 'as stored',
        basis: source.basis,
      },
    },
    assumptions: [say.onlySeen],
    cohorts: shown,
    by_age: byAge.map(each => ({ ...each })),
  }
}
