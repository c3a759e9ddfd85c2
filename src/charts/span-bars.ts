import { below } from './axis.ts'
import type { Axis } from './axis.ts'
import type { ChartFrame, ChartPlan } from './chart.ts'
import { clipped, framed } from './frame.ts'
import { textEms } from './measure-text.ts'
import { palette } from './palette.ts'

export interface Span {
  name: string
  /** Value at the low end of the factor and at its high end; the bar runs between them. */
  from: number
  to: number
  fromLabel: string
  toLabel: string
}

type Api = { coord: (place: readonly number[]) => number[] }

/** A tornado: for each factor, how far the answer moves when it alone moves; widest first. */
export function tornadoChart(
  spans: readonly Span[],
  {
    axis,
    centre,
    sides,
  }: { axis: Axis; centre: { at: number; label: string }; sides: readonly [string, string] },
  frame: ChartFrame,
): ChartPlan {
  const ends = spans.flatMap(({ from, to }) => [from, to])
  const [least, most] = [Math.min(...ends, centre.at), Math.max(...ends, centre.at)]
  const room = Math.max((most - least) * 0.22, 1e-9)
  const side = (place: 0 | 1): Record<string, unknown> => {
    const colour = place === 0 ? palette.middle : palette.good
    return {
      type: 'custom',
      name: sides[place],
      itemStyle: { color: colour },
      data: spans.map((_, index) => [centre.at, index]),
      renderItem: ({ dataIndex }: { dataIndex: number }, api: Api) => {
        const { from = 0, to = 0, fromLabel = '', toLabel = '' } = spans[dataIndex] ?? {}
        const end = place === 0 ? from : to
        const [start = 0, level = 0] = api.coord([centre.at, dataIndex])
        const [stop = 0] = api.coord([end, dataIndex])
        // Both ends on one side of the centre: each has its own half of the row.
        const same = Math.sign(from - centre.at) === Math.sign(to - centre.at) && from !== to
        const height = same ? 9 : 18
        const y = level - 9 + (same && place === 1 ? 9 : 0)
        const right = end > centre.at || (end === centre.at && place === 1)
        return {
          type: 'group',
          children: [
            {
              type: 'rect',
              shape: { x: Math.min(start, stop), y, width: Math.max(1, Math.abs(stop - start)), height },
              style: { fill: colour },
            },
            {
              type: 'text',
              style: {
                text: place === 0 ? fromLabel : toLabel,
                x: stop + (right ? 6 : -6),
                y: y + height / 2,
                align: right ? 'left' : 'right',
                verticalAlign: 'middle',
                fontSize: 12,
                fill: palette.ink,
              },
            },
          ],
        }
      },
    }
  }
  const left = Math.min(
    190,
    Math.max(...spans.flatMap(({ name }) => clipped(name, 26, 2)).map(line => textEms(line) * 13)) + 26,
  )
  return framed(frame, {
    width: 720,
    height: spans.length * 38 + 118,
    option: {
      legend: {
        top: 4,
        left: 8,
        // The reader's font may be wider than the one the names were measured in.
        itemGap: 28,
        data: [...sides],
        textStyle: { color: palette.ink, fontSize: 13 },
        itemWidth: 14,
        itemHeight: 10,
      },
      grid: { left, right: 20, top: 54, bottom: 52 },
      xAxis: below({ ...axis, min: least - room, max: most + room }),
      yAxis: {
        type: 'category',
        inverse: true,
        data: spans.map(({ name }) => clipped(name, 26, 2).join('\n')),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { interval: 0, fontSize: 13, lineHeight: 15, color: palette.ink },
      },
      series: [
        side(0),
        side(1),
        {
          type: 'line',
          data: [],
          silent: true,
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: palette.ink, type: 'solid', width: 1.2 },
            label: {
              show: true,
              position: 'start',
              fontSize: 12,
              color: palette.ink,
              formatter: centre.label,
            },
            data: [{ xAxis: centre.at }],
          },
        },
      ],
    },
  })
}
