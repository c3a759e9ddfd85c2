import { outcomeOfStage } from '../../../domain/forecast/deal-outcome.ts'
import { Converter } from '../currency.ts'
import type { Columns } from '../entity-tables.ts'
import { hasRows } from './tickets.ts'
import type { FeatureContext } from './table-builder.ts'

/**
 * Deals by `asOf`: won money, money still open, and open money weighted by its probability (0.5 where none is
 * given). A won deal counts from its close date on; a deal is open while nobody said that it was won or lost.
 */
export function addOpportunities({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  if (!hasRows(sql, 'opportunity')) return
  const field = (name: string): string => columns.expression('opportunity', name, 'e')
  const converter = new Converter(sql, columns)
  const won = builder.number('won_amount', 0)
  const open = builder.number('open_pipeline', 0)
  const weighted = builder.number('weighted_pipeline', 0)
  const rows = sql.rows<
    [number, number | null, string | null, number | null, number | null, number | null, string | null]
  >(
    `SELECT cid, ${field('amount')}, e.currency, ${field('expected_close')}, ${field('is_won')}, ${field('probability')},
       lower(${field('stage')})
     FROM e_opportunity e JOIN imports i ON i.id = e.imp
     WHERE cid IS NOT NULL AND dead IS NULL AND coalesce(i.as_of, :asOf) <= :asOf`,
    { asOf },
  )
  for (const [cid, minor, currency, close, isWon, probability, stage] of rows) {
    const row = builder.row(cid)
    const amount = converter.major(minor, currency, close ?? asOf)
    if (row < 0 || Number.isNaN(amount)) continue
    const outcome = isWon ?? outcomeOfStage(stage)
    if (outcome === 1 && (close ?? asOf) <= asOf) won[row] = (won[row] ?? 0) + amount
    else if (outcome === null || (outcome === 1 && (close ?? asOf) > asOf)) {
      open[row] = (open[row] ?? 0) + amount
      weighted[row] = (weighted[row] ?? 0) + amount * (probability ?? 0.5)
    }
  }
}
