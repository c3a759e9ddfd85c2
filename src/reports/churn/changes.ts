import { z } from 'zod'
import type { Figure, Unit } from '../figure-book.ts'
import { formats } from '../../locales/numbers.ts'
import type { ChurnFacts } from './facts.ts'
import type { Setting } from './view.ts'

const headline = z.enum(['rate', 'churned', 'lowHealth', 'value', 'risk'])
type Headline = z.output<typeof headline>

const remembered = z.object({
  asOf: z.string(),
  currency: z.string().nullable(),
  headlines: z.array(z.object({ name: headline, id: z.string(), value: z.number(), unit: z.string() })),
})

/** What a report leaves behind for the next one to compare with. */
export type Remembered = z.output<typeof remembered>

export function parseRemembered(body: string): Remembered | null {
  try {
    const parsed: unknown = JSON.parse(body)
    const known = remembered.safeParse(
      typeof parsed === 'object' && parsed !== null && 'compare' in parsed ? parsed.compare : null,
    )
    return known.success ? known.data : null
  } catch {
    return null
  }
}

function headlines({
  book,
  drivers,
  health,
  values,
}: ChurnFacts): { name: Headline; figure: Figure | null }[] {
  return [
    { name: 'rate', figure: book.take(drivers.answer, 'baseline/rate', 'share') },
    { name: 'churned', figure: book.take(drivers.answer, 'baseline/numerator', 'count') },
    { name: 'lowHealth', figure: book.take(health.answer, 'bands/2/n', 'count') },
    { name: 'value', figure: book.take(values.answer, 'population/clv_forward_sum', 'money', 'modelled') },
    {
      name: 'risk',
      figure: book.take(drivers.answer, 'high_risk_groups/0/revenue_at_risk', 'money', 'modelled'),
    },
  ]
}

export const toRemember = (facts: ChurnFacts): Remembered => ({
  asOf: facts.asOf ?? '',
  currency: facts.currency,
  headlines: headlines(facts).flatMap(({ name, figure }) =>
    figure ? [{ name, id: figure.id, value: figure.value, unit: figure.unit }] : [],
  ),
})

const units: readonly Unit[] = ['count', 'share', 'money']

/** Headline figures then and now; `null` without an earlier report. Figures of the earlier report keep their ids. */
export function changesView(
  { facts, printer, words }: Setting,
  previous: Remembered | null,
): Record<string, unknown> | null {
  if (previous === null) return null
  const rows = headlines(facts).flatMap(({ name, figure }) => {
    const before = previous.headlines.find(one => one.name === name)
    if (!figure || !before) return []
    const unit = units.find(known => known === before.unit) ?? 'count'
    const then = facts.book.remembered({
      id: before.id,
      value: before.value,
      unit,
      currency: previous.currency,
    })
    return [{ name: words.changes.rows[name], before: printer.fig(then), now: printer.fig(figure) }]
  })
  return rows.length === 0
    ? null
    : { intro: words.changes.intro(formats(printer.language).day(previous.asOf)), rows }
}
