import { at, numberAt } from '../answers.ts'
import { bandWord, tierWord } from '../churn/parts.ts'
import type { View } from '../common-view.ts'
import { dimensionWord } from '../dimension-words.ts'
import { plan } from '../marks.ts'
import { dash } from '../printer.ts'
import type { Reading } from '../reading.ts'
import type { HealthSection } from './view.ts'
import { asCode } from '../id-code.ts'

/** The dimension of a row that loses most points against a full score. */
function weakest(reading: Reading, path: string): string | null {
  const parts = at(reading.answer, `${path}/parts`)
  if (typeof parts !== 'object' || parts === null) return null
  const lost = (name: string): number => {
    const [dimension, weight] = ['dimension', 'weight'].map(field =>
      numberAt(reading.answer, `${path}/parts/${name}/${field}`),
    )
    return dimension === null || dimension === undefined ? -1 : (100 - dimension) * (weight ?? 0)
  }
  return Object.keys(parts).toSorted((one, two) => lost(two) - lost(one))[0] ?? null
}

/** Customers of low health with what is weakest about them. */
export function accountsView(
  name: 'health' | 'quiet',
  { read, words, printer }: HealthSection,
): View[] | null {
  const reading = read(name)
  const paths = reading?.items('rows', 10).filter(path => reading.raw(`${path}/band`) === 'low') ?? []
  if (reading === null || paths.length === 0) return null
  return paths.map((path, index) => {
    const least = weakest(reading, path)
    return {
      rank: plan(String(index + 1)),
      id: asCode(printer.id(reading.raw(`${path}/customer_id`))),
      tier: tierWord(words, reading.raw(`${path}/tier`)),
      score: reading.fig(`${path}/score`, 'score'),
      coverage: reading.fig(`${path}/coverage`, 'share'),
      weakest: least === null ? dash : dimensionWord(least, printer.language),
    }
  })
}

/** Whose score moved most, and by what. */
export function moversView({ read, words, printer }: HealthSection): View[] | null {
  const moved = read('moved')
  const paths = moved?.items('movers', 10) ?? []
  if (moved === null || paths.length === 0) return null
  return paths.map((path, index) => {
    const most = moved
      .items(`${path}/parts`)
      .toSorted(
        (one, two) =>
          Math.abs(moved.number(`${two}/by_value`) ?? 0) - Math.abs(moved.number(`${one}/by_value`) ?? 0),
      )[0]
    return {
      rank: plan(String(index + 1)),
      id: asCode(printer.id(moved.raw(`${path}/customer_id`))),
      before: moved.fig(`${path}/before`, 'score'),
      after: moved.fig(`${path}/after`, 'score'),
      bandBefore: bandWord(words, moved.raw(`${path}/band_before`)),
      bandAfter: bandWord(words, moved.raw(`${path}/band_after`)),
      by:
        most === undefined
          ? dash
          : `${dimensionWord(moved.raw(`${most}/dimension`), printer.language)} ${moved.fig(`${most}/by_value`, 'score')}`,
    }
  })
}

/** Contracts that end within the next three months, and how many of them are of low health. */
export function renewalsView({ read, own }: HealthSection): View[] | null {
  const rows = (['renewals30', 'renewals60', 'renewals90'] as const).flatMap((name, index) => {
    const reading = read(name)
    if (reading === null || (reading.number('totals/n') ?? 0) === 0) return []
    const of = (band: string): string | undefined =>
      reading.items('segments').find(path => reading.raw(`${path}/name`) === band)
    const low = of('low')
    return [
      {
        window: own.renewalWindows[index] ?? '',
        n: reading.fig('totals/n', 'count'),
        revenue: reading.fig('totals/revenue', 'money'),
        low: low === undefined ? own.none : reading.fig(`${low}/n`, 'count'),
        lowOf: own.lowOf(low === undefined ? null : reading.fig(`${low}/n`, 'count')),
        lowRevenue: low === undefined ? dash : reading.fig(`${low}/revenue`, 'money'),
      },
    ]
  })
  return rows.length === 0 ? null : rows
}
