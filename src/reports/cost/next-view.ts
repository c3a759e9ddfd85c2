import { tierWord } from '../churn/parts.ts'
import { filled } from '../filled.ts'
import { plan } from '../marks.ts'
import { sentence } from '../printer.ts'
import type { Reading } from '../reading.ts'
import { stageName } from './stage-name.ts'
import type { CostSection } from './view.ts'
import { costNext } from './words/next.ts'

/** A stage this far from its budget, or from its cost before, is worth a question. */
const farFromPlan = 0.1
/** Capacity is never used to the last minute; below this, money was paid for waiting. */
const busy = 0.85

const most = (reading: Reading, list: string, score: (path: string) => number): string | undefined =>
  reading.items(list).toSorted((one, two) => score(two) - score(one))[0]

/** What the costs ask for: only what the report has figures for, and what is missing to say more. */
export function nextView(here: CostSection): string[] {
  const { read, printer, words } = here
  const own = costNext(printer.language)
  const [costs, months] = [read('costs'), read('months')]
  const steps: string[] = []
  const say = (pattern: string, values: Readonly<Record<string, string>>): void => {
    steps.push(sentence(filled(pattern, values)))
  }
  if (costs !== null) {
    const share = (path: string): number => costs.number(`${path}/over_budget_share`) ?? 0
    const told = (path: string): Readonly<Record<string, string>> => ({
      stage: stageName(here, costs.raw(`${path}/stage`)),
      amount: costs.fig(`${path}/over_budget`, 'money'),
      share: costs.fig(`${path}/over_budget_share`, 'share'),
    })
    const money = (path: string): number => costs.number(`${path}/over_budget`) ?? 0
    const over = most(costs, 'stages', money)
    if (over !== undefined && money(over) > 0) say(own.over, told(over))
    const under = most(costs, 'stages', path => -money(path))
    if (under !== undefined && share(under) < -farFromPlan) say(own.under, told(under))
  }
  if (months !== null) {
    const rise = (path: string): number => -(months.number(`${path}/saving_rate`) ?? 0)
    const risen = most(months, 'measures', rise)
    if (risen !== undefined && rise(risen) > farFromPlan)
      say(own.rose, {
        stage: stageName(here, months.raw(`${risen}/stage`)),
        before: months.fig(`${risen}/cost_before`, 'money'),
        after: months.fig(`${risen}/cost_after`, 'money'),
      })
  }
  if (costs !== null) {
    if ((costs.number('service/utilisation') ?? 1) < busy && (costs.number('service/unused_cost') ?? 0) > 0)
      say(own.unused, {
        unused: costs.fig('service/unused_cost', 'money'),
        utilisation: costs.fig('service/utilisation', 'share'),
      })
    const served = costs.items('service/segments').find(path => costs.truth(`${path}/over_served`))
    if (served !== undefined)
      say(own.served, {
        tier: tierWord(words, costs.raw(`${served}/segment`)),
        cost: costs.fig(`${served}/cost_share`, 'share'),
        margin: costs.fig(`${served}/margin_share`, 'share'),
      })
    const channels = costs
      .items('cac/channels')
      .filter(path => costs.has(`${path}/fully_loaded`))
      .toSorted(
        (one, two) => (costs.number(`${two}/fully_loaded`) ?? 0) - (costs.number(`${one}/fully_loaded`) ?? 0),
      )
    const [dearest, cheapest] = [channels[0], channels.at(-1)]
    if (dearest !== undefined && cheapest !== undefined && dearest !== cheapest)
      say(own.channels, {
        dearest: costs.text(`${dearest}/channel`),
        most: costs.fig(`${dearest}/fully_loaded`, 'money'),
        cheapest: costs.text(`${cheapest}/channel`),
        least: costs.fig(`${cheapest}/fully_loaded`, 'money'),
      })
    if ((costs.number('whale/unprofitable') ?? 0) > 0)
      say(own.whale, { n: costs.fig('whale/unprofitable', 'count') })
    if (channels.length === 0) steps.push(plan(own.noCac))
    if (costs.items('service/segments').length === 0) steps.push(plan(own.noService))
  }
  return [...steps, plan(own.plan)]
}
