import { Fault } from '../../fault.ts'

/** How one customer has bought so far, in days. */
export interface PurchaseHistory {
  /** Purchase days after the first one; 0 for a one-time buyer. */
  repeats: number
  /** First purchase to last purchase, in days; 0 for a one-time buyer. */
  recencyDays: number
  /** First purchase to the observation date, in days. */
  ageDays: number
}

/** The same in the time unit of the caller's choice (days, weeks…): what the models read. */
export interface BuyingHistory {
  repeats: number
  recency: number
  age: number
}

/** Many histories as columns; row i of every column is one customer, or `weights[i]` identical customers. */
export interface Histories {
  repeats: ArrayLike<number>
  recency: ArrayLike<number>
  age: ArrayLike<number>
  weights?: ArrayLike<number> | undefined
}

export type TimeUnit = 'day' | 'week' | 'month' | 'year'

/** Days in one unit; a month is 365.25/12 days, a year 365.25. */
export const daysPerUnit: Readonly<Record<TimeUnit, number>> = {
  day: 1,
  week: 7,
  month: 365.25 / 12,
  year: 365.25,
}

/** Refuses what no history can be: negative or broken numbers, part purchases, a last purchase after the end. */
export function checkHistory({ repeats, recency, age }: BuyingHistory, field = 'history'): void {
  const refuse = (name: string, problem: string): never => {
    throw new Fault('invalid_input', { field: `${field}.${name}`, problem })
  }
  if (!Number.isInteger(repeats) || repeats < 0) refuse('repeats', 'must be a whole number, 0 or more')
  if (!Number.isFinite(age) || age < 0) refuse('age', 'must be a finite number, 0 or more')
  if (!Number.isFinite(recency) || recency < 0) refuse('recency', 'must be a finite number, 0 or more')
  if (recency > age * (1 + 1e-9)) refuse('recency', 'must not exceed age')
  if (repeats === 0 && recency > 0) refuse('recency', 'must be 0 for a customer without repeats')
}
