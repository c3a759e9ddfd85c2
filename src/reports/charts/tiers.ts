import { pairChart } from '../../charts/bars.ts'
import { numberAt, textAt } from '../answers.ts'
import { tierWord } from '../churn/parts.ts'
import { table } from '../markdown.ts'
import { dash } from '../printer.ts'
import { Reading } from '../reading.ts'
import { wordsFor } from '../words/words.ts'
import { draftOf, greyBelow, hideBelow, opened, shown } from './draft.ts'
import type { ChartDraft, ChartSource } from './draft.ts'

/** What share of customers holds what share of value. */
export function tiersChart(source: ChartSource): ChartDraft | null {
  const open = opened(source)
  if (open === null) return null
  const { answer, book, printer, asOf } = open
  const words = wordsFor(printer.language)
  const reading = new Reading(answer, book, printer)
  const clvTotal = numberAt(answer, 'totals/clv')
  const rows = reading.items('segments').flatMap(path => {
    const [share, clv, n] = [
      book.take(answer, `${path}/share`, 'share'),
      book.take(answer, `${path}/clv`, 'money', 'modelled'),
      book.take(answer, `${path}/n`, 'count'),
    ]
    const [low, high] = ['clv_low', 'clv_high'].map(name =>
      book.take(answer, `${path}/${name}`, 'money', 'modelled'),
    )
    return share && clv && n
      ? [{ name: tierWord(words, textAt(answer, `${path}/name`)), share, clv, low, high, n }]
      : []
  })
  // Fewer than ten customers show no worth: the title then speaks of the next tier.
  const top = rows.find(({ n, clv }) => n.value >= hideBelow && clv.value > (clvTotal ?? 0) * 0.005)
  const semicolon = printer.language === 'en' ? '; ' : '；'
  const all = rows.reduce((sum, { n }) => sum + n.value, 0)
  // A total that prints as nothing is no value to share out.
  if (!top || clvTotal === null || clvTotal < 0.5 || all < hideBelow) return null
  // The worth of a handful of customers tells of persons, not of a tier.
  const worth = ({ n, clv }: (typeof rows)[number]): string => (n.value < hideBelow ? dash : printer.fig(clv))
  const ends = ({ n, low, high }: (typeof rows)[number]): string =>
    n.value < hideBelow ? dash : printer.range(low, high)
  return draftOf(open.words, {
    title: open.words.tiers.title({
      tier: top === rows[0] ? null : top.name,
      customers: printer.fig(top.share),
      low: printer.fig(top.low ?? top.clv),
      high: printer.fig(top.high ?? top.clv),
    }),
    unit: `${words.charts.tiers.unit}${semicolon}${open.words.moneyIn({ what: words.charts.tiers.value, currency: answer.currency })}`,
    n: reading.fig('totals/n', 'count'),
    asOf,
    badge: 'modelled',
    notes: [
      open.words.moneyInterval,
      rows.some(({ n }) => n.value < greyBelow) && open.words.thin,
      rows.some(({ n }) => n.value < hideBelow) && open.words.hidden,
    ],
    twin: table(
      [
        open.words.columns.tier,
        words.charts.tiers.customers,
        open.words.columns.share,
        open.words.moneyIn({ what: words.charts.tiers.value, currency: answer.currency }),
        open.words.moneyInterval,
      ],
      rows.map(row => [row.name, printer.fig(row.n), printer.fig(row.share), worth(row), ends(row)]),
      ['l', 'r', 'r', 'r', 'r'],
    ),
    // The bar's length is the share; what is printed beside it is the registered amount.
    plan: frame =>
      pairChart(
        rows.map(row => ({
          name: row.name,
          first: shown(row.share, printer),
          second: {
            value: row.n.value < hideBelow ? 0 : row.clv.value / clvTotal,
            printed: row.n.value < hideBelow ? dash : `${printer.fig(row.clv)} (${ends(row)})`,
          },
          interval:
            row.low && row.high && row.n.value >= hideBelow
              ? ([row.low.value / clvTotal, row.high.value / clvTotal] as const)
              : undefined,
          thin: row.n.value < greyBelow,
        })),
        [words.charts.tiers.customers, words.charts.tiers.value],
        frame,
      ),
  })
}
