import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withData } from './with-data.ts'

const orders = 'order_id,customer_id,order_date,paid_amount\nA1,C1,2025-01-05,10\nA2,C2,2025-02-30,20\n'

describe('remove_data', () => {
  it('deletes nothing before the import is named twice', async () => {
    const { ask, refusal, holdfast } = await withData()
    const { import_id: id } = await ask('import_data', { csv_text: orders, mode: 'commit' })
    expect(await refusal('remove_data', { import_id: id })).toMatch(
      new RegExp(`^confirmation_required: .*1 rows.*confirm: "${String(id)}"`),
    )
    expect(await refusal('remove_data', { import_id: id, confirm: 'yes' })).toMatch(/^confirmation_required/)
    expect(await refusal('remove_data', { import_id: id, confirm: 'all' })).toMatch(/^confirmation_required/)
    expect(await refusal('remove_data', { all: true, confirm: id })).toMatch(/^confirmation_required/)
    expect(await refusal('remove_data', {})).toMatch(/^invalid_input/)
    expect(await refusal('remove_data', { import_id: 'imp_nothing', confirm: 'imp_nothing' })).toMatch(
      /^import_not_found/,
    )
    expect(await (await holdfast.store()).imports()).toHaveLength(1)
  })

  it('deletes one import with its rejects file and leaves the others', async () => {
    const { ask } = await withData()
    const first = await ask('import_data', { csv_text: orders, mode: 'commit' })
    await ask('import_data', { csv_text: 'ticket_id,customer_id,ticket_created_at\nT1,C9,2025-03-20\n' })
    expect(existsSync(String(first['rejects_file']))).toBe(true)
    const id = first['import_id']
    const answer = await ask('remove_data', { import_id: id, confirm: id })
    expect(answer).toMatchObject({ import_id: id, files_removed: 1 })
    expect(answer['removed']).toContainEqual({ table: 'order', rows: 1 })
    expect(existsSync(String(first['rejects_file']))).toBe(false)
    expect(await ask('describe_data', {})).toMatchObject({ tables: [{ entity: 'ticket', rows: 1 }] })
  })

  it('deletes everything, exports and answers included, and keeps the settings', async () => {
    const { ask, refusal, folder } = await withData()
    await ask('import_data', { csv_text: orders, mode: 'commit' })
    await ask('configure', { set: { gross_margin: 0.5 } })
    await ask('export_rows', {})
    const { result_id: known } = await ask('describe_data', {})
    await ask('remove_data', { all: true, confirm: 'all' })
    expect(readdirSync(join(folder, 'output'))).toEqual([])
    expect(await refusal('trace_figure', { figure_id: `${known}.tables/0/rows` })).toMatch(
      /^figure_not_found/,
    )
    const after = await ask('describe_data', {})
    expect(after).toMatchObject({ status: 'no_data', sources: [], tables: [] })
    expect(after['settings']).toContainEqual({ key: 'gross_margin', value: 0.5, source: 'set' })
    expect(await ask('remove_data', { all: true, confirm: 'all' })).toMatchObject({ status: 'no_data' })
  })
})
