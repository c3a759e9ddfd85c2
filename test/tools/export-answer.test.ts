import { expect, it } from 'vitest'
import { answerRows } from '../../tools/words/export-answer.ts'

const answer = (lists: Record<string, unknown>) => ({
  result_id: 'r_1',
  summary: '',
  status: 'ok' as const,
  figures: [],
  assumptions: [],
  warnings: [],
  suggested_actions: [],
  ...lists,
})

it('exports the list an answer is about, not the one that happens to be longest', () => {
  const curve = Array.from({ length: 9 }, (_, month) => ({ month }))
  // What else an answer carries does not matter here.
  const rowsOf = (lists: Record<string, unknown>) => answerRows(answer(lists) as never)
  expect(rowsOf({ curve, segments: [{ name: 'high', filter: { and: [] } }] })).toEqual({
    columns: ['name', 'filter'],
    rows: [['high', '{"and":[]}']],
  })
  expect(rowsOf({ curve, drivers: [{ driver: 'd' }], high_risk_groups: [{ g: 1 }] }).columns).toEqual([
    'driver',
  ])
  expect(rowsOf({ curve, allocation: [{ play: 'p' }] }).columns).toEqual(['play'])
  expect(rowsOf({ curve, rows: [], other: [{ x: 1 }] }).rows).toHaveLength(9)
})
