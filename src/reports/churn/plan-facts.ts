import { at, itemPaths, numberAt, textAt, tryAsk } from '../answers.ts'
import type { Ask, Asked, ReportAnswer } from '../answers.ts'
import type { FigureBook } from '../figure-book.ts'
import type { StrategyCase } from './strategy-cases.ts'

/** What a budget buys, what more or less of it would, and how the effect is measured. */
export interface PlanFacts {
  /** The plan under the budget that the data itself asks for; the curve alone where nothing is worth doing. */
  planned: Asked
  /** Whether `planned` spends a budget. */
  funded: boolean
}

/** What a test could show. */
export interface MeasureFacts {
  /** Whether `measuredHalf` speaks of a pilot group, not of the plan's customers. */
  piloted: boolean
  /** What the plan's own hold-out can show. */
  measuredOwn: Asked
  /** What a test with half the customers held out could show. */
  measuredHalf: Asked
  /** Customers it takes to see the effect that the plan takes for granted. */
  measuredNeed: Asked
}

/** Far above any sum worth spending: the plan then stops by its own threshold. */
const noLimit = 1_000_000_000_000

/** The sum in two figures that covers the spend: 5,271 asks for 5,300. */
export function roundedBudget(spend: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(spend)) - 1)
  return Math.ceil(spend / step - 1e-9) * step
}

const notAsked: Asked = { answer: null, missing: { why: 'not_enough_data', tool: 'design_experiment' } }

export const heldOut = (plan: ReportAnswer): string | null =>
  itemPaths(plan, 'excluded').find(path => textAt(plan, `${path}/reason`) === 'held_out') ?? null

const treated = (plan: ReportAnswer): number =>
  itemPaths(plan, 'allocation').reduce((sum, path) => sum + (numberAt(plan, `${path}/n`) ?? 0), 0)

/** The success rate of the action most customers get. */
function mainSuccess(plan: ReportAnswer): number | null {
  const [most] = itemPaths(plan, 'allocation')
    .filter(path => textAt(plan, `${path}/option`) !== null)
    .toSorted((one, two) => (numberAt(plan, `${two}/n`) ?? 0) - (numberAt(plan, `${one}/n`) ?? 0))
  if (most === undefined) return null
  const rate = itemPaths(plan, 'success_rates').find(
    path =>
      at(plan, `${path}/strategy`) === at(plan, `${most}/option`) &&
      at(plan, `${path}/tier`) === at(plan, `${most}/id`),
  )
  return rate === undefined ? null : numberAt(plan, `${rate}/success_rate`)
}

/** Asks for the plan twice: once to learn the largest sum that pays, once to spend it. */
export async function planFacts(
  ask: Ask,
  { book, under }: { book: FigureBook; under: Readonly<Record<string, unknown>> },
): Promise<PlanFacts> {
  const asked = async (tool: string, input: Readonly<Record<string, unknown>>): Promise<Asked> => {
    const one = await tryAsk(ask, tool, input)
    if (one.answer !== null) book.cite(one.answer, tool)
    return one
  }
  const open = await asked('plan_retention', { budget: noLimit, limit: 1, ...under })
  const spend = numberAt(open.answer, 'total_cost') ?? 0
  const funded = spend > 0
  const planned = open.answer
    ? await asked(
        'plan_retention',
        funded ? { budget: roundedBudget(spend), limit: 10, ...under } : { limit: 1, ...under },
      )
    : open
  return { planned, funded }
}

/** What a tenth held out of each strategy's group can show, at the group's own chance of leaving. */
export async function holdOutFacts(
  ask: Ask,
  cases: readonly StrategyCase[],
  book: FigureBook,
): Promise<Map<StrategyCase, ReportAnswer>> {
  const found = new Map<StrategyCase, ReportAnswer>()
  for (const one of cases) {
    const n = numberAt(one.base, 'total_rows') ?? 0
    const leaves = numberAt(one.base, 'incremental/churn_probability')
    if (n < 10 || leaves === null || leaves <= 0 || leaves >= 1) continue
    const inputs = { baseline_rate: 1 - leaves, n, hold_out_share: 0.1 }
    const { answer } = await tryAsk(ask, 'design_experiment', { inputs })
    if (answer !== null) found.set(one, book.cite(answer, 'design_experiment'))
  }
  return found
}

/** Below this many customers in a plan a hold-out tells nothing; the first strategy's group is the pilot then. */
const fewestMeasured = 40

/** Asks what a hold-out can show: of the plan's own customers, or of a pilot group where the plan treats too few. */
export async function measureFacts(
  ask: Ask,
  {
    plan,
    book,
    churnRate,
    pilot,
  }: {
    plan: ReportAnswer | null
    book: FigureBook
    churnRate: number | null
    /** Answer whose `total_rows` counts the pilot group. */
    pilot: ReportAnswer | null
  },
): Promise<MeasureFacts> {
  const none = { measuredOwn: notAsked, measuredHalf: notAsked, measuredNeed: notAsked, piloted: false }
  if (churnRate === null || churnRate <= 0 || churnRate >= 1) return none
  const out = plan === null ? null : heldOut(plan)
  const planned = plan === null ? 0 : treated(plan) + (out === null ? 0 : (numberAt(plan, `${out}/n`) ?? 0))
  const piloted = planned < fewestMeasured
  const n = piloted ? (numberAt(pilot, 'total_rows') ?? 0) : planned
  const baseline = 1 - churnRate
  const design = async (inputs: Readonly<Record<string, number>>): Promise<Asked> => {
    if (n < 4) return notAsked
    const asked = await tryAsk(ask, 'design_experiment', { inputs: { baseline_rate: baseline, ...inputs } })
    if (asked.answer !== null) book.cite(asked.answer, 'design_experiment')
    return asked
  }
  const share = plan === null ? null : numberAt(plan, 'method/parameters/hold_out_share')
  const success = plan === null ? null : mainSuccess(plan)
  return {
    piloted,
    measuredOwn: piloted || share === null ? notAsked : await design({ n, hold_out_share: share }),
    measuredHalf: await design({ n, hold_out_share: 0.5 }),
    measuredNeed:
      success === null || success <= 0
        ? notAsked
        : await design({ target_rate: Math.min(0.999, baseline + churnRate * success), hold_out_share: 0.5 }),
  }
}
