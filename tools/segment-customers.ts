import { z } from 'zod'
import { churnCases } from '../src/analysis/churn-in-force.ts'
import { viewFor } from '../src/analysis/customer-view.ts'
import { kMeansField, kMeansStudy } from '../src/analysis/k-means.ts'
import { observe } from '../src/analysis/observe.ts'
import { scopeRows } from '../src/analysis/scope.ts'
import { customerRisk } from '../src/analysis/risk.ts'
import { segmentBy } from '../src/analysis/segments.ts'
import { riskCuts, segmentFigures } from '../src/domain/segments/index.ts'
import type { Segmentation } from '../src/domain/segments/index.ts'
import { numbers, selectRows } from '../src/domain/table.ts'
import { fieldsIn } from '../src/domain/where.ts'
import type { Where } from '../src/domain/where.ts'
import { day, defineTool, detail, scenario, where, whereOutput } from '../src/tool.ts'
import { formulaId } from './parts/formula-ids.ts'
import { figuresOf } from './parts/segment-figures.ts'
import { explainsItself } from './parts/segment-states.ts'
import { shareEnds, valueIntervals } from './parts/segment-intervals.ts'
import { simplifyWhere } from './parts/simplify-where.ts'
import { segmentText } from './parts/segment-text.ts'
import { fieldText } from './parts/where-text.ts'
import { words } from './words/segment-customers.ts'

const value = z.number().nullable()
/** What customers paid, best source first. */
const revenueFields = ['revenue_total', 'total_spent', 'revenue_per_year']

/** A segmentation of all customers seen on some of them: cuts stay where they are, filters keep to the scope. */
const within = (whole: Segmentation, rows: readonly number[], scope: Where | undefined): Segmentation => ({
  ...whole,
  codes: Int32Array.from(rows, row => whole.codes[row] ?? -1),
  groups: scope
    ? whole.groups.map(group => ({ ...group, filter: { all: [scope, group.filter] } }))
    : whole.groups,
})

const empty = { by: '', segments: [], totals: null, gini: null, bins: [] }

export default defineTool({
  name: 'segment_customers',
  title: 'Customer segments',
  description:
    'Split customers by value_tier, rfm, health_band, lifecycle_stage, lifecycle_pattern, clv_quadrant, value_risk, abc, kmeans, or any field(s): size, revenue, value, churn rate with interval, and a filter to pass on. Totals reconcile.',
  effect: 'read',
  core: true,
  examples: [
    { ask: 'How do our customers split by value?', input: { by: 'value_tier' } },
    { ask: '各行业的流失率是多少？', input: { by: 'industry' } },
  ],
  input: z.object({
    by: z
      .union([z.string().min(1).max(200), z.array(z.string().min(1).max(200)).min(1).max(4)])
      .describe('a named way, a field, or several fields to cross; after kmeans, fields to cluster by'),
    where: where.optional(),
    k: z.number().int().min(2).max(20).optional().describe('for kmeans'),
    as_of: day.optional(),
    scenario: scenario.optional(),
    detail,
    limit: z.number().int().min(1).max(200).default(12),
  }),
  output: z.object({
    by: z.string(),
    segments: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        definition: z.string(),
        filter: whereOutput,
        n: z.number(),
        share: z.number(),
        share_low: value.optional(),
        share_high: value.optional(),
        revenue: value,
        revenue_share: value.optional(),
        clv: value,
        clv_low: value.optional(),
        clv_high: value.optional(),
        clv_mean: value.optional(),
        churn_rate: value,
        churn_low: value.optional(),
        churn_high: value.optional(),
        churn_n: value.optional(),
        flagged: z.boolean(),
      }),
    ),
    totals: z
      .object({
        n: z.number(),
        revenue: value,
        clv: value,
        churn_rate: value,
        churn_low: value,
        churn_high: value,
        segments: z.number(),
        not_shown: z.number(),
      })
      .nullable(),
    gini: value,
    bins: z.array(
      z.object({
        dimension: z.string(),
        score: z.number(),
        n: z.number(),
        low: z.number().optional(),
        high: z.number().optional(),
      }),
    ),
  }),
  async run(input, context) {
    const say = context.say(words)
    const { formats, language } = context
    const at = await observe(context, input.as_of)
    if (!at) return { ...empty, status: 'no_data' as const, summary: say.noData }
    const base = { as_of: at.asOf, currency: at.currency }
    const asked = (typeof input.by === 'string' ? input.by.split(',') : input.by)
      .map(name => name.trim())
      .filter(Boolean)
    const clusters = asked[0] === 'kmeans' ? { k: input.k ?? null, fields: asked.slice(1) } : null
    const by = clusters ? [kMeansField(clusters)] : asked
    const all = await viewFor(context, at, [...by, ...(input.where ? fieldsIn(input.where) : [])])
    const scope = await scopeRows(context, at, input)
    if (scope.length === 0) return { ...empty, ...base, status: 'no_data' as const, summary: say.nobody }
    const view = scope.length === all.n ? all : selectRows(all, scope)
    const study = clusters ? await kMeansStudy(context, all, clusters) : null
    if (study && study.answer.status === 'refused')
      return {
        ...empty,
        ...base,
        status: 'not_enough_data' as const,
        summary: say.kMeans.refused[study.answer.reason]({
          n: formats.number(all.n, 0),
          silhouette: formats.number(study.answer.silhouette),
          fields: study.fields.map(field => fieldText(field, language)).join(language === 'en' ? ', ' : '、'),
        }),
      }
    const clustered = study?.answer.status === 'ok' ? study.answer : null
    const { segmentation: whole, gini, bins } = segmentBy(context, all, by)
    const segmentation = scope.length === all.n ? whole : within(whole, scope, input.where)
    const revenueField =
      revenueFields.find(name => numbers(view, name)?.some(known => known > 0)) ?? 'revenue_per_year'
    const risk = by.includes('value_risk') ? await customerRisk(context, at) : null
    const cases = await churnCases(context, at)
    const circular =
      cases !== null && explainsItself(by, { windowed: cases.from !== null, clustered: clustered !== null })
    const figures = segmentFigures(view, segmentation, {
      revenue: revenueField,
      clv: 'clv_forward',
      ...(circular ? {} : { churned: 'churn_outcome' }),
    })
    const text = segmentText(context, { by, view, clustered })
    const inFull = input.detail === 'full'
    const ends = inFull ? await valueIntervals(context, at, view, segmentation) : []
    const endsOf = (name: string) => ends[segmentation.groups.findIndex(group => group.name === name)]
    const segments = figures.segments.map(({ churnRate, revenueShare, meanClv, ...segment }) => ({
      name: segment.name,
      label: text.label(segment),
      definition: text.definition(segment),
      filter: simplifyWhere(segment.filter),
      n: segment.n,
      share: segment.share,
      revenue: segment.revenue,
      clv: segment.clv,
      ...(inFull
        ? {
            ...shareEnds(segment.n, view.n),
            revenue_share: revenueShare,
            clv_low: endsOf(segment.name)?.low ?? null,
            clv_high: endsOf(segment.name)?.high ?? null,
            clv_mean: meanClv,
          }
        : {}),
      churn_rate: churnRate?.value ?? null,
      ...(churnRate ? { churn_low: churnRate.low, churn_high: churnRate.high, churn_n: churnRate.n } : {}),
      flagged: segment.flagged,
    }))
    const shown =
      by.length > 1 || segments.length > input.limit
        ? segments.toSorted((one, two) => two.n - one.n).slice(0, input.limit)
        : segments
    const { totals } = figures
    const rate = totals.churnRate
    const join = language === 'en' ? ', ' : '、'
    const top = shown.slice(0, 6).map(segment =>
      say.one({
        name: segment.label,
        n: formats.number(segment.n, 0),
        share: formats.percent(segment.share),
        churn:
          segment.churn_rate === null
            ? ''
            : `${language === 'en' ? '; ' : '；'}${say.figures.churn} ${formats.percent(segment.churn_rate)}`,
      }),
    )
    const name = by.join(' × ')
    return {
      ...base,
      summary: say.summary({
        by: text.way,
        n: formats.number(view.n, 0),
        count: formats.number(segments.length, 0),
        top: top.join(join),
        churn:
          rate === null || rate.value === null
            ? ''
            : say.churnNote(
                language === 'en'
                  ? `${formats.percent(rate.value)} (${formats.percent(rate.low)}–${formats.percent(rate.high)}, n ${formats.number(rate.n, 0)})`
                  : `${formats.percent(rate.value)}（${formats.percent(rate.low)}–${formats.percent(rate.high)}，n ${formats.number(rate.n, 0)}）`,
              ),
        revenue:
          totals.revenue === null ? '' : say.revenueNote(formats.shortMoney(totals.revenue, at.currency)),
      }),
      figures: figuresOf(context, at.currency, totals, inFull ? shown : shown.slice(0, 3)),
      method: {
        name: say.method(text.way),
        formula_id: formulaId.segments,
        parameters: {
          by: name,
          revenue_field: revenueField,
          ...(name === 'value_risk'
            ? { medium_risk_from: riskCuts.medium, high_risk_from: riskCuts.high }
            : {}),
          ...(clustered && study
            ? { k: clustered.k, silhouette: clustered.silhouette, fields: study.fields.join(', ') }
            : {}),
        },
      },
      assumptions: [
        say.partition,
        say.small,
        ...(name === 'clv_quadrant' ? [say.quadrant] : []),
        ...(clustered
          ? [
              say.kMeans.how({
                k: formats.number(clustered.k, 0),
                silhouette: formats.number(clustered.silhouette),
                chosen: (input.k ?? null) === null,
              }),
            ]
          : []),
        ...(circular ? [say.circular] : []),
        ...(risk?.basis === 'measured_rate' ? [say.riskShared((risk.groups ?? 1) > 1)] : []),
        ...(segmentation.by === name && by.some(field => numbers(view, field)) ? [say.quarters] : []),
      ],
      warnings: segmentation.warnings,
      suggested_actions: [
        { tool: 'export_rows', why: say.export },
        {
          tool: 'evaluate_retention_roi',
          why: say.roi,
          ...(shown[0] && inFull ? { arguments: { where: shown[0].filter } } : {}),
        },
      ],
      by: name,
      segments: shown,
      totals: {
        n: totals.n,
        revenue: totals.revenue,
        clv: totals.clv,
        churn_rate: rate?.value ?? null,
        churn_low: rate?.low ?? null,
        churn_high: rate?.high ?? null,
        segments: segments.length,
        not_shown: segments.length - shown.length,
      },
      gini,
      bins: bins.map(({ low, high, ...bin }) => (inFull ? { ...bin, low, high } : bin)),
    }
  },
})
