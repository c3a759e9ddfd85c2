import { describe, expect, it } from 'vitest'
import { leastFirst } from '../../src/domain/least-first.ts'
import { seededRandom } from '../../src/domain/random.ts'

describe('the least keys first', () => {
  const random = seededRandom(5)
  const keys = Array.from({ length: 500 }, () => (random() < 0.1 ? Number.NaN : Math.floor(random() * 20)))
  const rows = keys.map((_, row) => row)
  const byRow = (one: number, two: number): number => one - two
  const whole = leastFirst(rows, row => keys[row] ?? Number.NaN, byRow, rows.length)

  it('in full is a sort with what has no key at the end', () => {
    const known = rows.filter(row => !Number.isNaN(keys[row]))
    expect(whole).toEqual([
      ...known.toSorted((one, two) => (keys[one] ?? 0) - (keys[two] ?? 0) || one - two),
      ...rows.filter(row => Number.isNaN(keys[row])),
    ])
  })

  it('for a page is the same page, and nobody is lost', () => {
    for (const count of [1, 8, 100, 470, 499, 500, Number.MAX_SAFE_INTEGER]) {
      const page = leastFirst(rows, row => keys[row] ?? Number.NaN, byRow, count)
      expect(page.slice(0, count)).toEqual(whole.slice(0, count))
      expect(page.toSorted(byRow)).toEqual(rows)
    }
  })
})
