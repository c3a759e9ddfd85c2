export type Decision = 'execute' | 'consider' | 'no'

export interface RoiThresholds {
  /** ROI from which an action is worth considering; "one in, at least 1.5 back". */
  consider: number
  /** ROI above which it is executed at once. */
  execute: number
}

export const documentThresholds: RoiThresholds = { consider: 0.5, execute: 1 }

// Binary noise must not push an ROI of exactly 50 % or 100 % over its line.
const noise = 1e-9

/** ROI > 100 % execute; 50 % ≤ ROI ≤ 100 % consider; below no. Both lines belong to "consider". */
export function decide(roi: number, thresholds: RoiThresholds = documentThresholds): Decision {
  if (roi > thresholds.execute + noise) return 'execute'
  return roi >= thresholds.consider - noise ? 'consider' : 'no'
}

/** Decision on what an action brings and costs, money; what costs nothing is done where it brings anything. */
export function decideOn(
  gain: number,
  cost: number,
  thresholds: RoiThresholds = documentThresholds,
): Decision {
  if (cost === 0) return gain > 0 ? 'execute' : 'no'
  return decide((gain - cost) / cost, thresholds)
}

export const clearsConsider = (roi: number, thresholds: RoiThresholds = documentThresholds): boolean =>
  decide(roi, thresholds) !== 'no'
