import { basename } from 'node:path'
import { inspectFile, planImport, readRows } from '../../src/importers/index.ts'
import { openStore } from '../../src/store/open-store.ts'
import { header } from '../../test/store/feed.ts'
import { csvBatches } from '../csv-batches.ts'
import { report } from '../report.ts'

/** `holdfast-import.ts CSV DB READER BOUND`: reader `store` is the bench's tokenizer, `product` the real one. */
const [csv = '', db = '', reader = 'store', bound = '4000000'] = process.argv.slice(2)
const store = openStore({ file: db, importRows: Number(bound) })
const session = await store.beginImport(header('order', { importId: 'bench', fileName: basename(csv) }))
let rowsRead = 0
if (reader === 'product') {
  const inspection = await inspectFile({ path: csv })
  for await (const batch of readRows(inspection, planImport(inspection))) {
    rowsRead += batch.n
    await session.append(batch)
  }
} else {
  for await (const batch of csvBatches(csv)) {
    rowsRead += batch.n
    await session.append(batch)
  }
}
const { rowsUsed } = await session.commit({ rowsRead, rowsRejected: 0, rowsDropped: 0, issues: [] })
await store.close()
report({ rows: rowsUsed })
