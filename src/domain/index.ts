/**
 * The pure functions of the product (`holdfast/domain`): plain data in, plain data out, no clock, no files, no
 * randomness but a seed that is given. Units, ranges and sources: docs/formulas.md.
 */
export {
  monthlyChurn,
  monthlyDiscount,
  monthlyRetention,
  annualChurn,
  annualDiscount,
  annualRetention,
} from './rates.ts'
export { clvByFormula, clvByFormulaDiscounted } from './clv/formula.ts'
export { discountedValue } from './clv/discounted.ts'
export { clvComponents } from './clv/components.ts'
export { clvSensitivity } from './clv/sensitivity.ts'
export { clvToCac, monthlyLifetimeValue, paybackMonths } from './clv/acquisition.ts'
export { summarisePurchases } from './history/summarise-purchases.ts'
export {
  buyingModel,
  fitBuyingModel,
  fitGammaGamma,
  expectedSpend,
  populationMeanSpend,
  discountedPurchases,
  forwardValue,
  raceModels,
} from './clv/models.ts'
export {
  fitSbg,
  sbgSurvival,
  sbgRetention,
  sbgDiscountedLifetime,
  sbgDiscountedResidual,
} from './clv/models.ts'
export {
  fitBdw,
  bdwSurvival,
  bdwRetention,
  bdwDiscountedLifetime,
  bdwDiscountedResidual,
} from './clv/models.ts'
export { fitBgBb, bgBbAlive, bgBbExpected, bgBbDiscounted } from './clv/models.ts'
export {
  campaignProfit,
  churnOver,
  retentionRoi,
  roiTornado,
  simulateRoi,
  valueTier,
  tiersFromData,
  spendCap,
} from './roi/index.ts'
export {
  crmProfile,
  purchaseProfile,
  usageProfile,
  scoreOne,
  scoreTable,
  scoreRow,
  explainChange,
  riskMatrix,
  lowHealthTraits,
  backtestHealth,
} from './health/index.ts'
export {
  segmentRfm,
  segmentByValueTier,
  segmentLifecycleStage,
  segmentLifecyclePattern,
  segmentAbc,
  segmentByFields,
  segmentFigures,
} from './segments/index.ts'
export {
  findDrivers,
  highRiskGroups,
  rateDifference,
  wilson,
  relativeRisk,
  oddsRatio,
  attributableFraction,
  churnMetrics,
  expectedMaximumProfit,
  maximumProfit,
} from './churn/index.ts'
export { mrrRates, monthlyAmount, rivalRates, silenceFromGaps } from './churn/index.ts'
export { sampleSize, detectableEffect, liftOf } from './experiments/index.ts'
export { combinedCut, findContradictions, revenueKept, revenueRetention } from './forecast/index.ts'
export { planBudget } from './budget/plan.ts'
export {
  netPresentValue,
  internalRate,
  paybackPeriods,
  discountedPaybackPeriods,
} from './lifecycle/cash-flows.ts'
