import { z } from 'zod'
import { driverStudy, membersNow } from '../src/analysis/drivers.ts'
import { wilson } from '../src/domain/churn/index.ts'
import { observe } from '../src/analysis/observe.ts'
import { day, defineTool, scenario, where, whereOutput } from '../src/tool.ts'
import { formulaId } from './parts/formula-ids.ts'
import { fieldText, flagFields, whereText } from './parts/where-text.ts'
import { words } from './words/find-churn-drivers.ts'

const value = z.number().nullable()
const pair = z.tuple([z.number(), z.number()])
const percent = (rate: number | null): number | null => (rate === null ? null : rate * 100)

const empty = {
  baseline: null,
  drivers: [],
  other_pct: null,
  unexplained_pct: null,
  high_risk_groups: [],
  overlap: [],
  covered: null,
  excluded: [],
}

export default defineTool({
  name: 'find_churn_drivers',
  title: 'Churn drivers and high-risk groups',
  description:
    'What goes with churn, and who is at high risk: drivers with impact shares that add up to 100, exposure of churned and retained, intervals; groups as executable filters with risk, base rate and revenue at risk; leaks named. Association, not cause. Not a score per customer.',
  effect: 'read',
  core: true,
  examples: [
    { ask: 'Why do customers leave, and which groups are at risk?', input: {} },
    { ask: '只用一个条件描述高风险群体', input: { max_conditions: 1 } },
  ],
  input: z.object({
    where: where.optional(),
    max_conditions: z.number().int().min(1).max(3).optional(),
    exclude: z.array(z.string().max(200)).max(100).optional().describe('fields to leave out'),
    as_of: day.optional(),
    scenario: scenario.optional(),
    limit: z.number().int().min(1).max(20).default(8),
  }),
  output: z.object({
    baseline: z
      .object({
        definition: z.string(),
        kind: z.enum(['label', 'silence', 'contract']),
        from: z.string().nullable(),
        to: z.string(),
        window_days: z.number(),
        numerator: z.number(),
        denominator: z.number(),
        windows: z.number().optional(),
        cases: z.number().optional(),
        events: z.number().optional(),
        rate: value,
        low: value,
        high: value,
        healthy_rate: value,
        gate_met: z.boolean(),
      })
      .nullable(),
    drivers: z.array(
      z.object({
        name: z.string(),
        impact_pct: z.number(),
        impact_ci: pair,
        definition: z.string(),
        filter: whereOutput,
        exposure_pct_churned: z.number(),
        exposure_pct_retained: z.number(),
        rate_exposed: value,
        rate_exposed_ci: z.tuple([value, value]),
        rate_others: value,
        lift: z.number(),
        relative_risk: value,
        odds_ratio: value,
        attributable_fraction: value,
        information_value: z.number(),
        p_value: z.number(),
        detail: z.string(),
        hypothesis: z.boolean(),
        sensitive: z.boolean(),
        also_measured_by: z.array(z.string()),
        figure_ids: z.array(z.string()),
      }),
    ),
    other_pct: value,
    unexplained_pct: value,
    high_risk_groups: z.array(
      z.object({
        name: z.string(),
        definition_text: z.string(),
        definition_filter: whereOutput,
        n: z.number(),
        risk_pct: value,
        risk_ci: z.tuple([value, value]),
        base_rate_pct: value,
        lift: z.number(),
        members_now: value,
        revenue_at_risk: value,
        reason: z.string(),
        small: z.boolean(),
        figure_ids: z.array(z.string()),
      }),
    ),
    overlap: z.array(z.array(z.number())),
    covered: z.object({ n: z.number(), churned: z.number() }).nullable(),
    excluded: z.array(
      z.object({
        field: z.string(),
        reason: z.string(),
        leak: z.boolean(),
        auc: value,
        rate: value,
        coverage: value,
      }),
    ),
  }),
  async run(input, context) {
    const say = context.say(words)
    const { formats, language, resultId } = context
    const at = await observe(context, input.as_of)
    if (!at) return { ...empty, status: 'no_data' as const, summary: say.noData }
    const base = { as_of: at.asOf, currency: at.currency }
    const study = await driverStudy(context, at, {
      where: input.where,
      max_conditions: input.max_conditions,
      limit: input.limit,
      exclude: input.exclude,
    })
    if (!study) return { ...empty, ...base, status: 'not_enough_data' as const, summary: say.noDefinition }
    const { last, cases, windows, drivers: report, groups } = study
    const { kind, days } = last.definition
    const definition = say.definition({ kind, days: formats.number(days, 0), from: last.from, to: last.to })
    const events = last.churned.reduce((sum, label) => sum + label, 0)
    const rate = wilson(events, last.table.n)
    const { healthyRate } = report.baseline
    const baseline = {
      definition,
      kind,
      from: last.from,
      to: last.to,
      window_days: days,
      numerator: events,
      denominator: last.table.n,
      windows,
      cases: cases.table.n,
      events: cases.churned.reduce((sum, label) => sum + label, 0),
      rate: rate.value,
      low: rate.low,
      high: rate.high,
      healthy_rate: healthyRate,
      gate_met: report.gate.met,
    }
    const learnedEvents = baseline.events
    if (learnedEvents === 0 || learnedEvents === cases.table.n) {
      return {
        ...empty,
        ...base,
        baseline,
        status: 'not_enough_data' as const,
        summary: say.oneOutcome(`${learnedEvents}/${cases.table.n}`),
      }
    }
    const flags = flagFields(cases.table)
    const text = (filter: Parameters<typeof whereText>[0]): string =>
      whereText(filter, say.ops, context, flags)
    const drivers = report.drivers.map((driver, index) => ({
      name: driver.name,
      impact_pct: driver.impactPct,
      impact_ci: [driver.impactCi[0], driver.impactCi[1]] as [number, number],
      definition: text(driver.where),
      filter: driver.where,
      exposure_pct_churned: driver.exposureChurned * 100,
      exposure_pct_retained: driver.exposureRetained * 100,
      rate_exposed: driver.rateExposed.value,
      rate_exposed_ci: [driver.rateExposed.low, driver.rateExposed.high] as [number | null, number | null],
      rate_others: driver.rateOthers.value,
      lift: driver.lift,
      relative_risk: driver.relativeRisk.value,
      odds_ratio: driver.oddsRatio.value,
      attributable_fraction: driver.attributableFraction,
      information_value: driver.informationValue,
      p_value: driver.pValue,
      detail: say.detail({
        where: text(driver.where),
        exposed: formats.percent(driver.rateExposed.value),
        exposedN: formats.number(driver.rateExposed.n, 0),
        others: formats.percent(driver.rateOthers.value),
        othersN: formats.number(driver.rateOthers.n, 0),
      }),
      hypothesis: driver.hypothesis,
      sensitive: driver.sensitive,
      also_measured_by: [...driver.alsoMeasuredBy],
      figure_ids: [`${resultId}.drivers/${index}/impact_pct`],
    }))
    const baseRate = groups.baseRate.value
    const members = await membersNow(
      context,
      at,
      groups.groups.map(({ where: filter }) => filter),
    )
    const high_risk_groups = groups.groups.map((group, index) => ({
      name: text(group.where),
      definition_text: text(group.where),
      definition_filter:
        last.from === null
          ? group.where
          : { all: [group.where, { field: 'is_active', op: 'eq' as const, value: 1 }] },
      n: group.n,
      risk_pct: percent(group.risk.value),
      risk_ci: [percent(group.risk.low), percent(group.risk.high)] as [number | null, number | null],
      base_rate_pct: percent(group.baseRate),
      lift: group.lift,
      members_now: members[index]?.n ?? null,
      revenue_at_risk:
        members[index]?.revenue == null || group.risk.value === null
          ? null
          : members[index].revenue * group.risk.value,
      reason: say.reason({
        risk: formats.percent(group.risk.value),
        base: formats.percent(group.baseRate),
        lift: formats.number(group.lift, 1),
        n: formats.number(group.n, 0),
        steps: group.evidence
          .map(step =>
            say.step({
              condition: text(step.condition),
              risk: formats.percent(step.risk),
              without: step.riskWithout === null ? '' : ` ← ${formats.percent(step.riskWithout)}`,
            }),
          )
          .join(language === 'en' ? '; ' : '；'),
      }),
      small: group.small,
      figure_ids: [`${resultId}.high_risk_groups/${index}/risk_pct`],
    }))
    const leaks = report.excluded.filter(({ leak }) => leak)
    const sensitive = drivers.filter(driver => driver.sensitive).map(({ name }) => name)
    const worst = high_risk_groups[0]
    const n = cases.table.n
    const join = language === 'en' ? '; ' : '；'
    const lead = drivers.slice(0, 3).map(driver =>
      say.driver({
        name: driver.definition,
        impact: formats.number(driver.impact_pct, 1),
        low: formats.number(driver.impact_ci[0], 1),
        high: formats.number(driver.impact_ci[1], 1),
        exposed: formats.percent(driver.rate_exposed),
        others: formats.percent(driver.rate_others),
      }),
    )
    const stop = language === 'en' ? '.' : '。'
    return {
      ...base,
      summary: say.summary({
        definition,
        churned: formats.number(events, 0),
        n: formats.number(last.table.n, 0),
        rate: formats.percent(rate.value),
        interval: `${formats.percent(rate.low)}–${formats.percent(rate.high)}`,
        drivers: lead.length === 0 ? say.noDriver : `${lead.join(join)}${stop}`,
        groups: worst
          ? say.groupsFound({
              count: formats.number(high_risk_groups.length, 0),
              one: high_risk_groups.length === 1,
              top: worst.definition_text,
              risk: formats.percent((worst.risk_pct ?? 0) / 100),
              base: formats.percent(baseRate),
            })
          : say.noGroup,
      }),
      figures: [
        {
          path: 'baseline/rate',
          name: say.figures.rate,
          value: rate.value,
          unit: 'fraction',
          badge: 'measured' as const,
          low: rate.low,
          high: rate.high,
          n: last.table.n,
        },
        ...drivers.map((driver, index) => ({
          path: `drivers/${index}/impact_pct`,
          name: say.figures.impact(driver.definition),
          value: driver.impact_pct,
          unit: 'percent',
          badge: 'modelled' as const,
          low: driver.impact_ci[0],
          high: driver.impact_ci[1],
          n,
        })),
        ...(drivers.length > 0
          ? [
              {
                path: 'other_pct',
                name: say.figures.other,
                value: report.otherPct,
                unit: 'percent',
                badge: 'modelled' as const,
                n,
              },
              {
                path: 'unexplained_pct',
                name: say.figures.unexplained,
                value: report.unexplainedPct,
                unit: 'percent',
                badge: 'modelled' as const,
                n,
              },
            ]
          : []),
        ...high_risk_groups.map((group, index) => ({
          path: `high_risk_groups/${index}/risk_pct`,
          name: say.figures.risk(group.name),
          value: group.risk_pct,
          unit: 'percent',
          badge: 'measured' as const,
          low: group.risk_ci[0],
          high: group.risk_ci[1],
          n: group.n,
        })),
      ],
      method: {
        name: 'Shapley-style split of churn above the healthy baseline; rule search of at most three conditions',
        formula_id: formulaId.drivers,
        parameters: {
          definition: kind,
          window_days: days,
          windows,
          learned_from: cases.from,
          to: last.to,
          cases: n,
          rules_tried: groups.rulesTried,
          gate: {
            met: report.gate.met,
            events: report.gate.events,
            customers: report.gate.customers,
            events_needed: report.gate.eventsNeeded,
            customers_needed: report.gate.customersNeeded,
          },
          revenue_at_risk: 'revenue per year of members active now × risk',
        },
      },
      assumptions: [
        say.impactMeaning,
        say.association,
        say.sensitivity,
        say.intervals(formats.number(groups.rulesTried, 0)),
        say.small,
      ],
      warnings: [
        ...(report.gate.met
          ? []
          : [
              say.gate({
                events: formats.number(report.gate.events, 0),
                eventsNeeded: formats.number(report.gate.eventsNeeded, 0),
                customers: formats.number(report.gate.customers, 0),
                customersNeeded: formats.number(report.gate.customersNeeded, 0),
              }),
            ]),
        ...leaks.map(({ column, reason }) =>
          say.leak({ column: fieldText(column, language), why: say.reasons[reason] ?? reason }),
        ),
        ...(sensitive.length > 0
          ? [
              say.sensitive(
                sensitive.map(name => fieldText(name, language)).join(language === 'en' ? ', ' : '、'),
              ),
            ]
          : []),
      ],
      suggested_actions: [
        ...(worst
          ? [{ tool: 'evaluate_retention_roi', why: say.roi, arguments: { where: worst.definition_filter } }]
          : []),
        ...(drivers[0]
          ? [{ tool: 'segment_customers', why: say.segments, arguments: { by: drivers[0].name } }]
          : []),
      ],
      baseline,
      drivers,
      other_pct: drivers.length > 0 ? report.otherPct : null,
      unexplained_pct: report.unexplainedPct,
      high_risk_groups,
      overlap: groups.overlap.map(row => [...row]),
      covered: groups.covered,
      excluded: report.excluded
        .filter(({ reason }) => reason !== 'asked' && reason !== 'label')
        .map(({ column, reason, leak, evidence }) => ({
          field: column,
          reason,
          leak,
          auc: evidence.auc,
          rate: evidence.rate,
          coverage: evidence.coverage,
        })),
    }
  },
})
