import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { openDriver } from '../../src/store/sqlite/driver.ts'
import { batch, header, load } from './feed.ts'

const columns = ['customer_id', 'day:order_date', 'money:paid_amount']
const rows = [
  ['a', '2024-01-05', 1000],
  ['b', '2024-02-05', 2000],
  ['a', '2024-03-05', 3000],
] as const
let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-store-'))
  file = join(folder, 'nested', 'store.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function using<Result>(store: Store, body: (store: Store) => Promise<Result>): Promise<Result> {
  try {
    return await body(store)
  } finally {
    await store.close()
  }
}

/** Runs the importing process; kills it `delayMs` after it said `killAt`. Resolves with what it said. */
function importing(
  driver: string,
  args: readonly string[],
  killAt: string | null,
  delayMs = 0,
): Promise<string[]> {
  const script = new URL('./import-then-wait.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, file, ...args, driver], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.push(...text.split('\n').filter(Boolean))
    if (killAt !== null && said.includes(killAt)) setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  return new Promise(resolve => child.on('close', () => resolve(said)))
}

for (const driver of ['better', 'node'] as const) {
  const open = (more: { busySeconds?: number } = {}): Store => openStore({ file, driver, ...more })
  describe(`a store in a file: ${driver}`, () => {
    it('opens nothing before the first question, and keeps the file private', async () => {
      const store = open()
      expect(existsSync(file)).toBe(false)
      await using(store, () => load(store, 'order', columns, rows))
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(readdirSync(join(folder, 'nested'))).toEqual(['store.db'])
      await using(open(), async again =>
        expect(await again.overview()).toMatchObject({ orders: 3, netRevenueMinor: 6000 }),
      )
    })

    it('answers from the data as before while an import is under way', () =>
      using(open(), async store => {
        await load(store, 'order', columns, rows)
        const session = await store.beginImport(header('order'))
        await session.append(batch('order', columns, [['c', '2024-05-05', 1]]))
        expect((await store.overview()).customers).toBe(2)
        await store.saveSettings(null, { week_start: 0 })
        await session.commit({ rowsRead: 1, rowsRejected: 0, rowsDropped: 0, issues: [] })
        expect((await store.overview()).customers).toBe(3)
      }))

    it('is as before or complete after kill -9 at any moment of an import of a million rows', async () => {
      await using(open(), store => load(store, 'order', columns, rows, { importId: 'before' }))
      const outcomes: string[] = []
      for (const [killAt, delay] of [
        ['appended', 30],
        ['committing', 100],
        ['committing', 500],
        ['committing', 1_200],
      ] as const) {
        const said = await importing(driver, ['1000000', `big-${killAt}-${delay}`], killAt, delay)
        await using(open(), async store => {
          expect(await store.check()).toEqual([])
          const { orders, netRevenueMinor } = await store.overview()
          const done = (await store.imports()).find(record => record.importId === `big-${killAt}-${delay}`)
          if (said.includes('committed')) expect(done).toBeDefined()
          expect([orders, netRevenueMinor]).toEqual(done ? [1_000_003, 6000 + madeTotal] : [3, 6000])
          outcomes.push(done ? 'complete' : 'as before')
          if (done) await store.removeImport(done.importId)
        })
        expect(readdirSync(join(folder, 'nested')).filter(name => name.includes('import-'))).toEqual([])
      }
      expect(outcomes[0]).toBe('as before')
    })

    it('lets two processes use one store, each seeing what the other committed', async () => {
      await using(open(), async store => {
        await load(store, 'order', columns, rows)
        expect((await importing(driver, ['60000', 'other'], null)).at(-1)).toBe('committed')
        expect((await store.overview()).orders).toBe(60_003)
        expect((await store.imports()).map(record => record.importId)).toContain('other')
      })
    })

    it('says when another process holds the store', async () => {
      await using(open({ busySeconds: 0.2 }), async store => {
        await load(store, 'order', columns, rows)
        const other = await openDriver(file, driver)
        other.exec('BEGIN IMMEDIATE')
        await expect(store.saveSettings(null, { a: 1 })).rejects.toMatchObject({ code: 'store_busy' })
        other.exec('ROLLBACK')
        other.close()
        await store.saveSettings(null, { a: 1 })
      })
    })

    it('backs up while in use; the copy is sound, private and complete', async () => {
      const copy = join(folder, 'copy.db')
      await using(open(), async store => {
        await load(store, 'order', columns, rows)
        await store.backup(copy)
        await expect(store.backup(copy)).rejects.toMatchObject({ code: 'invalid_input' })
      })
      expect(statSync(copy).mode & 0o777).toBe(0o600)
      await using(openStore({ file: copy, driver }), async store => {
        expect(await store.check()).toEqual([])
        expect((await store.overview()).orders).toBe(3)
      })
    })

    it('names a damaged file and a foreign one, without its path', async () => {
      await using(open(), store => load(store, 'order', columns, rows))
      writeFileSync(join(folder, 'text.db'), 'this is no database, whatever its name says. '.repeat(100))
      await using(openStore({ file: join(folder, 'text.db'), driver }), async store => {
        const fault = await store.overview().catch((error: unknown) => error)
        expect(fault).toMatchObject({ code: 'store_damaged' })
        expect(JSON.stringify(fault)).not.toContain(folder)
      })
      truncateSync(file, readFileSync(file).length - 3 * 16_384)
      await using(open(), store =>
        expect(store.check().then(problems => problems.length))
          .rejects.toMatchObject({ code: 'store_damaged' })
          .catch(async () => {
            expect((await store.check()).length).toBeGreaterThan(0)
          }),
      )
    })

    it('leaves the rights of a folder, and of a file that is no store, as they are', async () => {
      const text = join(folder, 'text.csv')
      writeFileSync(text, 'customer_id,order_date\n', { mode: 0o644 })
      const modes = (): number[] => [folder, text].map(place => statSync(place).mode & 0o777)
      const before = modes()
      const refused = (place: string): Promise<unknown> =>
        using(openStore({ file: place, driver }), store => store.overview()).catch((error: unknown) => error)
      expect(await refused(folder)).toMatchObject({ code: 'disk_refused', facts: { problem: 'is_a_folder' } })
      expect(await refused(text)).toMatchObject({ code: 'store_damaged' })
      expect(modes()).toEqual(before)
    })

    it('refuses a store that a newer version wrote', async () => {
      await using(open(), store => load(store, 'order', columns, rows))
      const raw = await openDriver(file, driver)
      raw.exec('PRAGMA user_version = 999')
      raw.close()
      await using(open(), store =>
        expect(store.overview()).rejects.toMatchObject({ code: 'store_too_new', facts: { found: 999 } }),
      )
    })

    it('refuses a store of a layout from before the first', async () => {
      await using(open(), store => load(store, 'order', columns, rows))
      const raw = await openDriver(file, driver)
      raw.exec('PRAGMA application_id = 0')
      raw.close()
      await using(open(), store => expect(store.overview()).rejects.toMatchObject({ code: 'store_too_old' }))
    })

    it('leaves nothing readable of what was removed', async () => {
      await using(open(), async store => {
        await load(
          store,
          'customer',
          ['customer_id', 'customer_name'],
          [['secret-id-4711', 'Zebedee Quux']],
          { importId: 'people' },
        )
        await load(store, 'order', columns, rows)
        await store.removeImport('people')
      })
      expect(readFileSync(file).includes('Zebedee')).toBe(false)
      expect(readFileSync(file).includes('secret-id-4711')).toBe(false)
    })

    it('shows other programs the same purchases as rows', async () => {
      await importing(driver, ['40000', 'blocks'], null)
      const raw = await openDriver(file, driver)
      expect(raw.get('SELECT count(*) AS blocks, sum(n) AS n FROM transaction_blocks')).toEqual({ blocks: 3, n: 40_000 })
      const view = raw.get<{ n: number; minor: number; customers: number; rows: number }>(
        'SELECT count(*) AS n, sum(minor) AS minor, count(DISTINCT cid) AS customers, sum(src) AS rows FROM transactions')
      const known = raw.get<{ n: number; minor: number; customers: number }>(
        'SELECT sum(orders) AS n, sum(minor) AS minor, count(*) AS customers FROM customer_summary')
      expect(view).toEqual({ ...known, rows: (40_000 * 40_003) / 2 })
      raw.close()
    }) // prettier-ignore
  })
}

/** Σ (31 i mod 10000) over the made rows. */
const madeTotal = Array.from({ length: 1_000_000 }, (_, at) => (at * 31) % 10_000).reduce(
  (sum, minor) => sum + minor,
  0,
)
