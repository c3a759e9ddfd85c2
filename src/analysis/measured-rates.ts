import { bestRule, hasSignal, matchingRows, wilson } from '../domain/churn/index.ts'
import type { Rate } from '../domain/churn/index.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { Where } from '../domain/where.ts'
import type { ChurnStudy } from './churn-model.ts'

/** Customers who share one measured churn rate: all of them, or those on one side of a rule. */
export interface MeasuredGroup {
  /** The side of the rule; `null` for everyone, and for those to whom the rule does not apply. */
  where: Where | null
  churned: number
  n: number
  rate: Rate
}

const groupOf = (where: Where | null, labels: readonly number[]): MeasuredGroup => {
  const churned = labels.reduce((sum, label) => sum + label, 0)
  return { where, churned, n: labels.length, rate: wilson(churned, labels.length) }
}

/**
 * What is known where no model has a usable signal: the churn rate of the windows, in two groups only where one rule
 * separates them and was seen to do so on customers (dated: on later windows) it had not learned from.
 */
export function measuredGroups({ table, churned, training, later }: ChurnStudy): MeasuredGroup[] {
  const everyone = [groupOf(null, [...churned])]
  const tested = later !== null && 'metrics' in later ? (later.learnedRule.low ?? 0) > 0.5 : null
  const candidate = training.candidates.find(({ name }) => name === 'single_rule')
  if (!(tested ?? (candidate !== undefined && hasSignal(candidate.metrics)))) return everyone
  const used = new Set(training.columns)
  const rule = bestRule({ ...table, columns: table.columns.filter(({ name }) => used.has(name)) }, churned)
  if (!rule) return everyone
  const inside = matchingRows(table, rule.where)
  const side = (hit: 0 | 1): number[] => [...churned].filter((_, row) => inside[row] === hit)
  return [groupOf(rule.where, side(1)), groupOf(null, side(0))]
}

/** The measured rate of each row's group, 0 to 1. */
export function measuredRates(groups: readonly MeasuredGroup[], table: CustomerTable): Float64Array {
  const [first, rest] = groups
  const inside = first?.where ? matchingRows(table, first.where) : null
  const of = (group: MeasuredGroup | undefined): number => group?.rate.value ?? Number.NaN
  return Float64Array.from(table.customerIds, (_, row) => (inside?.[row] === 0 ? of(rest) : of(first)))
}
