import { entities } from '../../../domain/entities/index.ts'
import { Fault } from '../../../fault.ts'
import type { ImportHeader } from '../../store.ts'
import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'

/** Key fields that may be empty in a row that still has a key: a declared churn without a date is one statement. */
const mayBeEmpty = ['label.churn_date', 'fx_rate.rate_date']

/** Rows of people and companies say different things about the same customer; they only clash where both speak. */
const isProfile = (entity: string): boolean => entity === 'customer' || entity === 'account'

/**
 * Settles rows of import `imp` whose key is on record from another import: equal content is one row (the new one
 * rests), other content follows `onConflict`. A row that rests is marked, not deleted: removing the import whose
 * row took its place brings it back. Returns how many new rows rest.
 */
export function settleKeys(sql: Sql, columns: Columns, imp: number, header: ImportHeader): number {
  let resting = 0
  for (const entity of columns.entities()) resting += settleEntity(sql, columns, imp, header, entity)
  return resting
}

function settleEntity(sql: Sql, columns: Columns, imp: number, header: ImportHeader, entity: string): number {
  const table = entityTable(entity)
  const brought = sql.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE imp = ?`, [imp])?.n ?? 0
  const match = keyMatch(columns, entity)
  if (brought === 0 || match === null) return 0
  if (sql.get(`SELECT 1 FROM ${table} WHERE imp <> ? LIMIT 1`, [imp]) === undefined) return 0
  sql.exec(
    `DROP TABLE IF EXISTS temp.clash; CREATE TEMP TABLE clash (fresh INTEGER, old INTEGER, differs INTEGER)`,
  )
  sql.run(
    `INSERT INTO temp.clash SELECT n.row, o.row, ${difference(columns, entity)}
     FROM ${table} n JOIN ${table} o ON ${match} AND o.imp <> n.imp AND o.dead IS NULL
     JOIN imports ni ON ni.id = n.imp JOIN imports oi ON oi.id = o.imp
     WHERE n.imp = ? ${isProfile(entity) ? 'AND ni.as_of IS oi.as_of' : ''}`,
    [imp],
  )
  const differing = sql.get<{ n: number }>('SELECT count(*) AS n FROM temp.clash WHERE differs')?.n ?? 0
  if (differing > 0 && header.onConflict === 'fail') {
    const rows = sql.all<{ src: number }>(
      `SELECT DISTINCT n.src FROM temp.clash c JOIN ${table} n ON n.row = c.fresh WHERE c.differs ORDER BY n.src LIMIT 5`,
    )
    throw new Fault('import_conflict', {
      importId: header.importId,
      detail: `${differing} ${entity} rows repeat a key on record with other content (rows ${rows.map(row => row.src).join(', ')})`,
    })
  }
  const oldOf = (where: string): string =>
    `(SELECT o.imp FROM temp.clash c JOIN ${table} o ON o.row = c.old WHERE c.fresh = ${table}.row ${where} LIMIT 1)`
  const restWhen =
    header.onConflict === 'replace' ? 'AND NOT c.differs' : isProfile(entity) ? 'AND c.differs' : ''
  // Profiles that agree are kept side by side: they are merged field by field when read.
  const rests = isProfile(entity) && header.onConflict === 'replace' ? 'AND 0' : restWhen
  sql.exec('CREATE INDEX temp.clash_fresh ON clash (fresh); CREATE INDEX temp.clash_old ON clash (old)')
  const resting = sql.run(
    `UPDATE ${table} SET dead = ${oldOf(rests)}
     WHERE imp = ? AND row IN (SELECT fresh FROM temp.clash c WHERE 1 ${rests})`,
    [imp],
  )
  if (header.onConflict === 'replace') {
    sql.run(`UPDATE ${table} SET dead = ? WHERE row IN (SELECT old FROM temp.clash WHERE differs)`, [imp])
  }
  return resting
}

function keyMatch(columns: Columns, entity: string): string | null {
  const key = [...entities.values()].find(candidate => candidate.name === entity)?.key ?? []
  const parts = key.map(name => {
    if (name === 'customer_id') return 'o.cid = n.cid AND n.linked = 0'
    const column = columns.field(entity, name)?.column ?? (name === 'currency' ? 'currency' : null)
    const optional = mayBeEmpty.includes(`${entity}.${name}`)
    if (column === null) return optional ? '1' : null
    return `o.${column} ${optional ? 'IS' : '='} n.${column}`
  })
  return parts.length === 0 || parts.includes(null) ? null : parts.join(' AND ')
}

function difference(columns: Columns, entity: string): string {
  const parts = columns
    .of(entity)
    .map(({ column }) =>
      isProfile(entity)
        ? `(n.${column} <> o.${column})`
        : `(n.${column} IS NOT NULL AND n.${column} IS NOT o.${column})`,
    )
  if (!isProfile(entity)) parts.push('(n.linked = 0 AND n.cid IS NOT o.cid)', 'n.currency IS NOT o.currency')
  // A list of customers may hold nothing but their ids.
  if (parts.length === 0) return '0'
  return `coalesce(${parts.map(part => `coalesce(${part}, 0)`).join(' OR ')}, 0)`
}
