import { expect, it } from 'vitest'
import { withData } from './with-data.ts'

it('asks which column identifies the customer instead of making keys', async () => {
  const { ask } = await withData()
  const text =
    'Kontonr,Firma X,Branche,Mitarbeiter\n9001,Acme,Media,100\n9002,Beta,Retail,200\n9003,Gamma,Media,300\n9004,Delta,Media,300\n'
  const open = await ask('import_data', { csv_text: text, entity: 'customer', mode: 'commit' })
  expect(open.stored).toBe(false)
  expect(open['questions']).toMatchObject([
    {
      question: 'Which column identifies the customer?',
      choices: ['Kontonr', 'Firma X'],
      argument: 'mapping.customer_id',
    },
  ])
  const done = await ask('import_data', open.suggested_actions[0]?.arguments ?? {})
  expect(done).toMatchObject({ status: 'ok', stored: true, rows_used: 4 })
  expect(done['mapping']).toContainEqual(expect.objectContaining({ column: 'Kontonr', field: 'customer_id' }))
})

it('reads when, who and paid by their words, and promises nothing about money that is not there', async () => {
  const { ask } = await withData()
  const open = await ask('import_data', {
    csv_text: 'when,who,paid\n2025-01-05,C1,10.50\n2025-02-06,C2,20\n2025-02-07,C2,20\n',
  })
  expect(open['entity']).toBe('order')
  expect(open['mapping']).toMatchObject([
    { field: 'order_date' },
    { field: 'customer_id' },
    { field: 'paid_amount' },
  ])
  const without = await ask('import_data', {
    csv_text: 'order_id,customer_id,order_date\nA1,C1,2025-01-05\nA2,C2,2025-02-06\n',
    entity: 'order',
  })
  expect(JSON.stringify(without['questions'])).toContain('Answers about money will then be missing')
  expect(JSON.stringify(without['what_you_can_ask'])).not.toContain('revenue')
})

it('traces money to orders alone, with a name, a unit, and the counts behind a rate', async () => {
  const { ask } = await withData()
  await ask('import_data', {
    csv_text: 'customer_id,region\nC1,North\nC2,South\n',
    entity: 'customer',
    mode: 'commit',
  })
  await ask('import_data', {
    csv_text:
      'order_id,customer_id,order_date,paid_amount\nA1,C1,2025-01-05,10.00\nA2,C2,2025-02-06,20.50\nA3,C3,2025-02-07,1\n',
  })
  const net = await ask('trace_figure', { figure_id: 'describe_data.reconciliation/net' })
  expect(net['sources']).toMatchObject([{ entity: 'order', rows_in_scope: 3 }])
  expect(net['name']).toBe('Net')
  const rate = await ask('trace_figure', { figure_id: 'describe_data.joins/0/match_rate' })
  expect(rate).toMatchObject({
    unit: 'fraction',
    ratio: { numerator: { name: 'matched', value: 2 }, denominator: { name: 'keys', value: 3 } },
  })
  const bare = await ask('trace_figure', { figure_id: 'describe_data.reconciliation/documents' })
  expect(bare).toMatchObject({ name: 'reconciliation · documents', unit: 'count' })
})

it('names the first rate when amounts lie before it', async () => {
  const { ask } = await withData()
  await ask('import_data', {
    csv_text:
      'order_id,customer_id,order_date,paid_amount,currency\nA1,C1,2025-01-05,10.00,USD\nA2,C1,2025-02-06,20.50,USD\nA3,C1,2025-01-07,1,EUR\n',
  })
  await ask('import_data', {
    csv_text: 'rate_date,currency,rate\n2025-02-01,EUR,1.1\n',
    entity: 'fx_rate',
    mode: 'commit',
  })
  const described = await ask('describe_data', {})
  expect(described.warnings.join()).toMatch(/no EUR rate before (2025-02-01|Feb)/)
  expect(JSON.stringify(described['reconciliation'])).toContain('of 2 months')
})

it('notes a column that is filled on the first row of each block only', async () => {
  const { ask } = await withData()
  const rows = ['North,A1', ',A2', ',A3', 'South,A4', ',A5', 'West,A6', ',A7'].map(
    (row, at) => `${row},C${at},2025-01-0${at + 1},10`,
  )
  const answer = await ask('import_data', {
    csv_text: `branch,order_id,customer_id,order_date,paid_amount\n${rows.join('\n')}\n`,
    mode: 'preview',
  })
  expect(answer['issues']).toContainEqual(
    expect.objectContaining({ kind: 'blank_below_first', column: 'branch', count: 4 }),
  )
})

it('shows no samples of a wordy column whose head says nothing: they may be names', async () => {
  const { ask } = await withData()
  const rows = Array.from(
    { length: 60 },
    (_, n) => `O${n},C${n % 40},2025-03-${10 + (n % 20)},12.50,Müller ${n % 40},${n % 2 ? 'web' : 'shop'}`,
  )
  const answer = await ask('import_data', {
    csv_text: `order_id,customer_id,order_date,paid_amount,Kunde,Quelle\n${rows.join('\n')}\n`,
    mode: 'preview',
  })
  expect(JSON.stringify(answer)).not.toContain('Müller')
  expect(JSON.stringify(answer['mapping'])).toContain('shop')
})
