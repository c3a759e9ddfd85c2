import { costLines, costWindow, within } from '../../src/analysis/cost-lines.ts'
import type { DatedCost, Ledger, Window } from '../../src/analysis/cost-lines.ts'
import { missingMonths } from '../../src/analysis/cost-months.ts'
import type { MissingMonths } from '../../src/analysis/cost-months.ts'
import { inLedgerSpelling, newCustomersBy } from '../../src/analysis/new-customers.ts'
import type { NewBy, NewCustomer } from '../../src/analysis/new-customers.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { acquisitionCosts } from '../../src/domain/lifecycle/index.ts'
import type { AcquisitionCosts } from '../../src/domain/lifecycle/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { byChannel } from './costs-rows.ts'

/** A ledger needs no customers: the day of its last cost, or of its import, then stands for the data. */
async function observeLedger(context: ToolContext, lines: readonly DatedCost[]): Promise<Observation | null> {
  const at = await observe(context)
  if (at || lines.length === 0) return at
  const overview = await context.store.overview()
  const last = lines
    .flatMap(({ day }) => day ?? [])
    .toSorted()
    .at(-1)
  const imported = (await context.store.imports()).map(({ importedAt }) => importedAt.slice(0, 10)).toSorted()
  const asOf = last ?? imported.at(-1)
  return asOf === undefined
    ? null
    : { asOf, outcomesUntil: asOf, dated: last !== undefined, currency: overview.currency, overview }
}

/** The windows asked for, the earlier one first; refused where one ends before it starts or both overlap. */
function checkedPeriods(periods: readonly Window[] | undefined): Window[] {
  const sorted = (periods ?? []).toSorted((one, two) => (one.from < two.from ? -1 : 1))
  for (const { from, to } of sorted)
    if (from > to)
      throw new Fault('invalid_input', {
        field: 'periods',
        problem: `must end after it starts (${from} to ${to})`,
      })
  const [first, second] = sorted
  if (first && second && second.from <= first.to)
    throw new Fault('invalid_input', { field: 'periods', problem: 'must not overlap: before, then after' })
  return sorted
}

export interface ReadCosts {
  ledger: Ledger
  at: Observation | null
  /** The whole of the dated ledger; `null` where no line has a date. */
  whole: Window | null
  /** The window of the answer. */
  window: Window | null
  periods: Window[]
  lines: DatedCost[]
}

/** The ledger, and what of it the question is about. */
export async function readCosts(
  context: ToolContext,
  asked: readonly Window[] | undefined,
): Promise<ReadCosts> {
  const ledger = await costLines(context)
  const at = await observeLedger(context, ledger.lines)
  const periods = checkedPeriods(asked)
  const whole = costWindow(ledger.lines)
  const [first, second] = periods
  const one = first && !second ? first : null
  const lines = one ? ledger.lines.filter(({ day }) => day !== null && within(one, day)) : ledger.lines
  return { ledger, at, whole, window: one ?? whole, periods, lines }
}

export interface WonCosts {
  /** Everybody new in the window, and those of months whose acquisition spend is on record. */
  everybody: NewCustomer[]
  won: NewCustomer[]
  by: NewBy
  cac: AcquisitionCosts
  missing: MissingMonths[]
}

/** Who came in the window, and what winning them cost. */
export async function wonIn(
  context: ToolContext,
  lines: readonly DatedCost[],
  window: Window,
): Promise<WonCosts> {
  const missing = missingMonths(lines, window)
  const { won: found, by } = await newCustomersBy(context, window)
  const everybody = inLedgerSpelling(found, lines)
  // Who came in a month whose spend is not on record would make the others look cheap.
  const unbooked = new Set(
    missing.flatMap(({ stage, months }) => (stage === null || stage === 'acquisition' ? months : [])),
  )
  const won = everybody.filter(({ day }) => !unbooked.has(day.slice(0, 7)))
  return { everybody, won, by, missing, cac: acquisitionCosts(lines, byChannel(won)) }
}
