import { leastMembers } from '../../domain/bootstrap.ts'
import { at, itemPaths, textAt } from '../answers.ts'
import { filled } from '../filled.ts'
import { plan } from '../marks.ts'
import { clvNext } from './next-words.ts'
import type { ClvSection } from './view.ts'

/** Up to this share of all, those who bring most of the revenue can be known by name. */
const fewShare = 0.25
/** CLV : CAC that growing businesses hold for healthy. */
const healthyRatio = 3

/** Whether the margin in force is the product's own default. */
const marginAssumed = ({ facts: { described } }: ClvSection): boolean =>
  itemPaths(described, 'settings').some(
    path =>
      textAt(described, `${path}/key`) === 'gross_margin' && at(described, `${path}/source`) === 'default',
  )

/** What the values ask for: only what the report has figures for. */
export function nextView(here: ClvSection): string[] {
  const { read, own, printer } = here
  const words = clvNext(printer.language)
  const steps: string[] = []
  const modelled = { badge: 'modelled' } as const
  const quadrants = read('quadrants')
  for (const name of ['watch', 'growth'] as const) {
    const path = quadrants?.items('segments').find(one => quadrants.raw(`${one}/name`) === name)
    if (quadrants === null || path === undefined || (quadrants.number(`${path}/n`) ?? 0) < leastMembers)
      continue
    steps.push(
      filled(words[name], {
        group: own.quadrants[name]?.name ?? '',
        n: quadrants.fig(`${path}/n`, 'count'),
        revenue: quadrants.fig(`${path}/revenue`, 'money'),
        clv: quadrants.fig(`${path}/clv`, 'money', modelled),
      }),
    )
  }
  const classes = read('classes')
  const most = classes?.items('segments').find(path => classes.raw(`${path}/name`) === 'A')
  if (classes !== null && most !== undefined && (classes.number(`${most}/n`) ?? 0) >= leastMembers) {
    const few = (classes.number(`${most}/share`) ?? 1) <= fewShare
    steps.push(
      filled(few ? words.few : words.spread, {
        share: classes.fig(`${most}/share`, 'share'),
        revenue: classes.fig(`${most}/revenue_share`, 'share'),
        n: classes.fig(`${most}/n`, 'count'),
      }),
    )
  }
  const ratio = read('ratio')
  if (ratio !== null && ratio.has('clv_to_cac'))
    steps.push(
      filled((ratio.number('clv_to_cac') ?? 0) < healthyRatio ? words.dear : words.pays, {
        ratio: ratio.fig('clv_to_cac', 'ratio', { ...modelled, digits: 1 }),
      }),
    )
  else steps.push(plan(words.noCac))
  const [low, high] = [read('marginLow'), read('marginHigh')]
  const path = 'population/clv_forward_sum'
  if (marginAssumed(here) && low !== null && high !== null && low.has(path) && high.has(path))
    steps.push(
      filled(words.margin, {
        low: low.fig(path, 'money', modelled),
        high: high.fig(path, 'money', modelled),
      }),
    )
  return [...steps, plan(words.cap)]
}
