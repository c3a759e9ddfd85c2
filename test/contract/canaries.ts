import type { Holdfast } from '../../src/kernel/holdfast.ts'
import { importFile } from './sample-product.ts'

/** What no reply may hold: parts of the planted names, addresses and numbers. */
export const planted = /zyxwv|qponm|王小明|陳美麗|planted\.example|20 ?7946|1391234|0912-?345|110101199/i

const two = (n: number): string => String(n).padStart(2, '0')
const people = Array.from({ length: 60 }, (_, at) => at + 1)
const name = (n: number): string => (n % 2 === 0 ? `王小明${n}` : `Zyxwv Qponm ${n}`)
const mail = (n: number): string => `zyxwv.q${n}@planted.example`
const phone = (n: number): string => (n % 2 === 0 ? `139123400${two(n)}` : `+44 20 7946 0${100 + n}`)

const csv = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [head, ...rows]
    .map(row => row.map(value => `"${String(value).replaceAll('"', '""')}"`).join(','))
    .join('\n')
    .concat('\n')

/**
 * Four tables about sixty customers with people in every text column: in columns that say so, in others whose header
 * says nothing, inside notes and reasons, and now and then in a category.
 */
function tables(id: (n: number) => string): Record<string, string> {
  const accounts = people.map(n => [
    id(n),
    name(n),
    mail(n),
    phone(n),
    `${n} Zyxwv Street`,
    name(n),
    name(n),
    `zyxwv_${n}`,
    mail(n),
    `called ${name(n)} at ${phone(n)}`,
    `mail ${mail(n)}`,
    `11010119900101${1000 + n}`,
    ['Retail', 'Energy', 'Technology'][n % 3],
    ['SMB', 'Enterprise'][n % 2],
    n === 5 ? `North ${mail(n)}` : n === 6 ? `South ${phone(n)}` : ['North', 'South'][n % 2],
    (n * 7) % 90,
    (n * 5) % 30,
    1 + (n % 6),
    1000 + n * 55,
    n % 4 === 0 ? 'Yes' : 'No',
  ])
  const orders = people.flatMap(n =>
    Array.from({ length: 1 + (n % 5) }, (_, at) => [
      `O${n}-${at}`,
      id(n),
      `2025-${two(1 + ((n + 2 * at) % 12))}-${two(1 + (n % 27))}`,
      (20 + n + at * 3).toFixed(2),
      'USD',
      n === 7 ? mail(7) : ['web', 'shop'][n % 2],
      name(n),
      phone(n),
    ]),
  )
  const tickets = people.map(n => [
    `T${n}`,
    id(n),
    `2025-0${1 + (n % 9)}-10`,
    `2025-0${1 + (n % 9)}-12`,
    `${name(n)} asks`,
    `write to ${mail(n)} or ${phone(n)}`,
    ['billing', 'bug'][n % 2],
  ])
  const cancelled = people
    .filter(n => n % 4 === 0)
    .map(n => [
      id(n),
      `2025-11-${two(1 + (n % 27))}`,
      n === 8 ? `${name(8)} left, call ${phone(8)}` : ['price', 'service'][n % 2],
      `says ${name(n)} ${mail(n)}`,
    ])
  return {
    account: csv(
      'Customer ID,Customer Name,Email,Phone,Address,Contact Person,Buddy,WeChat,Second mail,Remarks,Notes,ID number,Industry,Account Size Segment,Region,Days Since Last Activity,Total Activities 30d,Total Contacts,Annual Contract Value,Churned'.split(
        ',',
      ),
      accounts,
    ),
    order: csv(
      'Order ID,Customer ID,Order Date,Amount,Currency,Channel,Handed to,Delivery note'.split(','),
      orders,
    ),
    ticket: csv('Ticket ID,Customer ID,Opened,Closed,Subject,Description,Category'.split(','), tickets),
    churn_event: csv('Customer ID,Cancelled On,Reason,Comment'.split(','), cancelled),
  }
}

/** Imports the tables, and gives what was said on the way: previews, questions, answers. */
export async function importCanaries(holdfast: Holdfast, id: (n: number) => string): Promise<string[]> {
  const said: string[] = []
  for (const [entity, table] of Object.entries(tables(id))) {
    const preview = await holdfast.call('import_data', { csv_text: table, mode: 'preview' })
    said.push(preview.ok ? preview.text + JSON.stringify(preview.answer) : preview.fault.message)
    const snapshot = { as_of: '2025-12-31', money_unit: 'major', currency: 'USD' }
    const extra = entity === 'account' ? { entity, options: snapshot } : {}
    said.push(JSON.stringify(await importFile(holdfast, { csv_text: table, ...extra })))
  }
  return said
}
