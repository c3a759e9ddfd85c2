import type { Fit, FrequencyBin, TrackedWeek } from '../domain/clv/models.ts'

export interface Ends {
  low: number | null
  high: number | null
}

export const noEnds: Ends = { low: null, high: null }

/** One model on purchases or renewals it had not seen. */
export type HoldoutRow = Readonly<Record<string, string | number | boolean | null>>

/** What a fitted model says of every customer it speaks of, whatever its family; NaN where it says nothing. */
export interface ValueStudy {
  model: 'bg_nbd' | 'mbg_nbd' | 'pareto_nbd' | 'nbd' | 'bg_bb' | 'sbg' | 'bdw'
  fit: Fit
  timeUnit: 'week' | 'month' | 'quarter' | 'year' | 'opportunity'
  customerIds: readonly string[]
  repeats: ArrayLike<number>
  recencyDays: ArrayLike<number>
  ageDays: ArrayLike<number>
  /** Spend a purchase, or revenue a period under contract; major units. */
  meanSpend: ArrayLike<number>
  alive: ArrayLike<number>
  /** Purchases or payments over the horizon. */
  expected: ArrayLike<number>
  forward: Float64Array
  historical: ArrayLike<number>
  /** Rivals on a time hold-out, and how long it was in days. */
  holdout: readonly HoldoutRow[]
  holdoutDays: number
  /** Of the model in use: means by repeats, and cumulative purchases by week. */
  calibration: readonly FrequencyBin[]
  tracking: readonly TrackedWeek[]
  /** Interval of one customer's forward value. */
  ends: (row: number) => Ends
  /** Interval of the sum of forward values of some customers. */
  endsOfSum: (rows: readonly number[]) => Ends
  /** Parameters beside the model's own, for the method of the answer. */
  told: Readonly<Record<string, unknown>>
}

/** Most customers an interval of a sum is computed over; beyond, every k-th stands for k. */
const mostRows = 2000

export const thinnedRows = (rows: readonly number[]): readonly number[] => {
  const stride = Math.ceil(rows.length / mostRows)
  return stride <= 1 ? rows : rows.filter((_, at) => at % stride === 0)
}

/** Ends around a sum from the half width on the ln scale. */
export const endsAround = (value: number, half: number | null): Ends =>
  half === null || !Number.isFinite(half) || !Number.isFinite(value)
    ? noEnds
    : { low: value * Math.exp(-half), high: value * Math.exp(half) }

/** Sum of the known values of some rows; `null` when one of them does not exist. */
export function sumOf(values: ArrayLike<number>, rows: readonly number[]): number | null {
  let sum = 0
  for (const row of rows) sum += values[row] ?? Number.NaN
  return Number.isFinite(sum) ? sum : null
}
