import { itemPaths, numberAt, textAt } from '../answers.ts'
import { barsDraft, draftsOf } from '../bars-draft.ts'
import type { ChartDraft } from '../charts/draft.ts'
import { sectionFor } from '../common-view.ts'
import { dash } from '../printer.ts'
import type { Printer } from '../printer.ts'
import type { CostFacts } from './facts.ts'
import { stageName } from './stage-name.ts'
import { costWords } from './words/words.ts'

const ranked = (answer: CostFacts['asked']['costs']['answer'], list: string, field: string): string[] =>
  itemPaths(answer, list).toSorted(
    (one, two) => (numberAt(answer, `${two}/${field}`) ?? 0) - (numberAt(answer, `${one}/${field}`) ?? 0),
  )

/** Stages by their cost, channels by what a new customer costs there. */
export function costCharts(facts: CostFacts, printer: Printer): Map<string, ChartDraft> {
  const own = costWords(printer.language)
  const here = sectionFor(facts, printer, own)
  const { book, described } = facts
  const { answer } = facts.asked.costs
  const take = (path: string, unit: 'money' | 'share' | 'count') => book.take(answer, path, unit)
  const asOf = printer.day(textAt(answer, 'method/parameters/to'))
  const lines = itemPaths(described, 'tables').find(path => textAt(described, `${path}/entity`) === 'cost')
  const stages = ranked(answer, 'stages', 'amount')
  const channels = ranked(answer, 'cac/channels', 'fully_loaded').filter(
    path => numberAt(answer, `${path}/fully_loaded`) !== null,
  )
  const [first] = stages
  const [dearest, cheapest] = [channels[0], channels.at(-1)]
  const channel = (path: string | undefined): string =>
    path === undefined ? dash : printer.text(textAt(answer, `${path}/channel`))
  return draftsOf({
    stages:
      first === undefined
        ? null
        : barsDraft(
            stages.flatMap(path => {
              const figure = take(`${path}/amount`, 'money')
              return figure ? [{ name: stageName(here, textAt(answer, `${path}/stage`)), figure }] : []
            }),
            {
              title: own.charts.stages({
                name: stageName(here, textAt(answer, `${first}/stage`)),
                share: printer.fig(take(`${first}/share`, 'share')),
              }),
              unit: own.charts.amount(facts.currency ?? ''),
              n: lines === undefined ? dash : printer.fig(book.take(described, `${lines}/rows`, 'count')),
              asOf,
              badge: 'measured',
              note: words => words.counted,
            },
            printer,
          ),
    channels: barsDraft(
      channels.flatMap(path => {
        const figure = take(`${path}/fully_loaded`, 'money')
        return figure ? [{ name: channel(path), figure }] : []
      }),
      {
        title: own.charts.channels({
          dearest: channel(dearest),
          most: dearest === undefined ? dash : printer.fig(take(`${dearest}/fully_loaded`, 'money')),
          cheapest: channel(cheapest),
          least: cheapest === undefined ? dash : printer.fig(take(`${cheapest}/fully_loaded`, 'money')),
        }),
        unit: own.charts.perCustomer(facts.currency ?? ''),
        n: printer.fig(take('cac/new_customers', 'count')),
        asOf,
        badge: 'measured',
        note: words => words.counted,
      },
      printer,
    ),
  })
}
