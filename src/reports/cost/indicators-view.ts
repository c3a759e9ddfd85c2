import type { View } from '../common-view.ts'
import type { Unit } from '../figure-book.ts'
import type { CostSection } from './view.ts'

const indicatorUnit = (unit: string | null): Unit =>
  unit === 'money' ? 'money' : unit === 'points' ? 'score' : 'share'

/** Indicators of the stages with what they are counted from; `null` without any. */
export function indicatorsView({ read, own, printer }: CostSection): View[] | null {
  const costs = read('costs')
  const paths = costs?.items('indicators').filter(path => costs.has(`${path}/value`)) ?? []
  if (costs === null || paths.length === 0) return null
  return paths.map(path => {
    const unit = indicatorUnit(costs.raw(`${path}/unit`))
    return {
      stage: own.indicatorStages[costs.raw(`${path}/stage`) ?? ''] ?? costs.text(`${path}/stage`),
      name: own.indicators[costs.raw(`${path}/name`) ?? ''] ?? printer.text(costs.raw(`${path}/name`)),
      value: costs.fig(`${path}/value`, unit),
      numerator: costs.fig(`${path}/numerator`, unit === 'money' ? 'money' : 'count'),
      denominator: costs.fig(`${path}/denominator`, 'count'),
    }
  })
}
