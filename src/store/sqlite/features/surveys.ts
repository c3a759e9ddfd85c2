import type { Columns } from '../entity-tables.ts'
import { hasRows } from './tickets.ts'
import type { FeatureContext } from './table-builder.ts'

const delivered = [
  'product_value', 'service_value', 'staff_value', 'image_value', 'money_cost', 'time_cost', 'effort_cost',
  'psychological_cost',
] // prettier-ignore

/** The latest answers by `asOf`, each on the scale the file uses. */
export function addSurveys({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  if (!hasRows(sql, 'survey')) return
  const field = (name: string): string => columns.expression('survey', name, 'e')
  const byType = (type: string): string =>
    `CASE WHEN ${field('survey_type')} = '${type}' THEN ${field('score')} END`
  const wanted: readonly (readonly [string, string])[] = [
    ['nps_last', `coalesce(${field('nps')}, ${byType('nps')})`],
    ['csat_last', `coalesce(${field('csat')}, ${byType('csat')}, ${byType('likert')})`],
    ...delivered.map(name => [name, field(name)] as const),
  ]
  for (const [name, expression] of wanted) {
    // Rows come in the order of their days, so the last one filled is the latest.
    builder.fillFrom(
      sql.rows(
        `SELECT cid, ${expression} AS answer FROM e_survey e WHERE cid IS NOT NULL AND dead IS NULL
           AND coalesce(day, :asOf) <= :asOf AND ${expression} IS NOT NULL ORDER BY coalesce(day, -2147483648), imp, row`,
        { asOf },
      ),
      [builder.number(name)],
    )
  }
}
