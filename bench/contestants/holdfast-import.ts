import { enableCompileCache } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { openStore } from '../../src/store/open-store.ts'
import { header } from '../../test/store/feed.ts'
import { csvBatches } from '../csv-batches.ts'
import { report } from '../report.ts'

/**
 * `holdfast-import.ts CSV DB READER`: reader `product` is the import service that chat and command line use
 * (reading thread, checks, rejects, store); `store` feeds the store from the bench's own tokenizer.
 */
const [csv = '', db = '', reader = 'store'] = process.argv.slice(2)
// As `bin` does.
enableCompileCache()
const store = openStore({ file: db })

async function byProduct(): Promise<number> {
  const { importService } = await import('../../src/kernel/import-service.ts')
  const folder = dirname(db)
  const folders = { readRoots: [dirname(csv)], inbox: join(folder, 'inbox'), output: join(folder, 'output') }
  const { signal } = new AbortController()
  const service = importService({ store, folders, signal, progress: () => undefined })
  const { record } = await service.run({
    path: csv,
    options: {},
    mode: 'commit',
    onConflict: 'fail',
    explain: ({ reason }) => reason,
  })
  return record?.rowsUsed ?? 0
}

async function byStore(): Promise<number> {
  const session = await store.beginImport(header('order', { importId: 'bench', fileName: basename(csv) }))
  let rowsRead = 0
  for await (const batch of csvBatches(csv)) {
    rowsRead += batch.n
    await session.append(batch)
  }
  return (await session.commit({ rowsRead, rowsRejected: 0, rowsDropped: 0, issues: [] })).rowsUsed
}

const rows = await (reader === 'product' ? byProduct() : byStore())
await store.close()
report({ rows })
