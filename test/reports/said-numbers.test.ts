import { expect, it } from 'vitest'
import { extractNumbers } from '../../src/reports/verify/extract.ts'

/** What a reader takes from a sentence: kind and value, in order of their places. */
const read = (text: string): [string, number][] =>
  extractNumbers(text)
    .toSorted((one, two) => one.index - two.index)
    .map(({ kind, value }) => [kind, Number(value.toFixed(6))])

it.each<[string, [string, number][]]>([
  ['About 7 in 10 stay.', [['spoken', 70]]],
  [
    'Seven in ten stay, 3 out of 100 leave.',
    [
      ['spoken', 70],
      ['spoken', 3],
    ],
  ],
  [
    '约七成客户留下，三成五离开。',
    [
      ['spoken', 70],
      ['percent', 35],
    ],
  ],
  ['流失率為百分之十三點六。', [['percent', 13.6]]],
  ['每10位客户中有3位流失。', [['spoken', 30]]],
  [
    'Revenue of 1.2 million and 12.3k customers.',
    [
      ['plain', 1_200_000],
      ['plain', 12_300],
    ],
  ],
  [
    'Risk of $4.5M, ¥1.2亿 and NT$ 380萬.',
    [
      ['money', 4_500_000],
      ['money', 120_000_000],
      ['money', 3_800_000],
    ],
  ],
  [
    '流失率１３．６％，共１，２００位。',
    [
      ['percent', 13.6],
      ['plain', 1200],
    ],
  ],
  [
    'From 12–15%, down 3.5 percentage points.',
    [
      ['plain', 12],
      ['percent', 15],
      ['points', 3.5],
    ],
  ],
  [
    '三百二十位客户，一万二千元。',
    [
      ['plain', 320],
      ['plain', 12_000],
    ],
  ],
  ['Between 2025-06 and 2025-W07, on 2026-03-31, in 2024.', []],
])('reads %s', (text, expected) => {
  expect(read(text)).toEqual(expected)
})
