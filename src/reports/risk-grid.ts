import { at, itemPaths, numberAt, textAt } from './answers.ts'
import type { ReportAnswer } from './answers.ts'

/** Churn over two conditions that go with it, each met or not: the risk matrix of data without two named fields. */
export interface RiskGrid {
  drivers: ReportAnswer
  /** Places of the two conditions in the drivers' answer. */
  row: string
  column: string
  cells: readonly { row: boolean; column: boolean; answer: ReportAnswer }[]
}

const opposites: Readonly<Record<string, string>> = {
  lt: 'gte',
  gte: 'lt',
  lte: 'gt',
  gt: 'lte',
  eq: 'ne',
  ne: 'eq',
}

/** Below this many customers a cell is not shown (REPORT.md 2). */
export const smallestCell = 10
const mostAxes = 4

/** A condition of one field turned round; `null` for one that cannot be. */
export function turned(filter: unknown): Record<string, unknown> | null {
  const [field, op] = [textAt(filter, 'field'), textAt(filter, 'op')]
  const opposite = opposites[op ?? '']
  return field === null || opposite === undefined ? null : { field, op: opposite, value: at(filter, 'value') }
}

const namesOf = (drivers: ReportAnswer, path: string): string[] => {
  const also = at(drivers, `${path}/also_measured_by`)
  const field = textAt(drivers, `${path}/filter/field`)
  return [
    ...(field === null ? [] : [field]),
    ...(Array.isArray(also) ? also.filter(name => typeof name === 'string') : []),
  ]
}

/** Pairs of drivers that say different things, strongest first; nobody is sorted by age, gender and the like. */
function axesIn(drivers: ReportAnswer): [string, string][] {
  // Where too few drivers are confirmed, the conditions that come nearest serve as sides; the report says so.
  const usable = [...itemPaths(drivers, 'drivers'), ...itemPaths(drivers, 'unconfirmed')]
    .filter(
      path => at(drivers, `${path}/sensitive`) !== true && turned(at(drivers, `${path}/filter`)) !== null,
    )
    .slice(0, mostAxes)
  return usable.flatMap((one, place) =>
    usable
      .slice(place + 1)
      .filter(two => !namesOf(drivers, two).some(name => namesOf(drivers, one).includes(name)))
      .map((two): [string, string] => [one, two]),
  )
}

/** Grids by the drivers' answer they were made from: charts are drawn from answers alone. */
const grids = new WeakMap<ReportAnswer, RiskGrid>()
export const gridOf = (drivers: ReportAnswer): RiskGrid | null => grids.get(drivers) ?? null

const sides = [
  [true, true],
  [true, false],
  [false, true],
  [false, false],
] as const

export const cellSize = (answer: ReportAnswer): number => numberAt(answer, 'baseline/denominator') ?? 0

/**
 * Asks for churn in the four fields that two drivers make, of customers as they stood when the window began. Takes the
 * first pair that fills at least three fields, else the first that fills two; `null` where none does.
 */
export async function riskGrid(
  ask: (tool: string, input: Readonly<Record<string, unknown>>) => Promise<ReportAnswer | null>,
  drivers: ReportAnswer | null,
  under: Readonly<Record<string, unknown>>,
): Promise<RiskGrid | null> {
  if (drivers === null) return null
  let partly: RiskGrid | null = null
  for (const [row, column] of axesIn(drivers)) {
    const cells: RiskGrid['cells'][number][] = []
    for (const [inRow, inColumn] of sides) {
      const [one, two] = [at(drivers, `${row}/filter`), at(drivers, `${column}/filter`)]
      const where = { all: [inRow ? one : turned(one), inColumn ? two : turned(two)] }
      const answer = await ask('find_churn_drivers', { where, limit: 1, ...under })
      if (answer !== null && numberAt(answer, 'baseline/rate') !== null)
        cells.push({ row: inRow, column: inColumn, answer })
    }
    const filled = cells.filter(({ answer }) => cellSize(answer) >= smallestCell).length
    const grid = { drivers, row, column, cells }
    if (filled === 2) partly ??= grid
    if (filled < 3) continue
    grids.set(drivers, grid)
    return grid
  }
  if (partly !== null) grids.set(drivers, partly)
  return partly
}

/** The fields that may be shown, the worst first by the lower end of the interval. */
export const shownCells = ({ cells }: RiskGrid): RiskGrid['cells'] =>
  cells
    .filter(({ answer }) => cellSize(answer) >= smallestCell)
    .toSorted(
      (one, two) => (numberAt(two.answer, 'baseline/low') ?? 0) - (numberAt(one.answer, 'baseline/low') ?? 0),
    )
