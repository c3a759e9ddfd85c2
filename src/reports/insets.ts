import type { ChartDraft } from './charts/draft.ts'
import { inlineSvg } from './charts/picture.ts'
import type { Figure } from './figure-book.ts'
import { htmlFragment } from './html.ts'
import type { HtmlDocument } from './html.ts'
import { table } from './markdown.ts'
import type { ReportWords } from './words/words.ts'

/** A chart as part of a page: drawing, foot, and the same numbers as a table to unfold. */
export function chartHtml(
  name: string,
  draft: ChartDraft,
  words: ReportWords,
  page: Pick<HtmlDocument, 'numbers' | 'figure' | 'inset'>,
): string {
  const svg = inlineSvg(draft, page.figure, name)
  const inner = (text: string): string => htmlFragment(text, page)
  return `<figure>
${inner(`**${draft.title}**`)}${svg}
<figcaption>${inner(draft.foot)}</figcaption>
<details><summary>${words.charts.data}</summary>
${inner(draft.twin)}</details>
</figure>
`
}

/** Charts with no table of the same numbers beside them. */
const untabled: ReadonlySet<string> = new Set([
  'churn_trend',
  'health_bands',
  'cohorts',
  'waterfall',
  'lift_deciles',
  'predicted_actual',
])

/** A chart in a text without pictures: takeaway, foot, and its numbers where the section has no table of them. */
export const chartMarkdown = (name: string, { title, foot, twin }: ChartDraft): string =>
  [`**${title}**`, `*${foot}*`, ...(untabled.has(name) ? [twin.trim()] : [])].join('\n\n')

/** All figures printed, with id, exact value and kind. */
export function registerTable(
  numbers: ReadonlyMap<number, number>,
  figure: (key: number) => Figure | undefined,
  words: ReportWords,
): string {
  const rows = [...numbers].flatMap(([key, number]) => {
    const known = figure(key)
    return known
      ? [
          [
            `F${number}`,
            `\`${known.id}\``,
            String(known.value),
            words.roi.badge[known.badge],
            `\`${known.tool}\``,
          ],
        ]
      : []
  })
  return table(words.register.head, rows, ['l', 'l', 'r', 'l', 'l'])
}

/** The register as a part of a page that unfolds. */
export function registerHtml(register: string, words: ReportWords): string {
  const rows = register
    .split('\n')
    .slice(2)
    .map(line => line.slice(2, -2).split(' | '))
  const head = words.register.head
    .map((cell, at) => `<th scope="col"${at === 0 ? ' class="stay"' : ''}>${cell}</th>`)
    .join('')
  const body = rows
    .map(
      cells =>
        `<tr id="${cells[0] ?? ''}"><th scope="row" class="stay">${cells[0] ?? ''}</th>${cells
          .slice(1)
          .map(cell => `<td>${cell.replace(/^`(.*)`$/, '<code>$1</code>')}</td>`)
          .join('')}</tr>`,
    )
    .join('\n')
  return `<details class="register"><summary>${words.register.reference} (${rows.length})</summary><div class="wide" tabindex="0" role="group"><table><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table></div></details>\n`
}
