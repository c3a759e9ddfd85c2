import { fieldOf } from '../../src/analysis/field-groups.ts'
import { fieldLabel } from '../../src/locales/field-labels.ts'
import { comparedPeriods } from '../../src/analysis/retention-periods.ts'
import { formulaId } from './formula-ids.ts'
import type { View } from './retention-view.ts'

/** The last window beside the one before, like for like. */
export async function compare({ asked, context, at, say, kept }: View) {
  if (asked.by !== undefined) fieldOf(await context.store.customerTable({ asOf: at.asOf }), asked.by)
  const found = await comparedPeriods(context, at, asked.by, kept)
  if (!found) return null
  const { formats } = context
  const { comparison, segments, before, after, waterfall } = found
  const change =
    comparison.before === null || comparison.after === null ? null : comparison.after - comparison.before
  return {
    summary: say.compared({
      before: formats.percent(comparison.before),
      after: formats.percent(comparison.after),
      beforePeriod: formats.period(before.from, before.to),
      afterPeriod: formats.period(after.from, after.to),
      likeForLike: formats.percent(comparison.likeForLike),
      mix: formats.points(comparison.totalMix, 2),
      rate: formats.points(comparison.totalRate, 2),
      by: found.by === '' ? '' : fieldLabel(found.by, context.language),
      opening: formats.number(waterfall.opening, 0),
      gained: formats.number(waterfall.new, 0),
      returned: formats.number(waterfall.returned, 0),
      lost: formats.number(waterfall.lost, 0),
      closing: formats.number(waterfall.closing, 0),
    }),
    figures: [
      {
        path: 'comparison/before',
        name: say.figures.before,
        value: comparison.before,
        unit: 'fraction',
        badge: 'measured' as const,
      },
      {
        path: 'comparison/after',
        name: say.figures.after,
        value: comparison.after,
        unit: 'fraction',
        badge: 'measured' as const,
      },
      {
        path: 'comparison/like_for_like',
        name: say.figures.likeForLike,
        value: comparison.likeForLike,
        unit: 'fraction',
        badge: 'measured' as const,
      },
    ],
    method: {
      name: say.methods.compare,
      formula_id: formulaId.periodComparison,
      parameters: { by: found.by },
    },
    assumptions: [say.mixMeaning],
    comparison: {
      by: found.by,
      before: comparison.before,
      after: comparison.after,
      like_for_like: comparison.likeForLike,
      change,
      total_mix: comparison.totalMix,
      total_rate: comparison.totalRate,
      residual: comparison.residual,
      before_from: before.from,
      before_to: before.to,
      after_from: after.from,
      after_to: after.to,
      steps: comparison.steps.map((step, index) => ({
        ...step,
        before_n: segments[index]?.before.n ?? 0,
        before_churned: segments[index]?.before.churned ?? 0,
        after_n: segments[index]?.after.n ?? 0,
        after_churned: segments[index]?.after.churned ?? 0,
      })),
      waterfall,
    },
  }
}
