/** The statistical CLV models: everything that tools, reports and stores may use of them. */
export {
  fitBgNbd,
  bgNbdAlive,
  bgNbdDiscounted,
  bgNbdExpected,
  bgNbdExpectedNew,
  bgNbdLogLikelihood,
  bgNbdMass,
} from './bg-nbd.ts'
export type { BgNbd } from './bg-nbd.ts'
export {
  fitMbgNbd,
  mbgNbdAlive,
  mbgNbdDiscounted,
  mbgNbdExpected,
  mbgNbdExpectedNew,
  mbgNbdLogLikelihood,
  mbgNbdMass,
} from './mbg-nbd.ts'
export type { MbgNbd } from './mbg-nbd.ts'
export {
  fitParetoNbd,
  paretoNbdAlive,
  paretoNbdDiscounted,
  paretoNbdExpected,
  paretoNbdExpectedNew,
  paretoNbdLogLikelihood,
  paretoNbdMass,
} from './pareto-nbd.ts'
export type { ParetoNbd } from './pareto-nbd.ts'
export { fitParetoCovariates, withTraits } from './pareto-covariates.ts'
export type { Covariate, CovariateEffect, ParetoCovariateFit } from './pareto-covariates.ts'
export { fitNbd, nbdDiscounted, nbdExpected, nbdLogLikelihood, nbdMass } from './nbd.ts'
export type { Nbd } from './nbd.ts'
export { buyingModel, buyingModelNames, buyingParameters, fitBuyingModel } from './buying-model.ts'
export type { BuyingModel, BuyingModelName } from './buying-model.ts'
export { correlationLimit, expectedSpend, fitGammaGamma, populationMeanSpend } from './gamma-gamma.ts'
export type { GammaGamma, GammaGammaFit } from './gamma-gamma.ts'
export type { SpendHistories } from './spend-rows.ts'
export {
  bgBbAlive,
  bgBbDiscounted,
  bgBbExpected,
  bgBbExpectedNew,
  bgBbLogLikelihood,
  bgBbMass,
  fitBgBb,
} from './bg-bb.ts'
export type { BgBb, OpportunityHistories, OpportunityHistory } from './bg-bb.ts'
export { opportunitiesOf, opportunityLog } from './opportunities.ts'
export type { Opportunities, OpportunityLog } from './opportunities.ts'
export { fitSbg, sbgDiscountedLifetime, sbgDiscountedResidual, sbgRetention, sbgSurvival } from './sbg.ts'
export type { Sbg } from './sbg.ts'
export { bdwDiscountedLifetime, bdwDiscountedResidual, bdwRetention, bdwSurvival, fitBdw } from './bdw.ts'
export type { Bdw } from './bdw.ts'
export type { Survivors } from './retention-curve.ts'
export {
  contractModel,
  contractModelNames,
  discountedRenewals,
  fitContractModel,
  raceContracts,
  survivorsOf,
} from './renewal-lives.ts'
export type {
  ContractModel,
  ContractModelName,
  ContractRaceEntry,
  HeldOutLife,
  RenewalLives,
} from './renewal-lives.ts'
export { raceModels, scoreHoldout } from './race.ts'
export type { FrequencyBin, Race, RaceEntry } from './race.ts'
export { raceData } from './race-data.ts'
export type { RaceData, TrackingData } from './race-data.ts'
export { trackingError, trackWeekly } from './tracking.ts'
export type { TrackedWeek } from './tracking.ts'
export { buyingInterval, buyingVariance, deltaVariance, spendInterval } from './intervals.ts'
export type { Interval } from './intervals.ts'
export { discountedPurchases, forwardValue, forwardValueInterval } from './spend-value.ts'
export type { ValueSettings } from './spend-value.ts'
export { continuousRate, discountedByPeriods, discountedStream } from './discounting.ts'
export type { MaybeValue } from './discounting.ts'
export { contractSetting } from './contract-setting.ts'
export type { Setting, SettingDecision, SettingEvidence } from './contract-setting.ts'
export { segmentPriors } from './segment-priors.ts'
export type { PriorSettings, SegmentPrior } from './segment-priors.ts'
export type { Fit, FitWarning } from './fit.ts'
