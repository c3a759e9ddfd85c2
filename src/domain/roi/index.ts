export * from './campaign-profit.ts'
export * from './decide.ts'
export * from './horizon.ts'
export * from './programme.ts'
export {
  costsOf,
  retentionRoi,
  valueOf,
  type BreakEven,
  type RetentionRoi,
  type RoiBlock,
  type RoiInputs,
} from './retention-roi.ts'
export * from './simulation.ts'
export * from './strategies.ts'
export * from './tiers.ts'
export * from './tornado.ts'
