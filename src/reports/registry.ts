import type { ReportKindDefinition } from './report-kind.ts'

type Load = () => Promise<{ default: ReportKindDefinition }>

/** Every kind of report: one line and one folder. Loaded when one is written, not before. */
const kinds = {
  churn_report: () => import('./churn/kind.ts'),
  health_review: () => import('./health/kind.ts'),
  cost_review: () => import('./cost/kind.ts'),
  clv_analysis: () => import('./clv/kind.ts'),
  roi_case: () => import('./roi/kind.ts'),
  qbr: () => import('./qbr/kind.ts'),
} as const satisfies Readonly<Record<string, Load>>

export type ReportKind = keyof typeof kinds

export const loadReportKind = async (kind: ReportKind): Promise<ReportKindDefinition> =>
  (await kinds[kind]()).default
