import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { WorkerClient } from '../../src/store/sqlite/client.ts'
import { batch, header, load } from './feed.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const columns = ['customer_id', 'day:order_date', 'money:paid_amount']
const counts = { rowsRead: 1, rowsRejected: 0, rowsDropped: 0, issues: [] }
const many = (n: number) =>
  batch(
    'order',
    columns,
    Array.from({ length: n }, (_, at) => [`customer ${at % 900}`, '2024-05-05', 100]),
  )

it('is as before when an import is cancelled, before its commit or in the middle of it', async () => {
  const store = openStore({ file: join(folder, 'cancelled.db') })
  await load(store, 'order', columns, [['a', '2024-01-05', 1000]])
  for (const delayMs of [null, 20]) {
    const stop = new AbortController()
    const session = await store.on(stop.signal).beginImport(header('order', { importId: `late ${delayMs}` }))
    await session.append(many(60_000))
    const commit = session.commit(counts)
    if (delayMs === null) stop.abort()
    else setTimeout(() => stop.abort(), delayMs)
    const outcome = await commit.then(
      () => 'committed',
      (error: unknown) => error,
    )
    if (delayMs === null) expect(outcome).toMatchObject({ code: 'cancelled' })
    const complete = (await store.imports()).length === 2
    expect((await store.overview()).orders).toBe(complete ? 60_001 : 1)
    if (delayMs === null) expect(complete).toBe(false)
    expect(await store.check()).toEqual([])
  }
  await store.close()
  expect(readdirSync(folder)).toEqual(['cancelled.db'])
})

it('says that a thread was lost, and answers from a new one as before', async () => {
  const file = join(folder, 'lost.db')
  const store = openStore({ file })
  await load(store, 'order', columns, [['a', '2024-01-05', 1000]])
  await store.close()
  const settings = { file, choice: 'auto', busySeconds: 1, importRows: 1_000_000, thorough: false } as const
  const client = new WorkerClient(settings, { maxOldGenerationSizeMb: 32 })
  await client.call('beginImport', ['huge', header('order')])
  const words = Array.from({ length: 150_000 }, (_, at) => `${at} is not a plain log of orders`.repeat(2))
  const wide = {
    ...many(1),
    n: words.length,
    attributes: new Map([['note', { kind: 'text', values: words }]]),
  }
  const grown = async (): Promise<void> => {
    for (let at = 0; at < 20; at++) await client.call('append', ['huge', wide])
  }
  await expect(grown()).rejects.toMatchObject({ code: 'store_stopped' })
  expect(await client.call('overview', [])).toMatchObject({ orders: 1, netRevenueMinor: 1000 })
  await expect(client.call('commit', ['huge', counts])).rejects.toThrow('not open')
  expect(await client.call('check', [])).toEqual([])
  await client.close()
})
