import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import Database from 'better-sqlite3'
import { report } from '../report.ts'

/** `row-inserts.ts CSV DB`: what most programs do: parse rows to objects, insert them one by one, index afterwards. */
const [csv = '', db = ''] = process.argv.slice(2)
const database = new Database(db)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = NORMAL')
database.exec('CREATE TABLE transactions (customer_id TEXT, order_date TEXT, paid_amount REAL)')
const insert = database.prepare('INSERT INTO transactions VALUES (?, ?, ?)')
let rows = 0
database.exec('BEGIN')
for await (const record of createReadStream(csv).pipe(parse({ columns: true }))) {
  const { customer_id: customer, order_date: date, paid_amount: amount }: Record<string, string> = record
  insert.run(customer, date, Number(amount))
  rows++
}
database.exec('COMMIT')
database.exec('CREATE INDEX by_customer ON transactions (customer_id, order_date)')
database.close()
report({ rows })
