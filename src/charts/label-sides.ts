import { textEms } from './measure-text.ts'

type Side = 'right' | 'top' | 'left' | 'bottom'

/** A point in pixels from the field's upper left corner, and what is printed beside it. */
interface Labelled {
  x: number
  y: number
  label: string | undefined
  /** Chosen by the caller. */
  side?: Side | undefined
  /** Ends of its interval, a vertical line that no label may lie on. */
  span?: readonly [number, number] | undefined
  /** Has an interval along the other axis too: its label stands in one of the four corners of the cross (`corners`). */
  cross?: boolean
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

const order: readonly Side[] = ['right', 'top', 'left', 'bottom']

/** Where a label stands in the corner of a cross that a side stands for, and how far below the middle. */
export const corners = {
  right: { side: 'right', down: -9 },
  top: { side: 'left', down: -9 },
  left: { side: 'left', down: 9 },
  bottom: { side: 'right', down: 9 },
} as const satisfies Record<Side, { side: Side; down: number }>

function boxOf({ x, y, label = '' }: Labelled, side: Side, fontSize: number): Box {
  const width = textEms(label) * fontSize + 4
  const height = fontSize + 2
  const away = 8
  switch (side) {
    case 'right':
      return { x: x + away, y: y - height / 2, width, height }
    case 'left':
      return { x: x - away - width, y: y - height / 2, width, height }
    case 'top':
      return { x: x - width / 2, y: y - away - height, width, height }
    case 'bottom':
      return { x: x - width / 2, y: y + away, width, height }
  }
}

const common = (one: Box, two: Box): number =>
  Math.max(0, Math.min(one.x + one.width, two.x + two.width) - Math.max(one.x, two.x)) *
  Math.max(0, Math.min(one.y + one.height, two.y + two.height) - Math.max(one.y, two.y))

/**
 * On which side of its point each label stands, so that it covers no other point, no other label and no edge of the
 * field: the first free side, else the one that covers least. The same points give the same sides.
 */
export function labelSides(
  points: readonly Labelled[],
  field: { width: number; height: number },
  fontSize = 12,
): Side[] {
  const dots = points.map(({ x, y }): Box => ({ x: x - 5, y: y - 5, width: 10, height: 10 }))
  const lines = points.flatMap(({ x, span }): Box[] =>
    span === undefined
      ? []
      : [{ x: x - 4, y: Math.min(...span), width: 8, height: Math.abs(span[1] - span[0]) }],
  )
  const taken: Box[] = []
  return points.map((point, at) => {
    if (point.label === undefined) return 'right'
    const costs = (point.side === undefined ? order : [point.side]).map(side => {
      const corner = corners[side]
      const box =
        point.cross === true
          ? boxOf({ ...point, y: point.y + corner.down }, corner.side, fontSize)
          : boxOf(point, side, fontSize)
      const inside = common(box, { x: 0, y: 0, width: field.width, height: field.height })
      const outside = box.width * box.height - inside
      const others = dots.reduce((sum, dot, place) => sum + (place === at ? 0 : common(box, dot)), 0)
      const struck = lines.reduce((sum, one) => sum + common(box, one), 0)
      // Two labels on each other are both lost; a line through one leaves it readable.
      const lost = taken.reduce((sum, one) => sum + 10 * common(box, one), 0)
      return { side, box, cost: outside + others + struck + lost }
    })
    const best = costs.reduce((one, two) => (two.cost < one.cost - 0.5 ? two : one))
    taken.push(best.box)
    return best.side
  })
}
