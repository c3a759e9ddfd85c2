import type { SegmentTotals } from '../../src/domain/segments/index.ts'
import type { FigureDraft, ToolContext } from '../../src/tool.ts'
import { words } from '../words/segment-customers.ts'

/** Figures of the totals, and the size of each segment in `shown`, which stand first in the answer. */
export function figuresOf(
  context: ToolContext,
  currency: string | null,
  totals: SegmentTotals,
  shown: readonly { label: string; n: number }[],
): FigureDraft[] {
  const { figures: names } = context.say(words)
  const colon = context.language === 'en' ? ': ' : '：'
  const rate = totals.churnRate
  const measured = 'measured' as const
  return [
    { path: 'totals/n', name: names.n, value: totals.n, unit: 'customers', badge: measured },
    ...(totals.revenue === null
      ? []
      : [
          {
            path: 'totals/revenue',
            name: names.revenue,
            value: totals.revenue,
            unit: currency ?? 'money',
            badge: measured,
          },
        ]),
    ...(rate === null || rate.value === null
      ? []
      : [
          {
            path: 'totals/churn_rate',
            name: names.churn,
            value: rate.value,
            unit: 'fraction',
            badge: measured,
            low: rate.low,
            high: rate.high,
            n: rate.n,
          },
        ]),
    ...shown.map(({ label, n }, index) => ({
      path: `segments/${index}/n`,
      name: `${label}${colon}${names.n}`,
      value: n,
      unit: 'customers',
      badge: measured,
    })),
  ]
}
