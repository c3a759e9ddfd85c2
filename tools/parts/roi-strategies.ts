import { strategyRanges } from '../../src/analysis/campaign-posteriors.ts'
import type { StrategyRange } from '../../src/analysis/campaign-posteriors.ts'
import type { RoiThresholds } from '../../src/domain/roi/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { words } from '../words/evaluate-retention-roi.ts'
import type { WordsOf } from './words-of.ts'

export type Range = number | [number, number]
export type RoiWords = WordsOf<typeof words>

/** A strategy of the caller's own, for one call. */
export interface StrategyParts {
  marketing?: number | undefined
  offer?: number | undefined
  labour?: number | undefined
  success_rate?: Range | undefined
}

/** The strategy of that name among those in force: the settings', else the documents' three. */
export function strategyNamed(context: ToolContext, name: string): StrategyRange {
  const known = strategyRanges(context)
  const found = known.find(strategy => strategy.name.toLowerCase() === name.toLowerCase())
  if (found) return found
  throw new Fault('invalid_input', {
    field: 'strategy',
    problem: `there is no strategy named ${name}`,
    choices: known.map(strategy => strategy.name),
  })
}

export const thresholdsIn = ({ settings }: ToolContext): RoiThresholds => settings.values.roi_thresholds

/** A rate above 1 cannot be reached: `null`, and its name stands in `out_of_reach`. */
export const reachable = (rate: number | null): number | null => (rate === null || rate > 1 ? null : rate)

/** `successRateFor50` as answers write it: `success_rate_for_50`. */
export const snakeName = (name: string): string =>
  name.replace(/[A-Z]|\d+/g, part => `_${part.toLowerCase()}`)
