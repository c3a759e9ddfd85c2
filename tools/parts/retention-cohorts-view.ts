import { wilson } from '../../src/domain/churn/index.ts'
import { cohortCounts } from '../../src/analysis/retention-cohorts.ts'
import { formulaId } from './formula-ids.ts'
import type { View } from './retention-view.ts'

/** Ages that are figures when short; `by_age` has all of them. */
const fewAges = [1, 3, 6]
/** Cells of a concise answer: as many as a reader's 2,000 tokens hold; the newest cohorts first. */
const mostCells = 70
const days = [1, 7, 14, 30, 60, 90, 180, 365]

/** Cohorts by first period (or day), and retention over all of them by age. */
export async function cohorts({ asked, context, at, say, kept }: View) {
  const byDay = asked.cohort === 'n_day'
  const unit = byDay ? 'day' : asked.period
  const kind = asked.cohort === 'rolling' ? 'rolling' : 'exact'
  const ages = byDay ? days : Array.from({ length: asked.periods + 1 }, (_, age) => age)
  const full = asked.detail === 'full' || byDay
  const counted = await cohortCounts(context, at, { unit, kind, ages, kept })
  if (!counted || counted.customers === 0) return null
  const { table, customers, basis } = counted
  const shown = newest(
    table.slice(-asked.periods).map(({ cohort, size, cells }) => ({
      cohort,
      size,
      cells: cells.filter(({ denominator }) => denominator > 0).map(each => ({ ...each })),
    })),
    asked.detail === 'full' ? Infinity : mostCells,
  )
  const byAge = counted.byAge.filter(({ denominator }) => denominator > 0)
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
      n: formats.number(customers, 0),
      cohorts: formats.number(table.length, 0),
      shown: formats.number(shown.length, 0),
      basis: say.basis[basis],
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
        basis,
      },
    },
    assumptions: [say.onlySeen],
    cohorts: shown,
    by_age: byAge.map(each => {
      const { low, high } = wilson(each.numerator, each.denominator)
      return { ...each, low, high }
    }),
  }
}

/** The last cohorts whose cells together are no more than `most`; one at least. */
function newest<Row extends { cells: readonly unknown[] }>(rows: readonly Row[], most: number): Row[] {
  const kept: Row[] = []
  let cells = 0
  for (const row of rows.toReversed()) {
    cells += row.cells.length
    if (cells > most && kept.length > 0) break
    kept.push(row)
  }
  return kept.toReversed()
}
