import { meaningOfName } from '../../src/domain/churn/index.ts'
import { lowHealthTraits, riskMatrix, worstFirst } from '../../src/domain/health/index.ts'
import type { MatrixCell } from '../../src/domain/health/index.ts'
import { column } from '../../src/domain/table.ts'
import type { CustomerTable } from '../../src/domain/table.ts'
import type { Where } from '../../src/domain/where.ts'

/** Fields that make a readable risk matrix, the best pairs first. */
const matrixFields = [
  'industry',
  'account_size_segment',
  'plan_name',
  'membership_level',
  'region',
  'acquisition_channel',
]

/** A column of the user's with more values than this is a name, not a kind. */
const mostOwn = 8

function matrixFor(
  table: CustomerTable,
  asked: { rows: string; columns: string } | undefined,
): { rows: string; columns: string } | null {
  if (asked) return asked
  const few = (name: string, most: number): boolean => {
    const found = column(table, name)
    return found?.kind === 'category' && found.levels.length >= 2 && found.levels.length <= most
  }
  // The user's own columns come after those we know, and none that describes a person.
  const own = traitFields(table).filter(
    name => !matrixFields.includes(name) && few(name, mostOwn) && meaningOfName(name).kind === 'plain',
  )
  const [rows, columns] = [...matrixFields.filter(name => few(name, 20)), ...own]
  return rows && columns ? { rows, columns } : null
}

/** Categories and plain numbers worth comparing: not what the product computed itself. */
const traitFields = (table: CustomerTable): string[] =>
  table.columns
    .map(({ name }) => name)
    .filter(
      name =>
        !/^(churned|churn_|health_|clv_|value_|is_active|active$|subscription_status|cancelled)/.test(name),
    )

/** A short answer shows the worst cells and the strongest traits, and says how many more there are. */
const shortly = { cells: 6, traits: 3 }

interface Asked {
  matrix: { rows: string; columns: string } | undefined
  /** Fields the score itself is made of. */
  scoreFields: readonly string[]
  inFull: boolean
  /** The filter of a trait narrowed to the customers counted here; `null` where no filter can say it. */
  selecting: (filter: Where) => Where | null
}

/** Where low health gathers: the risk matrix of two fields, and what the customers of the low band have in common. */
export function findHealth(
  table: CustomerTable,
  low: Int8Array,
  { matrix: asked, scoreFields, inFull, selecting }: Asked,
) {
  const fields = matrixFor(table, asked)
  const matrix = fields ? riskMatrix(table, low, fields) : null
  const cells = (matrix?.cells ?? []).toSorted((one, two) => (one.rank ?? Infinity) - (two.rank ?? Infinity))
  const cellOf = (cell: MatrixCell) => ({
    row: cell.row,
    column: cell.column,
    n: cell.n,
    low_share: cell.lowShare?.value ?? null,
    ...(cell.lowShare ? { low: cell.lowShare.low, high: cell.lowShare.high } : {}),
    ...(inFull || cell.suppressed ? { suppressed: cell.suppressed } : {}),
    ...(inFull || cell.flagged ? { flagged: cell.flagged } : {}),
    ...(inFull ? { rank: cell.rank } : {}),
  })
  const traits = lowHealthTraits(table, low, { fields: traitFields(table), scoreFields })
  const shownTraits = inFull ? traits : traits.slice(0, shortly.traits)
  const shownCells = inFull ? cells : cells.slice(0, shortly.cells)
  return {
    worst: matrix ? worstFirst(matrix.cells).slice(0, 3) : [],
    matrix:
      matrix && fields
        ? {
            ...fields,
            overall_low_share: matrix.overall.value,
            cells_not_shown: cells.length - shownCells.length,
            cells: shownCells.map(cellOf),
          }
        : null,
    traitsNotShown: traits.length - shownTraits.length,
    traits: shownTraits.map(trait => ({
      field: trait.field,
      label: trait.label,
      filter: selecting(trait.filter),
      n: trait.n,
      low_rate: trait.lowRate.value,
      others_low_rate: trait.othersLowRate.value,
      lift: trait.lift.value,
      part_of_score: trait.partOfScore,
      ...(inFull
        ? {
            lift_low: trait.lift.low,
            lift_high: trait.lift.high,
            share_of_low: trait.shareOfLow,
            healthy_with_trait: trait.counterExample.n,
          }
        : {}),
    })),
  }
}
