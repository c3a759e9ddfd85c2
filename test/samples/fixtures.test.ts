import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { hostileFiles, type HostileFile } from '../fixtures/hostile.ts'
import type { VendorFile } from '../fixtures/vendor-file.ts'
import { vendorFiles } from '../fixtures/vendors.ts'
import { workbookEntries, xmlRow, zip } from '../fixtures/zip.ts'

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('the hostile files', () => {
  it('are 200 or more, of every kind, each under its own safe name', () => {
    expect(hostileFiles.length).toBeGreaterThanOrEqual(200)
    expect(new Set(hostileFiles.map(({ name }) => name)).size).toBe(hostileFiles.length)
    expect(hostileFiles.every(({ name }) => /^[a-z0-9.-]+$/i.test(name))).toBe(true)
    const kinds = new Set(hostileFiles.map(({ name }) => name.split('.').at(-1)))
    expect(kinds).toEqual(new Set(['csv', 'tsv', 'json', 'ndjson', 'xlsx', 'parquet']))
  })

  it('are the same at every call, differ from each other, and stay small', () => {
    const seen = new Map<string, HostileFile>()
    for (const file of hostileFiles) {
      const bytes = file.bytes()
      expect(bytes.length, file.name).toBeLessThan(3_000_000)
      if (bytes.length === 0) continue
      const hash = digest(bytes)
      expect(seen.get(hash)?.name.split('.').at(-1), file.name).not.toBe(file.name.split('.').at(-1))
      seen.set(hash, file)
    }
    for (const [hash, file] of seen) {
      if (!file.name.includes('bomb')) expect(digest(file.bytes()), file.name).toBe(hash)
    }
  })

  it('are spoilt versions of a workbook that is sound', async () => {
    const rows = xmlRow(1, ['order_id', 'paid_amount']) + xmlRow(2, ['A1', 10])
    const book = await readWorkbook(zip(workbookEntries({ sheets: [rows] })))
    expect(book).toEqual([
      {
        sheet: 'Sheet1',
        data: [
          ['order_id', 'paid_amount'],
          ['A1', 10],
        ],
      },
    ])
  })
})

const paidColumn: Readonly<Record<string, string>> = {
  'orders_export_1.csv': 'Total',
  'subscriptions.csv': 'Amount',
  'hubspot-crm-exports-all-companies.csv': 'Total Revenue',
  '订单报表20250301.csv': '订单实付金额',
  '订单明细.csv': '实付金额',
}

describe('the exports of other products', () => {
  const table = (file: VendorFile): string[][] =>
    parse(new TextDecoder(file.name.includes('报表') ? 'gbk' : 'utf-8', { fatal: true }).decode(file.bytes()))

  it.each(vendorFiles().map(file => [file.name, file] as const))(
    '%s has the stated lines and sum',
    (name, file) => {
      const [header = [], ...lines] = table(file)
      expect(lines).toHaveLength(file.lines)
      const at = header.indexOf(paidColumn[name] ?? '')
      const paid = lines.reduce(
        (sum, line) => sum + Math.round(Number((line[at] ?? '').replace('\uFFE5', '')) * 100),
        0,
      )
      expect(paid).toBe(file.paidMinor)
      expect(digest(file.bytes())).toBe(digest(file.bytes()))
    },
  )
})
