import { customerValues } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { wilson } from '../../src/domain/churn/index.ts'
import { logNormalFactor, shareFactor, sumInterval } from '../../src/domain/bootstrap.ts'
import type { Interval } from '../../src/domain/bootstrap.ts'
import { seededStreams } from '../../src/domain/random.ts'
import type { Segmentation } from '../../src/domain/segments/index.ts'
import { numbers } from '../../src/domain/table.ts'
import type { CustomerTable } from '../../src/domain/table.ts'
import type { ToolContext } from '../../src/tool.ts'

export const intervalSeed = 1

/** What a model's parameters leave open of all forward values together, as a half width on the ln scale. */
async function sharedHalfWidth(context: ToolContext, at: Observation): Promise<number> {
  const { low, high } = await customerValues(context, at)
  const sum = (values: Float64Array): number =>
    values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0)
  const [least, most] = [sum(low), sum(high)]
  return least > 0 && most > least ? Math.log(most / least) / 2 : 0
}

/** 95 % bootstrap interval of the forward value of each group, by its place; `null` under ten customers. */
export async function valueIntervals(
  context: ToolContext,
  at: Observation,
  view: CustomerTable,
  { groups, codes }: Segmentation,
): Promise<(Interval | null)[]> {
  const values = numbers(view, 'clv_forward')
  if (!values?.some(value => !Number.isNaN(value))) return groups.map(() => null)
  const half = await sharedHalfWidth(context, at)
  const members = groups.map((): number[] => [])
  codes.forEach((code, row) => members[code]?.push(values[row] ?? Number.NaN))
  const streams = seededStreams(intervalSeed, groups.length)
  return members.map((own, place) => {
    const random = streams[place]
    return random ? sumInterval(own, random, logNormalFactor(half, random)) : null
  })
}

/**
 * 95 % bootstrap interval of the value at risk of `rows`' customers: drawn anew, times what the value model leaves open,
 * times how far the churn of the test may lie from what was foretold; `null` under ten customers.
 */
export async function riskInterval(
  context: ToolContext,
  at: Observation,
  atRisk: readonly number[],
  tested: { events: number; n: number } | null,
): Promise<Interval | null> {
  const [random] = seededStreams(intervalSeed, 1)
  if (!random) return null
  const { value, low, high } = wilson(tested?.events ?? 0, tested?.n ?? 0)
  const ofValue = logNormalFactor(await sharedHalfWidth(context, at), random)
  const ofChurn =
    value === null || low === null || high === null ? () => 1 : shareFactor({ value, low, high }, random)
  return sumInterval(atRisk, random, () => ofValue() * ofChurn())
}

/** Wilson interval of a segment's share of all customers. */
export const shareEnds = (n: number, all: number) => {
  const { low, high } = wilson(n, all)
  return { share_low: low, share_high: high }
}
