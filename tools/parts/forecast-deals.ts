import type { DealCount } from '../../src/analysis/forecast-pipeline.ts'
import type { bandRevenue } from '../../src/analysis/forecast-study.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cents } from '../../src/analysis/plan-money.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { ForecastWords } from './forecast-shape.ts'

/** Deals and people on record that the six months do not count, or count with a doubt. */
export function pipelineWarnings(
  { pipeline, elsewhere, stated, withoutRevenue }: Awaited<ReturnType<typeof bandRevenue>>,
  at: Observation,
  { formats }: ToolContext,
  say: ForecastWords,
): string[] {
  const money = (amount: number): string => formats.shortMoney(cents(amount), at.currency)
  const deals = ({ n, amount }: DealCount) => ({ n: formats.number(n, 0), amount: money(amount) })
  const day = formats.day(at.asOf)
  return [
    ...(pipeline.stale.n > 0
      ? [say[at.dated ? 'stale' : 'staleCounted']({ ...deals(pipeline.stale), day })]
      : []),
    ...(pipeline.unweighted.n > 0 ? [say.unweighted(deals(pipeline.unweighted))] : []),
    ...(pipeline.beyond.n > 0 ? [say.beyond(deals(pipeline.beyond))] : []),
    ...(elsewhere.n > 0 ? [say.elsewhere(deals(elsewhere))] : []),
    ...(stated > 0 ? [say.stated(money(stated))] : []),
    ...(withoutRevenue > 0 ? [say.withoutRevenue(formats.number(withoutRevenue, 0))] : []),
  ]
}
