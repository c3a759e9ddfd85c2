export { findDrivers, type ChurnDriver, type DriverOptions, type DriverReport } from './find-drivers.ts'
export * from './screen-columns.ts'
export * from './two-by-two.ts'
export * from './hash-split.ts'
export * from './matching-rows.ts'
export * from './high-risk-groups.ts'
export type { DriverFindings } from './study-drivers.ts'
export { auc, aucDifference, type Auc } from './auc.ts'
export * from './metrics.ts'
export * from './profit.ts'
export * from './churn-model.ts'
export * from './train-model.ts'
export { bestRule } from './candidates.ts'
export * from './later-windows.ts'
export { withinRange } from './within-range.ts'
export { calibrated, type Calibration } from './calibration.ts'
export { meaningOfName, type NameMeaning } from './telling-names.ts'
export * from './definitions.ts'
export * from './mrr-rates.ts'
export * from './mrr-ledger.ts'
export * from './cohorts.ts'
export * from './compare-periods.ts'
export * from './drift.ts'
export {
  lastingShare,
  leastSpells,
  lostShare,
  yearlyChurn,
  type Ends,
  type LastingShare,
} from './lasting-silence.ts'
export {
  fitLastingByRisk,
  lastingAt,
  leastCases,
  type LastingByRisk,
  type RiskTraits,
  type SilentCase,
} from './lasting-by-risk.ts'
