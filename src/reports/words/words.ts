import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'
import { rubricWords } from './rubric.ts'
import type { Language } from '../../locales/index.ts'

/** Phrases that reports put together in code; whole sentences of a document stand in its templates. */
export interface ReportWords {
  title: Readonly<Record<'churn_report', (business: string) => string>>
  business: Readonly<Record<'saas' | 'retail' | 'services' | 'b2b', string>>
  subtitle: (f: { asOf: string; period: string; currency: string; customers: string }) => string
  /** `from` is `null` where labels carry no dates. */
  definition: (f: { kind: string; days: string; from: string | null; to: string }) => string
  population: (f: { numerator: string; denominator: string }) => string
  about: (tenths: string) => string
  trend: (way: 'up' | 'down' | 'same', f: { difference: string; range: string }) => string
  verdict: (f: { decision: string; roi: string }) => string
  decision: Readonly<Record<'execute' | 'consider' | 'no', string>>
  confidence: Readonly<Record<'A' | 'B' | 'noModel' | 'noEarlier' | 'C', string>>
  association: string
  bands: Readonly<Record<'high' | 'medium' | 'low', string>>
  /** The sum under a table of health bands. */
  allBands: string
  tiers: Readonly<Record<'high' | 'mid' | 'low' | 'unknown', string>>
  risks: Readonly<Record<'high' | 'medium' | 'low', string>>
  withRisk: (tier: string, risk: string) => string
  tierBasis: Readonly<Record<'documents' | 'settings' | 'data_quantiles', string>>
  entities: Readonly<Record<string, string>>
  settings: Readonly<Record<string, string>>
  churnKinds: Readonly<Record<string, string>>
  months: (n: string) => string
  days: (n: string) => string
  unset: string
  fromData: string
  notes: { hypothesis: string; sensitive: string; also: (fields: string) => string }
  group: (n: string) => string
  targetGroup: (f: { group: string; tier: string | null }) => string
  overlapGroup: string
  gaps: {
    missing: (f: { table: string; fields: string }) => string
    gate: (f: { output: string }) => string
    gates: Readonly<Record<string, string>>
    rejected: (f: { file: string; rejected: string; read: string }) => string
    unmatched: (f: { from: string; to: string; unmatched: string; keys: string }) => string
    paymentsAlone: string
    noMargin: string
    noCost: string
  }
  roi: {
    range: (f: { low: string; base: string; high: string }) => string
    badge: Readonly<Record<'measured' | 'modelled' | 'assumed', string>>
  }
  holdout: string
  step: (date: string) => string
  customerNote: Readonly<Record<'predicted' | 'modelled' | 'flat', string>>
  order: Readonly<Record<'ordered' | 'unordered', string>>
  limitsOfView: Readonly<Record<'flatRate' | 'association' | 'scoreIsNoProbability', string>>
  factors: Readonly<Record<string, string>>
  formulas: Readonly<Record<string, string>>
  forecast: {
    rows: Readonly<
      Record<'churn_rate' | 'churn_reduction' | 'revenue_retention' | 'revenue' | 'cltv_uplift', string>
    >
    headline: (f: {
      name: string
      baseline: string
      low: string
      base: string
      high: string
      horizon: string
    }) => string
  }
  changes: {
    intro: (day: string) => string
    rows: Readonly<Record<'rate' | 'churned' | 'lowHealth' | 'value' | 'risk', string>>
  }
  missing: {
    tool: (what: string) => string
    noData: (what: string) => string
    enough: (what: string, need: string) => string
    fault: (what: string, words: string) => string
    what: Readonly<Record<MissingPart, string>>
    need: Readonly<Record<MissingPart, string>>
    changes: string
  }
  charts: {
    bands: { unit: string; series: string }
    drivers: { unit: string }
    matrix: { unit: string; churn: string; none: string }
    tiers: { unit: string; customers: string; value: string }
    data: string
  }
  rubric: {
    intro: (f: { score: string; gates: string; grade: string }) => string
    grade: (score: number) => string
    gate: string
    names: readonly string[]
    remarks: Readonly<Record<string, string>>
  }
  register: { head: readonly [string, string, string, string, string]; reference: string }
  printed: { on: string; page: (page: string, pages: string) => string }
}

export type MissingPart =
  | 'drivers'
  | 'driverList'
  | 'earlier'
  | 'money'
  | 'forecast'
  | 'definitions'
  | 'groups'
  | 'health'
  | 'matrix'
  | 'tiers'
  | 'customers'
  | 'backtest'
  | 'model'
  | 'strategies'
  | 'roi'
  | 'plan'
  | 'changes'

const all: Readonly<Record<Language, ReportWords>> = {
  en: { ...en, rubric: rubricWords.en },
  'zh-CN': { ...zhCN, rubric: rubricWords['zh-CN'] },
  'zh-TW': { ...zhTW, rubric: rubricWords['zh-TW'] },
}
export const wordsFor = (language: Language): ReportWords => all[language]
