import {
  buyingModel,
  contractModel,
  discountedRenewals,
  fitContractModel,
  populationMeanSpend,
} from '../domain/clv/models.ts'
import type { BuyingModelName, SegmentPrior } from '../domain/clv/models.ts'
import { daysPerUnit } from '../domain/history/purchase-history.ts'
import { heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import type { BuyingStudy } from './buying-study.ts'
import type { ContractStudy } from './contract-study.ts'
import type { ValueAssumptions } from './customer-values.ts'
import { groupReader } from './field-groups.ts'
import type { Observation } from './observe.ts'
import { sumOf } from './value-study.ts'
import type { Ends, ValueStudy } from './value-study.ts'

/** What to expect of a new customer of a segment before anything is known of them. */
export interface NewCustomer {
  /** `segment`: fitted on its own customers; `pooled`: too few of them, the fit of everybody stands in. */
  source: 'segment' | 'pooled'
  /** Repeat purchases (payments under contract) over the horizon. */
  expected_purchases: number | null
  expected_spend: number | null
  clv_forward: number | null
}

export interface SegmentValue extends Ends {
  /** `null` for everybody. */
  segment: string | null
  n: number
  /** Customers who came back, or renewals that ended: what a fit of their own rests on. */
  evidence: number
  clv_forward: number | null
  new_customer: NewCustomer | null
}

/** Segments listed, largest first. */
const mostSegments = 12
const leastEvidence = 50

export interface Segments {
  rows: SegmentValue[]
  /** Smaller segments left out. */
  omitted: number
}

/** Forward value with interval of everybody in `scope` and of each level of `by`, and what a new customer of each brings. */
export async function valueSegments(
  context: ToolContext,
  at: Observation,
  study: ValueStudy,
  {
    scope,
    by,
    assumptions,
    bought,
    contract,
  }: {
    scope: readonly number[]
    by: string | undefined
    assumptions: ValueAssumptions
    bought: BuyingStudy | null
    contract: ContractStudy | null
  },
): Promise<Segments> {
  const groups = by === undefined ? [] : await groupsOf(context, at, study, by)
  const names = groups.map(({ name }) => name)
  const codes = new Int32Array(study.customerIds.length).fill(-1)
  groups.forEach(({ rows }, code) => rows.forEach(row => (codes[row] = code)))
  const priors = bought
    ? await boughtPriors(context, bought, codes, assumptions)
    : contract
      ? contractPriors(study, contract, codes, assumptions)
      : new Map<number, NewCustomer>()
  const wanted = new Set(scope)
  const evidence = (row: number): boolean =>
    contract ? (contract.observed.left[row] ?? 0) === 1 : (study.repeats[row] ?? 0) > 0
  const valueOf = (name: string | null, rows: readonly number[], code: number): SegmentValue => {
    const known = rows.filter(row => Number.isFinite(study.forward[row] ?? Number.NaN))
    return {
      segment: name,
      n: rows.length,
      evidence: rows.filter(evidence).length,
      clv_forward: known.length === 0 ? null : sumOf(study.forward, known),
      ...study.endsOfSum(known),
      new_customer: priors.get(code) ?? null,
    }
  }
  const rows = groups
    .map(({ name, rows: own }, code) =>
      valueOf(
        name,
        own.filter(row => wanted.has(row)),
        code,
      ),
    )
    .filter(({ n }) => n > 0)
    .toSorted((one, two) => two.n - one.n || ((one.segment ?? '') < (two.segment ?? '') ? -1 : 1))
  return {
    rows: [valueOf(null, scope, -1), ...rows.slice(0, mostSegments)],
    omitted: Math.max(0, Math.min(names.length, rows.length) - mostSegments),
  }
}

async function groupsOf(
  context: ToolContext,
  at: Observation,
  study: ValueStudy,
  by: string,
): Promise<{ name: string; rows: number[] }[]> {
  const table = await context.store.customerTable({ asOf: at.asOf })
  const levelOf = groupReader(table, by)
  const rowOf = new Map(table.customerIds.map((id, row) => [id, row]))
  const found = new Map<string, number[]>()
  study.customerIds.forEach((id, row) => {
    const own = rowOf.get(id)
    const level = own === undefined ? null : levelOf(own)
    if (level === null) return
    const list = found.get(level)
    if (list) list.push(row)
    else found.set(level, [row])
  })
  return [...found].sort(([one], [two]) => (one < two ? -1 : 1)).map(([name, rows]) => ({ name, rows }))
}

const finite = (value: number | null | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

async function boughtPriors(
  context: ToolContext,
  { histories, name, fit, spend, meanRepeat }: BuyingStudy,
  codes: Int32Array,
  assumptions: ValueAssumptions,
): Promise<Map<number, NewCustomer>> {
  const months = assumptions.horizonMonths === 'infinite' ? null : assumptions.horizonMonths
  const time = ((months ?? 12) * daysPerUnit.month) / daysPerUnit.week
  const settings = { months, assumptions }
  const pooledSpend = spend ? populationMeanSpend(spend.parameters).value : null
  const pooled = newBuyer(
    { name, parameters: fit.parameters, spend: pooledSpend, source: 'pooled' },
    settings,
  )
  if (!codes.some(code => code >= 0)) return new Map([[-1, pooled]])
  const inWeeks = (days: Float64Array): Float64Array => days.map(value => value / daysPerUnit.week)
  const priors: SegmentPrior[] = await heavyWork(
    context.signal,
    'segmentPriors',
    {
      repeats: histories.repeats,
      recency: inWeeks(histories.recencyDays),
      age: inWeeks(histories.ageDays),
    },
    codes,
    { model: name, times: [time], minimumRepeaters: leastEvidence, meanSpend: meanRepeat },
  )
  return new Map(
    priors.map(prior => [
      prior.segment ?? -1,
      prior.source === 'pooled'
        ? pooled
        : newBuyer(
            {
              name,
              parameters: prior.fit.parameters,
              spend: prior.expectedSpend ?? pooledSpend,
              source: 'segment',
            },
            settings,
          ),
    ]),
  )
}

/** A customer at their first purchase: the repeat purchases to come, discounted. */
function newBuyer(
  {
    name,
    parameters,
    spend,
    source,
  }: {
    name: BuyingModelName
    parameters: Readonly<Record<string, number>>
    spend: number | null
    source: NewCustomer['source']
  },
  { months, assumptions }: { months: number | null; assumptions: ValueAssumptions },
): NewCustomer {
  const model = buyingModel(name, parameters)
  const horizon = months === null ? null : (months * daysPerUnit.month) / daysPerUnit.week
  const delta = (Math.log1p(assumptions.annualDiscount) * daysPerUnit.week) / daysPerUnit.year
  const { value } = model.discounted({ repeats: 0, recency: 0, age: 0 }, { horizon, delta })
  return {
    source,
    expected_purchases: horizon === null ? null : finite(model.expectedNew(horizon)),
    expected_spend: finite(spend),
    clv_forward: value === null || spend === null ? null : finite(value * spend * assumptions.grossMargin),
  }
}

function contractPriors(
  study: ValueStudy,
  contract: ContractStudy,
  codes: Int32Array,
  assumptions: ValueAssumptions,
): Map<number, NewCustomer> {
  const days = daysPerUnit[contract.period]
  const horizon =
    assumptions.horizonMonths === 'infinite' ? null : (assumptions.horizonMonths * daysPerUnit.month) / days
  const discount = (1 + assumptions.annualDiscount) ** (days / daysPerUnit.year) - 1
  const rows = study.customerIds.map((_, row) => row)
  const newIn = (
    own: readonly number[],
    parameters: Readonly<Record<string, number>>,
    source: NewCustomer['source'],
  ) => {
    const model = contractModel(contract.name, parameters)
    const paying = own.filter(row => (study.meanSpend[row] ?? Number.NaN) > 0)
    const spend =
      paying.length === 0
        ? null
        : paying.reduce((sum, row) => sum + (study.meanSpend[row] ?? 0), 0) / paying.length
    const payments = (rate: number): number | null =>
      discountedRenewals(model, 0, { ahead: 1, horizon, discount: rate }).value
    const worth = payments(discount)
    return {
      source,
      expected_purchases: horizon === null ? null : finite(payments(0)),
      expected_spend: finite(spend),
      clv_forward: worth === null || spend === null ? null : finite(worth * spend * assumptions.grossMargin),
    }
  }
  const found = new Map<number, NewCustomer>([[-1, newIn(rows, contract.fit.parameters, 'pooled')]])
  const members = new Map<number, number[]>()
  for (const row of rows) {
    const code = codes[row] ?? -1
    if (code < 0) continue
    const list = members.get(code)
    if (list) list.push(row)
    else members.set(code, [row])
  }
  for (const [code, own] of members) {
    const ends = own.filter(row => (contract.observed.left[row] ?? 0) === 1).length
    const pick = (column: ArrayLike<number>): number[] => own.map(row => column[row] ?? 0)
    const fit =
      ends >= leastEvidence
        ? fitContractModel(contract.name, {
            renewals: pick(contract.observed.renewals),
            left: pick(contract.observed.left),
          })
        : null
    found.set(
      code,
      fit?.converged && fit.identified
        ? newIn(own, fit.parameters, 'segment')
        : newIn(own, contract.fit.parameters, 'pooled'),
    )
  }
  return found
}
