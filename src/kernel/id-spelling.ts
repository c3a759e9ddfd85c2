import type { ImportPlan, Question } from '../importers/types.ts'
import type { BatchColumn, ImportBatch } from '../store/import-batch.ts'
import type { Store } from '../store/store.ts'

/** Above this many customers the list of their ids is not fetched for a comparison. */
const mostCustomers = 200_000

/** Case, blanks and punctuation are where systems differ about one id: `ACC-0042`, `acc 0042`. */
const loose = (id: string): string =>
  id
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')

export interface Spelling {
  question: Question
  /** The id on record by its loose form; forms that two ids share are left out. */
  onRecord: ReadonlyMap<string, string>
}

/** Set where the file's customers are on record under another spelling; `null` where ids agree or share nothing. */
export async function otherSpelling(store: Store, { entity, inspection, mapping }: ImportPlan) {
  if (entity === null || entity === 'customer' || entity === 'account') return null
  const column = inspection.columns.find(({ header }) => mapping[header] === 'customer_id')
  const sample = column?.idSample ?? []
  if (column === undefined || sample.length === 0) return null
  const ids = await profileIds(store)
  if (ids.length === 0) return null
  const known = new Set(ids)
  const strange = sample.filter(id => !known.has(id))
  const onRecord = byLooseForm(ids)
  const pairs = strange.flatMap(id => {
    const own = onRecord.get(loose(id))
    return own === undefined ? [] : [`${id} → ${own}`]
  })
  // A few chance hits among strangers are no system.
  if (pairs.length < Math.max(3, sample.length * 0.05)) return null
  const question: Question = {
    kind: 'id_spelling',
    column: column.header,
    samples: column.pii ? [] : pairs.slice(0, 3),
    proposed: 'on_record',
    choices: [
      { value: 'on_record', confidence: 0.8 },
      { value: 'as_written', confidence: 0.2 },
    ],
    answer: { argument: 'options', key: 'ids' },
    facts: { same: pairs.length, of: sample.length },
  }
  return { question, onRecord } satisfies Spelling
}

async function profileIds(store: Store): Promise<string[]> {
  const { tables, customers } = await store.overview()
  if (customers > mostCustomers) return []
  const ids = new Set<string>()
  for (const entity of ['customer', 'account']) {
    if (!tables.some(table => table.entity === entity && table.rows > 0)) continue
    for (const id of (await store.entityRows({ entity })).customerIds) if (id !== null) ids.add(id)
  }
  return [...ids]
}

function byLooseForm(ids: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  const shared = new Set<string>()
  for (const id of ids) {
    const form = loose(id)
    if (form === '' || found.has(form)) shared.add(form)
    else found.set(form, id)
  }
  for (const form of shared) found.delete(form)
  return found
}

/** Gives each batch the ids on record. One for an import: it remembers the levels that went before. */
export function respeller(onRecord: ReadonlyMap<string, string>): (batch: ImportBatch) => ImportBatch {
  const own = (id: string): string => onRecord.get(loose(id)) ?? id
  const levels = new Map<string, number>()
  const codes: number[] = []
  const respell = (column: BatchColumn): BatchColumn => {
    if (column.kind === 'text')
      return { kind: 'text', values: column.values.map(id => (id === null ? null : own(id))) }
    if (column.kind !== 'coded') return column
    const fresh: string[] = []
    for (const level of column.newLevels) {
      const id = own(level)
      let code = levels.get(id)
      if (code === undefined) {
        code = levels.size
        levels.set(id, code)
        fresh.push(id)
      }
      codes.push(code)
    }
    return {
      kind: 'coded',
      codes: column.codes.map(code => (code < 0 ? code : (codes[code] ?? code))),
      newLevels: fresh,
    }
  }
  return batch => {
    const column = batch.fields.get('customer_id')
    if (column === undefined) return batch
    return { ...batch, fields: new Map([...batch.fields, ['customer_id', respell(column)]]) }
  }
}
