import { DuckDBInstance } from '@duckdb/node-api'
import { cpuMedian, report } from '../report.ts'

/** `duckdb.ts import CSV DB ORDER` (`sorted`, `numbered` or nothing) or `duckdb.ts queries DB RUNS`; one thread, like everyone here. */
const [task = '', ...rest] = process.argv.slice(2)
const open = async (file: string) => {
  const connection = await (await DuckDBInstance.create(file)).connect()
  await connection.run('SET threads = 1')
  return connection
}

if (task === 'import') {
  const [csv = '', db = '', order = ''] = rest
  const connection = await open(db)
  const sorted = order === 'sorted' ? 'ORDER BY customer_id, order_date' : ''
  await connection.run(`CREATE TABLE transactions AS SELECT * FROM read_csv('${csv}', header = true,
    columns = {${order === 'numbered' ? "'order_id': 'VARCHAR', " : ''}'customer_id': 'VARCHAR', 'order_date': 'DATE', 'paid_amount': 'DECIMAL(12,2)'}) ${sorted}`)
  await connection.run('CHECKPOINT')
  const rows = (await connection.runAndReadAll('SELECT count(*)::INTEGER FROM transactions')).getRows()
  connection.closeSync()
  report({ rows: rows[0]?.[0] })
} else {
  const [db = '', runs = '5'] = rest
  const connection = await open(db)
  const texts = {
    rfmDays: `SELECT count(*), sum(x), sum(s) FROM (SELECT customer_id, count(DISTINCT order_date) - 1 AS x,
      max(order_date) - min(order_date) AS t, sum(paid_amount) AS s FROM transactions GROUP BY customer_id)`,
    rfm: `SELECT count(*), sum(n), sum(s) FROM (SELECT customer_id, count(*) AS n, max(order_date) AS l, sum(paid_amount) AS s
      FROM transactions GROUP BY customer_id)`,
    cohort: `SELECT count(*), sum(c) FROM (SELECT f, m, count(*) AS c, sum(s) FROM
      (SELECT customer_id, date_trunc('month', order_date) AS m, sum(paid_amount) AS s FROM transactions GROUP BY ALL) JOIN
      (SELECT customer_id, min(date_trunc('month', order_date)) AS f FROM transactions GROUP BY customer_id) USING (customer_id)
      GROUP BY f, m)`,
    window: `SELECT count(*), sum(n) FROM (SELECT customer_id, count(*) AS n, sum(paid_amount) FROM transactions
      WHERE order_date > DATE '2025-12-01' AND order_date <= DATE '2025-12-31' GROUP BY customer_id)`,
  }
  const found: Record<string, number> = {}
  for (const [name, text] of Object.entries(texts))
    found[name] = await cpuMedian(Number(runs), () => connection.runAndReadAll(text))
  connection.closeSync()
  report(found)
}
