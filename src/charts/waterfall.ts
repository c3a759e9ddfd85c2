import { beside, drawnEnds } from './axis.ts'
import type { Axis } from './axis.ts'
import type { ChartFrame, ChartPlan, Shown } from './chart.ts'
import { clipped, framed } from './frame.ts'
import { palette } from './palette.ts'

export interface Step {
  name: string
  /** Signed change, or the level itself for `total`. */
  shown: Shown
  kind: 'total' | 'gain' | 'loss'
}

const colours = { total: palette.grey, gain: palette.good, loss: palette.bad } as const

type Api = { coord: (place: readonly number[]) => number[]; size: (place: readonly number[]) => number[] }

/** From an opening level to a closing one, step by step. The scale starts near the levels where changes are small. */
export function waterfallChart(steps: readonly Step[], axis: Axis, frame: ChartFrame): ChartPlan {
  let level = 0
  const bars = steps.map(step => {
    const before = level
    level = step.kind === 'total' ? step.shown.value : before + step.shown.value
    return { step, from: step.kind === 'total' ? 0 : before, to: level }
  })
  const levels = bars.flatMap(({ from, to, step }) => (step.kind === 'total' ? [to] : [from, to]))
  const [least, most] = [Math.min(...levels), Math.max(...levels)]
  // Cut bars would lie about levels, but not about changes: cut only when changes could not be seen.
  const cut = least > 0 && most - least < most * 0.25
  const lowest = cut ? Math.max(0, least - (most - least) * 0.6) : Math.min(0, least)
  const ceiling = most + (most - lowest) * 0.14
  const scale = { ...axis, min: lowest, max: ceiling }
  // Bars stand on the axis, which ends at a round tick.
  const floor = drawnEnds(scale)?.[0] ?? lowest
  const wide = Math.max(8, Math.floor(88 / steps.length))
  return framed(frame, {
    width: 720,
    height: 340,
    option: {
      grid: { left: 70, right: 20, top: 40, bottom: 48 },
      xAxis: {
        type: 'category',
        data: steps.map(({ name }) => clipped(name, wide, 2).join('\n')),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.soft } },
        axisLabel: { interval: 0, fontSize: 12.5, lineHeight: 15, color: palette.ink },
      },
      yAxis: {
        ...beside(scale),
        axisLabel: { show: false },
        splitLine: { show: false },
      },
      series: [
        {
          type: 'custom',
          data: bars.map(({ to }, index) => [index, to]),
          renderItem: ({ dataIndex }: { dataIndex: number }, api: Api) => {
            const bar = bars[dataIndex]
            if (!bar) return { type: 'group', children: [] }
            const [centre = 0, start = 0] = api.coord([dataIndex, Math.max(floor, bar.from)])
            const [, end = 0] = api.coord([dataIndex, bar.to])
            const [room = 0] = api.size([1, 0])
            const half = Math.min(36, room * 0.34)
            const next = dataIndex < bars.length - 1
            const zigzag = cut && bar.step.kind === 'total'
            return {
              type: 'group',
              children: [
                {
                  type: 'rect',
                  shape: {
                    x: centre - half,
                    y: Math.min(start, end),
                    width: half * 2,
                    height: Math.max(1.5, Math.abs(end - start)),
                  },
                  style: { fill: colours[bar.step.kind] },
                },
                // The torn edge says that the bar does not start at nothing.
                ...(zigzag
                  ? [
                      {
                        type: 'polyline',
                        shape: {
                          points: [0, 1, 2, 3, 4, 5, 6].map(place => [
                            centre - half + (place * half) / 3,
                            start - 12 + (place % 2 === 0 ? 3 : -3),
                          ]),
                        },
                        style: { stroke: palette.ground, lineWidth: 4, fill: 'none' },
                      },
                    ]
                  : []),
                ...(next
                  ? [
                      {
                        type: 'line',
                        shape: { x1: centre + half, y1: end, x2: centre + room - half, y2: end },
                        style: { stroke: palette.soft, lineWidth: 1 },
                      },
                    ]
                  : []),
                {
                  type: 'text',
                  style: {
                    text: bar.step.shown.printed,
                    x: centre,
                    y: Math.min(start, end) - 9,
                    align: 'center',
                    verticalAlign: 'middle',
                    fontSize: 12.5,
                    fill: palette.ink,
                  },
                },
              ],
            }
          },
        },
      ],
    },
  })
}
