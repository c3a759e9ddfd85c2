import { closeSync, openSync, writeSync } from 'node:fs'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { uniformInt } from 'pure-rand/distribution/uniformInt'

/**
 * A made order log: customer, day, amount. 20 orders a customer on average, skewed as customers are; about three
 * years of days; rows in the order of time with some late ones. `numbered` gives every order a number of its own.
 * The same seed gives the same bytes.
 */
export function makeLog(
  file: string,
  rows: number,
  { numbered = false, seed = 20261122 }: { numbered?: boolean; seed?: number } = {},
): { bytes: number; customers: number } {
  const random = xoroshiro128plus(seed)
  const customers = Math.max(1, Math.round(rows / 20))
  const out = openSync(file, 'w')
  let bytes = writeSync(out, `${numbered ? 'order_id,' : ''}customer_id,order_date,paid_amount\n`)
  const lines: string[] = []
  const days = Array.from({ length: 1096 }, (_, day) =>
    new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10),
  )
  for (let row = 0; row < rows; row++) {
    // The square of a uniform number: early customers buy more.
    const u = uniformInt(random, 0, 1_000_000) / 1_000_000
    const customer = Math.min(customers - 1, Math.floor(u * u * customers))
    const day = Math.min(
      1095,
      Math.floor((row / rows) * 1096) + (row % 50 === 0 ? -Math.min(30, Math.floor((row / rows) * 1096)) : 0),
    )
    const cents = uniformInt(random, 100, 25_000)
    const number = numbered ? `A${String(row + 1).padStart(9, '0')},` : ''
    lines.push(
      `${number}C${String(customer * 7 + 1).padStart(9, '0')},${days[day]},${(cents / 100).toFixed(2)}`,
    )
    if (lines.length === 20_000 || row === rows - 1) {
      bytes += writeSync(out, `${lines.join('\n')}\n`)
      lines.length = 0
    }
  }
  closeSync(out)
  return { bytes, customers }
}
