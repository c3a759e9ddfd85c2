import type { FigureDraft } from '../../src/tool.ts'
import type { cacRows, lifecycleOf } from './costs-rows.ts'
import { stageNamed } from './costs-rows.ts'
import type { CostWords } from './costs-shape.ts'

interface CostNumbers {
  total: number
  /** Cost lines counted. */
  lines: number
  /** New customers counted. */
  won: number
  view: string
  cac: ReturnType<typeof cacRows>
  stages: readonly { stage: string; amount: number; lines: number }[]
  /** Cost of a minute of capacity; `null` without minutes. */
  rate: number | null
  lifecycle: Awaited<ReturnType<typeof lifecycleOf>>
  unit: string
}

/** The figures of the stored costs: total, CAC, stages, the price of a minute, net lifecycle value. */
export function costFigures(
  { total, lines, won, view, cac, stages, rate, lifecycle, unit }: CostNumbers,
  say: CostWords,
): FigureDraft[] {
  return [
    {
      path: 'total_cost',
      name: say.figures.total,
      value: total,
      unit,
      badge: 'measured',
      n: lines,
    },
    ...(won > 0
      ? [
          {
            path: 'cac/blended',
            name: say.figures.cac,
            value: cac.blended,
            unit,
            badge: 'measured' as const,
            n: won,
          },
        ]
      : []),
    ...(view === 'channels' && won > 0
      ? cac.channels.map((row, index): FigureDraft => ({
          path: `cac/channels/${index}/attributed`,
          name: say.figures.channel(row.channel),
          value: row.attributed,
          unit,
          badge: 'measured',
          n: row.new_customers,
        }))
      : []),
    ...(view === 'overview'
      ? stages.map((row, index): FigureDraft => ({
          path: `stages/${index}/amount`,
          name: say.figures.stage(stageNamed(row.stage, say)),
          value: row.amount,
          unit,
          badge: 'measured',
          n: row.lines,
        }))
      : []),
    ...(rate !== null
      ? [
          {
            path: 'service/rate_per_minute',
            name: say.figures.rate,
            value: rate,
            unit: `${unit}/min`,
            badge: 'measured' as const,
          },
        ]
      : []),
    ...(lifecycle
      ? [
          {
            path: 'lifecycle/net_lifecycle_value',
            name: say.figures.net,
            value: lifecycle.net_lifecycle_value,
            unit,
            badge: 'modelled' as const,
            n: lifecycle.customers,
          },
        ]
      : []),
  ]
}
