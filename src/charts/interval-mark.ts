import { palette } from './palette.ts'

type Place = readonly [x: number, y: number]

/**
 * An interval as a thin line with ends, on a rim of the ground: it is seen on a dark bar as well as beside it, in light
 * and dark. `cap` is half the length of an end, in points.
 */
export function intervalMark(from: Place, to: Place, ink: string, cap = 4): Record<string, unknown>[] {
  const level = from[1] === to[1]
  const [across, up] = level ? [0, cap] : [cap, 0]
  const lines = [
    [from, to],
    ...[from, to].map(([x, y]): [Place, Place] => [
      [x - across, y - up],
      [x + across, y + up],
    ]),
  ] as const
  const drawn = (stroke: string, lineWidth: number) =>
    lines.map(([[x1, y1], [x2, y2]]) => ({
      type: 'line',
      shape: { x1, y1, x2, y2 },
      style: { stroke, lineWidth, fill: 'none' },
    }))
  return [...drawn(palette.ground, 3.4), ...drawn(ink, 1.4)]
}
