import { z } from 'zod'
import { formats } from '../locales/numbers.ts'
import type { Figure, FigureBook, Unit } from './figure-book.ts'
import type { Printer } from './printer.ts'

/** A figure that the next report of the same kind is compared with. */
export interface Headline {
  name: string
  figure: Figure | null
}

const remembered = z.object({
  asOf: z.string(),
  currency: z.string().nullable(),
  headlines: z.array(
    z.object({
      name: z.string(),
      id: z.string(),
      value: z.number(),
      unit: z.string(),
      badge: z.enum(['measured', 'modelled', 'assumed']).default('measured'),
    }),
  ),
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

export const toRemember = (
  { asOf, currency }: { asOf: string | null; currency: string | null },
  headlines: readonly Headline[],
): Remembered => ({
  asOf: asOf ?? '',
  currency,
  headlines: headlines.flatMap(({ name, figure }) =>
    figure ? [{ name, id: figure.id, value: figure.value, unit: figure.unit, badge: figure.badge }] : [],
  ),
})

const units: readonly Unit[] = ['count', 'share', 'money', 'ratio', 'score', 'months', 'roi', 'points']

/** The id of a figure as an earlier report gave it: the same place in the same answer, not to be computed again. */
const thenId = (id: string): string => id.replace(/^([^.@]+)\./, '$1@then.')

/** Headline figures then and now; `null` without an earlier report. Those of the earlier report stand as it gave them. */
export function compareWith(
  previous: Remembered | null,
  headlines: readonly Headline[],
  {
    book,
    printer,
    names,
    intro,
  }: {
    book: FigureBook
    printer: Printer
    names: Readonly<Record<string, string>>
    intro: (day: string) => string
  },
): Record<string, unknown> | null {
  if (previous === null) return null
  const rows = headlines.flatMap(({ name, figure }) => {
    const before = previous.headlines.find(one => one.name === name)
    if (!figure || !before) return []
    const then = book.remembered({
      id: thenId(before.id),
      value: before.value,
      unit: units.find(known => known === before.unit) ?? 'count',
      currency: previous.currency,
      badge: before.badge,
    })
    return [{ name: names[name] ?? name, before: printer.fig(then), now: printer.fig(figure) }]
  })
  return rows.length === 0 ? null : { intro: intro(formats(printer.language).day(previous.asOf)), rows }
}
