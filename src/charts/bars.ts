import type { ChartFrame, ChartPlan, Shown } from './chart.ts'
import { clipped, framed } from './frame.ts'
import { intervalMark } from './interval-mark.ts'
import { textEms } from './measure-text.ts'
import { palette } from './palette.ts'

export interface Bar {
  name: string
  shown: Shown
  /** 95 % interval in the unit of the value. */
  interval?: readonly [number, number] | undefined
  colour?: string
  /** Rests on few customers: drawn in grey. */
  thin?: boolean
}

const row = 34
const nameColumns = 34

/** End of a scale of so many points on which the text beside each bar has room; a page may set it a little wider. */
const scaleFor = (ends: readonly { at: number; text: string }[], field: number, most: number): number =>
  Math.max(
    most * 1.02,
    ...ends.map(({ at, text }) => (at * field) / Math.max(field * 0.3, field - textEms(text) * 14.5 - 12)),
  )

/** Ranked bars with intervals; each bar prints its number, so that no axis is needed. */
export function barChart(
  bars: readonly Bar[],
  frame: ChartFrame,
  base?: { at: number; label: string },
): ChartPlan {
  const width = 720
  const names = bars.map(({ name }) => clipped(name, nameColumns, 3))
  const height =
    names.length * Math.max(...names.map(lines => row + 10 * (lines.length - 1)), row) + (base ? 34 : 16)
  const most = Math.max(...bars.map(({ shown, interval }) => Math.max(shown.value, interval?.[1] ?? 0)), 1e-9)
  const left = Math.min(268, Math.max(...names.flat().map(line => textEms(line) * 13)) + 26)
  const whiskers = bars.flatMap(({ interval }, index) =>
    interval ? [[interval[0], interval[1], index]] : [],
  )
  return framed(frame, {
    width,
    height,
    option: {
      grid: { left, right: 24, top: base ? 26 : 8, bottom: 8 },
      xAxis: {
        type: 'value',
        max: scaleFor(
          bars.map(({ shown, interval }) => ({
            at: Math.max(shown.value, interval?.[1] ?? 0),
            text: shown.printed,
          })),
          width - left - 24,
          most,
        ),
        show: false,
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names.map(lines => lines.join('\n')),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.soft } },
        axisLabel: { interval: 0, fontSize: 13, lineHeight: 16, color: palette.ink },
      },
      series: [
        {
          type: 'bar',
          barWidth: 16,
          data: bars.map(({ shown, colour, thin }) => ({
            value: shown.value,
            itemStyle: { color: thin ? palette.grey : (colour ?? palette.good) },
          })),
        },
        {
          type: 'custom',
          // Over the bar, which hides half of the interval else.
          z: 4,
          data: whiskers,
          encode: { x: [0, 1], y: 2 },
          renderItem: whisker(0),
        },
        {
          type: 'scatter',
          symbolSize: 0.01,
          data: bars.map(({ shown, interval }, index) => [Math.max(shown.value, interval?.[1] ?? 0), index]),
          label: {
            show: true,
            position: 'right',
            distance: 8,
            fontSize: 13,
            color: palette.ink,
            formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.shown.printed ?? '',
          },
          ...(base ? { markLine: level(base) } : {}),
        },
      ],
    },
  })
}

type Api = { coord: (at: number[]) => number[]; value: (place: number) => number }

/** Draws an interval of [low, high, row], so many points below the middle of its row. */
const whisker = (below: number) => (_params: unknown, api: Api) => {
  const [from = 0, middle = 0] = api.coord([api.value(0), api.value(2)])
  const [to = 0] = api.coord([api.value(1), api.value(2)])
  const y = middle + below
  return { type: 'group', children: intervalMark([from, y], [to, y], palette.ink, 5) }
}

const level = ({ at, label }: { at: number; label: string }): Record<string, unknown> => ({
  silent: true,
  symbol: 'none',
  animation: false,
  lineStyle: { color: palette.soft, type: 'dashed', width: 1.2 },
  label: { show: true, position: 'start', fontSize: 12, color: palette.soft, formatter: label },
  data: [{ xAxis: at }],
})

export interface Pair {
  name: string
  first: Shown
  second: Shown
  /** 95 % interval of the second, in its unit. */
  interval?: readonly [number, number] | undefined
  /** Rests on few customers: the second is drawn in grey. */
  thin?: boolean
}

/** Two shares side by side for each row, with a legend. */
export function pairChart(
  pairs: readonly Pair[],
  legend: readonly [string, string],
  frame: ChartFrame,
): ChartPlan {
  const colours = [palette.grey, palette.good]
  const sides = [pairs.map(({ first }) => first), pairs.map(({ second }) => second)]
  const most = Math.max(...sides.flat().map(({ value }) => value), ...pairs.map(endOf), 1e-9)
  const names = pairs.map(({ name }) => clipped(name, 28, 2))
  const left = Math.max(120, ...names.flat().map(line => textEms(line) * 14 + 24))
  return framed(frame, {
    width: 720,
    height: pairs.length * 54 + 44,
    option: {
      legend: {
        top: 4,
        left: 8,
        // The reader's font may be wider than the one the names were measured in.
        itemGap: 28,
        data: [...legend],
        textStyle: { color: palette.ink, fontSize: 13 },
        itemWidth: 14,
        itemHeight: 10,
      },
      grid: { left, right: 24, top: 36, bottom: 8 },
      xAxis: {
        type: 'value',
        max: scaleFor(
          pairs.flatMap(pair => [
            { at: pair.first.value, text: pair.first.printed },
            { at: endOf(pair), text: pair.second.printed },
          ]),
          720 - left - 24,
          most,
        ),
        show: false,
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names.map(lines => lines.join('\n')),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.soft } },
        axisLabel: { interval: 0, fontSize: 13, lineHeight: 16, color: palette.ink },
      },
      series: [
        ...sides.map((side, index) => ({
          type: 'bar',
          name: legend[index],
          barWidth: pairBar,
          barGap: '20%',
          itemStyle: { color: colours[index] },
          data: side.map(({ value }, at) => ({
            value,
            ...(index === 1 && pairs[at]?.thin ? { itemStyle: { color: palette.grey } } : {}),
          })),
          label:
            index === 1
              ? { show: false }
              : {
                  show: true,
                  position: 'right',
                  fontSize: 13,
                  color: palette.ink,
                  formatter: ({ dataIndex }: { dataIndex: number }) => side[dataIndex]?.printed ?? '',
                },
        })),
        {
          type: 'custom',
          z: 4,
          data: pairs.flatMap(({ interval }, index) => (interval ? [[...interval, index]] : [])),
          encode: { x: [0, 1], y: 2 },
          renderItem: whisker(pairBar * 0.6),
        },
        {
          // Beyond the interval, not through it.
          type: 'scatter',
          symbolSize: 0.01,
          data: pairs.map((pair, index) => [endOf(pair), index]),
          label: {
            show: true,
            position: 'right',
            distance: 6,
            offset: [0, pairBar * 0.6],
            fontSize: 13,
            color: palette.ink,
            formatter: ({ dataIndex }: { dataIndex: number }) => pairs[dataIndex]?.second.printed ?? '',
          },
        },
      ],
    },
  })
}

const pairBar = 15

/** How far the second bar of a row reaches, with its interval. */
const endOf = ({ second, interval }: Pair): number => Math.max(second.value, interval?.[1] ?? 0)
