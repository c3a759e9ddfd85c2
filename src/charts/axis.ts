import { palette } from './palette.ts'

/** What one axis measures and how its marks read. */
export interface Axis {
  /** With the unit: `churn rate, %`. */
  name: string
  /** A tick in the reader's words; marked as no figure by the caller. */
  tick: (value: number) => string
  min?: number
  max?: number
  /** Places with names instead of a scale; points are given by index. */
  categories?: readonly string[]
  /** Distance of ticks; a round one is found if left out. */
  step?: number
  /** Show every nth category only. */
  every?: number
}

const round = [1, 2, 2.5, 5, 10]

/** Scale with round ticks that holds the asked ends. */
function scale({ min, max, step }: Axis): Record<string, unknown> {
  if (min === undefined || max === undefined) return { min, max, splitNumber: 5 }
  const rough = (max - min) / 4
  const unit = 10 ** Math.floor(Math.log10(rough))
  const interval = step ?? (round.find(one => one * unit >= rough * 0.999) ?? 10) * unit
  const steady = (value: number): number => Number(value.toPrecision(12))
  return {
    min: steady(Math.floor(min / interval + 1e-9) * interval),
    max: steady(Math.ceil(max / interval - 1e-9) * interval),
    interval,
  }
}

/** Where the drawn axis begins and ends: at round ticks; `null` where the library finds them. */
export function drawnEnds(axis: Axis): readonly [number, number] | null {
  const { min, max } = scale(axis)
  return typeof min === 'number' && typeof max === 'number' && max > min ? [min, max] : null
}

const label = { fontSize: 12, color: palette.soft }

/** The horizontal axis; its name stands under it. */
export const below = (axis: Axis): Record<string, unknown> => ({
  ...(axis.categories
    ? {
        type: 'category',
        data: [...axis.categories],
        boundaryGap: true,
        axisLabel: {
          ...label,
          lineHeight: 14,
          interval: axis.every === undefined ? 0 : axis.every - 1,
        },
      }
    : {
        type: 'value',
        ...scale(axis),
        axisLabel: { ...label, hideOverlap: true, formatter: (value: number) => axis.tick(value) },
      }),
  name: axis.name,
  nameLocation: 'middle',
  nameGap: axis.categories?.some(name => name.includes('\n')) ? 44 : 30,
  nameTextStyle: { fontSize: 12, color: palette.soft },
  axisTick: { show: axis.categories === undefined, lineStyle: { color: palette.soft } },
  axisLine: { show: true, onZero: false, lineStyle: { color: palette.soft } },
  splitLine: { show: false },
})

/** The vertical axis; its name lies level above it, where it can be read. */
export const beside = (axis: Axis): Record<string, unknown> => ({
  type: 'value',
  ...scale(axis),
  name: axis.name,
  nameLocation: 'end',
  nameGap: 12,
  nameTextStyle: { fontSize: 12, color: palette.soft, align: 'left', padding: [0, 0, 0, -62] },
  axisLabel: { ...label, formatter: (value: number) => axis.tick(value) },
  axisTick: { show: false },
  axisLine: { show: false },
  splitLine: { lineStyle: { color: palette.line } },
})
