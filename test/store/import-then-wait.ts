/** A process of its own for the tests: imports a made log and says how far it is. `node import-then-wait.ts FILE ROWS ID DRIVER` */
import { openStore } from '../../src/store/open-store.ts'
import { header } from './feed.ts'
import type { DriverChoice } from '../../src/store/sqlite/driver.ts'

const [file = '', rows = '0', importId = '', driver = 'auto'] = process.argv.slice(2)
const known = (name: string): DriverChoice => (name === 'node' || name === 'better' ? name : 'auto')
const store = openStore({ file, driver: known(driver), importRows: 150_000 })
const session = await store.beginImport(header('order', { importId, fileName: 'made.csv' }))
const size = 50_000
for (let from = 0; from < Number(rows); from += size) {
  const n = Math.min(size, Number(rows) - from)
  const at = Array.from({ length: n }, (_, index) => from + index)
  await session.append({
    entity: 'order',
    n,
    sourceRows: Int32Array.from(at, index => index + 2),
    fields: new Map([
      ['customer_id', { kind: 'text' as const, values: at.map(index => `new-${(index * 7919) % 20_011}`) }],
      [
        'order_date',
        { kind: 'day' as const, values: Int32Array.from(at, index => 19_000 + ((index * 104_729) % 700)) },
      ],
      [
        'paid_amount',
        { kind: 'money' as const, values: Float64Array.from(at, index => (index * 31) % 10_000) },
      ],
    ]),
    attributes: new Map(),
    currencies: null,
  })
  process.stdout.write('appended\n')
}
process.stdout.write('committing\n')
await session.commit({ rowsRead: Number(rows), rowsRejected: 0, rowsDropped: 0, issues: [] })
process.stdout.write('committed\n')
await store.close()
