import { expect, it } from 'vitest'
import { joined, roomBelow } from '../../../src/reports/print/groups.ts'
import type { PaperBlock } from '../../../src/reports/print/paper.ts'

const sheet = { total: 495, most: 560 }
const line = (text: string) => [{ text }]
const heading: PaperBlock = { kind: 'heading', level: 3, line: line('Drivers') }
const words = (text: string): PaperBlock => ({ kind: 'paragraph', line: line(text) })
const table = (rows: number): PaperBlock => ({
  kind: 'table',
  head: [line('Driver'), line('Impact')],
  rows: Array.from({ length: rows }, (_, at) => [line(`Driver ${at}`), line('4%')]),
  align: ['left', 'right'],
})

it('keeps a short table with its heading and the words between, and lets a long one run over pages', () => {
  expect(joined([heading, words('As of June:'), table(4)], sheet)).toEqual([
    { places: [0, 1, 2], held: true },
  ])
  const long = [heading, words('As of June, all that are on record.'), table(20)]
  expect(joined(long, sheet).map(({ held }) => held)).toEqual([false, false, false])
  // The heading asks for itself, the words, the head and some rows; the words go with it.
  const [whole, rest] = [roomBelow(long, 0, sheet), roomBelow(long, 1, sheet)]
  expect(whole).toBeGreaterThan(rest)
  expect(rest).toBe(0)
  expect(whole).toBeLessThan(260)
})

it('keeps a short text in one piece and asks for no room for what leads to nothing', () => {
  const blocks = [words('Two lines at most, never one of them alone on the next page.'), words('More.')]
  expect(joined(blocks, sheet)).toEqual([
    { places: [0], held: true },
    { places: [1], held: true },
  ])
  expect(roomBelow(blocks, 0, sheet)).toBe(0)
  expect(joined([words('long '.repeat(200))], sheet)[0]?.held).toBe(false)
})
