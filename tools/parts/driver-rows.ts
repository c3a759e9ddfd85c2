import type { DriverStudy } from '../../src/analysis/drivers.ts'
import type { membersNow } from '../../src/analysis/drivers.ts'
import { wilson } from '../../src/domain/churn/index.ts'
import type { Rate } from '../../src/domain/churn/index.ts'
import { isCount } from '../../src/locales/field-labels.ts'
import { sumInterval, shareFactor } from '../../src/domain/bootstrap.ts'
import { seededStreams } from '../../src/domain/random.ts'
import type { Random } from '../../src/domain/random.ts'
import type { Where } from '../../src/domain/where.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { words } from '../words/find-churn-drivers.ts'
import { intervalSeed } from './segment-intervals.ts'
import { flagFields, whereText } from './where-text.ts'
import type { WordsOf } from './words-of.ts'

export type DriverWords = WordsOf<typeof words>
type Members = Awaited<ReturnType<typeof membersNow>>
type Ci = [number | null, number | null]

const percent = (rate: number | null): number | null => (rate === null ? null : rate * 100)
const percentCi = ({ low, high }: Rate): Ci => [percent(low), percent(high)]
const times = (rate: number | null, base: number): number | null => (rate === null ? null : rate / base)

/** Filters in words, for the table at hand. */
export function filterWords(
  { cases }: DriverStudy,
  context: ToolContext,
  say: DriverWords,
): (filter: Where) => string {
  // A count that never went past 1 is still a count.
  const flags = new Set([...flagFields(cases.table)].filter(field => !isCount(field)))
  return filter => whereText(filter, say.ops, context, flags)
}

/** The drivers with everything that is known of each. */
export function driverRows(
  { cases, drivers, windows }: DriverStudy,
  text: (filter: Where) => string,
  { formats, resultId }: ToolContext,
  say: DriverWords,
) {
  const churned = cases.churned.reduce((sum, label) => sum + label, 0)
  const base = churned / cases.table.n
  return drivers.drivers.map((driver, index) => ({
    name: driver.name,
    impact_pct: driver.impactPct,
    impact_ci: [driver.impactCi[0], driver.impactCi[1]] as [number, number],
    definition: text(driver.where),
    filter: driver.where,
    exposure_pct_churned: driver.exposureChurned * 100,
    exposure_ci_churned: percentCi(wilson(driver.exposureChurned * churned, churned)),
    exposure_pct_retained: driver.exposureRetained * 100,
    rate_exposed: driver.rateExposed.value,
    rate_exposed_ci: [driver.rateExposed.low, driver.rateExposed.high] as Ci,
    rate_others: driver.rateOthers.value,
    lift: driver.lift,
    lift_ci: [times(driver.rateExposed.low, base), times(driver.rateExposed.high, base)] as Ci,
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
      // Several windows hold the same customer several times.
      cases: windows > 1,
    }),
    hypothesis: driver.hypothesis,
    sensitive: driver.sensitive,
    also_measured_by: [...driver.alsoMeasuredBy],
    figure_ids: [`${resultId}.drivers/${index}/impact_pct`],
  }))
}

/** Bootstrap of the members' revenue, each draw times a risk drawn from the group's interval; `null` under ten members. */
function atRiskEnds(
  { value, low, high }: { value: number | null; low: number | null; high: number | null },
  members: Members[number],
  random: Random | undefined,
): Ci {
  if (members?.revenue == null || value === null || low === null || high === null || !random)
    return [null, null]
  const ends = sumInterval(members.revenues, random, shareFactor({ value, low, high }, random))
  return [ends ? ends.low * value : null, ends ? ends.high * value : null]
}

/** The groups as executable filters, with who is in them today and what they bring. */
export function groupRows(
  { last, groups, windows }: DriverStudy,
  members: Members,
  text: (filter: Where) => string,
  { formats, language, resultId }: ToolContext,
  say: DriverWords,
) {
  const streams = seededStreams(intervalSeed, groups.groups.length)
  return groups.groups.map((group, index) => ({
    name: text(group.where),
    definition_text: text(group.where),
    definition_filter:
      last.from === null
        ? group.where
        : { all: [group.where, { field: 'is_active', op: 'eq' as const, value: 1 }] },
    n: group.n,
    risk_pct: percent(group.risk.value),
    risk_ci: [percent(group.risk.low), percent(group.risk.high)] as Ci,
    base_rate_pct: percent(group.baseRate),
    lift: group.lift,
    members_now: members[index]?.n ?? null,
    revenue_at_risk:
      members[index]?.revenue == null || group.risk.value === null
        ? null
        : members[index].revenue * group.risk.value,
    revenue_at_risk_ci: atRiskEnds(group.risk, members[index] ?? null, streams[index]),
    reason: say.reason({
      risk: formats.percent(group.risk.value),
      base: formats.percent(group.baseRate),
      lift: formats.number(group.lift, 1),
      n: formats.number(group.n, 0),
      cases: windows > 1,
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
}

export type DriverRow = ReturnType<typeof driverRows>[number]
export type GroupRow = ReturnType<typeof groupRows>[number]

/** What a concise answer shows of a driver; flags only where they are raised. */
export const conciseDriver = (row: DriverRow) => ({
  name: row.name,
  impact_pct: row.impact_pct,
  impact_ci: row.impact_ci,
  definition: row.definition,
  filter: row.filter,
  exposure_pct_churned: row.exposure_pct_churned,
  exposure_pct_retained: row.exposure_pct_retained,
  rate_exposed: row.rate_exposed,
  rate_others: row.rate_others,
  lift: row.lift,
  ...(row.hypothesis ? { hypothesis: true } : {}),
  ...(row.sensitive ? { sensitive: true } : {}),
  ...(row.also_measured_by.length > 0 ? { also_measured_by: row.also_measured_by } : {}),
})

export const conciseGroup = (row: GroupRow) => ({
  definition_text: row.definition_text,
  definition_filter: row.definition_filter,
  n: row.n,
  risk_pct: row.risk_pct,
  risk_ci: row.risk_ci,
  base_rate_pct: row.base_rate_pct,
  lift: row.lift,
  members_now: row.members_now,
  revenue_at_risk: row.revenue_at_risk,
  ...(row.small ? { small: true } : {}),
})
