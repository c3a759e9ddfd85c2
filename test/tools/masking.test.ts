import { describe, expect, it } from 'vitest'
import { withData } from './with-data.ts'

const days = ['2025-01-05', '2025-02-11', '2025-04-02', '2025-05-20']
const orders = `order_id,customer_id,order_date,paid_amount
${Array.from({ length: 40 }, (_, at) => `O${at},Kunde-${at % 10},${days[at % 4]},${10 + at}`).join('\n')}`

describe('masking', () => {
  it('replaces ids in fields, sentences and text, and takes the pseudonyms back', async () => {
    const { ask, holdfast } = await withData()
    await ask('import_data', { csv_text: orders, entity: 'order', mode: 'commit' })
    const open = await ask('explain_customer', { customer_id: 'Kunde-3' })
    expect(JSON.stringify(open)).toContain('Kunde-3')
    await ask('configure', { set: { masking: true } })
    const listed = await holdfast.call('compute_clv', { limit: 3 })
    if (!listed.ok) throw new Error(listed.fault.message)
    expect(JSON.stringify(listed.answer) + listed.text).not.toContain('Kunde-')
    const [first] = listed.answer['rows'] as { customer_id: string; clv_forward: number | null }[]
    expect(first?.customer_id).toMatch(/^C-[0-9a-f]{12}$/)
    const asked = await holdfast.call('explain_customer', { customer_id: first?.customer_id })
    if (!asked.ok) throw new Error(asked.fault.message)
    expect(asked.answer['customer_id']).toBe(first?.customer_id)
    expect(JSON.stringify(asked.answer) + asked.text).not.toContain('Kunde-')
    await ask('configure', { set: { masking: null } })
    const again = await ask('explain_customer', { customer_id: 'Kunde-3' })
    expect(again.summary).toBe(open.summary)
  })
})
