import { heatMap } from '../../charts/heat-map.ts'
import { textAt } from '../answers.ts'
import { table } from '../markdown.ts'
import { sentence } from '../printer.ts'
import { Reading } from '../reading.ts'
import { cellSize, gridOf, shownCells } from '../risk-grid.ts'
import { wordsFor } from '../words/words.ts'
import { who } from './estimate.ts'
import { draftOf, greyBelow, opened, shown, pictured } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

/** Churn in the four fields that two driving conditions make. */
export function gridChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  const grid = open === null ? null : gridOf(open.answer)
  if (open === null || grid === null) return null
  const { book, printer } = open
  const words = wordsFor(printer.language)
  const drivers = new Reading(grid.drivers, book, printer)
  const told = (path: string, met: boolean): string =>
    met ? drivers.where(`${path}/filter`) : drivers.whereNot(`${path}/filter`)
  const side = (path: string, met: boolean): string => sentence(told(path, met))
  const cells = shownCells(grid).flatMap(({ answer, row, column }) => {
    const [share, n] = [
      book.take(answer, 'baseline/rate', 'share'),
      book.take(answer, 'baseline/denominator', 'count'),
    ]
    if (!share || !n) return []
    const [low, high] = ['low', 'high'].map(end => book.take(answer, `baseline/${end}`, 'share'))
    return [
      {
        row: side(grid.row, row),
        column: side(grid.column, column),
        phrase: told(grid.column, column),
        share,
        n,
        low: low ?? null,
        high: high ?? null,
        thin: cellSize(answer) < greyBelow,
      },
    ]
  })
  const rate = drivers.number('baseline/rate') ?? 0
  const [first] = cells
  if (!first) return null
  // What a handful does may be chance: the title names the worst field that holds enough customers.
  const worst = cells.find(({ thin }) => !thin)
  return draftOf(open.words, {
    title:
      worst === undefined
        ? open.words.matrixThin
        : open.words.matrix[(worst.low?.value ?? 0) > rate ? 'churn' : 'churnEven']({
            row: worst.row,
            column: worst.phrase,
            who: who({ point: worst.share, low: worst.low, high: worst.high }, printer),
            all: drivers.fig('baseline/rate', 'share'),
          }),
    unit: words.charts.matrix.churn,
    n: drivers.fig('baseline/denominator', 'count'),
    asOf: printer.day(textAt(grid.drivers, 'baseline/to')),
    badge: first.share.badge,
    notes: [cells.some(({ thin }) => thin) && open.words.unranked],
    twin: table(
      [
        open.words.columns.row,
        open.words.columns.column,
        'n',
        words.charts.matrix.churn,
        open.words.interval,
      ],
      cells.map(cell => [
        cell.row,
        cell.column,
        printer.fig(cell.n),
        printer.fig(cell.share),
        printer.range(cell.low, cell.high),
      ]),
      ['l', 'l', 'r', 'r', 'r'],
    ),
    plan: frame =>
      heatMap(
        cells.map(cell => ({
          row: pictured(cell.row),
          column: pictured(cell.column),
          shown: shown(cell.share, printer, 0),
          interval: printer.range(cell.low, cell.high),
          n: printer.fig(cell.n),
          thin: cell.thin,
        })),
        {
          rows: [true, false].map(met => pictured(side(grid.row, met))),
          columns: [true, false].map(met => pictured(side(grid.column, met))),
          absent: words.charts.matrix.none,
          rowHeight: 64,
        },
        frame,
      ),
  })
}
