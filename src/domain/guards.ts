import { Fault } from '../fault.ts'

/** What can be wrong with one number; a closed list, so that every language can say it. */
export type NumberProblem =
  | 'must be a finite number'
  | 'must be from 0 to 1'
  | 'must be above 0'
  | 'must not be negative'
  | 'must be a whole number'
  | 'must be a whole number above 0'
  | 'must be above -1'

const refuse = (field: string, problem: NumberProblem): never => {
  throw new Fault('invalid_input', { field, problem })
}

/** `value` when finite; otherwise a fault that names `field` (public snake_case name, dotted path). */
export const requireFinite = (field: string, value: number): number =>
  Number.isFinite(value) ? value : refuse(field, 'must be a finite number')

/** A share, rate or probability: 0 to 1, both ends allowed. */
export const requireRate = (field: string, value: number): number =>
  requireFinite(field, value) >= 0 && value <= 1 ? value : refuse(field, 'must be from 0 to 1')

export const requirePositive = (field: string, value: number): number =>
  requireFinite(field, value) > 0 ? value : refuse(field, 'must be above 0')

export const requireNotNegative = (field: string, value: number): number =>
  requireFinite(field, value) >= 0 ? value : refuse(field, 'must not be negative')

export const requireCount = (field: string, value: number): number =>
  Number.isInteger(requireNotNegative(field, value)) ? value : refuse(field, 'must be a whole number')

export const requirePositiveCount = (field: string, value: number): number =>
  Number.isInteger(requireFinite(field, value)) && value > 0
    ? value
    : refuse(field, 'must be a whole number above 0')

/** A discount or growth rate per period: anything above -1. */
export const requireGrowth = (field: string, value: number): number =>
  requireFinite(field, value) > -1 ? value : refuse(field, 'must be above -1')
