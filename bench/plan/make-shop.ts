import { closeSync, openSync, writeSync } from 'node:fs'
import { seededRandom } from '../../src/domain/random.ts'

const days = Array.from({ length: 731 }, (_, day) =>
  new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
)

/**
 * A made shop: customers who join over eighteen months, buy at rates of their own, may leave after every purchase,
 * and spend around a mean of their own. The same seed gives the same bytes.
 */
export function makeShop(file: string, customers: number, seed = 20261122): { rows: number; bytes: number } {
  const random = seededRandom(seed)
  const exponential = (mean: number): number => -Math.log(1 - random()) * mean
  const out = openSync(file, 'w')
  let bytes = writeSync(out, 'order_id,customer_id,order_date,paid_amount,currency\n')
  let rows = 0
  let lines: string[] = []
  const flush = (): void => {
    bytes += writeSync(out, lines.join(''))
    lines = []
  }
  for (let customer = 0; customer < customers; customer++) {
    const gap = 20 + exponential(60)
    const leaves = 0.05 + 0.3 * random() ** 2
    const mean = 20 + exponential(80)
    let day = random() * 548
    while (day < 731) {
      const amount = mean * (0.5 + random())
      lines.push(
        `O${++rows},C${String(customer + 1).padStart(7, '0')},${days[Math.floor(day)] ?? ''},${amount.toFixed(2)},USD\n`,
      )
      if (random() < leaves) break
      day += 1 + exponential(gap)
    }
    if (lines.length > 20_000) flush()
  }
  flush()
  closeSync(out)
  return { rows, bytes }
}
