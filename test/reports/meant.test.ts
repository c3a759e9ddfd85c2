import { expect, it } from 'vitest'
import { extractNumbers } from '../../src/reports/verify/extract.ts'
import type { Known } from '../../src/reports/verify/match.ts'
import { meantBy } from '../../src/reports/verify/meant.ts'
import { signsIn, withoutSigns } from '../../src/reports/verify/names.ts'

const churn: Known = { id: 'r_1.baseline/rate', value: 0.17, unit: null, quotes: 'rate' }
const share: Known = {
  id: 'r_2.segments/2/share',
  value: 0.17,
  unit: null,
  quotes: 'rate',
  rows: ['low', '低'],
}
const clv: Known = { id: 'r_3.population/clv_forward_sum', value: 4000, unit: null, quotes: 'money' }
const people: Known = {
  id: 'r_2.segments/2/n',
  value: 517,
  unit: null,
  quotes: 'amount',
  rows: ['low', '低'],
}
const money: Known = { id: 'r_4.cost', value: 517, unit: null, quotes: 'money' }

/** Ids of the figures that the first number of a text can mean, among those of its value. */
const meant = (text: string, alike: readonly Known[]): string[] =>
  extractNumbers(text)
    .slice(0, 1)
    .flatMap(found => meantBy(found, text, alike, ['low', 'high', '高价值']))
    .map(({ id }) => id)

it('takes a number for a figure of the measure named beside it', () => {
  expect(meant('Churn was 17% last month.', [churn, share])).toEqual([churn.id])
  expect(meant('流失率约为 17%。', [share])).toEqual([])
  expect(meant('About 17% of customers.', [churn, share])).toEqual([churn.id, share.id])
  expect(meant('Revenue was 4,000.', [clv])).toEqual([])
  expect(meant('A forward value of 4,000 is at stake.', [clv])).toEqual([clv.id])
  expect(meant('517 customers', [money, people])).toEqual([people.id])
  expect(meant('共 517 名客户', [money])).toEqual([])
})

it('takes a number for one of the row its sentence speaks of, and for any where it speaks of none', () => {
  expect(meant('The high tier holds 517 customers.', [people])).toEqual([])
  expect(meant('The low tier holds 517 customers.', [people])).toEqual([people.id])
  expect(meant('高价值客户共 517 名。', [people])).toEqual([])
  expect(meant('One tier holds 517 customers.', [people])).toEqual([people.id])
})

it('takes values of the data that name a cell or a group for names, though they have no letter', () => {
  const signs = signsIn({
    cells: [
      { row: '5+', column: '18-25', n: 5 },
      { row: '3', column: 'A' },
    ],
  })
  expect(signs).toEqual(['5+', '18-25', '3'])
  const left = withoutSigns('| 2 | 5+ | 18-25 | 33 | 3 |\n5+ × 18-25: 18% of 3 customers; 3 × A', signs)
  expect(extractNumbers(left).map(({ text }) => text)).toEqual(['33', '18%', '3'])
})
