import { dayNumber, isoDay } from '../../domain/days.ts'
import { itemPaths, numberAt } from '../answers.ts'
import type { Ask, ReportAnswer } from '../answers.ts'
import { startAsking, unasked } from '../asking.ts'
import type { NamedFacts } from '../asking.ts'
import { carePlays } from '../care.ts'
import type { CarePlay } from '../care.ts'
import type { GatherRequest } from '../report-kind.ts'

export const healthQuestions = [
  'health',
  'moved',
  'bands',
  'quiet',
  'renewals30',
  'renewals60',
  'renewals90',
  'ahead',
  'tiers',
  'values',
  'care',
] as const
export type HealthQuestion = (typeof healthQuestions)[number]
export interface HealthFacts extends NamedFacts<HealthQuestion> {
  /** What the bands are crossed with to say what to do: the size of firms, or the value tier. */
  careBy: 'account_size_segment' | 'value_tier'
  carePlays: readonly CarePlay[]
}

/** Days without contact after which an account of low health is listed. */
const quietDays = 30
const compareDays = 30
const mostRows = 10
const mostCells = 60

/** Whether the customer list says how large the firms are. */
const sizesOnRecord = (described: ReportAnswer): boolean =>
  itemPaths(described, 'tables').some(
    path => (numberAt(described, `${path}/fields/account_size_segment`) ?? 0) > 0,
  )

const dayBefore = (day: string, days: number): string | null => isoDay(dayNumber(day) - days)

/** Bands, what they rest on, who moved, who is left alone and whose contract ends: one answer each. */
export async function healthFacts(ask: Ask, request: GatherRequest): Promise<HealthFacts | null> {
  const asking = await startAsking(ask, request, healthQuestions.length)
  if (asking === null) return null
  const health = await asking.ask('score_health', { limit: mostRows, backtest: true, detail: 'full' })
  const asOf = health.answer?.as_of ?? asking.described.as_of
  const before = asOf === null ? null : dayBefore(asOf, compareDays)
  const renewing = (from: number, to: number) =>
    asking.ask('segment_customers', {
      by: 'health_band',
      where: { field: 'days_to_renewal', op: 'between', value: [from, to] },
      detail: 'full',
    })
  const quiet = async (field: string) =>
    asking.ask('score_health', {
      where: {
        all: [
          { field: 'health_band', op: 'eq', value: 'low' },
          { field, op: 'gte', value: quietDays },
        ],
      },
      limit: mostRows,
      detail: 'full',
      backtest: false,
    })
  const untouched = await quiet('days_since_last_activity')
  const values = await asking.ask('compute_clv', { limit: 1 })
  const crossed = (by: HealthFacts['careBy']) =>
    asking.ask('segment_customers', {
      by: ['health_band', by],
      where: { field: 'is_active', op: 'eq', value: 1 },
      detail: 'full',
      limit: mostCells,
    })
  const bySize = sizesOnRecord(asking.described) ? await crossed('account_size_segment') : null
  const facts = asking.facts(
    {
      health,
      moved:
        before === null
          ? unasked('score_health')
          : await asking.ask('score_health', {
              compare_to: before,
              limit: 1,
              detail: 'full',
              backtest: false,
            }),
      bands: await asking.ask('segment_customers', { by: 'health_band', detail: 'full' }),
      quiet: untouched.answer === null ? await quiet('days_since_last_order') : untouched,
      renewals30: await renewing(0, 30),
      renewals60: await renewing(31, 60),
      renewals90: await renewing(61, 90),
      ahead: await asking.ask('forecast', { horizon_months: 6, detail: 'full' }),
      tiers: await asking.ask('segment_customers', { by: 'value_tier', detail: 'full' }),
      values,
      care: bySize ?? (await crossed('value_tier')),
    },
    { asOf, currency: values.answer?.currency ?? health.answer?.currency },
  )
  return {
    ...facts,
    careBy: bySize === null ? 'value_tier' : 'account_size_segment',
    carePlays: carePlays(request.playbookFolder, request.ownPlaybookFolder ?? null),
  }
}
