import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import writeXlsxFile from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { withData } from './with-data.ts'

const columnsOf = (mapping: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Array.isArray(mapping)
      ? mapping.map((row: { column: string; field: unknown }) => [row.column, row.field])
      : [],
  )

const orders = 'order_id,customer_id,order_date,paid_amount\nA1,C1,2025-01-05,10.00\nA2,C2,2025-02-06,20.50\n'

describe('scenario 1: a workbook as the office keeps it, and a till export in Big5', () => {
  it('shows what was read before anything is stored', async () => {
    const { ask, holdfast } = await withData()
    const input = { path: 'data/samples/beauty/客戶名單.xlsx', mode: 'preview' }
    const answer = await ask('import_data', input, { language: 'zh-TW' })
    expect(answer).toMatchObject({
      entity: 'customer',
      stored: false,
      rows_read: 3001,
      rows_used: 3000,
      rows_rejected: 0,
      rows_dropped: 1,
      form: { header_row: 3, sheet: '客戶' },
      rejects_file: null,
    })
    // Members alone do not tell who leaves; the answer says so and asks for what does.
    expect(answer.summary).toMatch(/目前還不能分析流失.*您有這樣的檔案嗎？$/)
    const orders = await ask('import_data', { path: 'data/samples/beauty/消費紀錄.csv', mode: 'preview' })
    expect(orders.summary).not.toContain('Not possible yet')
    expect(answer['mapping']).toContainEqual({
      column: '入會日',
      field: 'signup_date',
      confidence: 1,
      samples: ['109/10/23', '113/03/11', '112/08/28'],
      read_as: ['2020-10-23', '2024-03-11', '2023-08-28'],
    })
    expect(answer['issues']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'opted_out', column: '是否退訂', count: 360 }),
        expect.objectContaining({ kind: 'total_row_dropped', count: 1, row_numbers: [3004] }),
        expect.objectContaining({ kind: 'title_rows_skipped', count: 2 }),
      ]),
    )
    expect(answer.summary).toContain('3,001')
    expect(answer.summary).toContain('未存入')
    expect(answer.suggested_actions).toEqual([
      { tool: 'import_data', why: '依所示匯入', arguments: { path: input.path, mode: 'commit' } },
    ])
    expect(await (await holdfast.store()).imports()).toEqual([])
  })

  it('asks for the encoding that the bytes leave open, and gives both readings as complete calls', async () => {
    const { ask, take } = await withData()
    await take('data/samples/beauty/客戶名單.xlsx')
    const open = await ask('import_data', { path: 'data/samples/beauty/消費紀錄.csv' })
    if (open.status !== 'ok') {
      expect(open.suggested_actions[0]?.arguments).toMatchObject({
        options: { encoding: 'big5' },
        mode: 'commit',
      })
      await ask('import_data', open.suggested_actions[0]?.arguments ?? {})
    }
    const again = await ask('import_data', {
      path: 'data/samples/beauty/消費紀錄.csv',
      options: { encoding: 'big5' },
      mode: 'commit',
    })
    expect(again).toMatchObject({
      entity: 'order',
      stored: true,
      rows_used: 12460,
      form: { encoding: 'big5' },
    })
    expect(again['joins']).toEqual([
      { from: 'order', to: 'customer', key: 'customer_id', keys: 2900, matched: 2900 },
    ])
  })

  it('keeps names and phone numbers out of every reply', async () => {
    const { holdfast, take } = await withData()
    await take('data/samples/shop/members.csv')
    const replies = [
      await holdfast.call('import_data', { path: 'data/samples/shop/members.csv', mode: 'preview' }),
      await holdfast.call('import_data', { path: 'data/samples/beauty/客戶名單.xlsx', on_conflict: 'skip' }),
      await holdfast.call('describe_data', { detail: 'full' }),
      await holdfast.call('export_rows', { include_personal: true }),
    ]
    const said = JSON.stringify(replies)
    expect(replies.every(({ ok }) => ok)).toBe(true)
    expect(said).not.toMatch(/555-01\d\d|0900-?000|Sample Member|@example\.com/)
  })
})

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

describeWithDatasets('public files that no one prepared', () => {
  it('joins the three files of a shop', async () => {
    const { take } = await withData()
    await take(datasetPath('jaffle_shop/raw_customers.csv'))
    await take(datasetPath('jaffle_shop/raw_orders.csv'))
    const answer = await take(datasetPath('jaffle_shop/raw_payments.csv'), {
      options: { money_unit: 'minor' },
    })
    expect(answer).toMatchObject({ entity: 'payment', rows_used: 113 })
    expect(answer['joins']).toContainEqual({
      from: 'payment',
      to: 'order',
      key: 'order_id',
      keys: 99,
      matched: 99,
    })
  })

  it('reads two halves of a year of till lines, the second by the memory of the first', async () => {
    const { ask, take, holdfast } = await withData()
    expect(await take(datasetPath('complete_journey/transactions_2017h1.csv'))).toMatchObject({
      entity: 'order_line',
      rows_used: 37_186,
      rows_rejected: 0,
    })
    const second = await ask('import_data', { path: datasetPath('complete_journey/transactions_2017h2.csv') })
    expect(second).toMatchObject({ status: 'ok', rows_used: 37_814, rows_rejected: 0 })
    // Sum of sales_value over both files.
    const sold = ['transactions_2017h1.csv', 'transactions_2017h2.csv'].flatMap(name => {
      const [head = '', ...lines] = readFileSync(datasetPath(`complete_journey/${name}`), 'utf8')
        .trim()
        .split('\n')
      const at = head.split(',').indexOf('sales_value')
      return lines.map(line => Math.round(Number(line.split(',')[at]) * 100))
    })
    const { netRevenueMinor } = await (await holdfast.store()).overview()
    expect(netRevenueMinor).toBe(sold.reduce((sum, minor) => sum + minor, 0))
  })

  it.each(['Telco-Customer-Churn.csv', 'Telco-Customer-Churn.xlsx', 'telco_first_2000.json'])(
    'recognises customers with a label in %s',
    async name => {
      const { ask } = await withData()
      const answer = await ask('import_data', { path: datasetPath(`telco_ibm/${name}`) })
      const rows = name.endsWith('json') ? 2000 : 7043
      expect(answer).toMatchObject({
        status: 'ok',
        stored: true,
        entity: 'customer',
        rows_read: rows,
        rows_used: rows,
      })
      expect(columnsOf(answer['mapping'])).toMatchObject({
        customerID: 'customer_id',
        Churn: 'churned',
        MonthlyCharges: 'mrr',
        Contract: null,
      })
      expect(existsSync(String(answer['rejects_file']))).toBe(false)
    },
  )
})
