import { dayNumber, isoDay } from '../../domain/days.ts'
import { quoted } from '../churn/parts.ts'
import type { View } from '../common-view.ts'
import { filled } from '../filled.ts'
import { plan } from '../marks.ts'
import { playbookText, problemsOf, renewalsOf } from './problems-view.ts'
import type { QbrSection } from './view.ts'

/** Sums of money of fewer customers would tell of single ones. */
const smallestSum = 10
const quarterDays = 91

/** The report's date and some weeks, for the reader. */
const weeksAfter = ({ facts, printer }: QbrSection, weeks: number): string =>
  plan(printer.day(facts.asOf === null ? null : isoDay(dayNumber(facts.asOf) + 7 * weeks)))

interface Kpi extends View {
  name?: unknown
  now?: unknown
  agreed?: unknown
}

/** The indicators without a target, each with what it is now. */
const openTargets = (kpis: readonly Kpi[], { own, printer }: QbrSection): string | null => {
  const open = kpis.filter(({ agreed }) => agreed !== true)
  return open.length === 0
    ? null
    : printer.list(open.map(({ name, now }) => own.withNow(String(name), String(now))))
}

/** Goals of a review of all customers: only what the data gives a number for. */
function portfolioGoals(
  here: QbrSection,
  kpis: readonly Kpi[],
): { text: string; owner: string; weeks: number }[] {
  const { facts, own, printer, read, words } = here
  const owner = own.owners[facts.business]
  const goals: { text: string; owner: string; weeks: number }[] = []
  const add = (text: string, weeks: number, by = owner): void => {
    goals.push({ text, owner: plan(by), weeks })
  }
  const open = openTargets(kpis, here)
  if (open !== null) add(filled(own.goals.measure, { names: open }), 2)
  const urgent = read('urgent')
  const high = urgent?.items('segments').find(path => urgent.raw(`${path}/name`) === 'high')
  const highCount = high === undefined ? 0 : (urgent?.number(`${high}/n`) ?? 0)
  if (urgent !== null && high !== undefined && highCount > 0)
    add(
      filled(highCount < smallestSum ? own.goals.rescue : own.goals.rescueWorth, {
        n: urgent.fig(`${high}/n`, 'count'),
        ...(highCount < smallestSum ? {} : { revenue: urgent.fig(`${high}/revenue`, 'money') }),
      }),
      4,
    )
  const quiet = read('quiet')
  if (quiet !== null && (quiet.number('totals/n') ?? 0) > 0)
    add(filled(own.goals.quiet, { n: quiet.fig('totals/n', 'count') }), 6)
  const drivers = read('drivers')
  for (const problem of problemsOf(facts).slice(0, 2)) {
    const now = read(problem.affected)
    if (drivers === null || now === null || (now.number('totals/n') ?? 0) === 0) continue
    add(
      filled(own.goals.driver, {
        condition: quoted(drivers.where(`${problem.path}/filter`), printer.language),
        n: now.fig('totals/n', 'count'),
      }),
      8,
      problem.playbook?.text[printer.language].owner,
    )
  }
  const renewals = read('renewals')
  if (renewals !== null && (renewals.number('totals/n') ?? 0) > 0) {
    const low = renewalsOf(renewals, 'low')
    add(
      filled(low === undefined ? own.goals.renewals : own.goals.renewalsLow, {
        n: renewals.fig('totals/n', 'count'),
        day: weeksAfter(here, quarterDays / 7),
        ...(low === undefined ? {} : { low: renewals.fig(`${low}/n`, 'count') }),
      }),
      9,
    )
  }
  const ahead = read('ahead')
  const retention = ahead
    ?.items('measures')
    .find(path => ahead.raw(`${path}/measure`) === 'revenue_retention')
  if (ahead !== null && retention !== undefined && ahead.has(`${retention}/base`))
    add(
      filled(own.goals.retention, {
        horizon: words.months(ahead.fig('method/parameters/horizon_months', 'count', { badge: 'assumed' })),
        base: ahead.fig(`${retention}/base`, 'share', { badge: 'modelled' }),
        baseline: ahead.fig(`${retention}/baseline`, 'share', { badge: 'modelled' }),
      }),
      13,
    )
  const tiers = read('tiers')
  const top = tiers?.items('segments').find(path => tiers.raw(`${path}/name`) === 'high')
  if (tiers !== null && top !== undefined && (tiers.number(`${top}/n`) ?? 0) > 0)
    add(
      filled(facts.business === 'saas' || facts.business === 'b2b' ? own.goals.firms : own.goals.persons, {
        n: tiers.fig(`${top}/n`, 'count'),
      }),
      13,
    )
  return goals
}

/** Goals with their owner on our side and the day they are due, counted from the report's date. */
export function goalsView(here: QbrSection, kpis: readonly Kpi[], account: View | null): View[] {
  const { facts, own } = here
  const changes = Array.isArray(account?.['changes']) ? account['changes'].slice(0, 2) : []
  const owner = plan(own.owners[facts.business])
  const goals =
    account === null
      ? portfolioGoals(here, kpis)
      : [
          { text: plan(own.goals.account), owner, weeks: 2 },
          ...changes.map(({ fields, after }: Record<string, string>) => ({
            text: filled(own.goals.change, { fields: fields ?? '', after: after ?? '' }),
            owner,
            weeks: 8,
          })),
        ]
  return goals.map(({ text, owner: by, weeks }) => ({ text, owner: by, due: weeksAfter(here, weeks) }))
}

/** What happens after the meeting, and when. */
export function nextView(here: QbrSection, kpis: readonly Kpi[], priorities: readonly View[]): View[] {
  const { facts, own, printer } = here
  const single = facts.customerId !== null
  const open = single ? null : openTargets(kpis, here)
  const first = single ? undefined : problemsOf(facts)[0]
  const text = first?.playbook?.text[printer.language]
  const paying = priorities.filter(({ pays }) => pays === true).slice(0, 3)
  const steps = [
    open === null ? plan(own.next.confirm) : filled(own.next.agree, { names: open }),
    plan(own.next.send),
    ...(single || priorities.length === 0
      ? []
      : [
          paying.length === 0
            ? plan(own.next.nobody)
            : filled(own.next.speak, {
                day: weeksAfter(here, 1),
                customers: printer.list(paying.map(({ id }) => String(id))),
              }),
        ]),
    ...(first === undefined || text === undefined
      ? []
      : [
          filled(own.next.first, {
            day: weeksAfter(here, 1),
            owner: plan(text.owner),
            step: playbookText(text.steps[0] ?? '', first, here),
          }),
        ]),
    filled(own.next.half, { day: weeksAfter(here, 6) }),
  ]
  return steps.map((what, index) => ({ order: String(index + 1), what }))
}
