import type { ChartFrame, ChartPlan, Shown } from './chart.ts'
import { framed, wrapped } from './frame.ts'
import { fontFamily, palette } from './palette.ts'

export interface HeatCell {
  row: string
  column: string
  shown: Shown
  /** Base size as printed; it stands under the value. */
  n: string
  /** Few customers: pale, whatever the value. */
  thin: boolean
}

const steps = palette.heat

/** Colour of a share on a scale from 0 to the largest shown; text over it is dark or light by the step. */
function colourOf(value: number, most: number): { fill: string; ink: string } {
  const step = Math.min(
    steps.length - 1,
    Math.max(0, Math.floor((most <= 0 ? 0 : value / most) * steps.length)),
  )
  return { fill: steps[step] ?? steps[0], ink: step >= 3 ? '#ffffff' : '#231a12' }
}

/** Rows × columns with value and n in each cell; cells that must not be shown say so instead of a number. */
export function heatMap(
  cells: readonly HeatCell[],
  { rows, columns, absent }: { rows: readonly string[]; columns: readonly string[]; absent: string },
  frame: ChartFrame,
): ChartPlan {
  const most = Math.max(...cells.map(({ shown }) => shown.value), 1e-9)
  const labels = columns.map(name =>
    wrapped(name, Math.max(8, Math.floor(76 / columns.length)))
      .slice(0, 2)
      .join('\n'),
  )
  const all = rows.flatMap((row, y) =>
    columns.map((column, x) => ({
      x,
      y,
      cell: cells.find(known => known.row === row && known.column === column),
    })),
  )
  return framed(frame, {
    width: 720,
    height: rows.length * 46 + 52,
    option: {
      grid: { left: 168, right: 12, top: 42, bottom: 8 },
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
        data: rows.map(name => wrapped(name, 24).slice(0, 2).join('\n')),
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
              !cell || cell.thin ? { fill: '#e3e7eb', ink: '#39434e' } : colourOf(cell.shown.value, most)
            const lines: readonly (readonly [string, number])[] = cell
              ? [
                  [cell.shown.printed, -8],
                  [`(${cell.n})`, 9],
                ]
              : [[absent, 0]]
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
                ...lines.map(([text, shift], line) => ({
                  type: 'text',
                  style: {
                    text,
                    x: centreX,
                    y: centreY + shift,
                    align: 'center',
                    verticalAlign: 'middle',
                    fill: ink,
                    fontSize: cell && line === 0 ? 13.5 : 11.5,
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
