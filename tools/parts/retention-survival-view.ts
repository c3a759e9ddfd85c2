import { covariatesOf, groupReader } from '../../src/analysis/field-groups.ts'
import { lives } from '../../src/analysis/retention-lives.ts'
import { formulaId } from './formula-ids.ts'
import { survivalFigures, survivalSummary } from './retention-survival.ts'
import { survivalOf } from './retention-shape.ts'
import type { View } from './retention-view.ts'

/** How long customers stay: Kaplan–Meier, by group with the log-rank test, Cox on covariates. */
export async function survival({ asked, context, at, say, kept: wanted }: View) {
  const table = await context.store.customerTable({ asOf: at.asOf })
  const found = await lives(context, at, table)
  if (!found) return null
  const rowOf = new Map(table.customerIds.map((id, row) => [id, row]))
  const groupOf = asked.by === undefined ? null : groupReader(table, asked.by)
  const kept = found.customerIds.flatMap((id, life) => {
    const row = rowOf.get(id)
    if (row === undefined || (wanted && !wanted.has(id))) return []
    const group = groupOf ? groupOf(row) : ''
    return group === null ? [] : [{ life, row, group }]
  })
  const sizes = new Map<string, number>()
  for (const { group } of kept) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const large = kept.filter(({ group }) => (sizes.get(group) ?? 0) >= 10)
  if (large.length === 0) return null
  const data = {
    durations: large.map(({ life }) => found.durations[life] ?? 0),
    events: large.map(({ life }) => found.events[life] ?? 0),
  }
  const covariates = (asked.covariates ?? []).flatMap(name =>
    covariatesOf(
      table,
      name,
      large.map(({ row }) => row),
    ),
  )
  const result = survivalOf(data, {
    groups: groupOf ? large.map(({ group }) => group) : undefined,
    covariates,
    most: 60,
  })
  const left = found.customerIds.length - large.length
  return {
    ...result.parts,
    summary: survivalSummary(result, context.formats, say, say.lifeUnits[found.unit]),
    figures: survivalFigures(result.parts, result.curve.n, say),
    method: {
      name: say.methods.survival,
      formula_id: formulaId.survival,
      parameters: {
        n: result.curve.n,
        events: result.curve.events,
        unit: found.unit,
        basis: found.basis,
        by: asked.by ?? null,
        covariates: asked.covariates ?? [],
      },
    },
    assumptions: [say.censoring, say.firstSpell],
    warnings: left > 0 && wanted === null ? [say.leftOut(context.formats.number(left, 0))] : [],
  }
}
