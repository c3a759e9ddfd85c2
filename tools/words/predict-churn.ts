import type { Phrases } from '../../src/tool.ts'
import { words as english } from './predict-churn-en.ts'
import { words as simplified } from './predict-churn-zh-cn.ts'
import { words as traditional } from './predict-churn-zh-tw.ts'

interface Definition {
  kind: 'label' | 'silence' | 'contract'
  dated: boolean
  days: string
  to: string
}

export interface PredictWordList {
  definition: (d: Definition) => string
  noData: string
  noDefinition: string
  judged: (f: {
    n: string
    events: string
    auc: string
    low: string
    high: string
    brier: string
    emp: string
    fraction: string
  }) => string
  oneClass: (f: { n: string; events: string }) => string
  oneClassWhy: string
  notProbabilities: string
  profitFrom: string
  profitDefaults: string
  profitMissing: string
  howGood: (f: {
    definition: string
    chosen: string
    split: string
    auc: string
    low: string
    high: string
    ece: string
    lift: string
    events: string
    expected: string
    n: string
  }) => string
  chosen: Readonly<Record<'logistic' | 'boosting', string>>
  splitTime: (f: { from: string; to: string }) => string
  splitPooled: string
  splitCustomers: (folds: string) => string
  beside: (f: { rule: string; auc: string; better: boolean }) => string
  whoIsNext: (f: {
    n: string
    expected: string
    days: string
    dated: boolean
    value: string | null
    top: string | null
  }) => string
  belowGate: (f: {
    events: string
    eventsNeeded: string
    customers: string
    customersNeeded: string
    short: string
    high: string
    medium: string
    n: string
  }) => string
  short: (f: { events: number; retained: number; customers: number }) => string
  notProbability: string
  rulesMeaning: string
  bands: Readonly<Record<'high' | 'medium' | 'low' | 'unknown', string>>
  noSignal: (f: {
    auc: string
    low: string
    high: string
    n: string
    later: boolean
    ranks: boolean
  }) => string
  oneRate: (rate: string) => string
  twoRates: (f: { one: string; other: string }) => string
  everyone: string
  everyoneElse: string
  measuredRate: string
  method: string
  training: string
  shortened: string
  profit: (f: { emp: string; fraction: string }) => string
  noSignalMeaning: string
  leak: (f: { field: string; evidence: string }) => string
  leakEvidence: (f: { why: string; auc: string; rate: string; n: string; detail: string }) => string
  leakReasons: Readonly<Record<string, string>>
  reason: (f: { condition: string; times: string }) => string
  /** Behind the name of a field. */
  isMissing: string
  datedFeatures: (windows: string) => string
  undatedFeatures: string
  intervalMeaning: string
  reasonMeaning: string
  /** `silence`: of those who fall silent only some stay away. */
  valueMeaning: (silence: boolean) => string
  notTestedInTime: string
  backtestShort: (f: { events: number; needed: number }) => string
  testing: (days: string) => string
  seeGaps: string
  seeDrivers: string
  seePlan: string
  figures: {
    auc: string
    prAuc: string
    brier: string
    logLoss: string
    ece: string
    lift: string
    emp: string
    mp: string
    expected: string
    valueAtRisk: string
    probability: (customer: string) => string
    band: (band: string) => string
    rate: (group: string) => string
  }
}

export const words: Phrases<PredictWordList> = { en: english, 'zh-CN': simplified, 'zh-TW': traditional }
