import type { CustomerTable } from '../table.ts'
import { applyBins, learnBins } from './bins.ts'
import { boost, type BoostingOptions } from './boosting.ts'
import type { ChurnModel } from './churn-model.ts'
import { encode, learnEncoding, type EncodedFeature } from './encoding.ts'
import { fitLogistic } from './logistic.ts'

type Common = Pick<ChurnModel, 'columns' | 'calibration' | 'neighbours'>

/**
 * Fits a model of the given kind on all rows; nothing is chosen or judged here. `near` is a model of nearly the same
 * data: a logistic one starts from its coefficients and stops where probabilities no longer move.
 */
export function fitChurnModel(
  kind: ChurnModel['kind'],
  data: CustomerTable,
  labels: Uint8Array,
  common: Common,
  boosting: BoostingOptions = {},
  near: ChurnModel | null = null,
): ChurnModel {
  if (kind === 'logistic') {
    const features = learnEncoding(data)
    const options = near?.kind === 'logistic' ? { start: startFrom(near, features), tolerance } : {}
    const fit = fitLogistic(encode(data, features), labels, { ...options, errors: false })
    return { ...common, kind, features, fit }
  }
  const binnings = learnBins(data)
  return { ...common, kind, binnings, fit: boost(applyBins(data, binnings), binnings, labels, boosting) }
}

const tolerance = 1e-9

const keyOf = (feature: EncodedFeature): string =>
  `${feature.kind}/${feature.column}/${feature.kind === 'level' ? feature.level : ''}`

/** Coefficients of a fitted model in the order of other features; 0 for those it does not have. */
function startFrom(
  { features, fit }: Extract<ChurnModel, { kind: 'logistic' }>,
  wanted: readonly EncodedFeature[],
): Float64Array {
  const known = new Map(features.map((feature, at) => [keyOf(feature), fit.coefficients[at] ?? 0]))
  return Float64Array.of(fit.intercept, ...wanted.map(feature => known.get(keyOf(feature)) ?? 0))
}
