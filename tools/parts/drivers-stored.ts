import { driverStudy, membersNow } from '../../src/analysis/drivers.ts'
import { windowBefore } from '../../src/analysis/churn-in-force.ts'
import { observe } from '../../src/analysis/observe.ts'
import { wilson } from '../../src/domain/churn/index.ts'
import type { Where } from '../../src/domain/where.ts'
import type { ToolContext } from '../../src/tool.ts'
import { driverFigures } from './driver-figures.ts'
import { hypothesisRows } from './driver-hypotheses.ts'
import { conciseDriver, conciseGroup, driverRows, filterWords, groupRows } from './driver-rows.ts'
import type { DriverWords } from './driver-rows.ts'
import { driverSummary } from './driver-summary.ts'
import { formulaId } from './formula-ids.ts'
import { shortNumbers } from './short-numbers.ts'
import { fieldText } from './where-text.ts'

interface Asked {
  where?: Where | undefined
  max_conditions?: number | undefined
  exclude?: string[] | undefined
  as_of?: string | undefined
  detail: 'concise' | 'full'
  limit?: number | undefined
}

/** Drivers of a concise answer; the others are summed as other, whole in the full one. */
const mostConcise = 5
const mostInFull = 8

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

/** What goes with churn in the store, and which groups are at high risk. */
export async function driversStored(asked: Asked, context: ToolContext, say: DriverWords) {
  const { formats, language } = context
  const at = await observe(context, asked.as_of)
  if (!at) return { ...empty, status: 'no_data' as const, summary: say.noData }
  const base = { as_of: at.asOf, currency: at.currency }
  const inFull = asked.detail === 'full'
  const study = await driverStudy(context, at, {
    where: asked.where,
    max_conditions: asked.max_conditions,
    limit: asked.limit ?? (inFull ? mostInFull : mostConcise),
    exclude: asked.exclude,
  })
  if (!study) return { ...empty, ...base, status: 'not_enough_data' as const, summary: say.noDefinition }
  const { last, cases, windows, drivers: report, groups } = study
  const { kind, days } = last.definition
  const definition = { kind, days: formats.number(days, 0), from: last.from, to: last.to }
  const events = last.churned.reduce((sum, label) => sum + label, 0)
  const learnedEvents = cases.churned.reduce((sum, label) => sum + label, 0)
  const n = cases.table.n
  const rate = wilson(events, last.table.n)
  const before = await windowBefore(context, last, asked.where)
  const baseline = {
    definition: say.definition(definition),
    kind,
    from: last.from,
    to: last.to,
    window_days: days,
    numerator: events,
    denominator: last.table.n,
    windows,
    cases: n,
    events: learnedEvents,
    rate: rate.value,
    low: rate.low,
    high: rate.high,
    healthy_rate: report.baseline.healthyRate,
    gate_met: report.gate.met,
    ...(before === null
      ? {}
      : {
          before: {
            from: before.from,
            to: before.to,
            numerator: before.rate.events,
            denominator: before.rate.n,
            rate: before.rate.value,
            low: before.rate.low,
            high: before.rate.high,
            difference: before.difference.value,
            difference_low: before.difference.low,
            difference_high: before.difference.high,
          },
        }),
  }
  if (learnedEvents === 0 || learnedEvents === n) {
    return {
      ...empty,
      ...base,
      baseline,
      status: 'not_enough_data' as const,
      summary: say.oneOutcome(`${learnedEvents}/${n}`),
    }
  }
  const text = filterWords(study, context, say)
  const drivers = driverRows(study, text, context, say)
  const members = await membersNow(
    context,
    at,
    groups.groups.map(({ where: filter }) => filter),
  )
  const found = groupRows(study, members, text, context, say)
  const leaks = report.excluded.filter(({ leak }) => leak)
  const sensitive = drivers.filter(driver => driver.sensitive).map(({ name }) => fieldText(name, language))
  const worst = found[0]
  const figures = driverFigures(
    {
      rate: { ...rate, n: last.table.n },
      cases: n,
      drivers,
      otherPct: report.otherPct,
      unexplainedPct: report.unexplainedPct,
      groups: inFull ? found : [],
    },
    say,
  )
  const answer = {
    drivers: inFull ? drivers : drivers.map(conciseDriver),
    other_pct: drivers.length > 0 ? report.otherPct : null,
    unexplained_pct: report.unexplainedPct,
    ...(inFull ? { unconfirmed: hypothesisRows(study, text) } : {}),
    high_risk_groups: inFull ? found : found.map(conciseGroup),
    ...(inFull ? { overlap: groups.overlap.map(row => [...row]) } : {}),
    covered: groups.covered,
    excluded: report.excluded
      .filter(({ reason, leak }) => reason !== 'asked' && reason !== 'label' && (inFull || leak))
      .map(({ column, reason, leak, evidence }) => ({
        field: column,
        reason,
        leak,
        auc: evidence.auc,
        rate: evidence.rate,
        coverage: evidence.coverage,
      })),
  }
  return {
    ...base,
    summary: driverSummary({ study, definition, rate, drivers, groups: found }, context, say),
    // The rate keeps its digits: it is the figure that others are checked against.
    figures: inFull ? figures : [...figures.slice(0, 1), ...shortNumbers(figures.slice(1))],
    method: {
      name: say.method,
      formula_id: formulaId.drivers,
      parameters: {
        definition: kind,
        window_days: days,
        windows,
        learned_from: cases.from,
        to: last.to,
        cases: n,
        rules_tried: groups.rulesTried,
        ...(inFull
          ? {
              gate: {
                met: report.gate.met,
                events: report.gate.events,
                customers: report.gate.customers,
                events_needed: report.gate.eventsNeeded,
                customers_needed: report.gate.customersNeeded,
              },
              revenue_at_risk: 'revenue per year of members active now × risk',
            }
          : {}),
      },
    },
    assumptions: [
      say.impactMeaning,
      say.association,
      say.sensitivity,
      say.intervals(formats.number(groups.rulesTried, 0)),
      ...(found.some(({ small }) => small) || inFull ? [say.small] : []),
      ...(windows > 1 ? [say.casesMeaning(formats.number(windows, 0))] : []),
      ...(inFull ? [] : [say.shortened]),
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
      ...(sensitive.length > 0 ? [say.sensitive(sensitive.join(language === 'en' ? ', ' : '、'))] : []),
    ],
    suggested_actions: [
      ...(worst
        ? [{ tool: 'evaluate_retention_roi', why: say.roi, arguments: { where: worst.definition_filter } }]
        : []),
      ...(drivers[0]
        ? [{ tool: 'segment_customers', why: say.segments, arguments: { by: drivers[0].name } }]
        : []),
    ],
    ...(inFull ? answer : shortNumbers(answer)),
    baseline,
  }
}
