import { monthlyActivity, cohortMatrix } from '../../src/store/sqlite/read/months.ts'
import { openDriver } from '../../src/store/sqlite/driver.ts'
import { blocksUpTo } from '../../src/store/sqlite/read/purchase-days.ts'
import { purchaseHistories } from '../../src/store/sqlite/read/purchase-histories.ts'
import { cpuMedian, report } from '../report.ts'

/** `holdfast-queries.ts DB RUNS`: the store's answers from its blocks. */
const [db = '', runs = '5'] = process.argv.slice(2)
const sql = await openDriver(db, 'auto')
const times = Number(runs)
const asOf = '2025-12-31'
const day = 20_453

const found: Record<string, number> = {}
found['rfmDays'] = await cpuMedian(times, () => purchaseHistories(sql, { asOf }))
found['cohort'] = await cpuMedian(times, () => cohortMatrix(sql, { asOf }))
found['months'] = await cpuMedian(times, () => monthlyActivity(sql, { asOf }))
found['window'] = await cpuMedian(times, () => {
  let customers = 0
  let orders = 0
  for (const { ids, counts, base, days, sales } of blocksUpTo(sql, day, day - 29)) {
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
