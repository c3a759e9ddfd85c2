import type { Sql } from '../sql.ts'

/**
 * Purchase days as SQL: money netted per customer and day first. A day counts when something was bought and money
 * stayed; a free order (0 paid, nothing refunded) is a purchase too. A day that refunds brought to 0 or below is not.
 */
export const isPurchaseDay = 'sales > 0 AND (net > 0 OR (net = 0 AND refunds = 0))'

/** Writes `customer_summary` anew for the customers in `temp.touched`. */
export function deriveSummary(sql: Sql): void {
  sql.exec(`DELETE FROM customer_summary WHERE cid IN (SELECT cid FROM temp.touched);
    INSERT INTO customer_summary (cid, orders, days, first, last, minor, first_day_minor, refunds_minor)
    SELECT cid, sum(sales), count(CASE WHEN bought THEN 1 END), min(CASE WHEN bought THEN day END),
      max(CASE WHEN bought THEN day END), sum(net),
      sum(CASE WHEN day = first_bought THEN net END), sum(refunds_minor)
    FROM (
      SELECT *, min(CASE WHEN bought THEN day END) OVER (PARTITION BY cid) AS first_bought FROM (
        SELECT *, ${isPurchaseDay} AS bought FROM (
          SELECT cid, day, sum(minor) AS net, sum(kind <> 1) AS sales, sum(kind = 1) AS refunds,
            sum(CASE WHEN kind = 1 THEN -minor ELSE 0 END) AS refunds_minor
          FROM transactions
          WHERE kind IN (0, 1, 4) AND cid IN (SELECT cid FROM temp.touched)
          GROUP BY cid, ym, day
        )
      )
    )
    GROUP BY cid`)
}
