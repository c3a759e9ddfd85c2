import { expect, it } from 'vitest'
import { withData } from './with-data.ts'

const customers = `customer_id,region,plan
${Array.from({ length: 12 }, (_, at) => `C${at},${at % 2 === 0 ? 'North' : 'South'},Basic`).join('\n')}`

const said = [
  ['en', 'the day of the import'],
  ['zh-CN', '按导入当天'],
  ['zh-TW', '以匯入當天'],
] as const

it('says that the day of the import stands in where nothing on record has a date', async () => {
  const { ask } = await withData()
  for (const [language, words] of said) {
    const preview = await ask('import_data', { csv_text: customers, mode: 'preview' }, { language })
    expect(preview.assumptions.join('\n')).toContain(words)
  }
  const taken = await ask('import_data', { csv_text: customers, entity: 'customer', mode: 'commit' })
  expect(taken).toMatchObject({ stored: true, as_of: null })
  for (const [language, words] of said) {
    const answer = await ask('segment_customers', { by: 'region' }, { language })
    expect(answer.assumptions.filter(one => one.includes(words))).toHaveLength(1)
    expect(answer.assumptions.join('\n')).toContain(answer.as_of)
  }
  const asked = await ask('segment_customers', { by: 'region', as_of: '2026-01-31' })
  expect(asked.assumptions.join('\n')).not.toContain('the day of the import')
})

it('says nothing of the kind for a snapshot with its own day, or beside dated events', async () => {
  const dated = await withData()
  const import_ = {
    csv_text: customers,
    entity: 'customer',
    mode: 'commit',
    options: { as_of: '2026-03-31' },
  }
  const taken = await dated.ask('import_data', import_)
  expect(taken.assumptions.join('\n')).not.toContain('the day of the import')
  const answer = await dated.ask('segment_customers', { by: 'region' })
  expect(answer.as_of).toBe('2026-03-31')
  expect(answer.assumptions.join('\n')).not.toContain('the day of the import')
})
