import { intervalMark } from './interval-mark.ts'
import { corners } from './label-sides.ts'
import { palette } from './palette.ts'

export interface Point {
  x: number
  y: number
  low?: number | undefined
  high?: number | undefined
  /** Ends of an interval along the other axis. */
  from?: number | undefined
  to?: number | undefined
  /** Rests on few customers: drawn in grey. */
  thin?: boolean | undefined
  /** Printed beside the point. */
  label?: string | undefined
  /** Where its label stands, when not where the others do. */
  side?: 'left' | 'right' | 'top' | 'bottom'
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

type Api = { coord: (place: readonly number[]) => number[] }

const band = ({ points, kind, colour = palette.good }: Series): Record<string, unknown> => {
  const known = points.filter(({ low, high }) => low !== undefined && high !== undefined)
  const edge = (side: 'low' | 'high'): readonly (readonly [number, number])[] =>
    known.flatMap((point, at) => {
      const here = [point.x, point[side] ?? 0] as const
      const before = known[at - 1]
      // A step holds its level until the next one, and so does its interval.
      return kind === 'step' && before ? [[point.x, before[side] ?? 0], here] : [here]
    })
  return {
    type: 'custom',
    silent: true,
    clip: true,
    z: 1,
    data: known.slice(0, 1).map(({ x, y }) => [x, y]),
    renderItem: (_params: unknown, api: Api) => ({
      type: 'polygon',
      shape: {
        points: [
          ...edge('high').map(place => api.coord(place)),
          ...edge('low')
            .toReversed()
            .map(place => api.coord(place)),
        ],
      },
      style: { fill: colour, opacity: 0.2 },
    }),
  }
}

/** Intervals as thin lines with ends; `shift` moves those of columns that stand side by side. */
const whiskers = ({ points, kind }: Series, shift: number): Record<string, unknown> => {
  const known = points.filter(({ low, high }) => low !== undefined && high !== undefined)
  return {
    type: 'custom',
    silent: true,
    clip: true,
    // Over columns, under points.
    z: kind === 'columns' ? 4 : 2,
    data: known.map(({ x, y }) => [x, y]),
    renderItem: ({ dataIndex }: { dataIndex: number }, api: Api) => {
      const point = known[dataIndex]
      if (point === undefined) return { type: 'group', children: [] }
      const { x, y, low = y, high = y, from, to, thin } = point
      const ink = thin ? palette.grey : palette.ink
      const at = (across: number, up: number): [number, number] => {
        const [left = 0, top = 0] = api.coord([across, up])
        return [left + shift, top]
      }
      return {
        type: 'group',
        children: [
          ...(from === undefined || to === undefined ? [] : intervalMark(at(from, y), at(to, y), ink, 3)),
          ...intervalMark(at(x, low), at(x, high), ink),
        ],
      }
    },
  }
}

/** Beside its point, or in a corner of the cross of its intervals. */
const placed = (side: keyof typeof corners, cross: boolean) =>
  cross ? { position: corners[side].side, offset: [0, corners[side].down] } : { position: side }

const columnWidth = 22

/** One series as the library draws it, with its intervals; `columns` is its place among those that stand side by side. */
export function drawn(series: Series, columns: { place: number; of: number }): Record<string, unknown>[] {
  const { points, kind, colour = palette.good, name, interval } = series
  const label = (side: string) => ({
    show: points.some(point => point.label !== undefined),
    position: series.side ?? side,
    distance: 6,
    fontSize: 12,
    color: palette.ink,
    // A rim of the ground keeps a number readable where a line runs through it.
    textBorderColor: palette.ground,
    textBorderWidth: 3,
    formatter: ({ dataIndex }: { dataIndex: number }) => points[dataIndex]?.label ?? '',
  })
  const shift = kind === 'columns' ? (columns.place - (columns.of - 1) / 2) * (columnWidth + 3) : 0
  const intervals =
    interval === 'band' ? [band(series)] : interval === 'whiskers' ? [whiskers(series, shift)] : []
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
        label:
          interval === 'whiskers'
            ? { show: false }
            : {
                ...label('top'),
                offset: [columns.of > 1 ? (columns.place - (columns.of - 1) / 2) * 26 : 0, 0],
              },
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
                    x: across + shift + (columns.of > 1 ? (columns.place - (columns.of - 1) / 2) * 26 : 0),
                    y: top - 10,
                    align: 'center',
                    verticalAlign: 'middle',
                    fontSize: 12,
                    fill: palette.ink,
                    // A rim of the ground: a level to compare with may run through the number.
                    stroke: palette.ground,
                    lineWidth: 3,
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
      data: points.map(({ x, y, thin, size, side, from }) => ({
        value: [x, y],
        ...(side === undefined ? {} : { label: placed(side, from !== undefined) }),
        ...(size === undefined ? {} : { symbolSize: size }),
        ...(thin ? { itemStyle: { color: palette.grey } } : {}),
      })),
      label: label(kind === 'points' ? 'right' : 'top'),
      labelLayout: kind === 'points' ? {} : { hideOverlap: true },
    },
  ]
}
