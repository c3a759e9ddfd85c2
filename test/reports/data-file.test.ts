import { expect, it } from 'vitest'
import { dataFileText } from '../../src/reports/verify/data-file.ts'
import { registerRows } from '../../src/reports/verify/document.ts'

it('reads every figure of a data file, and every number beside the id of its figure', () => {
  const text = dataFileText(
    JSON.stringify({
      register: [{ number: 'F1', id: 'r_1.baseline/rate', value: 0.5 }],
      report: {
        baseline: { rate: 0.6, figure_ids: ['r_1.baseline/rate'] },
        drivers: [
          { impact_ci: [1, 2], name: 'x', figure_ids: ['r_1.drivers/0/impact_ci/1', 'r_1.drivers/0/lift'] },
        ],
        roi: { cost: 7, figure_ids: ['r_2.incremental/cost', 'r_3.incremental/cost'] },
      },
    }),
  )
  expect(registerRows(text ?? '').map(({ id, value }) => [id, value])).toEqual([
    ['r_1.baseline/rate', 0.5],
    ['r_1.baseline/rate', 0.6],
    ['r_1.drivers/0/impact_ci/1', 2],
  ])
})

it('leaves other texts alone', () => {
  expect([dataFileText('{"a": 1}'), dataFileText('not json'), dataFileText('[1]')]).toEqual([
    null,
    null,
    null,
  ])
})
