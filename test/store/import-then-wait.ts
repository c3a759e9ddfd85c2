/** A process of its own for the tests: imports a made log and says how far it is. `node import-then-wait.ts FILE ROWS ID DRIVER` */
import { openStore } from '../../src/store/open-store.ts'
import { header } from './feed.ts'
import type { DriverChoice } from '../../src/store/sqlite/driver.ts'

const [file = '', rows = '0', importId = '', driver = 'auto'] = process.argv.slice(2)
const known = (name: string): DriverChoice => (name === 'node' || name === 'better' ? name : 'auto')
const store = openStore({ file, driver: known(driver), importRows: 150_000 })
const session = await store.beginImport(header('order', { importId, fileName: 'made.csv' }))
const size = 50_000
const customers = 20_011
for (let from = 0; from < Number(rows); from += size) {
  const n = Math.min(size, Number(rows) - from)
  const filled = <Values extends Int32Array | Float64Array>(
    values: Values,
    of: (row: number) => number,
  ): Values => {
    for (let row = 0; row < n; row++) values[row] = of(from + row)
    return values
  }
  await session.append({
    entity: 'order',
    n,
    sourceRows: filled(new Int32Array(n), row => row + 2),
    fields: new Map([
      [
        'customer_id',
        {
          kind: 'coded' as const,
          codes: filled(new Int32Array(n), row => (row * 7919) % customers),
          newLevels: from === 0 ? Array.from({ length: customers }, (_, code) => `new-${code}`) : [],
        },
      ],
      [
        'order_date',
        { kind: 'day' as const, values: filled(new Int32Array(n), row => 19_000 + ((row * 104_729) % 700)) },
      ],
      [
        'paid_amount',
        { kind: 'money' as const, values: filled(new Float64Array(n), row => (row * 31) % 10_000) },
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
