import { afterAll, describe, expect, it } from 'vitest'
import { join, joinServing } from '../../src/join.ts'
import { freshConfig } from '../faces/fixture-product.ts'

const orders = [
  'customer_id,order_date,paid_amount',
  ...Array.from({ length: 400 }, (_, at) => {
    const day = new Date(Date.UTC(2024, 0, 1 + (at % 300))).toISOString().slice(0, 10)
    return `C${at % 60},${day},${(at % 17) + 5}`
  }),
].join('\n')

describe('calls in a thread of their own', () => {
  const { config, remove } = freshConfig()
  const serving = joinServing(config)
  afterAll(async () => {
    await (await serving).close()
    remove()
  })

  it('answer what they answer without one: a calculator, a tool that is not there, and a prompt', async () => {
    const [threaded, plain] = [await serving, await join(config)]
    const input = { inputs: { monthly_revenue: 100, lifetime_months: 24 } }
    for (const product of [threaded, plain]) {
      const outcome = await product.call('compute_clv', input)
      expect(outcome.ok && outcome.answer['framework']).toMatchObject({ clv: 1440 })
    }
    expect(await threaded.call('no_such_tool', {})).toEqual(await plain.call('no_such_tool', {}))
    expect(await threaded.prompt('no_such_prompt', {})).toEqual(await plain.prompt('no_such_prompt', {}))
    await plain.close()
  })

  it('change the store that everybody sees, report progress, and speak the language asked for', async () => {
    const threaded = await serving
    const steps: string[] = []
    const outcome = await threaded.call(
      'import_data',
      { csv_text: orders, mode: 'auto' },
      { language: 'zh-CN', progress: (_done, _total, message) => steps.push(message) },
    )
    expect(outcome.ok && outcome.answer.status).toBe('ok')
    expect(outcome.ok && outcome.text).toMatch(/[\u4e00-\u9fff]/)
    expect(steps.length).toBeGreaterThan(0)
    const store = await threaded.store()
    expect(await store.imports()).toHaveLength(1)
    expect(await store.lastDay()).toBe('2024-10-26')
  })

  it('end when the caller cancels, and the next one is answered', async () => {
    const threaded = await serving
    const cancel = new AbortController()
    const running = threaded.call('forecast', {}, { signal: cancel.signal })
    cancel.abort()
    const outcome = await running
    expect(outcome.ok ? 'ok' : outcome.fault.code).toBe('cancelled')
    expect((await threaded.call('describe_data', {})).ok).toBe(true)
  })
})
