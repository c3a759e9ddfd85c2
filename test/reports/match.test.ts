import { expect, it } from 'vitest'
import { extractNumbers } from '../../src/reports/verify/extract.ts'
import { matches } from '../../src/reports/verify/match.ts'

const printed = (text: string) => {
  const [found] = extractNumbers(text)
  if (found === undefined) throw new Error(`no number in ${text}`)
  return found
}

// 23 of 80 and 41 of 80 lie on a half that binary fractions miss from below once they are taken times a hundred.
it.each([
  [0.2875, '28.8%'],
  [0.5125, '51.3%'],
])('takes %s for what our printer makes of it, %s', (value, text) => {
  const known = { id: 'r.cells/1/rate', value, unit: 'share' }
  expect(matches(known, printed(text))).toBe(true)
  expect(matches(known, printed('28.6%'))).toBe(false)
})
