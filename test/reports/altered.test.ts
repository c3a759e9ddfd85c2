import { expect, it } from 'vitest'
import { alteredLines, marksOf } from '../../src/reports/verify/altered.ts'

const written = `# Report

As of 2026-03-31 · 420 customers [F1]

- **Churn now:** 6.5% (4.1%–10.1%), 17 of 262. [F1–F4]

Drivers describe what goes together in this data.

| Driver | Impact | Figures |
| --- | ---: | --- |
| tickets at least 3 | 31% | F5 |
| seats below 5 | 20% | F6 |

| Figure | Id |
| --- | --- |
| F1 | \`r_1.n\` | 420 |
`
const pages = [marksOf('nothing of the kind'), marksOf(written)]
const found = (text: string): number[] => alteredLines(text, pages).map(({ line }) => line)

it('finds other words, names and days on lines that carry figures', () => {
  expect(found(written)).toEqual([])
  expect(found(written.replace('2026-03-31', '2025-03-31'))).toEqual([3])
  expect(found(written.replace('Churn now', 'Churn a year ago'))).toEqual([5])
  expect(
    found(written.replace('tickets at least 3', 'X').replace('seats below 5', 'tickets at least 3')),
  ).toEqual([11, 12])
})

it('leaves alone what others wrote around them, and texts that are no page on record', () => {
  expect(found(written.replace('Drivers describe', 'Our view: drivers describe'))).toEqual([])
  expect(found('A mail of somebody, sent on 2026-03-31, about 3 things.')).toEqual([])
})

it('finds a pasted sentence of a report whose number, sign or unit is another, and leaves rounded quotes alone', () => {
  const said = '- **Churn now:** 6.5% (4.1%–10.1%), 17 of 262.'
  for (const clean of [
    said,
    'Churn now: 6.5% (4.1%–10.1%), 17 of 262. [F1–F4]',
    'Churn now: about 7%, 17 of 262.',
  ])
    expect(found(clean)).toEqual([])
  for (const [was, is] of [
    ['6.5%', '6.6%'],
    ['6.5%', '-6.5%'],
    ['6.5%', '6.5 pp'],
    ['4.1%–10.1%', '10.1%–4.1%'],
    ['17 of 262', '19 of 262'],
  ])
    expect(found(said.replace(was ?? '', is ?? ''))).toEqual([1])
  expect(found('海淀店流失 11.4%，未来价值 39.5万。')).toEqual([])
})
