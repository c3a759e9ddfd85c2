import { customerView, labelAt } from '../../src/analysis/customer-view.ts'
import { healthScores, profileInForce } from '../../src/analysis/health-scores.ts'
import { observe } from '../../src/analysis/observe.ts'
import { scopeRows } from '../../src/analysis/scope.ts'
import { staleSnapshot } from '../../src/analysis/stale-snapshot.ts'
import { wilson } from '../../src/domain/churn/index.ts'
import { dimensionColumn, healthBands, scoreTable } from '../../src/domain/health/index.ts'
import type { HealthBand } from '../../src/domain/health/index.ts'
import { leastFirst } from '../../src/domain/least-first.ts'
import { numbers, selectRows } from '../../src/domain/table.ts'
import type { Where } from '../../src/domain/where.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { formulaId } from './formula-ids.ts'
import { partsOf, profileParameters } from './health-direct.ts'
import type { HealthWords } from './health-direct.ts'
import { findHealth } from './health-findings.ts'
import { backtests, moversSince } from './health-looks.ts'
import { shortNumbers } from './short-numbers.ts'
import { fieldLabel } from '../../src/locales/field-labels.ts'

export interface StoredHealth {
  profile?: string | undefined
  where?: Where | undefined
  weights?: Readonly<Record<string, number>> | undefined
  matrix?: { rows: string; columns: string } | undefined
  compare_to?: string | undefined
  backtest?: boolean | undefined
  as_of?: string | undefined
  detail?: 'concise' | 'full' | undefined
  limit: number
  offset: number
}

const bandNames: readonly HealthBand[] = ['high', 'medium', 'low']
const empty = {
  bands: [],
  dimensions: [],
  matrix: null,
  traits: [],
  traits_not_shown: 0,
  movers: [],
  backtest: null,
  ...page([], { limit: 1 }),
}

/** Health of stored customers: bands, risk matrix, traits of the low band, movers, back-test. */
export async function scoreStored(asked: StoredHealth, context: ToolContext, say: HealthWords) {
  const at = await observe(context, asked.as_of)
  if (!at) return { ...empty, status: 'no_data' as const, summary: say.noData }
  const base = { as_of: at.asOf, currency: at.currency }
  const scope = await scopeRows(context, at, asked)
  if (scope.length === 0) return { ...empty, ...base, status: 'no_data' as const, summary: say.nobody }
  const whole = await healthScores(context, at)
  const own = asked.weights !== undefined || asked.profile !== undefined
  const profile = profileInForce(context, whole.table, asked.weights, asked.profile)
  const scored = own ? scoreTable(whole.table, profile) : whole.scored
  const view = await customerView(context, at)
  const live = numbers(view, 'is_active')
  const lastOrder = profile.name === 'b2c_purchase' ? numbers(view, 'days_since_last_order') : undefined
  const neverBought = (row: number): boolean =>
    lastOrder !== undefined && Number.isNaN(lastOrder[row] ?? Number.NaN)
  const present = scope.filter(row => live?.[row] !== 0 && !neverBought(row))
  const ended = scope.filter(row => live?.[row] === 0).length
  const kept = present.filter(row => !Number.isNaN(scored.scores[row] ?? Number.NaN))
  const { overrides } = scored
  const overridden =
    overrides.size === 0 ? 0 : kept.filter(row => overrides.has(view.customerIds[row] ?? '')).length
  const bandOf = (row: number): HealthBand | null => healthBands[scored.bands[row] ?? -1] ?? null
  // A filter must select whom it counts: those in scope who are still there, and scored.
  const counted: Where[] = [
    ...(asked.where ? [asked.where] : []),
    ...(ended > 0 ? [{ field: 'is_active', op: 'eq' as const, value: 1 }] : []),
    ...(present.length + ended < scope.length
      ? [{ field: 'days_since_last_order', op: 'gte' as const, value: 0 }]
      : []),
  ]
  const selecting = (filter: Where, ...more: Where[]): Where => {
    const parts = [filter, ...more, ...counted]
    return parts.length === 1 ? filter : { all: parts }
  }
  const someUnscored: Where[] =
    kept.length < present.length ? [{ field: 'health_score', op: 'gte', value: 0 }] : []
  const { formats, language } = context
  const join = language === 'en' ? ', ' : '、'
  const parameters = profileParameters(profile)
  const method = { name: say.method, formula_id: formulaId.health, parameters }
  const told = (row: number) => {
    const one = scored.row(row)
    return {
      customer_id: view.customerIds[row] ?? '',
      score: one.score,
      band: one.band,
      coverage: one.coverage,
      ...(one.override
        ? {
            override: {
              author: one.override.author,
              reason: one.override.reason,
              expires_on: one.override.expiresOn,
            },
          }
        : {}),
      ...(asked.detail === 'full' ? { tier: labelAt(view, 'value_tier', row) } : {}),
      parts:
        asked.detail === 'concise'
          ? Object.fromEntries(Object.entries(partsOf(one)).map(([name, { points }]) => [name, { points }]))
          : partsOf(one),
    }
  }
  const ids = view.customerIds
  const ordered = leastFirst(
    present,
    row => scored.scores[row] ?? Number.NaN,
    (one, two) => ((ids[one] ?? '') < (ids[two] ?? '') ? -1 : 1),
    asked.offset + asked.limit,
  )
  const worstRow = ordered[0]
  const shown = page(ordered, asked)
  const listed = { ...shown, rows: shown.rows.map(told) }
  const lacking = say.inputsMissing(scored.inputsMissing.map(field => fieldLabel(field, language)).join(join))
  if (kept.length === 0) {
    return {
      ...empty,
      ...base,
      status: 'not_enough_data' as const,
      summary: say.noScores(say.profiles[profile.name] ?? profile.name),
      method,
      warnings: [lacking],
      ...listed,
    }
  }
  const revenue = numbers(view, 'revenue_per_year')
  const revenueOf = (members: readonly number[]): number =>
    members.reduce(
      (sum, row) => sum + (Number.isNaN(revenue?.[row] ?? Number.NaN) ? 0 : (revenue?.[row] ?? 0)),
      0,
    )
  const allRevenue = revenueOf(kept)
  const bands = bandNames.map(band => {
    const members = kept.filter(row => bandOf(row) === band)
    const share = wilson(members.length, kept.length)
    return {
      band,
      n: members.length,
      share: members.length / kept.length,
      low: share.low,
      high: share.high,
      revenue: revenue ? revenueOf(members) : null,
      revenue_share: revenue && allRevenue > 0 ? revenueOf(members) / allRevenue : null,
      // Weights or a profile of this call alone are not what filters read.
      filter: own ? null : selecting({ field: 'health_band', op: 'eq', value: band }),
    }
  })
  const table = selectRows(view, kept)
  const low = Int8Array.from(kept, row => (bandOf(row) === 'low' ? 1 : 0))
  const { matrix, worst, traits, traitsNotShown } = findHealth(table, low, {
    matrix: asked.matrix,
    scoreFields: scored.fieldsUsed,
    inFull: asked.detail === 'full',
    selecting: filter => (own && someUnscored.length > 0 ? null : selecting(filter, ...someUnscored)),
  })
  const dimensions = profile.dimensions.map(({ name }) => {
    const values = dimensionColumn(scored, name)
    const sums = { low: 0, others: 0 }
    const known = { low: 0, others: 0 }
    for (const row of kept) {
      const value = values?.[row] ?? Number.NaN
      if (Number.isNaN(value)) continue
      const side = bandOf(row) === 'low' ? 'low' : 'others'
      sums[side] += value
      known[side] += 1
    }
    const lowMean = known.low === 0 ? null : sums.low / known.low
    const othersMean = known.others === 0 ? null : sums.others / known.others
    const weight = profile.dimensions.find(known => known.name === name)?.weight ?? 0
    return {
      dimension: name,
      low_mean: lowMean,
      others_mean: othersMean,
      gap_points: lowMean === null || othersMean === null ? null : weight * (othersMean - lowMean),
    }
  })
  const widest = dimensions.toSorted((one, two) => (two.gap_points ?? 0) - (one.gap_points ?? 0))[0]
  const looked = { profile, judged: !own }
  const movers = asked.compare_to ? await moversSince(context, at, asked.compare_to, scored, looked) : []
  const tested = asked.backtest === false ? null : await backtests(context, at, profile, asked.backtest)
  // The AUC is a figure: it keeps its digits.
  const backtest =
    tested && asked.detail === 'concise' ? { ...shortNumbers(tested), auc: tested.auc } : tested
  const stale = await staleSnapshot(context, at)
  const names = (name: string): string => say.dimensions[name] ?? name.replaceAll('_', ' ')
  const worstText = worst.map(cell =>
    say.cell({
      name: `${cell.row} × ${cell.column}`,
      share: formats.percent(cell.lowShare?.value ?? null),
      n: formats.number(cell.n, 0),
    }),
  )
  return {
    ...base,
    summary: say.many({
      n: formats.number(present.length, 0),
      scored: formats.number(kept.length, 0),
      profile: say.profiles[profile.name] ?? profile.name,
      weights: profile.dimensions
        .map(({ name, weight }) => `${names(name)} ${formats.percent(weight, 0)}`)
        .join(join),
      bands: bands
        .map(
          ({ band, n, share }) =>
            `${say.bands[band] ?? band} ${formats.number(n, 0)}${say.inBrackets(formats.percent(share))}`,
        )
        .join(join),
      high: formats.number(profile.bands.high),
      medium: formats.number(profile.bands.medium),
      worst: `${worstText.length > 0 ? say.worst(worstText.join(join)) : ''}${widest?.gap_points ? say.widest({ name: names(widest.dimension), low: formats.number(widest.low_mean, 1), others: formats.number(widest.others_mean, 1), points: formats.number(widest.gap_points, 1) }) : ''}`,
    }),
    figures: [
      ...bands.map(({ band, n }, index) => ({
        path: `bands/${index}/n`,
        name: say.figures(say.bands[band] ?? band),
        value: n,
        unit: 'customers',
        badge: 'measured' as const,
        n: kept.length,
      })),
      ...(backtest
        ? [
            {
              path: 'backtest/auc',
              name: say.auc,
              value: backtest.auc,
              unit: 'AUC',
              badge: 'measured' as const,
              n: backtest.n,
            },
          ]
        : []),
    ],
    method,
    assumptions: [
      say.direction,
      say.curves,
      say.missing[profile.missing],
      say.association,
      ...(matrix ? [say.smallCells] : []),
      ...(profile.name === 'b2b_crm' ? [say.circular] : []),
      ...(backtest?.suggested_weights
        ? [
            say.suggestedOnly({
              auc: formats.number(backtest.suggested_weights.auc, 3),
              now: formats.number(backtest.suggested_weights.auc_now, 3),
              low: formats.number(backtest.suggested_weights.gain_low, 3),
              high: formats.number(backtest.suggested_weights.gain_high, 3),
              better: (backtest.suggested_weights.gain_low ?? 0) > 0,
            }),
          ]
        : []),
    ],
    warnings: [
      ...(overridden > 0 ? [say.overridden(formats.number(overridden, 0))] : []),
      ...(ended > 0 ? [say.ended(formats.number(ended, 0))] : []),
      ...(present.length + ended < scope.length
        ? [say.neverBought(formats.number(scope.length - present.length - ended, 0))]
        : []),
      ...(kept.length < present.length
        ? [
            say.tooLittle({
              n: formats.number(present.length - kept.length, 0),
              floor: formats.percent(profile.coverageFloor, 0),
            }),
          ]
        : []),
      ...(stale === null ? [] : [say.stale({ snapshot: stale, asOf: at.asOf })]),
      ...(scored.inputsMissing.length > 0 ? [lacking] : []),
      ...(backtest === null && asked.backtest ? [say.backtestNone] : []),
    ],
    suggested_actions: [
      { tool: 'find_churn_drivers', why: say.drivers },
      ...(worstRow === undefined
        ? []
        : [
            {
              tool: 'explain_customer',
              why: say.explain,
              arguments: { customer_id: ids[worstRow] ?? '' },
            },
          ]),
    ],
    bands,
    matrix,
    dimensions,
    traits,
    traits_not_shown: traitsNotShown,
    movers,
    backtest,
    ...listed,
  }
}
