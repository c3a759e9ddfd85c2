import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import writeXlsxFile from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { withData } from './with-data.ts'

const columnsOf = (mapping: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Array.isArray(mapping)
      ? mapping.map((row: { column: string; field: unknown }) => [row.column, row.field])
      : [],
  )

const orders = 'order_id,customer_id,order_date,paid_amount\nA1,C1,2025-01-05,10.00\nA2,C2,2025-02-06,20.50\n'

describe('importing', () => {
  it('stores a clear file at once, and changes nothing the second time', async () => {
    const { ask, inbox, holdfast } = await withData()
    writeFileSync(join(inbox, 'orders.csv'), orders)
    const first = await ask('import_data', { path: 'orders.csv' })
    expect(first).toMatchObject({ status: 'ok', stored: true, entity: 'order', rows_read: 2, rows_used: 2 })
    const store = await holdfast.store()
    const version = await store.dataVersion()
    const second = await ask('import_data', { path: 'orders.csv' })
    expect(second).toMatchObject({ status: 'ok', stored: true, import_id: first['import_id'], rows_used: 2 })
    expect(second.summary).toContain('already in the store')
    expect(await store.dataVersion()).toBe(version)
    expect((await store.overview()).orders).toBe(2)
  })

  it('is undone by its id', async () => {
    const { ask, holdfast } = await withData()
    const { import_id: id } = await ask('import_data', { csv_text: orders })
    await ask('remove_data', { import_id: id, confirm: id })
    expect(await (await holdfast.store()).imports()).toEqual([])
    expect(await ask('describe_data', {})).toMatchObject({ status: 'no_data' })
  })

  it('asks when day and month could be either, with one complete call a reading', async () => {
    const { ask } = await withData()
    const text = 'order_id,customer_id,order_date,paid_amount\nA1,C1,03/04/2025,10\nA2,C2,05/06/2025,20\n'
    const open = await ask('import_data', { csv_text: text })
    expect(open).toMatchObject({ status: 'needs_confirmation', stored: false })
    expect(open.suggested_actions.map(({ arguments: call }) => call)).toEqual([
      { csv_text: text, options: { date_order: 'dmy' }, mode: 'commit' },
      { csv_text: text, options: { date_order: 'mdy' }, mode: 'commit' },
    ])
    const done = await ask('import_data', open.suggested_actions[0]?.arguments ?? {})
    expect(done).toMatchObject({ status: 'ok', stored: true })
    expect(done.summary).toContain('2025-04-03')
  })

  it('puts long pasted text into the inbox when a question is open, so that the next call can name it', async () => {
    const { ask, inbox } = await withData()
    const rows = Array.from({ length: 200 }, (_, row) => `A${row},C${row % 7},03/04/2025,10`)
    const text = `order_id,customer_id,order_date,paid_amount\n${rows.join('\n')}\n`
    const open = await ask('import_data', { csv_text: text })
    const call = open.suggested_actions[0]?.arguments ?? {}
    expect(call['path']).toMatch(/^pasted-[0-9a-f]{12}\.csv$/)
    expect(readFileSync(join(inbox, String(call['path'])), 'utf8')).toBe(text)
    expect(await ask('import_data', call)).toMatchObject({ status: 'ok', rows_used: 200 })
  })

  it('says which columns are missing, and takes a mapping', async () => {
    const { ask } = await withData()
    const text = 'when,who,worth\n2025-01-05,C1,10.50\n2025-02-06,C2,20\n'
    const mapping = { when: 'order_date', who: 'customer_id', worth: 'paid_amount' }
    const open = await ask('import_data', { csv_text: text })
    expect(open.status).not.toBe('ok')
    const done = await ask('import_data', { csv_text: text, entity: 'order', mapping, mode: 'commit' })
    expect(done).toMatchObject({ status: 'ok', stored: true, rows_used: 2 })
    expect(columnsOf(done['mapping'])).toEqual(mapping)
    const later = await ask('import_data', {
      csv_text: `${text}2025-03-01,C3,5\n`,
      entity: 'order',
      on_conflict: 'skip',
    })
    expect(later).toMatchObject({ status: 'ok', stored: true })
    expect(later.assumptions.join()).toContain('Remembered')
  })

  it('writes refused rows into a file with reason and row number, harmless in a spreadsheet', async () => {
    const { ask } = await withData()
    const text = `${orders}A3,C3,2025-02-30,5\nA4,=cmd|x,not a day,7\nA5,C5,2025-03-03,8\n`
    const answer = await ask('import_data', { csv_text: text, mode: 'commit' })
    expect(answer).toMatchObject({ stored: true, rows_read: 5, rows_used: 3, rows_rejected: 2 })
    expect(answer['issues']).toContainEqual(
      expect.objectContaining({ kind: 'bad_date', count: 2, row_numbers: [4, 5] }),
    )
    const lines = readFileSync(String(answer['rejects_file']), 'utf8').split('\r\n')
    expect(lines[0]).toBe('\uFEFFrow,reason,column,explanation,order_id,customer_id,order_date,paid_amount')
    expect(lines[1]).toMatch(/^4,bad_date,order_date,.*,A3,C3,2025-02-30,5$/)
    expect(lines[2]).toMatch(/^5,bad_date,order_date,.*,A4,'=cmd\|x,not a day,7$/)
  })

  it('refuses rows that contradict the store, keeps the old or takes the new as told', async () => {
    const { ask, refusal, holdfast } = await withData()
    await ask('import_data', { csv_text: orders })
    const changed = orders.replace('10.00', '99.00')
    expect(await refusal('import_data', { csv_text: changed })).toMatch(/^import_conflict: .*on_conflict/)
    const net = async (): Promise<number> => (await (await holdfast.store()).overview()).netRevenueMinor
    expect(await net()).toBe(3050)
    await ask('import_data', { csv_text: changed, on_conflict: 'skip' })
    expect(await net()).toBe(3050)
    const again = orders.replace('10.00', '98.00')
    await ask('import_data', { csv_text: again, on_conflict: 'replace' })
    expect(await net()).toBe(11850)
  })

  it('never counts one file twice because it was read in two ways', async () => {
    const { ask, refusal, holdfast } = await withData()
    const text = 'customer_id,event_time,activity_type\nC1,2025-01-05,visit\nC2,2025-01-06,visit\n'
    await ask('import_data', { csv_text: text, entity: 'activity' })
    const other = { csv_text: text, entity: 'activity', mapping: { activity_type: null } }
    expect(await refusal('import_data', other)).toMatch(/^import_conflict/)
    await ask('import_data', { ...other, on_conflict: 'replace' })
    expect((await (await holdfast.store()).overview()).tables).toEqual([
      expect.objectContaining({ entity: 'activity', rows: 2 }),
    ])
  })

  it('dates a snapshot by its file name, or as told', async () => {
    const { ask } = await withData()
    const answer = await ask('import_data', { path: 'data/samples/b2b-crm/accounts_2026-03-31.csv' })
    expect(answer).toMatchObject({ status: 'ok', entity: 'account', as_of: '2026-03-31' })
    expect(answer.assumptions.join()).toContain('2026-03-31')
  })

  it('ends when it is cancelled and leaves the store as it was', async () => {
    const { holdfast } = await withData()
    const stop = new AbortController()
    const calling = holdfast.call(
      'import_data',
      { path: 'data/samples/shop/orders.csv' },
      { signal: stop.signal },
    )
    setTimeout(() => stop.abort(), 30)
    const outcome = await calling
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'cancelled' } })
    expect(await (await holdfast.store()).imports()).toEqual([])
    const after = await holdfast.call('import_data', { path: 'data/samples/shop/orders.csv' })
    expect(after).toMatchObject({ ok: true, answer: { rows_used: 2600 } })
  })

  it('lists the sheets of a workbook and asks for one', async () => {
    const { ask, inbox } = await withData()
    const sheet = (...rows: (string | number)[][]) => rows.map(row => row.map(value => ({ value })))
    const people = sheet(['customer_id', 'region'], ['C1', 'North'], ['C2', 'South'], ['C3', 'South'])
    const bought = sheet(
      ['order_id', 'customer_id', 'order_date', 'paid_amount'],
      ['A1', 'C1', '2025-01-05', 10],
      ['A2', 'C2', '2025-02-06', 20],
    )
    await writeXlsxFile([
      { data: people, sheet: 'People' },
      { data: bought, sheet: 'Orders' },
    ]).toFile(join(inbox, 'book.xlsx'))
    const open = await ask('import_data', { path: 'book.xlsx' })
    expect(open).toMatchObject({ status: 'needs_confirmation', stored: false })
    expect(open.suggested_actions.map(({ arguments: call }) => call)).toEqual([
      { path: 'book.xlsx', sheet: 'People' },
      { path: 'book.xlsx', sheet: 'Orders' },
    ])
    expect(await ask('import_data', { path: 'book.xlsx', sheet: 'Orders' })).toMatchObject({
      stored: true,
      entity: 'order',
      rows_used: 2,
    })
    expect(await ask('import_data', { path: 'book.xlsx', sheet: 'People' })).toMatchObject({
      stored: true,
      entity: 'customer',
      rows_used: 3,
    })
  })

  it('lets other questions be answered while it reads', async () => {
    const { ask } = await withData()
    const done: string[] = []
    const importing = ask('import_data', { path: 'data/samples/shop/会员表.xlsx' }).then(() =>
      done.push('import'),
    )
    const asking = ask('describe_data', {}).then(() => done.push('question'))
    await Promise.all([importing, asking])
    expect(done).toEqual(['question', 'import'])
  })

  it('tells how far it is', async () => {
    const { holdfast } = await withData()
    const told: number[] = []
    await holdfast.call(
      'import_data',
      { path: 'data/samples/shop/orders.csv' },
      { progress: done => void told.push(done) },
    )
    expect(told.length).toBeGreaterThan(0)
    expect(told).toEqual(told.toSorted((one, two) => one - two))
  })

  it.each([
    [{ path: '/mnt/user-data/uploads/orders.csv' }, 'chat_upload_path'],
    [{ path: 'sandbox:/mnt/data/orders.csv' }, 'chat_upload_path'],
    [{ path: '/etc/passwd' }, 'path_not_allowed'],
    [{ path: 'nothing-here.csv' }, 'file_not_found'],
    [{}, 'invalid_input'],
    [{ path: 'a.csv', csv_text: 'a' }, 'invalid_input'],
    [{ csv_text: 'a,b\n' + '1,2\n'.repeat(60_000) }, 'too_large'],
    [{ csv_text: orders, entity: 'invoice' }, 'invalid_input'],
    [{ csv_text: orders, mapping: { order_date: 'orderdate' } }, 'unknown_field'],
    [{ csv_text: orders, options: { date_format: 'dmy' } }, 'unknown_argument'],
  ])('refuses %o with %s', async (input, code) => {
    const { refusal } = await withData()
    expect((await refusal('import_data', input)).startsWith(`${code}:`)).toBe(true)
  })
})
