import type { FigureDraft } from '../../src/tool.ts'
import { liftFigures } from './campaign-direct.ts'
import type { ArmResults } from './campaign-direct.ts'
import type { describedProgramme, VariantRow } from './campaign-programme.ts'
import type { CampaignWords } from './campaign-shape.ts'

interface Measured {
  arms: ArmResults | null
  variants: readonly VariantRow[]
  described: ReturnType<typeof describedProgramme>
  hasBenefit: boolean
  /** Attempts. */
  n: number
  /** Currency of the money figures. */
  unit: string
}

/** The figures of a measured campaign: lift, every variant, success, cost per save, ROI. */
export function storedFigures(
  { arms, variants, described, hasBenefit, n, unit }: Measured,
  say: CampaignWords,
): FigureDraft[] {
  return [
    ...(arms ? liftFigures(arms, say) : []),
    ...variants.flatMap((row, index): FigureDraft[] =>
      row.lift === null || variants.length < 2
        ? []
        : [
            {
              path: `variants/${index}/lift`,
              name: say.figures.variant(row.variant),
              value: row.lift,
              unit: 'fraction',
              badge: 'measured',
              low: row.low,
              high: row.high,
              n: row.n,
            },
          ],
    ),
    {
      path: 'programme/success_rate/value',
      name: say.figures.success,
      value: described.success_rate.value,
      unit: 'fraction',
      badge: 'measured',
      low: described.success_rate.low,
      high: described.success_rate.high,
      n,
    },
    {
      path: 'programme/cost_per_save',
      name: say.figures.perSave,
      value: described.cost_per_save,
      unit,
      badge: 'measured',
      n,
    },
    ...(arms
      ? [
          {
            path: 'programme/cost_per_incremental_save',
            name: say.figures.perIncremental,
            value: described.cost_per_incremental_save,
            unit,
            badge: 'measured' as const,
            n,
          },
        ]
      : []),
    ...(hasBenefit
      ? [
          {
            path: 'programme/total_roi',
            name: say.figures.roi,
            value: described.total_roi,
            unit: 'fraction',
            badge: 'measured' as const,
            n,
          },
        ]
      : []),
  ]
}
