import { tierWord } from '../churn/parts.ts'
import type { View } from '../common-view.ts'
import { dash } from '../printer.ts'
import type { Reading } from '../reading.ts'
import type { RoiSection } from './view.ts'

const modelled = { badge: 'modelled' } as const
const assumed = { badge: 'assumed' } as const

/** How a reader calls an action. */
export const strategyName = ({ own, printer }: RoiSection, strategy: string | null): string =>
  strategy === null ? dash : (own.strategies[strategy] ?? printer.text(strategy))

const isSpent = (reading: Reading, path: string): boolean => reading.raw(`${path}/option`) !== null

/** What is asked for: money, customers, actions, and where it stops. */
export function planView(here: RoiSection): View | null {
  const { read, own, words } = here
  const reading = read('plan')
  if (reading === null) return null
  const used = new Set(
    reading
      .items('allocation')
      .filter(path => isSpent(reading, path))
      .map(path => `${reading.raw(`${path}/id`) ?? ''}/${reading.raw(`${path}/option`) ?? ''}`),
  )
  const rates = reading
    .items('success_rates')
    .filter(path => used.has(`${reading.raw(`${path}/tier`) ?? ''}/${reading.raw(`${path}/strategy`) ?? ''}`))
  return {
    budget: reading.fig('budget', 'money', assumed),
    cost: reading.fig('total_cost', 'money', assumed),
    kept: reading.fig('total_value', 'money', modelled),
    roi: reading.fig('roi', 'roi', modelled),
    unspent: reading.fig('unspent', 'money', assumed),
    n: reading.fig('total_rows', 'count'),
    stop: own.stop[reading.raw('stop/reason') ?? ''] ?? '',
    last: reading.has('stop/last_roi') ? reading.fig('stop/last_roi', 'roi', modelled) : null,
    rows: reading
      .items('allocation')
      .filter(path => isSpent(reading, path))
      .map(path => ({
        tier: tierWord(words, reading.raw(`${path}/id`)),
        strategy: strategyName(here, reading.raw(`${path}/option`)),
        n: reading.fig(`${path}/n`, 'count'),
        cost: reading.fig(`${path}/cost`, 'money', assumed),
        kept: reading.fig(`${path}/value`, 'money', modelled),
        roi: reading.fig(`${path}/roi`, 'roi', modelled),
      })),
    rates: rates.map(path => ({
      tier: tierWord(words, reading.raw(`${path}/tier`)),
      strategy: strategyName(here, reading.raw(`${path}/strategy`)),
      cost: reading.fig(`${path}/cost`, 'money', assumed),
      success: reading.fig(`${path}/success_rate`, 'share', assumed),
      cap: reading.fig(`${path}/cap_flat`, 'money', assumed),
      share: reading.fig(`${path}/cap_share`, 'share', assumed),
      basis: own.basis[reading.raw(`${path}/basis`) ?? ''] ?? reading.text(`${path}/basis`),
    })),
    sensitivity: reading.items('sensitivity').map(path => ({
      factor: reading.fig(`${path}/success_factor`, 'ratio', assumed),
      n: reading.fig(`${path}/customers`, 'count'),
      cost: reading.fig(`${path}/cost`, 'money', assumed),
      kept: reading.fig(`${path}/value`, 'money', modelled),
      roi: reading.fig(`${path}/roi`, 'roi', modelled),
    })),
  }
}

/** Who is not in the plan, and why. */
export function leftView({ read, own, printer }: RoiSection): View | null {
  const reading = read('plan')
  if (reading === null) return null
  const rows = ['not_worth_saving/why', 'excluded'].flatMap(list =>
    reading.items(list).map(path => ({
      reason:
        own.reasons[reading.raw(`${path}/reason`) ?? ''] ?? printer.text(reading.raw(`${path}/meaning`)),
      n: reading.fig(`${path}/n`, 'count'),
    })),
  )
  return rows.length === 0
    ? null
    : { n: reading.has('not_worth_saving/n') ? reading.fig('not_worth_saving/n', 'count') : null, rows }
}

/** What a test with the plan's own customers can show, and what it takes to see the effect taken for granted. */
export function testView({ read }: RoiSection): View | null {
  const part = (name: 'testOwn' | 'testHalf' | 'testNeed'): View | null => {
    const reading = read(name)
    if (reading === null) return null
    return {
      treated: reading.fig('n_treated', 'count', assumed),
      control: reading.fig('n_control', 'count', assumed),
      arm: reading.fig('n_per_arm', 'count', assumed),
      baseline: reading.fig('baseline_rate', 'share', assumed),
      effect: reading.has('detectable_effect') ? reading.fig('detectable_effect', 'points', assumed) : null,
      target: reading.has('target_rate') ? reading.fig('target_rate', 'share', assumed) : null,
    }
  }
  const [ownGroup, half, need] = [part('testOwn'), part('testHalf'), part('testNeed')]
  return ownGroup === null && half === null && need === null ? null : { own: ownGroup, half, need }
}
