import { at, numberAt, textAt } from '../answers.ts'
import type { Asked, ReportAnswer } from '../answers.ts'
import { replaceMarks, replacePlans } from '../marks.ts'
import { sourcesAsData } from '../as-data.ts'
import type { Printer } from '../printer.ts'
import { wordsFor } from '../words/words.ts'
import { churnWords } from './words/words.ts'
import type { ChurnFacts } from './facts.ts'
import { Reading } from './parts.ts'
import { measurementAsData, planAsData } from './plan-schema.ts'
import { strategiesView } from './action-view.ts'
import { measurePath, measures } from './forecast-view.ts'

/** REPORT.md 3. Every number stands beside the id of the figure it is. */
export interface ChurnReport {
  data_sources: readonly Record<string, unknown>[]
  churn_analysis: {
    baseline: Record<string, unknown> | null
    drivers: readonly Record<string, unknown>[]
    other_pct: number | null
    unexplained_pct: number | null
  }
  high_risk_groups: readonly Record<string, unknown>[]
  retention_strategies: readonly Record<string, unknown>[]
  plan: Record<string, unknown> | null
  measurement: Record<string, unknown>
  forecast: Record<string, unknown> | null
}

const bare = (text: unknown): string =>
  replacePlans(
    replaceMarks(String(text), (_key, printed) => printed),
    inner => inner,
  ).replace(/\\([\\|`*_[\]#~!])/g, '$1')
const id = (answer: ReportAnswer, path: string): string => `${answer.result_id}.${path}`

function ids(answer: ReportAnswer, path: string, fields: readonly string[]): string[] {
  return fields.flatMap(field =>
    numberAt(answer, `${path}/${field}`) === null ? [] : [id(answer, `${path}/${field}`)],
  )
}

/** The report as data, with texts in the language of the printer. */
export function churnReport(facts: ChurnFacts, printer: Printer): ChurnReport {
  const drivers = facts.drivers.answer
  const reading = drivers === null ? null : new Reading(drivers, facts.book, printer)
  const value = (answer: ReportAnswer | null, path: string): unknown => at(answer, path) ?? null
  const setting = {
    facts,
    printer,
    words: wordsFor(printer.language),
    churn: churnWords(printer.language),
    read: (asked: Asked) => (asked.answer === null ? null : new Reading(asked.answer, facts.book, printer)),
  }
  const views = strategiesView(setting)
  const sorted = facts.strategies.toSorted((one, two) => order(one.base) - order(two.base))
  return {
    data_sources: sourcesAsData(facts.described, printer).map((source, place) => ({
      ...source,
      figure_ids: ids(facts.described, `sources/${place}`, ['rows_read', 'rows_used', 'rows_rejected']),
    })),
    churn_analysis: {
      baseline:
        drivers === null
          ? null
          : {
              ...objectAt(drivers, 'baseline'),
              figure_ids: ids(drivers, 'baseline', ['rate', 'low', 'high', 'numerator', 'denominator']),
            },
      drivers:
        reading === null
          ? []
          : reading.items('drivers').map(path => ({
              name: textAt(reading.answer, `${path}/name`),
              impact_pct: value(drivers, `${path}/impact_pct`),
              impact_ci: value(drivers, `${path}/impact_ci`),
              definition: bare(reading.where(`${path}/filter`)),
              exposure_pct_churned: value(drivers, `${path}/exposure_pct_churned`),
              exposure_pct_retained: value(drivers, `${path}/exposure_pct_retained`),
              lift: value(drivers, `${path}/lift`),
              detail: value(drivers, `${path}/detail`),
              figure_ids: ids(reading.answer, path, [
                'impact_pct',
                'exposure_pct_churned',
                'exposure_pct_retained',
                'lift',
              ]),
            })),
      other_pct: numberAt(drivers, 'other_pct'),
      unexplained_pct: numberAt(drivers, 'unexplained_pct'),
    },
    high_risk_groups:
      reading === null
        ? []
        : reading.items('high_risk_groups').map((path, index) => ({
            name: `G${index + 1}`,
            definition_text: bare(reading.where(`${path}/definition_filter`)),
            definition_filter: value(drivers, `${path}/definition_filter`),
            n: value(drivers, `${path}/n`),
            risk_pct: value(drivers, `${path}/risk_pct`),
            risk_ci: value(drivers, `${path}/risk_ci`),
            base_rate_pct: value(drivers, `${path}/base_rate_pct`),
            revenue_at_risk: value(drivers, `${path}/revenue_at_risk`),
            revenue_at_risk_ci: value(drivers, `${path}/revenue_at_risk_ci`),
            reason: value(drivers, `${path}/reason`),
            figure_ids: ids(reading.answer, path, ['n', 'risk_pct', 'base_rate_pct', 'revenue_at_risk']),
          })),
    retention_strategies: sorted.map((one, index) => {
      const view = views[index] ?? {}
      const roi = (answer: ReportAnswer | null): number | null => numberAt(answer, 'incremental/roi')
      return {
        title: bare(view['title']),
        description: bare(view['description']),
        target_group: bare(view['target']),
        expected_impact: [
          {
            metric: 'incremental_roi',
            low: roi(one.low),
            base: roi(one.base),
            high: roi(one.high),
            unit: 'fraction',
            basis: 'assumed',
          },
        ],
        cost: numberAt(one.base, 'incremental/cost'),
        steps: Array.isArray(view['steps'])
          ? view['steps'].map((step: Record<string, unknown>) =>
              bare(`${String(step['when'])}: ${String(step['what'])}`),
            )
          : [],
        playbook: bare(view['playbook']),
        owner: bare(view['owner']),
        kpi: bare(view['kpi']),
        holdout: bare(view['holdout']),
        figure_ids: [one.low, one.base, one.high].flatMap(answer =>
          answer === null ? [] : ids(answer, 'incremental', ['roi', 'cost']),
        ),
      }
    }),
    plan: planAsData(facts),
    measurement: measurementAsData(facts),
    forecast:
      facts.forecast.answer === null
        ? null
        : Object.fromEntries(
            measures.map(name => [
              name,
              value(facts.forecast.answer, measurePath(facts.forecast.answer, name) ?? name),
            ]),
          ),
  }
}

const order = (base: ReportAnswer): number =>
  ({ execute: 0, consider: 1 })[textAt(base, 'incremental/decision') ?? ''] ?? 2

const before = 'baseline/before/rate'

const objectAt = (answer: ReportAnswer, path: string): Record<string, unknown> => {
  const found = at(answer, path)
  return typeof found === 'object' && found !== null ? { ...found } : {}
}

/** Names of the sections that have no figures, for the answer. */
export const missingSections = (facts: ChurnFacts): string[] => [
  ...(facts.drivers.answer === null || numberAt(facts.drivers.answer, before) === null ? ['earlier'] : []),
  ...(
    [
      'drivers',
      'health',
      'tiers',
      'values',
      'roi',
      'predicted',
      'definitions',
      'planned',
      'forecast',
    ] as const
  ).filter(part => facts[part].answer === null),
]
