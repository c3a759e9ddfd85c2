import { buyingModel, discountedPurchases, expectedSpend } from '../domain/clv/models.ts'
import type { BuyingModel, BuyingModelName, Fit, Race } from '../domain/clv/models.ts'
import type { GammaGammaFit } from '../domain/clv/models.ts'
import { dayNumber, isoDay } from '../domain/days.ts'
import { distinctHistories } from '../domain/history/distinct-histories.ts'
import { daysPerUnit } from '../domain/history/purchase-history.ts'
import type { Histories } from '../domain/history/purchase-history.ts'
import { fromMinor, noCurrency } from '../domain/money.ts'
import type { PurchaseHistoryColumns } from '../store/store.ts'
import { heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { breathe, timeToBreathe } from './breathe.ts'
import { sumIntervals } from './buying-intervals.ts'
import type { IntervalSources } from './buying-intervals.ts'
import type { ValueAssumptions } from './customer-values.ts'
import type { Observation } from './observe.ts'

/** Why purchases cannot be modelled: the first requirement missed (DATA-MODEL 5). */
export interface Shortfall {
  what: 'buyers' | 'days' | 'repeaters' | 'recent' | 'shape' | 'identified'
  found: number
  needed: number
}

/** Fitted models and what they say of every buyer; row i belongs to `histories.customerIds[i]`. */
export interface BuyingStudy {
  histories: PurchaseHistoryColumns
  name: BuyingModelName
  fit: Fit
  /** Model that P(alive) is taken from: BG/NBD calls every one-time buyer alive. */
  aliveName: BuyingModelName
  spend: GammaGammaFit | null
  race: Race | null
  holdoutDays: number
  alive: Float64Array
  /** Purchases over the horizon. */
  expected: Float64Array
  /** Discounted purchases over the horizon; NaN where the value does not exist. */
  discounted: Float64Array
  /** Observed mean of the repeat purchases, major units. */
  meanRepeat: Float64Array
  /** Spend a purchase, major units. */
  meanSpend: Float64Array
  forward: Float64Array
  /** Half width of the interval of the sum over some rows, on the ln scale; `null` where the model is not identified. */
  halfWidthOf: (rows: readonly number[]) => number | null
  /** The same over everybody. */
  logHalfWidth: number | null
}

export type BuyingAnswer = { study: BuyingStudy; shortfall: null } | { study: null; shortfall: Shortfall }

const gate = { buyers: 500, days: 180, repeaters: 100, recentDays: 30 }
const least = { repeaters: 50 }
const weeks = daysPerUnit.week

const inWeeks = (days: Float64Array): Float64Array => days.map(value => value / weeks)
const asHistories = (columns: PurchaseHistoryColumns): Histories => ({
  repeats: columns.repeats,
  recency: inWeeks(columns.recencyDays),
  age: inWeeks(columns.ageDays),
})

const count = (values: Float64Array, test: (value: number) => boolean): number =>
  values.reduce((sum, value) => sum + (test(value) ? 1 : 0), 0)

function shortfallOf(columns: PurchaseHistoryColumns, asOf: string, strict: boolean): Shortfall | null {
  const n = columns.customerIds.length
  const first = columns.firstDay.reduce((least_, day) => Math.min(least_, day), Infinity)
  const days = n === 0 ? 0 : dayNumber(asOf) - first
  const repeaters = count(columns.repeats, value => value > 0)
  if (!strict)
    return repeaters >= least.repeaters
      ? null
      : { what: 'repeaters', found: repeaters, needed: least.repeaters }
  const frequent = count(columns.repeats, value => value >= 2)
  const silence = columns.ageDays.reduce(
    (min, age, row) => Math.min(min, age - (columns.recencyDays[row] ?? 0)),
    Infinity,
  )
  if (n < gate.buyers) return { what: 'buyers', found: n, needed: gate.buyers }
  if (days < gate.days) return { what: 'days', found: days, needed: gate.days }
  if (frequent < gate.repeaters) return { what: 'repeaters', found: frequent, needed: gate.repeaters }
  return silence > gate.recentDays ? { what: 'recent', found: silence, needed: gate.recentDays } : null
}

/** Customers that race at most: every k-th beyond. Which model forecasts best is told by far fewer. */
const mostRaced = 5_000

function everyNth(columns: PurchaseHistoryColumns, holdoutRepeats: Float64Array) {
  const step = Math.ceil(columns.customerIds.length / mostRaced)
  const thin = (values: Float64Array): Float64Array =>
    step <= 1 ? values : values.filter((_, row) => row % step === 0)
  const calibration = {
    repeats: thin(columns.repeats),
    recency: thin(inWeeks(columns.recencyDays)),
    age: thin(inWeeks(columns.ageDays)),
  }
  return { calibration, holdoutPurchases: thin(holdoutRepeats) }
}

async function runRace(
  context: ToolContext,
  at: Observation,
  firstDay: number,
): Promise<{ race: Race; holdoutDays: number } | null> {
  const span = dayNumber(at.asOf) - firstDay
  const holdoutDays = Math.min(365, Math.floor(span / 2))
  if (holdoutDays < 60) return null
  const cut = isoDay(dayNumber(at.asOf) - holdoutDays)
  const columns = await context.store.purchaseHistories({ asOf: cut, holdoutUntil: at.asOf })
  if (!columns.holdoutRepeats || count(columns.repeats, value => value > 0) < least.repeaters) return null
  const race = await heavyWork(context.signal, 'raceModels', {
    unit: 'week',
    ...everyNth(columns, columns.holdoutRepeats),
    holdoutDays,
  })
  return { race, holdoutDays }
}

async function fitSpend(
  context: ToolContext,
  columns: PurchaseHistoryColumns,
  meanSpend: Float64Array,
): Promise<GammaGammaFit | null> {
  // Orders of no amount leave nothing to learn spend from.
  const usable = columns.repeats.filter((value, row) => value > 0 && (meanSpend[row] ?? 0) > 0).length
  if (usable < least.repeaters) return null
  const fit = await heavyWork(context.signal, 'fitGammaGamma', { repeats: columns.repeats, meanSpend })
  return fit.identified && Number.isFinite(fit.parameters.q) ? fit : null
}

/** Values of the distinct histories under one model, spread back over the customers. */
async function spread(
  model: BuyingModel,
  aliveModel: BuyingModel,
  columns: PurchaseHistoryColumns,
  assumptions: ValueAssumptions,
) {
  const merged = distinctHistories(asHistories(columns))
  const { repeats, recency, age, rowOf } = merged
  const endless = assumptions.horizonMonths === 'infinite'
  const months = assumptions.horizonMonths === 'infinite' ? null : assumptions.horizonMonths
  const settings = {
    unit: 'week' as const,
    horizonMonths: months,
    annualDiscount: assumptions.annualDiscount,
    grossMargin: assumptions.grossMargin,
  }
  const time = (months ?? 12) * (daysPerUnit.month / weeks)
  const rows = Array.from(merged.weights, (_, row) => ({
    repeats: repeats.values[repeats.index[row] ?? 0] ?? 0,
    recency: recency.values[recency.index[row] ?? 0] ?? 0,
    age: age.values[age.index[row] ?? 0] ?? 0,
  }))
  const at = async (of: (history: (typeof rows)[number]) => number): Promise<Float64Array> => {
    const values = new Float64Array(rows.length)
    const due = timeToBreathe()
    for (const [row, history] of rows.entries()) {
      if (due()) await breathe()
      values[row] = of(history)
    }
    return Float64Array.from(rowOf, row => values[row] ?? Number.NaN)
  }
  return {
    distinct: rows,
    rowOf,
    settings,
    alive: await at(history => aliveModel.alive(history)),
    expected: await at(history => (endless ? Number.NaN : model.expected(history, time))),
    discounted: await at(history => discountedPurchases(model, history, settings).value ?? Number.NaN),
  }
}

/**
 * Models the purchases of all buyers: the asked model, or the winner of a race on a time hold-out. Refuses with what
 * is missing where the data is too thin; a model asked for by name only needs enough repeat buyers.
 */
export function buyingStudy(
  context: ToolContext,
  at: Observation,
  assumptions: ValueAssumptions,
  asked: BuyingModelName | null,
): Promise<BuyingAnswer> {
  return context.once(`buying/${at.asOf}/${asked ?? 'race'}/${JSON.stringify(assumptions)}`, async () => {
    if (at.overview.buyers === 0) return { study: null, shortfall: { what: 'shape', found: 0, needed: 1 } }
    const columns = await context.store.purchaseHistories({ asOf: at.asOf })
    const shortfall = shortfallOf(columns, at.asOf, asked === null)
    if (shortfall) return { study: null, shortfall }
    const firstDay = columns.firstDay.reduce((least_, day) => Math.min(least_, day), Infinity)
    context.progress(1, 4, 'race')
    const raced = await context.once(`race/${at.asOf}`, () => runRace(context, at, firstDay))
    const name = asked ?? raced?.race.winner ?? 'mbg_nbd'
    context.progress(2, 4, name)
    const histories = asHistories(columns)
    const fitOf = (model: BuyingModelName): Promise<Fit> =>
      context.once(`fit/${at.asOf}/${model}`, () =>
        heavyWork(context.signal, 'fitBuyingModel', model, histories),
      )
    const fit = await fitOf(name)
    if (asked === null && (!fit.identified || raced?.race.reason === 'fallback')) {
      return { study: null, shortfall: { what: 'identified', found: 0, needed: 1 } }
    }
    const model = buyingModel(name, fit.parameters)
    const aliveName = name === 'bg_nbd' && asked === null ? 'mbg_nbd' : name
    const aliveFit = aliveName === name ? fit : await fitOf(aliveName)
    const currency = at.currency ?? noCurrency
    const spendMajor = columns.meanRepeatSpendMinor.map(minor => fromMinor(minor, currency))
    const spend = await context.once(`spend/${at.asOf}`, () => fitSpend(context, columns, spendMajor))
    context.progress(3, 4, 'value')
    const spreadOut = await spread(model, buyingModel(aliveName, aliveFit.parameters), columns, assumptions)
    const meanSpend = spendMajor.map((own, row) => {
      const repeats = columns.repeats[row] ?? 0
      const expected = spend ? expectedSpend(spend.parameters, { repeats, meanSpend: own }).value : null
      const total = fromMinor(columns.totalSpendMinor[row] ?? 0, currency) / (repeats + 1)
      return expected ?? (repeats > 0 ? own : total)
    })
    const forward = meanSpend.map(
      (amount, row) =>
        assumptions.grossMargin * Math.max(0, amount) * (spreadOut.discounted[row] ?? Number.NaN),
    )
    await breathe()
    const sources: IntervalSources = {
      ...spreadOut,
      name,
      fit,
      spend,
      repeats: columns.repeats,
      meanRepeat: spendMajor,
      meanSpend,
    }
    const { halfWidthOf, prepare } = sumIntervals(sources)
    const everybody = columns.customerIds.map((_, row) => row)
    await prepare(everybody)
    const study: BuyingStudy = {
      histories: columns,
      name,
      fit,
      aliveName,
      spend,
      race: raced?.race ?? null,
      holdoutDays: raced?.holdoutDays ?? 0,
      alive: spreadOut.alive,
      expected: spreadOut.expected,
      discounted: spreadOut.discounted,
      meanRepeat: spendMajor,
      meanSpend,
      forward,
      halfWidthOf,
      logHalfWidth: halfWidthOf(everybody),
    }
    return { study, shortfall: null }
  })
}
