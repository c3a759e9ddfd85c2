import { Fault } from '../../fault.ts'
import { requirePositive } from '../guards.ts'

export type AttributionMethod = 'first' | 'last' | 'linear' | 'position' | 'time_decay' | 'shapley'

/** One customer's touches before becoming one. */
export interface ConversionPath {
  /** In order of time; days before the conversion, 0 on the day itself. */
  touches: readonly { channel: string; daysBefore: number }[]
  /** What is shared out: 1 customer, or money. */
  value: number
}

/** Above this many channels the coalitions of Shapley's method are too many. */
export const mostShapleyChannels = 8

/**
 * Shares every conversion out over the channels that touched it; the shares add up to the total exactly as given.
 * Position: 40 % first, 40 % last, the rest between. Time decay: weight halves every `halfLifeDays`.
 */
export function attribute(
  paths: readonly ConversionPath[],
  method: AttributionMethod,
  { halfLifeDays = 7 }: { halfLifeDays?: number } = {},
): { channel: string; value: number; share: number | null }[] {
  requirePositive('half_life_days', halfLifeDays)
  const channels = [...new Set(paths.flatMap(({ touches }) => touches.map(({ channel }) => channel)))].sort()
  const touched = paths.filter(({ touches }) => touches.length > 0)
  const credit = method === 'shapley' ? byShapley(touched, channels) : byTouch(touched, method, halfLifeDays)
  const total = touched.reduce((sum, { value }) => sum + value, 0)
  return channels.map(channel => {
    const value = credit.get(channel) ?? 0
    return { channel, value, share: total > 0 ? value / total : null }
  })
}

function byTouch(
  paths: readonly ConversionPath[],
  method: AttributionMethod,
  halfLifeDays: number,
): Map<string, number> {
  const credit = new Map<string, number>()
  for (const { touches, value } of paths) {
    const weights = touches.map((touch, index) =>
      touchWeight(method, index, touches.length, touch.daysBefore, halfLifeDays),
    )
    const sum = weights.reduce((total, weight) => total + weight, 0)
    touches.forEach(({ channel }, index) => {
      credit.set(channel, (credit.get(channel) ?? 0) + (value * (weights[index] ?? 0)) / sum)
    })
  }
  return credit
}

function touchWeight(
  method: AttributionMethod,
  index: number,
  count: number,
  daysBefore: number,
  halfLifeDays: number,
): number {
  switch (method) {
    case 'first':
      return index === 0 ? 1 : 0
    case 'last':
      return index === count - 1 ? 1 : 0
    case 'position':
      if (count <= 2) return 1
      return index === 0 || index === count - 1 ? 0.4 : 0.2 / (count - 2)
    case 'time_decay':
      return 2 ** (-daysBefore / halfLifeDays)
    case 'linear':
    case 'shapley':
      return 1
  }
}

/** A coalition is worth the conversions that its channels bring about among themselves. */
function byShapley(paths: readonly ConversionPath[], channels: readonly string[]): Map<string, number> {
  if (channels.length > mostShapleyChannels) {
    throw new Fault('invalid_input', {
      field: 'attribution', problem: `Shapley shares need at most ${mostShapleyChannels} channels`,
      choices: ['first', 'last', 'linear', 'position', 'time_decay'],
    }) // prettier-ignore
  }
  const worth = new Float64Array(2 ** channels.length)
  for (const { touches, value } of paths) {
    const mask = touches.reduce((bits, { channel }) => bits | (1 << channels.indexOf(channel)), 0)
    worth[mask] = (worth[mask] ?? 0) + value
  }
  const values = shapleyValues(channels.length, coalition => {
    let sum = 0
    for (let subset = coalition; subset > 0; subset = (subset - 1) & coalition) sum += worth[subset] ?? 0
    return sum
  })
  return new Map(channels.map((channel, index) => [channel, values[index] ?? 0]))
}

/** Shapley values of a game over up to about 12 players; `worth` takes a bit mask of players. */
export function shapleyValues(players: number, worth: (coalition: number) => number): Float64Array {
  const values = new Float64Array(players)
  const worths = Float64Array.from({ length: 2 ** players }, (_, coalition) => worth(coalition))
  const weight = [1 / Math.max(1, players)]
  for (let size = 1; size < players; size++)
    weight[size] = ((weight[size - 1] ?? 0) * size) / (players - size)
  for (let coalition = 0; coalition < worths.length; coalition++) {
    let size = 0
    for (let bits = coalition; bits > 0; bits &= bits - 1) size += 1
    for (let player = 0; player < players; player++) {
      if (coalition & (1 << player)) continue
      const gain = (worths[coalition | (1 << player)] ?? 0) - (worths[coalition] ?? 0)
      values[player] = (values[player] ?? 0) + (weight[size] ?? 0) * gain
    }
  }
  return values
}
