import { itemPaths, numberAt, at } from '../answers.ts'
import { answersAsData, missingAnswers } from '../as-data.ts'
import { barsDraft } from '../bars-draft.ts'
import type { ChartDraft } from '../charts/draft.ts'
import { tiersChart } from '../charts/tiers.ts'
import { drawnFrom } from '../drawn.ts'
import { sectionFor } from '../common-view.ts'
import type { Printer } from '../printer.ts'
import { defineReportKind } from '../report-kind.ts'
import { met, reconciled, selfCheck } from '../self-check.ts'
import { clvFacts } from './facts.ts'
import type { ClvFacts } from './facts.ts'
import { clvHeadlines, clvView, sensitivityLines } from './view.ts'
import { clvWords } from './words.ts'

function clvCharts(facts: ClvFacts, printer: Printer): Map<string, ChartDraft> {
  const { book, asked, asOf, currency } = facts
  const own = clvWords(printer.language)
  const lines = sensitivityLines(sectionFor(facts, printer, own))
  const sorted = lines.toSorted((one, two) => one.figure.value - two.figure.value)
  const [base, low, high] = [lines[0], sorted[0], sorted.at(-1)]
  const drawn =
    base &&
    low &&
    high &&
    barsDraft(
      lines.map(({ name, figure, ends }) => ({ name, figure, interval: ends ?? undefined })),
      {
        title: own.charts.sensitivity({
          base: printer.fig(base.figure),
          low: printer.fig(low.figure),
          high: printer.fig(high.figure),
        }),
        unit: own.charts.unit(currency ?? ''),
        n: printer.fig(book.take(asked.values.answer, 'population/n', 'count')),
        asOf: printer.day(asOf),
        badge: 'modelled',
        note: words => words.interval,
      },
      printer,
    )
  return new Map([
    ...drawnFrom(facts, printer, { tiers: [tiersChart, asked.tiers] }),
    ...(drawn ? [['sensitivity', drawn] as const] : []),
  ])
}

export default defineReportKind({
  document: 'clv-analysis',
  gather: clvFacts,
  view: clvView,
  charts: clvCharts,
  data: (facts, printer) =>
    answersAsData(facts, printer, {
      population: ['values', 'population'],
      per_customer: ['values', 'recommended'],
      model: ['values', 'model'],
      top_customers: ['values', 'rows'],
      tiers: ['tiers', 'segments'],
      classes: ['classes', 'segments'],
      quadrants: ['quadrants', 'segments'],
      cac: ['costs', 'cac'],
      horizon_12_months: ['horizon12', 'population'],
      horizon_24_months: ['horizon24', 'population'],
      horizon_60_months: ['horizon60', 'population'],
      discount_5_percent: ['discount5', 'population'],
      discount_15_percent: ['discount15', 'population'],
      margin_5_points_less: ['marginLow', 'population'],
      margin_5_points_more: ['marginHigh', 'population'],
    }),
  judge: ({ asked, described, currency }, { orphans, shareSafe }) => {
    const { answer } = asked.values
    const known = numberAt(answer, 'population/clv_forward_sum') !== null
    return selfCheck({
      1: met(itemPaths(described, 'sources').length > 0),
      3: met(known && currency !== null, known),
      4: 1,
      5: met(reconciled(asked.tiers, described) && reconciled(asked.quadrants, described)),
      8: 1,
      11: met(itemPaths(answer, 'rows').length > 0),
      12: met(itemPaths(answer, 'model/holdout').length > 0, known),
      15: met(asked.horizon12.answer !== null && asked.discount15.answer !== null),
      23: met(at(answer, 'method/parameters') !== undefined && asked.marginHigh.answer !== null),
      24: met(orphans === 0),
      25: met(shareSafe || known),
    })
  },
  headlines: clvHeadlines,
  missing: ({ asked }) => missingAnswers(asked),
})
