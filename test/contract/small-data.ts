import type { Holdfast } from '../../src/kernel/holdfast.ts'
import { importFile } from './sample-product.ts'

const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item
const two = (n: number): string => String(n).padStart(2, '0')

/** Sixty accounts and their orders, as pasted tables; the texts of personal columns and of one label can be given. */
export function smallTables(texts: {
  name?: (n: number) => string
  email?: (n: number) => string
  phone?: (n: number) => string
  industry?: (n: number) => string
  note?: (n: number) => string
}): { accounts: string; orders: string } {
  const {
    name = n => `Company ${n}`,
    email = n => `info${n}@example.com`,
    phone = n => `+1 202 555 01${two(n)}`,
  } = texts
  const {
    industry = n => pick(['Retail', 'Energy', 'Technology'], n),
    note = n => pick(['asked for a call', 'quiet'], n),
  } = texts
  const people = Array.from({ length: 60 }, (_, at) => at + 1)
  const accounts = people.map(n =>
    [
      `C${two(n)}`,
      name(n),
      email(n),
      phone(n),
      industry(n),
      pick(['SMB', 'Enterprise'], n),
      (n * 7) % 90,
      (n * 5) % 30,
      1 + (n % 6),
      1000 + n * 55,
      n % 4 === 0 ? 'Yes' : 'No',
      note(n),
    ]
      .map(value => `"${String(value).replaceAll('"', '""')}"`)
      .join(','),
  )
  const orders = people.flatMap(n =>
    Array.from(
      { length: 1 + (n % 5) },
      (_, at) =>
        `O${n}-${at},C${two(n)},2025-${two(1 + ((n + 2 * at) % 12))}-${two(1 + (n % 27))},${(20 + n + at * 3).toFixed(2)},USD`,
    ),
  )
  return {
    accounts: `Customer ID,Customer Name,Email,Phone,Industry,Account Size Segment,Days Since Last Activity,Total Activities 30d,Total Contacts,Annual Contract Value,Churned,Note\n${accounts.join('\n')}\n`,
    orders: `Order ID,Customer ID,Order Date,Amount,Currency\n${orders.join('\n')}\n`,
  }
}

/** Imports both tables; the snapshot speaks for the end of 2025. */
export async function importSmallTables(
  holdfast: Holdfast,
  tables: { accounts: string; orders: string },
): Promise<void> {
  await importFile(holdfast, {
    csv_text: tables.accounts,
    entity: 'account',
    options: { as_of: '2025-12-31', money_unit: 'major', currency: 'USD' },
  })
  await importFile(holdfast, { csv_text: tables.orders, entity: 'order', options: { date_order: 'ymd' } })
}
