import { expect, it } from 'vitest'
import { withData } from './with-data.ts'

const old = 'order_id,customer_id,order_date,paid_amount\nO1,K1,2021-03-01,10\nO2,K2,2021-04-01,12\n'

it('names what is kept longer than retention_days, and the call that deletes it', async () => {
  const { ask } = await withData()
  const taken = await ask('import_data', { csv_text: old, entity: 'order', mode: 'commit' })
  const before = await ask('describe_data', {})
  expect(JSON.stringify(before)).not.toContain('remove_data')
  await ask('configure', { set: { retention_days: 365 } })
  const after = await ask('describe_data', {}, { language: 'zh-TW' })
  expect(after.warnings.join('\n')).toContain('365')
  expect(after.warnings.join('\n')).toContain(taken['import_id'])
  expect(after.suggested_actions[0]).toMatchObject({
    tool: 'remove_data',
    arguments: { import_id: taken['import_id'], confirm: taken['import_id'] },
  })
  // The data ends in 2021, less than a hundred years before the import.
  await ask('configure', { set: { retention_days: 36_500 } })
  expect((await ask('describe_data', {})).warnings.join('\n')).not.toContain('36500')
})
