import { monthlyActivity, cohortMatrix } from '../../src/store/sqlite/read/months.ts'
import { openDriver } from '../../src/store/sqlite/driver.ts'
import { blocksUpTo } from '../../src/store/sqlite/read/purchase-days.ts'
import { purchaseHistories } from '../../src/store/sqlite/read/purchase-histories.ts'
import { cpuMedian, report } from '../report.ts'

/** `holdfast-queries.ts DB RUNS`: the store's answers from day blocks, and plain SQL on the clustered rows. */
const [db = '', runs = '5'] = process.argv.slice(2)
const sql = await openDriver(db, 'auto')
const times = Number(runs)
const asOf = '2025-12-31'
const day = 20_453

const rfmDays = `SELECT count(*), sum(x), sum(s) FROM (SELECT cid, count(*) - 1 AS x, max(day) - min(day) AS t, sum(m) AS s FROM
  (SELECT cid, day, sum(minor) AS m FROM transactions WHERE kind IN (0, 1, 4) GROUP BY cid, ym, day) GROUP BY cid)`
const rfm = `SELECT count(*), sum(n), sum(s) FROM (SELECT cid, count(*) AS n, max(day) AS l, sum(minor) AS s FROM transactions GROUP BY cid)`
const cohort = `SELECT count(*), sum(c) FROM (SELECT f, ym, count(*) AS c, sum(m) FROM
  (SELECT cid, ym, sum(minor) AS m FROM transactions GROUP BY cid, ym) JOIN
  (SELECT cid, min(ym) AS f FROM transactions GROUP BY cid) USING (cid) GROUP BY f, ym)`
const window = `SELECT count(*), sum(n) FROM (SELECT cid, count(*) AS n, sum(minor) FROM transactions WHERE day > ${day - 30} AND day <= ${day} GROUP BY cid)`

const found: Record<string, number> = {}
for (const [name, text] of Object.entries({ rfmDays, rfm, cohort, window })) {
  found[`${name}Sql`] = await cpuMedian(times, () => sql.get(text))
}
found['rfmDaysBlocks'] = await cpuMedian(times, () => purchaseHistories(sql, { asOf }))
found['cohortBlocks'] = await cpuMedian(times, () => cohortMatrix(sql, { asOf }))
found['monthsBlocks'] = await cpuMedian(times, () => monthlyActivity(sql, { asOf }))
found['windowBlocks'] = await cpuMedian(times, () => {
  let customers = 0
  let orders = 0
  for (const { ids, counts, base, days, sales } of blocksUpTo(sql, day, day - 29) ?? []) {
    let at = 0
    for (let index = 0; index < ids.length; index++) {
      const end = at + (counts[index] ?? 0)
      let own = 0
      // Days ascend within a customer: only the last ones can lie in the window.
      for (let last = end - 1; last >= at; last--) {
        const on = base + (days[last] ?? 0)
        if (on <= day - 30) break
        if (on <= day) own += sales[last] ?? 0
      }
      if (own > 0) customers++
      orders += own
      at = end
    }
  }
  return customers + orders
})
sql.close()
report(found)
