import { defineReportKind } from '../report-kind.ts'
import { churnHeadlines } from './changes.ts'
import { churnCharts } from './charts.ts'
import { churnFacts } from './facts.ts'
import { judge } from './judge.ts'
import { churnReport, missingSections } from './schema.ts'
import { churnView } from './view.ts'

export default defineReportKind({
  document: 'churn-report',
  gather: churnFacts,
  view: (facts, reader) => churnView({ facts, ...reader }),
  charts: churnCharts,
  data: (facts, printer) => ({ ...churnReport(facts, printer) }),
  judge,
  headlines: churnHeadlines,
  missing: missingSections,
})
