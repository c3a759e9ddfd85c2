import { churnSensitivity, rivalPeriod } from '../../src/analysis/retention-periods.ts'
import { formulaId } from './formula-ids.ts'
import type { View } from './retention-view.ts'

/** One period under the definitions of rival vendors, and the headline at other lengths. */
export async function definitions({ context, at, say, kept }: View) {
  const rival = await rivalPeriod(context, at, kept)
  if (!rival) return null
  const { formats } = context
  const sensitivity = rival.from === null ? [] : await churnSensitivity(context, at, kept)
  const rows = rival.rates.map(({ usedBy, ...rest }) => ({
    ...rest,
    label: say.definitions[rest.name],
    formula: say.formulas[rest.name],
    used_by: usedBy,
    ...(rival.from === null ? {} : { from: rival.from, to: rival.to }),
  }))
  return {
    summary: `${say.rival(rows.map(each => `${say.definitions[each.name]} ${formats.percent(each.rate)} (${formats.number(each.numerator, 0)}/${formats.number(each.denominator, 0)})`))} ${say.sensitivity(sensitivity.map(each => say.inDays({ days: formats.number(each.days, 0), rate: formats.percent(each.rate), churned: formats.number(each.churned, 0), n: formats.number(each.n, 0) })))}`,
    figures: [
      ...rows.flatMap((each, index) =>
        each.rate === null
          ? []
          : [
              {
                path: `definitions/${index}/rate`,
                name: say.definitions[each.name],
                value: each.rate,
                unit: 'fraction',
                badge: 'measured' as const,
                n: each.denominator,
              },
            ],
      ),
      ...sensitivity.map((each, index) => ({
        path: `sensitivity/${index}/rate`,
        name: say.figures.inDays(`${each.days}`),
        value: each.rate,
        unit: 'fraction',
        badge: 'measured' as const,
        low: each.low,
        high: each.high,
        n: each.n,
      })),
    ],
    method: {
      name: say.methods.rivalWindows,
      formula_id: formulaId.churnDefinitions,
      parameters: {
        definition: rival.definition.kind,
        grace_days: rival.definition.graceDays,
        from: rival.from,
        to: rival.to,
      },
    },
    assumptions: [say.sameCounts, rival.definition.kind === 'silence' ? say.silenceVaries : say.windowVaries],
    warnings: rival.from === null ? [say.undated] : [],
    definitions: rows,
    sensitivity: sensitivity.map(({ days: length, from, to, rate, low, high, churned, n }) => ({
      name: `${length}`,
      label: say.figures.inDays(`${length}`),
      days: length,
      from,
      to,
      rate,
      low,
      high,
      numerator: churned,
      denominator: n,
    })),
  }
}
