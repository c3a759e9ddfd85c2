import { churnStudy } from '../../src/analysis/churn-model.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { shortOrNull, short } from '../../src/analysis/plan-money.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { words } from '../words/check-alerts.ts'
import type { WordsOf } from './words-of.ts'

/** How far below the mean of the earlier windows the latest ranking may lie before it is said to slip. */
const slack = 0.05

/**
 * Model accuracy over time: each past window as the model of its day foretold it, and what came. It slips when the
 * latest window misses by more (Brier) than the rate known at its start, or ranks worse than before by more than 0.05.
 */
export async function modelAccuracy(context: ToolContext, at: Observation, say: WordsOf<typeof words>) {
  const study = await churnStudy(context, at)
  const later = study?.later ?? null
  if (later === null || !('timeline' in later) || later.timeline.length === 0)
    return {
      told: say.noAccuracy,
      model_accuracy: { reading: 'unknown' as const, reason: say.noAccuracy, windows: [] },
    }
  const latest = later.timeline.at(-1)
  const earlier = later.timeline.slice(0, -1).flatMap(({ auc }) => auc.value ?? [])
  const mean = earlier.reduce((sum, one) => sum + one, 0) / earlier.length
  const area = latest?.auc.value ?? null
  const slips =
    latest !== undefined &&
    (latest.brier >= latest.brierOfRate || (area !== null && earlier.length > 0 && area < mean - slack))
  const { formats } = context
  return {
    told: (slips ? say.accuracySlips : say.accuracyHolds)({
      windows: formats.number(later.timeline.length, 0),
      from: formats.day(latest?.from ?? null),
      expected: formats.number(latest?.expected ?? null, 0),
      churned: formats.number(latest?.churned ?? null, 0),
      auc: formats.number(area, 2),
    }),
    model_accuracy: {
      reading: slips ? ('slips' as const) : ('holds' as const),
      reason: null,
      windows: later.timeline.map(({ auc, brier, brierOfRate, expected, ...window }) => ({
        ...window,
        expected: short(expected),
        auc: shortOrNull(auc.value),
        brier: short(brier),
        brier_of_rate: short(brierOfRate),
      })),
    },
  }
}
