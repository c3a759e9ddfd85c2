import type { Window } from '../../src/analysis/cost-lines.ts'
import type { ServiceAnswer } from '../../src/analysis/cost-service.ts'
import type { TouchAttribution } from '../../src/analysis/touch-attribution.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { activationOf } from './costs-activation.ts'
import type { ReadCosts, WonCosts } from './costs-read.ts'
import { stageNamed } from './costs-rows.ts'
import type { CostWords } from './costs-shape.ts'
import { furthestOff } from './costs-shown.ts'
import type { StageRow, budgetOf, serviceRow } from './costs-shown.ts'

interface Told {
  total: number
  window: Window
  currency: string | null
  stages: readonly StageRow[]
  budget: ReturnType<typeof budgetOf>
  won: number
  cac: number | null
  moved: { stage: string; interpretation: string } | undefined
  service: ReturnType<typeof serviceRow>
  activation: Awaited<ReturnType<typeof activationOf>>
  fourth: string | undefined
}

/** What a budget came to: in all, and the stage furthest off it. */
export function budgetTold(
  { stages, budget, currency }: Pick<Told, 'stages' | 'budget' | 'currency'>,
  { formats }: ToolContext,
  say: CostWords,
): string {
  const over = furthestOff(stages)
  const whole = budget
    ? say.budget({
        spent: formats.money(budget.spent, currency),
        planned: formats.money(budget.planned, currency),
        over: formats.money(Math.abs(budget.over), currency),
        share: formats.percent(budget.over_share === null ? null : Math.abs(budget.over_share)),
        more: budget.over > 0,
      })
    : ''
  if (!over) return budget ? say.asBudgeted : say.onBudget
  const stage = say[(over.over_budget ?? 0) > 0 ? 'overspent' : 'underspent']({
    stage: stageNamed(over.stage, say),
    amount: formats.money(Math.abs(over.over_budget ?? 0), currency),
    share: formats.percent(Math.abs(over.over_budget_share ?? 0)),
  })
  return `${whole}${stage}`
}

export function costSummary(told: Told, context: ToolContext, say: CostWords): string {
  const { formats } = context
  const { currency, service, activation } = told
  const money = (value: number | null): string => formats.money(value, currency)
  const largest = told.stages.toSorted((one, two) => two.amount - one.amount)[0]
  return [
    say.stored({
      total: money(told.total),
      from: formats.day(told.window.from),
      to: formats.day(told.window.to),
      largest: largest ? stageNamed(largest.stage, say) : '–',
      largestShare: formats.percent(largest?.share ?? null),
      cac: told.cac === null ? '' : say.blended({ cac: money(told.cac), fresh: formats.number(told.won, 0) }),
      over: budgetTold(told, context, say),
      saving: told.moved
        ? say.moved({ stage: stageNamed(told.moved.stage, say), reading: told.moved.interpretation })
        : '',
    }),
    ...(service && service.utilisation !== null
      ? [
          say.service({
            rate: formats.money(service.rate_per_minute, currency, 4),
            utilisation: formats.percent(service.utilisation),
            unused: money(service.unused_cost),
          }),
        ]
      : []),
    ...(service?.segments ?? [])
      .filter(row => row.over_served)
      .map(row =>
        say.overServed({
          segment: say.tiers[row.segment] ?? row.segment,
          cost: formats.percent(row.cost_share),
          margin: formats.percent(row.margin_share),
        }),
      ),
    ...(activation
      ? [
          say.activation({
            rate: formats.percent(activation.rate),
            n: formats.number(activation.new_customers, 0),
            days: formats.number(activation.within_days, 0),
            by: say.activatedBy[activation.by],
            cost: activation.cost_per_activated === null ? '' : money(activation.cost_per_activated),
          }),
        ]
      : []),
    ...(told.fourth === undefined ? [] : [told.fourth]),
  ].join(context.language === 'en' ? ' ' : '')
}

/** How the ledger was read: left-out, undated, unstaged and planned lines, and stages in its own words. */
export function ledgerWarnings(
  { ledger: { leftOut, read } }: Pick<ReadCosts, 'ledger'>,
  currency: string | null,
  { formats }: ToolContext,
  say: CostWords,
): string[] {
  const { undated, planned, unstaged } = read
  const money = (value: number): string => formats.money(value, currency)
  return [
    ...(leftOut > 0 ? [say.leftOut(formats.number(leftOut, 0))] : []),
    ...(unstaged > 0 ? [say.unstaged(formats.number(unstaged, 0))] : []),
    ...(undated.n > 0
      ? [say.undated({ n: formats.number(undated.n, 0), amount: money(undated.amount) })]
      : []),
    ...(planned.n > 0
      ? [
          say.planned({
            n: formats.number(planned.n, 0),
            budget: money(planned.budget),
            months:
              planned.from === null || planned.to === null
                ? ''
                : `${planned.from.slice(0, 7)} – ${planned.to.slice(0, 7)}`,
          }),
        ]
      : []),
  ]
}

export const renamedTold = (
  { ledger: { read } }: Pick<ReadCosts, 'ledger'>,
  { formats }: ToolContext,
  say: CostWords,
): string[] =>
  read.renamed.length === 0
    ? []
    : [
        say.renamed(
          formats.list(read.renamed.slice(0, 12).map(({ from, to }) => `${from} → ${stageNamed(to, say)}`)),
        ),
      ]

/** What stands in the way of CAC, or bends it. */
export function cacWarnings(
  { won, everybody, cac }: WonCosts,
  { formats }: ToolContext,
  say: CostWords,
): string[] {
  const unbooked = cac.channels.filter(
    ({ newCustomers, attributed }) =>
      newCustomers > 0 && attributed.value === null && attributed.reason === 'no_spend_on_record',
  )
  const unnamed = won.filter(({ channel }) => channel === null).length
  const spend = cac.blended.value !== null || cac.totalSpend > 0
  return [
    ...(everybody.length === 0 ? [say.noCustomers] : []),
    ...(everybody.length > 0 && !spend ? [say.noAcquisition] : []),
    ...(everybody.length > won.length && won.length > 0
      ? [say.cacMonths(formats.number(everybody.length - won.length, 0))]
      : []),
    ...(spend && unbooked.length > 0
      ? [say.unbooked(formats.list(unbooked.slice(0, 6).map(({ channel }) => channel)))]
      : []),
    ...(spend && cac.channels.length > 0 && unnamed > 0.05 * won.length
      ? [say.withoutChannel({ n: formats.number(unnamed, 0), all: formats.number(won.length, 0) })]
      : []),
  ]
}

export function serviceWarnings(
  { gaps, service, ticketMinutes, bookedMinutes, untimedCost }: ServiceAnswer,
  currency: string | null,
  { formats }: ToolContext,
  say: CostWords,
): string[] {
  const count = (value: number | null): string => formats.number(value, 0)
  return gaps.map(gap =>
    say.gaps[gap]({
      minutes: count(service?.minutes ?? null),
      capacity: count(service?.capacityMinutes ?? null),
      tickets: count(ticketMinutes),
      booked: count(bookedMinutes),
      untimed: formats.money(untimedCost, currency),
    }),
  )
}

export function attributionTold(
  attribution: TouchAttribution | null,
  everybody: number,
  { formats }: ToolContext,
  say: CostWords,
): { assumptions: string[]; warnings: string[] } {
  if (attribution === null) return { assumptions: [], warnings: [] }
  const { paths, withoutShapley, leftOut } = attribution
  return paths === 0
    ? { assumptions: [], warnings: everybody > 0 ? [say.untouched] : [] }
    : {
        assumptions: [
          say.attributionNote,
          say.touched({ n: formats.number(paths, 0), all: formats.number(everybody, 0) }),
        ],
        warnings: [
          ...(withoutShapley === null ? [] : [say.withoutShapley(formats.number(withoutShapley, 0))]),
          ...(leftOut.length === 0 ? [] : [say.methodsLeftOut(formats.list(leftOut))]),
        ],
      }
}
