import { expect, it } from 'vitest'
import { withoutStatic } from '../../src/reports/verify/static-text.ts'
import { alteredLines, recalledLines } from '../../src/reports/verify/altered.ts'
import { keepPage } from '../../src/reports/verify/kept-page.ts'

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
const pages = [keepPage('nothing of the kind', 'md'), keepPage(written, 'md')]
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
  expect(found(written.replace('Drivers describe', 'Our view: stay calm.\n\nDrivers describe'))).toEqual([])
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

it('lets a copied sentence round its numbers, but not to a wrong neighbour, and reads shares said in words', () => {
  const long = `**行动 2：给低价值的客户一次自动提醒**。共 23 名客户，风险 48.3%。 [F1]

- 年折现率 10%；期限（月） 36；毛利率 60% [F2]

得分最低的一成，流失率是平均的 2.1 倍。 [F3]`
  const kept = [keepPage(long, 'md')]
  const wrong = (text: string): number => alteredLines(text, kept).length
  expect([wrong('行动 2：给低价值的客户一次自动提醒。'), wrong('共 23 名客户，风险 48.3%。')]).toEqual([0, 0])
  expect([wrong('共 23 名客户，风险 48%。'), wrong('共 23 名客户，风险 49%。')]).toEqual([0, 1])
  expect(wrong('年折现率 10；期限（月） 36；毛利率 60%')).toBe(1)
  expect(wrong('得分最低的三成，流失率是平均的 2.1 倍。')).toBe(1)
})

it('finds changed rows of a pasted table, a changed title, and leaves the tables of others alone', () => {
  const table = written.slice(written.indexOf('| Driver'), written.indexOf('| Figure |'))
  expect(found(table)).toEqual([])
  expect(found(table.replace('tickets at least 3', 'seats below 3'))).toEqual([3])
  expect(found('| Driver | Impact | Figures |\n| --- | --- | --- |\n| price | 12% | – |')).toEqual([])
  expect(found(written.replace('# Report', '# Report: banks'))).toEqual([1])
  expect([...recalledLines(`x\n${table}`, pages)].map(([line, { cites }]) => [line, cites])).toEqual([
    [1, ''],
    [3, 'F5'],
    [4, 'F6'],
  ])
})

it('finds changed names, drawings and what is read out of a page', () => {
  const page = `<!doctype html><html><body><h1>Report</h1>
<p><span class="fig" data-figure="r_1.n">420</span> customers</p>
<svg viewBox="0 0 7 3" aria-label="6.5% leave"><text>low risk</text></svg>
<table><tr><td><span data-name>Tier 2</span></td><td>x</td></tr></table><p>As it is.</p></body></html>`
  const kept = [keepPage(page, 'html')]
  const wrong = (was: string, is: string): number => alteredLines(page.replace(was, is), kept).length
  expect(alteredLines(page, kept)).toEqual([])
  for (const [was, is] of [
    ['6.5%', '6.6%'],
    ['low risk', 'high risk'],
    ['Tier 2', 'Tier 3'],
    ['>Report', '>Reports'],
  ])
    expect([was, wrong(was ?? '', is ?? '')]).toEqual([was, 1])
  expect(wrong('<p>As it is.', '<p>A remark.</p><p>As it is.')).toBe(0)
})

it('finds any changed value of a data file', () => {
  const data = { kind: 'churn_report', report: { a: { low: 1, name: 'x' } }, register: [{ id: 'r_1.n' }] }
  const kept = [keepPage(JSON.stringify(data, null, 1), 'json')]
  const wrong = (was: string, is: string): string[] =>
    alteredLines(JSON.stringify(data).replace(was, is), kept).map(({ text }) => text)
  expect(wrong('', '')).toEqual([])
  expect(wrong('"low":1', '"low":2')).toEqual(['report/a/low = 2'])
  expect(wrong('"x"', '"y"')).toEqual(['report/a/name = y'])
})

const problems = (text: string): (string | undefined)[] =>
  alteredLines(text, pages).map(({ line, problem }) => `${problem} ${line}`)

it('holds every line of a whole report to its words, its place and its number', () => {
  const lines = written.split('\n')
  const swap = (one: number, two: number): string =>
    lines
      .with(one, lines[two] ?? '')
      .with(two, lines[one] ?? '')
      .join('\n')
  expect(problems(swap(10, 11)).length).toBeGreaterThan(0)
  expect(problems(swap(2, 6)).length).toBeGreaterThan(0)
  expect(problems(lines.toSpliced(11, 0, lines[10] ?? '').join('\n'))).toEqual(['repeated 12'])
  expect(problems(lines.toSpliced(10, 1).join('\n'))).toEqual(['missing 9'])
  expect(problems(lines.with(10, lines[11] ?? '').join('\n'))).toEqual(['repeated 11', 'missing 9'])
  expect(problems(written.replace('what goes together', 'what causes what'))).toEqual(['changed 7'])
  expect(problems(written.replace('| 31% | F5 |', '| 31% | F6 |'))).toEqual(['changed 11'])
  expect(problems(written.replace('420 |', '421 |'))).toEqual(['changed 16'])
})

it('holds a page to the report it is, not to one that is nearly the same', () => {
  const long = [
    ...written.split('\n').slice(0, 7),
    ...Array.from({ length: 300 }, (_, n) => `Line ${n} of the text.`),
  ].join('\n')
  const shared = long.replace('420 customers', 'some customers')
  const both = [keepPage(long, 'md'), keepPage(shared, 'md')]
  expect(alteredLines(shared, both)).toEqual([])
  expect(alteredLines(long, both)).toEqual([])
  expect(alteredLines(shared.replace('some customers', 'few customers'), both)).toHaveLength(1)
})

it('takes no phrase of ours out of the middle of a number', () => {
  expect(withoutStatic('to 2025-09-22. Churn has fallen', ['2. Churn'])).toBe(
    'to 2025-09-22. Churn has fallen',
  )
  expect(withoutStatic('within 3.5 days or 15 days', ['5 days'])).toBe('within 3.5 days or 15 days')
  expect(withoutStatic('## 2. Churn within 5 days', ['2. Churn', '5 days']).trim()).toBe('##          within')
})
