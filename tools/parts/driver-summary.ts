import type { DriverStudy } from '../../src/analysis/drivers.ts'
import type { Rate } from '../../src/domain/churn/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { DriverRow, DriverWords, GroupRow } from './driver-rows.ts'

interface Told {
  study: DriverStudy
  definition: Parameters<DriverWords['inWindow']>[0]
  rate: Rate
  drivers: readonly DriverRow[]
  groups: readonly GroupRow[]
}

/** From this length on a text that also stands in the data is taken for text of a file, and fenced. */
const longest = 24

/**
 * A condition as the summary names it: our own words begin with a capital there, so that they are not taken for text of
 * a file; long words of the user's (headers, levels) are not repeated outside the fence but pointed to.
 */
function named(condition: string, place: string): string {
  const parts = condition.split(', ')
  const own = parts.map(part => part.charAt(0).toUpperCase() + part.slice(1))
  return own.some((part, at) => part.length >= longest && part === parts[at]) ? place : own.join(', ')
}

/** The answer in two to five sentences. */
export function driverSummary(
  { study, definition, rate, drivers, groups }: Told,
  { formats, language }: ToolContext,
  say: DriverWords,
): string {
  const [worst] = groups
  const lead = drivers.slice(0, 3).map((driver, index) =>
    say.driver({
      name: named(driver.definition, say.place(index + 1)),
      impact: formats.number(driver.impact_pct, 1),
      low: formats.number(driver.impact_ci[0], 1),
      high: formats.number(driver.impact_ci[1], 1),
      exposed: formats.percent(driver.rate_exposed),
      others: formats.percent(driver.rate_others),
    }),
  )
  return say.summary({
    window: say.inWindow(definition),
    churned: formats.number(
      study.last.churned.reduce((sum, label) => sum + label, 0),
      0,
    ),
    n: formats.number(study.last.table.n, 0),
    rate: formats.percent(rate.value),
    interval: `${formats.percent(rate.low)}–${formats.percent(rate.high)}`,
    drivers:
      lead.length === 0
        ? say.noDriver
        : `${say.lead}${lead.join(language === 'en' ? '; ' : '；')}${language === 'en' ? '.' : '。'}`,
    groups: worst
      ? say.groupsFound({
          count: formats.number(groups.length, 0),
          one: groups.length === 1,
          top: named(worst.definition_text, say.firstListed),
          risk: formats.percent((worst.risk_pct ?? 0) / 100),
          base: formats.percent(study.groups.baseRate.value),
        })
      : say.noGroup,
  })
}
