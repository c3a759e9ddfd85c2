import { describe, expect, it } from 'vitest'
import { barredReasons } from '../../src/analysis/consent.ts'
import { observe } from '../../src/analysis/observe.ts'
import { openTests } from '../../src/analysis/open-tests.ts'
import { header, load } from '../store/feed.ts'
import type { Cell } from '../store/feed.ts'
import { analysisStore } from './analysis-context.ts'

const asOf = '2025-06-30'

/** Customers with a consent cell each, as one import maps them; and their contacts. */
async function reasons(
  consent: readonly Cell[],
  column: string,
  contacts: readonly (readonly Cell[])[] = [],
) {
  const { store, context: make } = analysisStore()
  const ids = consent.map((_, at) => `K${at}`)
  await load(
    store,
    'customer',
    ['customer_id', 'marketing_consent'],
    ids.map((id, at) => [id, consent[at] ?? null]),
    { mapping: { id: 'customer_id', [column]: 'marketing_consent' } },
  )
  if (contacts.length > 0)
    await load(store, 'contact', ['contact_id', 'customer_id', 'marketing_consent'], contacts)
  const context = await make()
  return barredReasons(context, await store.customerTable({ asOf }))
}

describe('who may be contacted', () => {
  it('leaves out those of whom nobody wrote down that they agreed, where a column records who did', async () => {
    expect(await reasons([1, 0, null], 'Marketing consent')).toEqual([null, 'no_consent', 'consent_unknown'])
  })

  it.each(['Unsubscribed', '是否退訂', 'do_not_email', '拒收短信'])(
    'takes an empty cell of a column that marks refusals for none: %s',
    async column => {
      expect(await reasons([1, 0, null], column)).toEqual([null, 'no_consent', null])
    },
  )

  it('takes a column that says nothing but no for one that marks refusals', async () => {
    expect(await reasons([0, null, null], 'Newsletter')).toEqual(['no_consent', null, null])
  })

  it('asks the contacts of a firm that has no record of its own: one who agrees is enough', async () => {
    const contacts = [
      ['c1', 'K0', 0],
      ['c2', 'K0', 1],
      ['c3', 'K1', 0],
      ['c4', 'K3', 1],
    ]
    expect(await reasons([null, null, null, 0], 'consent', contacts)).toEqual([
      null,
      'no_consent',
      'consent_unknown',
      'no_consent',
    ])
  })
})

describe('a test on record whose control has no day of treatment', () => {
  const fields = ['customer_id', 'campaign_id', 'variant', 'day:treated_at', 'retained']
  const found = async (rows: readonly (readonly Cell[])[]) => {
    const { store, context: make } = analysisStore()
    await load(
      store,
      'order',
      ['customer_id', 'day:order_date', 'money:paid_amount'],
      [
        ['a', '2025-01-01', 100],
        ['b', asOf, 100],
      ],
      header('order', { currency: 'USD' }),
    )
    await load(store, 'campaign_member', fields, rows)
    const context = await make()
    const at = await observe(context, asOf)
    if (!at) throw new Error('no data')
    return openTests(context, at)
  }

  it('is left alone as long as the last one treated is awaited, and from the design on', async () => {
    const running = await found([
      ['a', 'spring', 'treatment', '2025-06-10', null],
      ['b', 'spring', 'control', null, null],
    ])
    expect(running).toMatchObject({ holdOutShare: 0.5, names: ['spring'] })
    expect([...running.control]).toEqual(['b'])
    const designed = await found([
      ['a', 'autumn', 'treatment', null, null],
      ['b', 'autumn', 'control', null, null],
    ])
    expect([...designed.control]).toEqual(['b'])
  })

  it('is free again once the test is over', async () => {
    const over = await found([
      ['a', 'last year', 'treatment', '2024-06-10', null],
      ['b', 'last year', 'control', null, null],
    ])
    expect(over.control.size).toBe(0)
    const told = await found([
      ['a', 'undated', 'treatment', null, 1],
      ['b', 'undated', 'control', null, null],
    ])
    expect(told.control.size).toBe(0)
  })
})
