import { below, beside } from './axis.ts'
import type { Axis } from './axis.ts'
import type { ChartFrame, ChartPlan } from './chart.ts'
import { framed, wrapped } from './frame.ts'
import { palette } from './palette.ts'

export interface Point {
  x: number
  y: number
  low?: number | undefined
  high?: number | undefined
  /** Rests on few customers: drawn in grey. */
  thin?: boolean | undefined
  /** Printed beside the point. */
  label?: string | undefined
  /** Where its label stands, when not where the others do. */
  side?: 'left' | 'right' | 'top'
  /** Diameter; 8 if left out. */
  size?: number
}

export interface Series {
  name?: string
  kind: 'line' | 'step' | 'points' | 'columns'
  points: readonly Point[]
  colour?: string
  /** How `low` and `high` are drawn. */
  interval?: 'band' | 'whiskers'
  dashed?: boolean
  faint?: boolean
  /** Where labels stand. */
  side?: 'top' | 'right' | 'bottom'
}

/** A level to compare with, or a border between fields. */
export interface Reference {
  across: 'x' | 'y'
  at: number
  label?: string
  /** Which end of a level its name stands at; the right one if left out. */
  end?: 'left'
}

/** A text at shares of the field's width and height, from its lower left corner. */
export interface Note {
  across: number
  up: number
  text: string
  align?: 'left' | 'right' | 'center'
  /** Small print instead of bold. */
  plain?: boolean
}

export interface XY {
  x: Axis
  y: Axis
  series: readonly Series[]
  references?: readonly Reference[]
  /** Draws y = x: where points of a perfect forecast lie. */
  diagonal?: boolean
  /** Texts inside the field, at shares of its width and height from the lower left corner. */
  notes?: readonly Note[]
  height?: number
  /** Room on the right for notes beside the field. */
  right?: number
}

type Api = { coord: (place: readonly number[]) => number[] }

const band = ({ points, colour = palette.good }: Series): Record<string, unknown> => {
  const known = points.filter(({ low, high }) => low !== undefined && high !== undefined)
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: known.slice(0, 1).map(({ x, y }) => [x, y]),
    renderItem: (_params: unknown, api: Api) => ({
      type: 'polygon',
      shape: {
        points: [
          ...known.map(({ x, high = 0 }) => api.coord([x, high])),
          ...known.toReversed().map(({ x, low = 0 }) => api.coord([x, low])),
        ],
      },
      style: { fill: colour, opacity: 0.2 },
    }),
  }
}

/** Intervals as thin lines with ends; `shift` moves those of columns that stand side by side. */
const whiskers = (points: readonly Point[], shift: number): Record<string, unknown> => {
  const known = points.filter(({ low, high }) => low !== undefined && high !== undefined)
  return {
    type: 'custom',
    silent: true,
    z: 4,
    data: known.map(({ x, y }) => [x, y]),
    renderItem: ({ dataIndex }: { dataIndex: number }, api: Api) => {
      const { x = 0, low = 0, high = 0, thin } = known[dataIndex] ?? {}
      const [across = 0, bottom = 0] = api.coord([x, low])
      const [, top = 0] = api.coord([x, high])
      const style = { stroke: thin ? palette.grey : palette.ink, lineWidth: 1.3, fill: 'none' }
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: 'line',
        shape: { x1: x1 + shift, y1, x2: x2 + shift, y2 },
        style,
      })
      return {
        type: 'group',
        children: [
          line(across, bottom, across, top),
          line(across - 4, bottom, across + 4, bottom),
          line(across - 4, top, across + 4, top),
        ],
      }
    },
  }
}

const columnWidth = 22

function drawn(series: Series, columns: { place: number; of: number }): Record<string, unknown>[] {
  const { points, kind, colour = palette.good, name, interval } = series
  const label = (side: string) => ({
    show: points.some(point => point.label !== undefined),
    position: series.side ?? side,
    distance: 6,
    fontSize: 12,
    color: palette.ink,
    formatter: ({ dataIndex }: { dataIndex: number }) => points[dataIndex]?.label ?? '',
  })
  const shift = kind === 'columns' ? (columns.place - (columns.of - 1) / 2) * (columnWidth + 3) : 0
  const intervals =
    interval === 'band' ? [band(series)] : interval === 'whiskers' ? [whiskers(points, shift)] : []
  if (kind === 'columns') {
    return [
      {
        type: 'bar',
        name,
        barWidth: columnWidth,
        barGap: `${Math.round((3 / columnWidth) * 100)}%`,
        itemStyle: { color: colour },
        data: points.map(({ x, y, thin }) => ({
          value: [x, y],
          ...(thin ? { itemStyle: { color: palette.grey } } : {}),
        })),
        label: interval === 'whiskers' ? { show: false } : label('top'),
      },
      ...intervals,
      ...(interval === 'whiskers'
        ? [
            {
              // Above the interval, not through it.
              type: 'custom',
              silent: true,
              z: 5,
              data: points.map(({ x, y }) => [x, y]),
              renderItem: ({ dataIndex }: { dataIndex: number }, api: Api) => {
                const { x = 0, y = 0, high = y, label: text = '' } = points[dataIndex] ?? {}
                const [across = 0, top = 0] = api.coord([x, Math.max(y, high)])
                return {
                  type: 'text',
                  style: {
                    text,
                    x: across + shift,
                    y: top - 10,
                    align: 'center',
                    verticalAlign: 'middle',
                    fontSize: 12,
                    fill: palette.ink,
                  },
                }
              },
            },
          ]
        : []),
    ]
  }
  return [
    ...intervals,
    {
      type: kind === 'points' ? 'scatter' : 'line',
      name,
      ...(kind === 'step' ? { step: 'end' } : {}),
      z: 3,
      symbol: kind === 'step' || series.dashed ? 'none' : 'circle',
      symbolSize: kind === 'points' ? 8 : 6,
      itemStyle: { color: colour, opacity: series.faint ? 0.45 : 1 },
      lineStyle: { color: colour, width: 2.2, type: series.dashed ? 'dashed' : 'solid' },
      data: points.map(({ x, y, thin, size, side }) => ({
        value: [x, y],
        ...(side === undefined ? {} : { label: { position: side } }),
        ...(size === undefined ? {} : { symbolSize: size }),
        ...(thin ? { itemStyle: { color: palette.grey } } : {}),
      })),
      label: label(kind === 'points' ? 'right' : 'top'),
      labelLayout: kind === 'points' ? { moveOverlap: 'shiftY' } : { hideOverlap: true },
    },
  ]
}

const references = (
  list: readonly Reference[],
  diagonal: boolean,
  { x, y }: XY,
  columns: boolean,
): Record<string, unknown> => ({
  type: 'line',
  silent: true,
  data: [],
  markLine: {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: palette.soft, type: 'dashed', width: 1.2 },
    label: { fontSize: 12, color: palette.soft },
    data: [
      ...list.map(({ across, at, label, end }) => ({
        ...(across === 'y' ? { yAxis: at } : { xAxis: at }),
        label: {
          show: label !== undefined,
          formatter: label ?? '',
          position: across === 'y' && !columns ? (end === 'left' ? 'insideStartTop' : 'insideEndTop') : 'end',
          ...(across === 'y' && columns
            ? { formatter: wrapped(label ?? '', 16).join('\n'), lineHeight: 14 }
            : {}),
        },
      })),
      ...(diagonal
        ? [
            [
              {
                coord: [Math.max(x.min ?? 0, y.min ?? 0), Math.max(x.min ?? 0, y.min ?? 0)],
                label: { show: false },
              },
              { coord: [Math.min(x.max ?? 1, y.max ?? 1), Math.min(x.max ?? 1, y.max ?? 1)] },
            ],
          ]
        : []),
    ],
  },
})

const width = 720

/** Everything with two axes: lines with bands, points, columns with intervals, levels to compare with. */
export function xyChart(chart: XY, frame: ChartFrame): ChartPlan {
  const { x, y, series, height = 360 } = chart
  const names = series.flatMap(({ name }) => (name === undefined ? [] : [name]))
  const legend = names.length > 1
  const columns = series.filter(({ kind }) => kind === 'columns')
  const grid = { left: 70, right: chart.right ?? 28, top: legend ? 62 : 40, bottom: 58 }
  if (x.categories?.some(name => name.includes('\n'))) grid.bottom += 14
  // Beside columns a level's name would lie on them: it stands at the end of its line.
  if (columns.length > 0 && chart.references?.some(({ across, label }) => across === 'y' && label))
    grid.right = 112
  const plan = framed(frame, {
    width,
    height,
    option: {
      ...(legend
        ? {
            legend: {
              top: 4,
              left: 8,
              data: names,
              textStyle: { color: palette.ink, fontSize: 13 },
              itemWidth: 18,
              itemHeight: 10,
            },
          }
        : {}),
      grid,
      xAxis: below(x),
      yAxis: beside(y),
      series: [
        references(chart.references ?? [], chart.diagonal ?? false, chart, columns.length > 0),
        ...series.flatMap(one => drawn(one, { place: columns.indexOf(one), of: columns.length })),
      ],
    },
  })
  return chart.notes === undefined ? plan : withNotes(plan, chart.notes)
}

/** Texts laid over the field, where no point would carry them. */
function withNotes(plan: ChartPlan, notes: readonly Note[]): ChartPlan {
  const { left, right, top, bottom } = plan.option['grid'] as {
    left: number
    right: number
    top: number
    bottom: number
  }
  const [across, up] = [plan.width - left - right, plan.height - top - bottom]
  const texts = notes.map(note => ({
    type: 'text',
    silent: true,
    z: 6,
    x: left + note.across * across,
    y: top + (1 - note.up) * up,
    style: {
      text: note.text,
      align: note.align ?? 'center',
      verticalAlign: 'middle',
      fontSize: note.plain ? 12 : 13,
      lineHeight: note.plain ? 15 : 18,
      ...(note.plain ? {} : { stroke: palette.ground, lineWidth: 4, fontWeight: 'bold' as const }),
      fill: palette.ink,
    },
  }))
  return { ...plan, option: { ...plan.option, graphic: texts } }
}
