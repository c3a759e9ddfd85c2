export * from './candidates.ts'
export type { BudgetItem, BudgetLimits, BudgetOption } from './choices.ts'
export * from './plan.ts'
