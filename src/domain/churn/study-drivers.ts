import type { CustomerTable } from '../table.ts'
import { rateDrivers, type RatedDrivers } from './find-drivers.ts'
import { highRiskGroups, type HighRiskReport } from './high-risk-groups.ts'
import { screenColumns } from './screen-columns.ts'

export interface DriverFindings {
  /** To be listed by `listDrivers`, to whatever length. */
  rated: RatedDrivers
  groups: HighRiskReport
}

/** What goes with churn and which groups are at high risk, on columns that are screened once for both. */
export function studyDrivers(
  table: CustomerTable,
  churned: Uint8Array,
  { exclude, maxConditions }: { exclude: readonly string[]; maxConditions: number },
): DriverFindings {
  const screened = screenColumns(table, churned, { exclude })
  return {
    rated: rateDrivers(table, churned, { exclude }, screened),
    groups: highRiskGroups(table, churned, { exclude, maxConditions }, screened),
  }
}
