import { describe, expect, it } from 'vitest'
import { inspectFile } from '../../src/importers/index.ts'
import { mappingOf, readAll, scratch } from './read-all.ts'

const file = scratch()
const lines = (header: string, row: (at: number) => string, count = 40): Buffer =>
  Buffer.from([header, ...Array.from({ length: count }, (_, at) => row(at)), ''].join('\n'))
const day = (at: number): string => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10)

describe('files of products nobody prepared for', () => {
  it('a row holds one currency: a money column in another is asked about and not added', async () => {
    const source = file(
      'two.csv',
      lines(
        'order_id,customer_id,order_date,Paid (USD),Refund (EUR)',
        at => `${at},C${at % 9},${day(at)},${at + 5}.00,${at % 3}.00`,
      ),
    )
    const inspection = await inspectFile(source, {})
    expect(mappingOf(inspection)).toMatchObject({ 'Paid (USD)': 'paid_amount' })
    expect(mappingOf(inspection)).not.toHaveProperty('Refund (EUR)')
    expect(inspection.questions.find(({ column }) => column === 'Refund (EUR)')).toMatchObject({
      kind: 'field',
      proposed: 'attribute',
      facts: { currency: 'EUR', beside_currency: 'USD' },
    })
  })

  it('a currency column that says one currency speaks for its blank cells', async () => {
    const { currencies, fields } = await readAll(
      file(
        'lines.csv',
        lines(
          'order_id,customer_id,order_date,paid_amount,Currency',
          at => `${at},C${at % 9},${day(at)},${at + 5}.00,${at % 3 === 0 ? 'TWD' : ''}`,
        ),
      ),
    )
    expect(new Set(currencies)).toEqual(new Set(['TWD']))
    expect(fields['paid_amount']?.[1]).toBe(600)
  })

  it('a line that says what it sums is a totals row', async () => {
    const { counts } = await readAll(
      file(
        'Campaign costs.csv',
        Buffer.concat([
          lines('Campaign,Day,Cost,Currency code', at => `Brand ${at % 3},${day(at)},${at}.50,USD`),
          Buffer.from('Total: Campaigns,,"12,345.67",USD\n'),
        ]),
      ),
      {},
    )
    expect(counts).toMatchObject({ rowsUsed: 40, totalsDropped: 1 })
  })

  it('item lines of a shop platform are lines of numbered documents, and who bought is asked', async () => {
    const inspection = await inspectFile(
      file(
        'export.csv',
        lines(
          'Name,Email,Paid at,Total,Lineitem quantity,Lineitem name,Lineitem price',
          at =>
            `#${1001 + Math.floor(at / 2)},b${at % 6}@mail.example,${day(at)},${at % 2 ? '' : '30.00'},1,Item ${at % 4},15.00`,
        ),
      ),
      {},
    )
    expect(inspection.entity).toBe('order_line')
    expect(mappingOf(inspection)).toMatchObject({ Name: 'order_id', 'Lineitem quantity': 'quantity' })
    expect(inspection.questions).toContainEqual(
      expect.objectContaining({
        kind: 'without_field',
        proposed: null,
        choices: expect.arrayContaining([expect.objectContaining({ value: 'Email' })]),
      }),
    )
  })

  it('a lone umlaut is Western, not half a Chinese character', async () => {
    const bytes = Buffer.from('customer_id;Betrag;Währung\nK1;5,00;EUR\nK2;7,50;EUR\n', 'latin1')
    const inspection = await inspectFile(file('Kunden.csv', bytes), {})
    expect(inspection.encoding).toBe('windows-1252')
    expect(inspection.columns.map(({ header }) => header)).toContain('Währung')
    expect(inspection.questions.filter(({ kind }) => kind === 'encoding')).toEqual([])
  })
})
