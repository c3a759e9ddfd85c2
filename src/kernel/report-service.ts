import type { Language } from '../locales/index.ts'
import type { Ask } from '../reports/answers.ts'
import type { Business } from '../reports/business.ts'
import type { Store } from '../store/store.ts'
import type { ReportKind } from '../reports/registry.ts'
import type { Folders } from './config.ts'
import type { ChartRequest, DrawnChart } from './report-service-chart.ts'
import type { Verification } from './report-service-verify.ts'
import type { VerifyRequest } from './text-to-verify.ts'

export const reportFormats = ['md', 'html', 'pdf', 'docx'] as const
export type ReportFormat = (typeof reportFormats)[number]

export interface ReportRequest {
  kind: ReportKind
  languages: readonly Language[]
  formats: readonly ReportFormat[]
  business: Business | 'auto'
  scenario?: string | undefined
  /** Only these customers, as tools take it. */
  where?: unknown
  /** Only this customer. */
  customerId?: string | undefined
  shareSafe: boolean
}

export interface WrittenReport {
  reportId: string
  files: readonly { path: string; language: Language; format: ReportFormat; bytes: number }[]
  business: Business
  asOf: string | null
  currency: string | null
  /** Report and register as JSON, beside the documents. */
  dataFile: string
  /** The report as data; a churn report has the fixed schema of churn/schema.ts. */
  report: Readonly<Record<string, unknown>>
  register: readonly { number: string; id: string; value: number; unit: string; badge: string }[]
  /** `of` and `gates`: how many points and gates apply to the kind. */
  rubric: {
    score: number
    of: number
    gates_passed: number
    gates: number
    points: readonly (number | null)[]
  }
  missing: readonly string[]
}

/** Writes documents from the answers of other tools. */
export interface ReportService {
  /** `null` where the store holds no data. */
  write(request: ReportRequest): Promise<WrittenReport | null>
  verify(request: VerifyRequest): Promise<Verification>
  /** `null` where the data does not feed the chart. */
  chart(request: ChartRequest): Promise<DrawnChart | null>
}

export interface ReportParts {
  ask: Ask
  store: Store
  folders: Folders
  progress: (done: number, total: number | null, message: string) => void
}

/** The service of one call; the libraries that draw and set are loaded when a report is written, not before. */
export const reportService = (parts: ReportParts): ReportService => ({
  async write(request) {
    const { writeReport } = await import('./report-service-write.ts')
    return writeReport(parts, request)
  },
  async chart(request) {
    const { drawChart } = await import('./report-service-chart.ts')
    return drawChart(parts, request)
  },
  async verify(request) {
    const { verifyReport } = await import('./report-service-verify.ts')
    return verifyReport(parts, request)
  },
})
