import { tierWord } from '../churn/parts.ts'
import { filled } from '../filled.ts'
import { plan } from '../marks.ts'
import { roiNext } from './next-words.ts'
import { strategyName } from './plan-view.ts'
import type { RoiSection } from './view.ts'

/** The four weeks after the decision: the plan's own customers, actions and sums, or the search for an action that pays. */
export function nextView(here: RoiSection, funded: boolean): string[] {
  const { read, printer, words } = here
  const own = roiNext(printer.language)
  const assumed = { badge: 'assumed' } as const
  const reading = funded ? read('plan') : null
  if (reading === null) {
    const roi = read('roi')
    const known =
      roi !== null && roi.has('incremental/max_spend') && roi.has('incremental/break_even_success_rate')
    return [
      plan(own.bring),
      ...(known
        ? [
            filled(own.search, {
              spend: roi.fig('incremental/max_spend', 'money', assumed),
              success: roi.fig('incremental/break_even_success_rate', 'share', assumed),
            }),
          ]
        : []),
      plan(own.again),
    ]
  }
  const actions = reading
    .items('allocation')
    .filter(path => reading.raw(`${path}/option`) !== null)
    .map(path =>
      own.action({
        action: strategyName(here, reading.raw(`${path}/option`)),
        tier: tierWord(words, reading.raw(`${path}/id`)),
        n: reading.fig(`${path}/n`, 'count'),
        cost: reading.fig(`${path}/cost`, 'money', assumed),
      }),
    )
  const heldOut = reading.items('excluded').find(path => reading.raw(`${path}/reason`) === 'held_out')
  return [
    filled(own.check, { n: reading.fig('total_rows', 'count') }),
    heldOut === undefined
      ? plan(own.drawWithout)
      : filled(own.draw, { control: reading.fig(`${heldOut}/n`, 'count') }),
    filled(own.act, { actions: actions.join(here.joint.semicolon) }),
    filled(own.log, { kept: reading.fig('total_value', 'money', { badge: 'modelled' }) }),
  ]
}
