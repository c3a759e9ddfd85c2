import {
  buyingModel,
  forwardValueInterval,
  raceData,
  trackingError,
  trackWeekly,
} from '../domain/clv/models.ts'
import type { RaceEntry, TrackedWeek, TrackingData } from '../domain/clv/models.ts'
import { dayNumber } from '../domain/days.ts'
import { finiteOrNull } from '../domain/estimate.ts'
import { fromMinor, noCurrency } from '../domain/money.ts'
import type { ToolContext } from '../tool.ts'
import type { BuyingStudy } from './buying-study.ts'
import type { ValueAssumptions } from './customer-values.ts'
import type { Observation } from './observe.ts'
import { orderLog } from './order-log.ts'
import { endsAround, noEnds, sumOf } from './value-study.ts'
import type { Ends, HoldoutRow, ValueStudy } from './value-study.ts'

/** What a purchase model says of every buyer, with the table of its race and the weekly curve of the hold-out. */
export async function buyingValues(
  context: ToolContext,
  at: Observation,
  study: BuyingStudy,
  assumptions: ValueAssumptions,
): Promise<ValueStudy> {
  const { histories, forward } = study
  const currency = at.currency ?? noCurrency
  const log = study.race ? await orderLog(context, at) : null
  const asOfDay = dayNumber(at.asOf)
  const tracking = log
    ? (raceData(log.purchases, {
        calibrationDay: asOfDay - study.holdoutDays,
        asOfDay,
        unit: 'week',
      }).tracking ?? null)
    : null
  const tracked = (study.race?.entries ?? []).map(entry => ({ entry, weeks: weeksOf(entry, tracking) }))
  const own =
    tracked.find(({ entry }) => entry.name === study.name) ??
    tracked.find(({ entry }) => entry.name === study.race?.winner)
  return {
    model: study.name,
    fit: study.fit,
    timeUnit: 'week',
    customerIds: histories.customerIds,
    repeats: histories.repeats,
    recencyDays: histories.recencyDays,
    ageDays: histories.ageDays,
    meanSpend: study.meanSpend,
    alive: study.alive,
    expected: study.expected,
    forward,
    historical: histories.totalSpendMinor.map(minor => fromMinor(minor, currency) * assumptions.grossMargin),
    holdout: tracked.map(({ entry, weeks }) => holdoutRow(study, entry, weeks)),
    holdoutDays: study.holdoutDays,
    calibration: own?.entry.calibration ?? [],
    tracking: own?.weeks ?? [],
    ends: row => ownEnds(study, row, assumptions),
    endsOfSum: rows => {
      const sum = sumOf(forward, rows)
      return sum === null ? noEnds : endsAround(sum, study.halfWidthOf(rows))
    },
    told: {
      p_alive_from: study.aliveName,
      spend: study.spend ? { ...study.spend.parameters, correlation: study.spend.correlation } : 'own mean',
    },
  }
}

const weeksOf = ({ name, fit }: RaceEntry, tracking: TrackingData | null): TrackedWeek[] =>
  tracking ? trackWeekly(buyingModel(name, fit.parameters), tracking, 'week') : []

function holdoutRow(study: BuyingStudy, entry: RaceEntry, weeks: readonly TrackedWeek[]): HoldoutRow {
  return {
    model: entry.name,
    winner: entry.name === study.race?.winner,
    predicted_total: finiteOrNull(entry.predictedTotal),
    actual_total: study.race?.actualTotal ?? null,
    total_error: entry.totalError,
    mae: finiteOrNull(entry.mae),
    rmse: finiteOrNull(entry.rmse),
    correlation: entry.correlation,
    calibration_error: finiteOrNull(entry.calibrationError),
    tracking_error: weeks.length === 0 ? null : trackingError(weeks),
    log_likelihood: finiteOrNull(entry.fit.logLikelihood),
    bic: finiteOrNull(entry.fit.bic),
    eligible: entry.eligible,
  }
}

/** Interval of one customer's forward value; `null` ends where the models do not give one. */
function ownEnds(study: BuyingStudy, row: number, assumptions: ValueAssumptions): Ends {
  if (!study.spend) return noEnds
  const { histories } = study
  const interval = forwardValueInterval(
    study.name,
    study.fit,
    study.spend,
    {
      repeats: histories.repeats[row] ?? 0,
      recency: (histories.recencyDays[row] ?? 0) / 7,
      age: (histories.ageDays[row] ?? 0) / 7,
      meanSpend: study.meanRepeat[row] ?? 0,
    },
    {
      unit: 'week',
      horizonMonths: assumptions.horizonMonths === 'infinite' ? null : assumptions.horizonMonths,
      annualDiscount: assumptions.annualDiscount,
      grossMargin: assumptions.grossMargin,
    },
  )
  return { low: interval?.low ?? null, high: interval?.high ?? null }
}
