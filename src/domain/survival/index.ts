export {
  kaplanMeier,
  restrictedMean,
  survivalAt,
  type CurveOptions,
  type SurvivalCurve,
  type SurvivalStep,
} from './kaplan-meier.ts'
export { logRank, type LogRank } from './log-rank.ts'
export {
  coxSurvival,
  fitCox,
  type Covariate,
  type CoxCoefficient,
  type CoxModel,
  type CoxOptions,
} from './cox.ts'
export { concordance } from './concordance.ts'
export type { ProportionalityTest } from './proportionality.ts'
export type { SurvivalData } from './observations.ts'
