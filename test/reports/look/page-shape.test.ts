import { describe, expect, it } from 'vitest'
import { htmlFragment } from '../../../src/reports/html.ts'
import { marked } from '../../../src/reports/marks.ts'
import { table } from '../../../src/reports/markdown.ts'
import { withContents, withTerms } from '../../../src/reports/page-shape.ts'

const html = (text: string): string =>
  htmlFragment(text, {
    numbers: new Map([[0, 1]]),
    figure: key => ({
      key,
      id: 'r_1.n',
      value: 1,
      unit: 'money',
      badge: 'measured',
      currency: null,
      tool: 'assess_health',
    }),
    inset: () => '',
  })

const words = (page: string): string => page.replace(/<[^>]*>/g, '').trim()

describe('the shape of a page', () => {
  it('makes terms of the points of the answer, whatever stands for the colon, without touching a word', () => {
    const plain = html(
      [
        '# T',
        'as of',
        '## 1',
        '- **Churn now:** 2%',
        '',
        '- **Ask**: 5',
        '- **行動 1：先回電**。對象',
        '- **Action 2: Call back.** Target',
        '- no term: at all',
        '',
        '## 2',
        '- **Later:** not a term',
      ].join('\n'),
    )
    const shaped = withTerms(plain)
    expect(words(shaped)).toBe(words(plain))
    expect(shaped.match(/<li class="term"><strong>[^<]*<\/strong>(?: ?<strong>[^<]*<\/strong>)?/g)).toEqual([
      '<li class="term"><strong>Churn now:</strong>',
      '<li class="term"><strong>Ask:</strong>',
      '<li class="term"><strong>行動 1：</strong><strong>先回電</strong>',
      '<li class="term"><strong>Action 2:</strong> <strong>Call back.</strong>',
    ])
    // A line left out between points does not set them apart.
    expect(plain).not.toContain('<li>\n<p>')
  })

  it('names the column that names the rows, behind a rank as well, and leaves heads out of pairs', () => {
    const first = html(table(['Tier', 'n'], [['high', '3']], ['l', 'r']))
    expect(first).toContain('<th class="stay" scope="col">Tier</th>')
    expect(first).toContain('<th class="stay" scope="row">high</th>')
    const second = html(table(['No', 'Name', 'n'], [['1', 'x', '3']], ['r', 'l', 'r']))
    expect(second).toContain('<th class="stay" scope="row">x</th>')
    expect(html(table(['a', 'b'], [['1', '2']], ['r', 'r']))).not.toContain('scope="row"')
    expect(html(table(['', ''], [['Owner', 'CRM']]))).toMatch(/<table class="pairs">\s*<tbody>/)
  })

  it('tells a row that adds up from one whose name only begins in bold', () => {
    const rows = html(
      table(
        ['Group', 'n'],
        [
          ['**G2** silent', '3'],
          ['**Sum**', '4'],
        ],
      ),
    )
    expect(rows.match(/<tr class="sum">/g)).toHaveLength(1)
    expect(rows).toMatch(/<tr class="sum">\s*<th[^>]*><strong>Sum/)
  })

  it('keeps numbers whole and lets phrases go over the end of a line', () => {
    expect(html(marked(0, '3.5萬'))).toContain('class="fig measured"')
    expect(html(marked(0, 'US$ 12,345.6 萬'))).toContain('class="fig measured"')
    for (const phrase of ['about 2 in 100', '每 10 位客戶中約 1 位'])
      expect(html(marked(0, phrase))).toContain('class="fig measured said"')
  })

  it('lists all sections of a long page, and none of a short one', () => {
    const page = (count: number): string =>
      Array.from({ length: count }, (_, at) => `<h2>${at}. S</h2>`).join('\n')
    expect(withContents(page(6), 'Contents').match(/<li><a href="#section-\d">/g)).toHaveLength(6)
    expect(withContents(page(5), 'Contents')).not.toContain('<nav')
  })
})
