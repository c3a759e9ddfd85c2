import type { SettingDecision } from '../domain/clv/models.ts'
import type { ToolContext } from '../tool.ts'
import { clvSetting } from './clv-setting.ts'
import type { Observation } from './observe.ts'

/** Gaps this alike are worth a look whether they are billing periods. */
const alike = 1.3
/** First purchases on more dates than this rule fixed dates out. */
const mostDates = 24

/**
 * The setting of an order log, read row by row only where a cheap look allows anything but purchases at will: gaps that
 * are nearly the same, or first purchases on a few dates. `null` says: at will.
 */
export function orderSetting(context: ToolContext, at: Observation): Promise<SettingDecision | null> {
  return context.once(`order-setting/${at.asOf}`, async () => {
    const quantiles = await context.store.purchaseGapQuantiles({ asOf: at.asOf, probabilities: [0.1, 0.9] })
    const [low = Number.NaN, high = Number.NaN] = quantiles ?? []
    const regular = high <= alike * low
    const { firstDay } = await context.store.purchaseHistories({ asOf: at.asOf })
    const few = new Set(firstDay).size <= mostDates
    return regular || few ? clvSetting(context, at) : null
  })
}
