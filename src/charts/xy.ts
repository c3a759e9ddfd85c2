import { below, beside, drawnEnds } from './axis.ts'
import type { Axis } from './axis.ts'
import type { ChartFrame, ChartPlan } from './chart.ts'
import { framed, wrapped } from './frame.ts'
import { labelSides } from './label-sides.ts'
import { palette } from './palette.ts'
import { drawn } from './xy-series.ts'
import type { Series } from './xy-series.ts'

export type { Point, Series } from './xy-series.ts'

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
  /** On a plate of the ground, so that points behind it do not run through the letters. */
  plate?: boolean
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

const references = (
  list: readonly Reference[],
  diagonal: boolean,
  { x, y }: XY,
  columns: boolean,
): Record<string, unknown> => ({
  type: 'line',
  silent: true,
  // Below the numbers of the data, whose rim keeps them readable.
  z: 2,
  data: [],
  markLine: {
    z: 2,
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
  // Room for an amount of money in Chinese on a tick.
  const grid = { left: 78, right: chart.right ?? 28, top: legend ? 62 : 40, bottom: x.name === '' ? 34 : 58 }
  if (x.categories?.some(name => name.includes('\n'))) grid.bottom += 14
  // The name of a border stands above its line, where the vertical axis has its own name: that moves up.
  const bordered = chart.references?.some(({ across, label }) => across === 'x' && label) === true
  if (bordered) grid.top += 18
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
              itemGap: 28,
              data: names,
              textStyle: { color: palette.ink, fontSize: 13 },
              itemWidth: 18,
              itemHeight: 10,
            },
          }
        : {}),
      grid,
      xAxis: below(x),
      yAxis: bordered ? { ...beside(y), nameGap: 30 } : beside(y),
      series: [
        references(chart.references ?? [], chart.diagonal ?? false, chart, columns.length > 0),
        ...placed(chart, {
          width: width - grid.left - grid.right,
          height: height - grid.top - grid.bottom,
        }).flatMap(one => drawn(one, { place: columns.indexOf(one), of: columns.length })),
      ],
    },
  })
  return chart.notes === undefined ? plan : withNotes(plan, chart.notes)
}

/** The series with a side for each label beside a point, so that none covers another point or label. */
function placed({ x, y, series }: XY, field: { width: number; height: number }): readonly Series[] {
  const [across, up] = [drawnEnds(x), drawnEnds(y)]
  if (across === null || up === null || x.categories) return series
  const share = (value: number, [from, to]: readonly [number, number]): number => (value - from) / (to - from)
  const high = (value: number): number => (1 - share(value, up)) * field.height
  return series.map(one => {
    if (one.kind !== 'points' || one.points.every(({ label }) => label === undefined)) return one
    const sides = labelSides(
      one.points.map(point => ({
        x: share(point.x, across) * field.width,
        y: high(point.y),
        label: point.label,
        side: point.side,
        cross: point.from !== undefined,
        span:
          one.interval === undefined || point.low === undefined || point.high === undefined
            ? undefined
            : [high(point.low), high(point.high)],
      })),
      field,
    )
    return { ...one, points: one.points.map((point, at) => ({ ...point, side: sides[at] ?? 'right' })) }
  })
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
      ...(note.plate ? { backgroundColor: palette.ground, padding: [2, 5], borderRadius: 3 } : {}),
      ...(note.plain || note.plate
        ? note.plain
          ? {}
          : { fontWeight: 'bold' as const }
        : { stroke: palette.ground, lineWidth: 4, fontWeight: 'bold' as const }),
      fill: palette.ink,
    },
  }))
  return { ...plan, option: { ...plan.option, graphic: texts } }
}
