import type { ChartFrame, ChartPlan, Shown } from './chart.ts'
import { clipped, framed } from './frame.ts'
import { textEms } from './measure-text.ts'
import { fontFamily, palette } from './palette.ts'

export interface HeatCell {
  row: string
  column: string
  shown: Shown
  /** Base size as printed; it stands under the value. `null` where the row's name tells it. */
  n: string | null
  /** 95 % interval as printed; it stands between the two. */
  interval?: string
  /** Few customers: pale, whatever the value. */
  thin: boolean
}

/** Colour of a share on a scale from 0 to the largest shown; text over it is dark or light by the step. */
function colourOf(value: number, most: number, steps: readonly string[]): { fill: string; ink: string } {
  const step = Math.min(
    steps.length - 1,
    Math.max(0, Math.floor((most <= 0 ? 0 : value / most) * steps.length)),
  )
  return { fill: steps[step] ?? palette.ground, ink: step >= 3 ? palette.ground : palette.fieldInk }
}

/** What stands in a cell, line by line, with the size of its letters: the value, its interval, its base. */
const linesOf = ({ shown, interval, n }: HeatCell): (readonly [string, number])[] =>
  n === null
    ? [[shown.printed, 12]]
    : [[shown.printed, 14], ...(interval === undefined ? [] : [[interval, 11] as const]), [`(${n})`, 11]]

/** Rows × columns with value and n in each cell; cells that must not be shown say so instead of a number. */
export function heatMap(
  cells: readonly HeatCell[],
  {
    rows,
    columns,
    absent,
    rowHeight = 46,
    good = false,
  }: {
    rows: readonly string[]
    columns: readonly string[]
    /** Printed where there is no cell; nothing is drawn when it is empty. */
    absent: string
    rowHeight?: number
    /** Much is good: another hue than for losses. */
    good?: boolean
  },
  frame: ChartFrame,
): ChartPlan {
  const most = Math.max(...cells.map(({ shown }) => shown.value), 1e-9)
  const labels = columns.map(name =>
    clipped(name, Math.max(8, Math.floor(76 / columns.length)), 2).join('\n'),
  )
  const all = rows.flatMap((row, y) =>
    columns.map((column, x) => ({
      x,
      y,
      cell: cells.find(known => known.row === row && known.column === column),
    })),
  )
  const left = Math.min(
    190,
    Math.max(...rows.flatMap(name => clipped(name, 26, 2)).map(line => textEms(line) * 12.5)) + 24,
  )
  return framed(frame, {
    width: 720,
    height: rows.length * rowHeight + 52,
    option: {
      grid: { left, right: 12, top: 42, bottom: 8 },
      xAxis: {
        type: 'category',
        position: 'top',
        data: labels,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { interval: 0, fontSize: 12.5, lineHeight: 15, color: palette.ink },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(name => clipped(name, 26, 2).join('\n')),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { interval: 0, fontSize: 12.5, lineHeight: 15, color: palette.ink },
      },
      series: [
        {
          type: 'custom',
          data: all.map(({ x, y }) => [x, y]),
          renderItem: (
            params: { dataIndex: number },
            api: {
              coord: (place: number[]) => number[]
              size: (place: number[]) => number[]
              value: (place: number) => number
            },
          ) => {
            const cell = all[params.dataIndex]?.cell
            const [centreX = 0, centreY = 0] = api.coord([api.value(0), api.value(1)])
            const [width = 0, height = 0] = api.size([1, 1])
            const { fill, ink } =
              !cell || cell.thin
                ? { fill: palette.few, ink: palette.fewInk }
                : colourOf(cell.shown.value, most, good ? palette.calm : palette.heat)
            if (!cell && absent === '') return { type: 'group', children: [] }
            const lines = cell ? linesOf(cell) : [[absent, 11.5] as const]
            const heights = lines.map((_, line) => (line - (lines.length - 1) / 2) * 16)
            return {
              type: 'group',
              children: [
                {
                  type: 'rect',
                  shape: {
                    x: centreX - width / 2 + 1,
                    y: centreY - height / 2 + 1,
                    width: width - 2,
                    height: height - 2,
                  },
                  style: { fill },
                },
                ...lines.map(([text, fontSize], line) => ({
                  type: 'text',
                  style: {
                    text,
                    x: centreX,
                    y: centreY + (heights[line] ?? 0),
                    align: 'center',
                    verticalAlign: 'middle',
                    fill: ink,
                    fontSize,
                    fontFamily,
                  },
                })),
              ],
            }
          },
        },
      ],
    },
  })
}
