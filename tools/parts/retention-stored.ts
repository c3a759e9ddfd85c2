import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cohortMembers } from '../../src/analysis/retention-cohorts.ts'
import { lives } from '../../src/analysis/retention-lives.ts'
import { churnSensitivity, comparedPeriods, rivalPeriod } from '../../src/analysis/retention-periods.ts'
import { subscriptions } from '../../src/analysis/retention-subscriptions.ts'
import { scopeRows } from '../../src/analysis/scope.ts'
import { cohortTable, mrrLedger, retentionByAge } from '../../src/domain/churn/index.ts'
import { addDays, addMonths } from '../../src/domain/days.ts'
import { levelAt } from '../../src/domain/table.ts'
import type { CustomerTable } from '../../src/domain/table.ts'
import type { Where } from '../../src/domain/where.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { formulaId } from './formula-ids.ts'
import { rateRows, survivalFigures, survivalSummary } from './retention-direct.ts'
import { nothing, survivalOf } from './retention-shape.ts'
import type { RetentionWords } from './retention-shape.ts'

interface Asked {
  view: 'cohorts' | 'survival' | 'definitions' | 'movements' | 'compare'
  by?: string | undefined
  covariates?: string[] | undefined
  cohort: 'calendar' | 'n_day' | 'rolling'
  period: 'month' | 'week'
  periods: number
  where?: Where | undefined
  as_of?: string | undefined
}

interface View {
  asked: Asked
  context: ToolContext
  at: Observation
  say: RetentionWords
}

/** One view of retention over the stored data. */
export async function retentionStored(asked: Asked, context: ToolContext, say: RetentionWords) {
  const at = await observe(context, asked.as_of)
  if (!at) return { ...nothing, view: asked.view, status: 'no_data' as const, summary: say.noData }
  const base = { ...nothing, view: asked.view, as_of: at.asOf, currency: at.currency }
  const found = await views[asked.view]({ asked, context, at, say })
  if (!found) return { ...base, status: 'not_enough_data' as const, summary: say.missing[asked.view] }
  return { ...base, ...found }
}

const views = { cohorts, survival, definitions, movements, compare }
const days = [1, 7, 14, 30, 60, 90, 180, 365]

async function cohorts({ asked, context, at, say }: View) {
  const byDay = asked.cohort === 'n_day'
  const unit = byDay ? 'day' : asked.period
  const source = await cohortMembers(context, at, unit)
  if (!source || source.members.length === 0) return null
  const kind = asked.cohort === 'rolling' ? 'rolling' : 'exact'
  const ages = byDay ? days : Array.from({ length: asked.periods + 1 }, (_, age) => age)
  const table = cohortTable(source.members, ages, kind)
  const shown = table.slice(-asked.periods).map(({ cohort, size, cells }) => ({
    cohort,
    size,
    cells: cells.filter(({ denominator }) => denominator > 0).map(each => ({ ...each })),
  }))
  const byAge = retentionByAge(source.members, ages, kind).filter(({ denominator }) => denominator > 0)
  const { formats } = context
  const told = byAge
    .filter(({ age }) => (byDay ? [30, 90] : [1, 3, 6]).includes(age))
    .map(({ age, rate, numerator, denominator }) =>
      say.atAge({
        age: formats.number(age, 0),
        unit: say.units[unit],
        rate: formats.percent(rate),
        numerator: formats.number(numerator, 0),
        denominator: formats.number(denominator, 0),
      }),
    )
  return {
    summary: say.cohorts({
      n: formats.number(source.members.length, 0),
      cohorts: formats.number(table.length, 0),
      shown: formats.number(shown.length, 0),
      basis: say.basis[source.basis],
      kind: say.kinds[asked.cohort],
      told,
    }),
    figures: byAge.flatMap(({ rate, denominator, age }, index) =>
      rate === null || age === 0
        ? []
        : [
            {
              path: `by_age/${index}/rate`,
              name: say.figures.atAge(`${age}`, say.units[unit]),
              value: rate,
              unit: 'fraction',
              badge: 'measured' as const,
              n: denominator,
            },
          ],
    ),
    method: {
      name: 'cohort retention',
      formula_id: formulaId.cohorts,
      parameters: {
        kind: asked.cohort,
        period: unit,
        week_start: context.settings.values.week_start,
        time_zone: context.settings.values.time_zone ?? 'as stored',
        basis: source.basis,
      },
    },
    assumptions: [say.onlySeen],
    cohorts: shown,
    by_age: byAge.map(each => ({ ...each })),
  }
}

async function survival({ asked, context, at, say }: View) {
  const table = await context.store.customerTable({ asOf: at.asOf })
  const found = await lives(context, at, table)
  if (!found) return null
  const scope = asked.where ? await scopeRows(context, at, { where: asked.where }) : null
  const wanted = scope && new Set(scope.map(row => table.customerIds[row]))
  const rowOf = new Map(table.customerIds.map((id, row) => [id, row]))
  const groupOf = asked.by === undefined ? null : categoryReader(table, asked.by)
  const kept = found.customerIds.flatMap((id, life) => {
    const row = rowOf.get(id)
    if (row === undefined || (wanted && !wanted.has(id))) return []
    const group = groupOf ? groupOf(row) : ''
    return group === null ? [] : [{ life, row, group }]
  })
  const sizes = new Map<string, number>()
  for (const { group } of kept) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const large = kept.filter(({ group }) => (sizes.get(group) ?? 0) >= 10)
  if (large.length === 0) return null
  const data = {
    durations: large.map(({ life }) => found.durations[life] ?? 0),
    events: large.map(({ life }) => found.events[life] ?? 0),
  }
  const covariates = (asked.covariates ?? []).flatMap(name =>
    covariatesOf(
      table,
      name,
      large.map(({ row }) => row),
    ),
  )
  const result = survivalOf(data, {
    groups: groupOf ? large.map(({ group }) => group) : undefined,
    covariates,
    most: 60,
  })
  const left = found.customerIds.length - large.length
  return {
    ...result.parts,
    summary: survivalSummary(result, context.formats, say, say.lifeUnits[found.unit]),
    figures: survivalFigures(result.parts, result.curve.n, say),
    method: {
      name: 'Kaplan–Meier (log-log intervals), log-rank, Cox with Efron ties',
      formula_id: formulaId.survival,
      parameters: {
        n: result.curve.n,
        events: result.curve.events,
        unit: found.unit,
        basis: found.basis,
        by: asked.by ?? null,
        covariates: asked.covariates ?? [],
      },
    },
    assumptions: [say.censoring, say.firstSpell],
    warnings: left > 0 && !asked.where ? [say.leftOut(context.formats.number(left, 0))] : [],
  }
}

function known(table: CustomerTable, name: string) {
  const found = table.columns.find(column => column.name === name)
  if (!found)
    throw new Fault('invalid_input', {
      field: 'by',
      problem: `there is no field named ${name.slice(0, 60)}`,
      choices: table.columns.map(column => column.name).slice(0, 40),
    })
  return found
}

/** Level of a category, or the half of a number (below its median, or not). */
function categoryReader(table: CustomerTable, name: string): (row: number) => string | null {
  const found = known(table, name)
  if (found.kind === 'category') return row => levelAt(found, row)
  const sorted = found.values.filter(value => !Number.isNaN(value)).toSorted()
  const distinct = new Set(sorted)
  if (distinct.size <= 6)
    return row => (Number.isNaN(found.values[row] ?? Number.NaN) ? null : String(found.values[row]))
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  return row => {
    const value = found.values[row] ?? Number.NaN
    return Number.isNaN(value) ? null : value < middle ? `< ${middle}` : `≥ ${middle}`
  }
}

/** A number as it is (missing at its mean), a category as one indicator for each level but the first. */
function covariatesOf(table: CustomerTable, name: string, rows: readonly number[]) {
  const found = known(table, name)
  if (found.kind === 'number') {
    const values = rows.map(row => found.values[row] ?? Number.NaN)
    const present = values.filter(value => !Number.isNaN(value))
    const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length)
    return [{ name, values: values.map(value => (Number.isNaN(value) ? mean : value)), term: name }]
  }
  return found.levels.slice(1, 13).map((level, at) => ({
    name: `${name} = ${level}`,
    values: rows.map(row => (found.codes[row] === at + 1 ? 1 : 0)),
    term: name,
  }))
}

async function definitions({ context, at, say }: View) {
  const rival = await rivalPeriod(context, at)
  if (!rival) return null
  const { formats } = context
  const sensitivity = rival.from === null ? [] : await churnSensitivity(context, at)
  const rows = rival.rates.map(({ usedBy, ...rest }) => ({
    ...rest,
    used_by: usedBy,
    ...(rival.from === null ? {} : { from: rival.from, to: rival.to }),
  }))
  return {
    summary: `${say.rival(rows.map(each => `${say.definitions[each.name]} ${formats.percent(each.rate)} (${formats.number(each.numerator, 0)}/${formats.number(each.denominator, 0)})`))} ${say.sensitivity(sensitivity.map(each => say.inDays({ days: formats.number(each.days, 0), rate: formats.percent(each.rate), churned: formats.number(each.churned, 0), n: formats.number(each.n, 0) })))}`,
    figures: [
      ...rows.flatMap((each, index) =>
        each.rate === null
          ? []
          : [
              {
                path: `definitions/${index}/rate`,
                name: say.definitions[each.name],
                value: each.rate,
                unit: 'fraction',
                badge: 'measured' as const,
                n: each.denominator,
              },
            ],
      ),
      ...sensitivity.map((each, index) => ({
        path: `sensitivity/${index}/rate`,
        name: say.figures.inDays(`${each.days}`),
        value: each.rate,
        unit: 'fraction',
        badge: 'measured' as const,
        low: each.low,
        high: each.high,
        n: each.n,
      })),
    ],
    method: {
      name: 'rival churn rates of one period, and the headline at other windows',
      formula_id: formulaId.churnDefinitions,
      parameters: {
        definition: rival.definition.kind,
        grace_days: rival.definition.graceDays,
        from: rival.from,
        to: rival.to,
      },
    },
    assumptions: [say.sameCounts, rival.definition.kind === 'silence' ? say.silenceVaries : say.windowVaries],
    warnings: rival.from === null ? [say.undated] : [],
    definitions: rows,
    sensitivity: sensitivity.map(({ days: length, from, to, rate, low, high, churned, n }) => ({
      name: `${length}`,
      days: length,
      from,
      to,
      rate,
      low,
      high,
      numerator: churned,
      denominator: n,
    })),
  }
}

async function movements({ asked, context, at, say }: View) {
  const found = await subscriptions(context, at)
  if (!found || found.spans.length === 0) return null
  const { formats } = context
  const first = found.spans.map(({ start }) => start.slice(0, 7)).toSorted()[0] ?? at.asOf.slice(0, 7)
  const to = at.asOf.slice(0, 7)
  const asFar = addMonths(`${to}-01`, 1 - asked.periods).slice(0, 7)
  const ledger = mrrLedger(found.spans, { from: asFar > first ? asFar : first, to, rate: found.rate })
  const last = ledger.at(-1)
  if (!last) return null
  const rows = ledger.map(month => ({
    month: month.month,
    start: month.start,
    new: month.new,
    expansion: month.expansion,
    contraction: month.contraction,
    churn: month.churn,
    reactivation: month.reactivation,
    fx: month.fx,
    end: month.end,
    gross_churn: month.rates.gross_churn.value,
    net_churn: month.rates.net_churn.value,
    grr: month.rates.grr.value,
    nrr: month.rates.nrr.value,
    quick_ratio: month.rates.quick_ratio.value,
    customers_start: month.customersStart,
    new_customers: month.newCustomers,
    reactivated_customers: month.reactivatedCustomers,
    churned_customers: month.churnedCustomers,
    customers_end: month.customersEnd,
    logo_churn: month.logoChurn,
  }))
  const at1 = rows.length - 1
  const figure = (
    key: 'start' | 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation' | 'fx' | 'end',
  ) => ({
    path: `movements/${at1}/${key}`,
    name: say.movements[key],
    value: last[key],
    unit: at.currency ?? 'money',
    badge: 'measured' as const,
    n: last.customersStart,
  })
  return {
    summary: say.ledger({
      month: last.month,
      start: formats.money(last.start, at.currency),
      end: formats.money(last.end, at.currency),
      gained: formats.money(last.new + last.expansion + last.reactivation, at.currency),
      lost: formats.money(last.churn + last.contraction, at.currency),
      grr: formats.percent(last.rates.grr.value),
      nrr: formats.percent(last.rates.nrr.value),
      quick: formats.number(last.rates.quick_ratio.value, 2),
      churned: formats.number(last.churnedCustomers, 0),
      customers: formats.number(last.customersStart, 0),
      partial: at.asOf < lastDayOf(to),
    }),
    figures: [
      ...(['start', 'new', 'expansion', 'contraction', 'churn', 'reactivation', 'fx', 'end'] as const).map(
        figure,
      ),
      ...rateRows(last.rates).flatMap((each, index) =>
        each.rate === null
          ? []
          : [
              {
                path: `rates/${index}/rate`,
                name: say.rates[each.name],
                value: each.rate,
                unit: each.name === 'quick_ratio' ? 'ratio' : 'fraction',
                badge: 'measured' as const,
                n: last.customersStart,
              },
            ],
      ),
    ],
    method: {
      name: 'ledger of monthly recurring revenue by customer at month ends',
      formula_id: formulaId.mrr,
      parameters: {
        source: found.source,
        currencies: found.currencies,
        rates: 'latest on or before the month end; fx apart',
        from: rows[0]?.month ?? null,
        to,
        reactivation_in_nrr: false,
      },
    },
    assumptions: [
      say.ledgerMeaning,
      say.netCounts,
      ...(found.currencies.length > 1 ? [say.currencies(found.currencies.join(', '))] : []),
    ],
    warnings: found.unpriced > 0 ? [say.unpriced(formats.number(found.unpriced, 0))] : [],
    movements: rows,
    rates: rateRows(last.rates),
    gross_churn: last.rates.gross_churn.value,
    net_churn: last.rates.net_churn.value,
    grr: last.rates.grr.value,
    nrr: last.rates.nrr.value,
    quick_ratio: last.rates.quick_ratio.value,
  }
}

const lastDayOf = (month: string): string => addDays(addMonths(`${month}-01`, 1), -1)

async function compare({ asked, context, at, say }: View) {
  if (asked.by !== undefined) known(await context.store.customerTable({ asOf: at.asOf }), asked.by)
  const found = await comparedPeriods(context, at, asked.by)
  if (!found) return null
  const { formats } = context
  const { comparison, segments, before, after, waterfall } = found
  const change =
    comparison.before === null || comparison.after === null ? null : comparison.after - comparison.before
  return {
    summary: say.compared({
      before: formats.percent(comparison.before),
      after: formats.percent(comparison.after),
      beforePeriod: `${before.from}–${before.to}`,
      afterPeriod: `${after.from}–${after.to}`,
      likeForLike: formats.percent(comparison.likeForLike),
      mix: formats.percent(comparison.totalMix, 2),
      rate: formats.percent(comparison.totalRate, 2),
      by: found.by,
      opening: formats.number(waterfall.opening, 0),
      gained: formats.number(waterfall.new, 0),
      returned: formats.number(waterfall.returned, 0),
      lost: formats.number(waterfall.lost, 0),
      closing: formats.number(waterfall.closing, 0),
    }),
    figures: [
      {
        path: 'comparison/before',
        name: say.figures.before,
        value: comparison.before,
        unit: 'fraction',
        badge: 'measured' as const,
      },
      {
        path: 'comparison/after',
        name: say.figures.after,
        value: comparison.after,
        unit: 'fraction',
        badge: 'measured' as const,
      },
      {
        path: 'comparison/like_for_like',
        name: say.figures.likeForLike,
        value: comparison.likeForLike,
        unit: 'fraction',
        badge: 'measured' as const,
      },
    ],
    method: {
      name: 'decomposition into mix and rate (Kitagawa 1955)',
      formula_id: formulaId.periodComparison,
      parameters: { by: found.by },
    },
    assumptions: [say.mixMeaning],
    comparison: {
      by: found.by,
      before: comparison.before,
      after: comparison.after,
      like_for_like: comparison.likeForLike,
      change,
      total_mix: comparison.totalMix,
      total_rate: comparison.totalRate,
      residual: comparison.residual,
      before_from: before.from,
      before_to: before.to,
      after_from: after.from,
      after_to: after.to,
      steps: comparison.steps.map((step, index) => ({
        ...step,
        before_n: segments[index]?.before.n ?? 0,
        before_churned: segments[index]?.before.churned ?? 0,
        after_n: segments[index]?.after.n ?? 0,
        after_churned: segments[index]?.after.churned ?? 0,
      })),
      waterfall,
    },
  }
}
