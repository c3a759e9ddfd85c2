import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectFile, planImport } from '../../src/importers/index.ts'
import { readAll, reconciles } from './read-all.ts'

const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-',
    'N/A',
    '2025-01-05',
    '5/1/2025',
    '12.50',
    '-3',
    '(1,234)',
    '1e5',
    'Total',
    '合计',
    'C1',
    '007',
    '1.23E+17',
    'yes',
    '12" pipe',
  ),
  fc.string({ maxLength: 8 }).map(text => text.replaceAll('\0', '')),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map(text => text.replaceAll('\0', '')),
)
const quoteAlways = (text: string): string => `"${text.replaceAll('"', '""')}"`
const quoteIfNeeded = (text: string): string => (/[",\r\n]/.test(text) ? quoteAlways(text) : text)
const header = 'order_id,customer_id,order_date,paid_amount,extra'

/** Both roads over the same text, with a mapping that leaves nothing to guess. */
async function both(text: string) {
  const mapping = {
    order_id: 'order_id',
    customer_id: 'customer_id',
    order_date: 'order_date',
    paid_amount: 'paid_amount',
    extra: null,
  }
  const options = { entity: 'order', headerRow: 1, delimiter: ',', dateOrder: 'dmy', mapping } as const
  const fast = await readAll(text, options, {}, { batchRows: 7 })
  const careful = await readAll(text, options, {}, { careful: true })
  return { fast, careful }
}

describe('the fast and the careful road', () => {
  it('give the same rows on the same good file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 25 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        async (rows, lineBreak, always, ended) => {
          const text =
            [header, ...rows.map(row => row.map(always ? quoteAlways : quoteIfNeeded).join(','))].join(
              lineBreak,
            ) + (ended ? lineBreak : '')
          const { fast, careful } = await both(text)
          expect(fast.counts).toEqual(careful.counts)
          expect(reconciles(fast.counts)).toBe(true)
          expect(fast.fields).toEqual(careful.fields)
          expect(fast.attributes).toEqual(careful.attributes)
          expect(fast.sourceRows).toEqual(careful.sourceRows)
          expect(fast.rejects).toEqual(careful.rejects)
          expect(fast.counts.rowsRead).toBe(rows.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('give the same rows on files with broken quotes and ragged rows', async () => {
    const line = fc
      .array(fc.constantFrom('a', '"', ',', '"a"', ' ', '1', '2025-01-05', '""', 'C1,'), { maxLength: 9 })
      .map(parts => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async lines => {
        const { fast, careful } = await both(
          [header, 'A1,C1,2025-01-05,1,x', ...lines, 'A2,C2,2025-01-06,2,y', ''].join('\n'),
        )
        expect(reconciles(fast.counts)).toBe(true)
        expect({ ...fast, inspection: null }).toEqual({ ...careful, inspection: null })
      }),
      { numRuns: 120 },
    )
  })

  it('a quote that never closes costs its own line only', async () => {
    const { fast, careful } = await both(
      [header, 'A1,C1,2025-01-05,1,x', 'A2,"C2,2025-01-06,2,y', 'A3,C3,2025-01-07,3,z', ''].join('\n'),
    )
    expect(fast.fields['order_id']).toEqual(['A1', 'A3'])
    expect(fast.rejects).toEqual([
      { row: 3, reason: 'broken_quotes', column: null, cells: ['A2,"C2,2025-01-06,2,y'] },
    ])
    expect(careful.rejects).toEqual(fast.rejects)
  })

  it('a stray quote that swallows lines until the next one is undone', async () => {
    const { fast } = await both(
      [
        header,
        'A1,"C1,2025-01-05,1,x',
        'A2,C2,2025-01-06,2,y',
        'A3,C3,2025-01-07,3,"z"',
        'A4,C4,2025-01-08,4,w',
        '',
      ].join('\n'),
    )
    expect(fast.fields['order_id']).toEqual(['A2', 'A3', 'A4'])
    expect(fast.rejects.map(reject => [reject.row, reject.reason])).toEqual([[2, 'broken_quotes']])
  })

  it('an inch mark inside a cell is a character', async () => {
    const { fast } = await both([header, 'A1,C1,2025-01-05,1,12" pipe', ''].join('\n'))
    expect(fast.attributes['extra']).toEqual(['12" pipe'])
  })

  it('crosses block borders in the middle of anything', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, at) =>
        `A${at},"C ""${at % 7}""\nü客",2025-01-${String((at % 28) + 1).padStart(2, '0')},${at}.5,é${at}`,
    )
    const text = [header, ...rows, ''].join('\n')
    expect(Buffer.byteLength(text)).toBeGreaterThan(1 << 20)
    const inspection = await inspectFile({ text })
    expect(planImport(inspection).status).toBe('ok')
    const { fast, careful } = await both(text)
    expect(fast.counts).toMatchObject({ rowsRead: 30_000, rowsUsed: 30_000 })
    expect(fast.fields['customer_id']?.[8]).toBe('C "1"\nü客')
    expect(fast.fields).toEqual(careful.fields)
  })
})
