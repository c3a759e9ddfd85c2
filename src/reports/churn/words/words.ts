import type { Language } from '../../../locales/index.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

type Terms = Readonly<Record<string, string>>

/** Phrases of the churn report that are put together in code. */
export interface ChurnWords {
  /** Out of a hundred, where out of ten would say nothing. */
  aboutHundred: (hundredths: string) => string
  definitionNames: Terms
  usedBy: (vendor: string) => string
  /** Listed for what is at stake, not for anything that stands out. */
  noSignal: string
  anySign: string
  /** What is on record and gives no reason to worry. */
  asUsual: (facts: string) => string
  allActive: string
  lowHealthGroup: string
  /** What a tenth held out of one strategy's group can show. */
  holdOut: (f: { n: string; effect: string }) => string
  holdOutNone: (f: { n: string }) => string
  /** Churn where nobody is known to have left. */
  unmeasured: (f: { n: string; asOf: string; rate: string }) => string
  /** Before money that rests on an assumed churn. */
  assumedMoney: string
  overDays: (f: { probability: string; atRisk: string | null }) => string
  assumedNote: string
  /** What the data says of the condition that asks for a strategy. */
  evidence: {
    /** `condition` is `null` where the sentence before has named it. */
    driver: (f: { condition: string | null; exposed: string; others: string; share: string }) => string
    group: (f: { condition: string | null; n: string; risk: string; base: string }) => string
  }
  days: (n: string) => string
  money: {
    leaving: (f: { rate: string; horizon: string; lost: string }) => string
    /** `dated`: the label says when customers left; else its period is assumed. */
    model: (f: { value: string; days: string; churned: string; n: string; dated: boolean }) => string
    /** `first`: no other group has a higher risk. */
    group: (f: { value: string; group: string; first: boolean }) => string
  }
  /** In place of a break-even success rate that no success reaches. */
  neverPays: string
  basis: { default: string; set: string; data: string; scenario: string }
  fxRates: { upTo: (day: string) => string; none: string }
  fxName: string
  revenueName: string
  revenue: { net: (refunds: string) => string; asBilled: string; contracts: string }
  noCurrency: string
  currencyUnknown: string
  /** What a cell of the matrix tells. */
  lowHealth: string
  churnRate: string
  effects: {
    rejected: string
    unmatched: string
    missing: string
    paymentsAlone: string
    undatedTotals: (years: string) => string
    noMargin: string
    noCost: string
    gates: Terms
    late: (f: { table: string; days: string }) => string
    lateEffect: string
  }
  reasons: {
    none: string
    some: (share: string) => string
  }
  groupReason: (f: { driver: string; impact: string }) => string
  groupReasonNone: string
  overlap: (f: { share: string; inner: string; outer: string }) => string
  models: Terms
  verdicts: { better: string; notBetter: string; worse: string }
  splits: { time: string; random: string }
  gate: (f: { events: string; eventsNeeded: string; customers: string; customersNeeded: string }) => string
  leaks: { none: string; some: (fields: string) => string }
  actions: Terms
  action: (f: { level: string; tier: string }) => string
  levels: Terms
  badges: { roi: string }
  noBudget: string
  /** `spend` is `null` where it reads like the budget. */
  budgetLine: (f: { budget: string; spend: string | null; n: string; value: string; roi: string }) => string
  unspent: string
  /** What the steps of risk mean, and over how many days. */
  riskSteps: (f: { high: string; medium: string; days: string }) => string
  total: string
  stops: Terms
  notWorth: Terms
  excluded: Terms
  shadow: (f: { roi: string }) => string
  measure: {
    own: (f: { share: string; control: string; treated: string; effect: string }) => string
    ownNone: (f: { share: string; control: string; treated: string }) => string
    half: (f: { share: string; control: string; effect: string }) => string
    halfNone: (f: { share: string; control: string }) => string
    need: (f: { n: string; from: string; to: string }) => string
    duration: (f: { days: string }) => string
    stop: string
    primary: (f: { days: string }) => string
    guard: string
    /** A pilot where the plan itself treats too few. */
    pilot: (f: { group: string; n: string; control: string; effect: string }) => string
    pilotNone: (f: { group: string; n: string; control: string }) => string
    unfunded: string
  }
  constraints: {
    consentKnown: (n: string) => string
    consentAll: string
    consentUnknown: string
    doNotContact: (n: string) => string
    frequencyKnown: string
    frequencyUnknown: string
    sensitive: (fields: string) => string
    sensitiveNone: string
    sensitiveDriver: (fields: string) => string
  }
  factors: Terms
  movers: (f: { first: string; second: string }) => string
  bridge: {
    plan: (f: { n: string }) => string
    combined: (f: { cut: string; overlap: string }) => string
    chance: string
    unfunded: string
  }
  noChange: string
  result: (f: {
    baseline: string
    base: string
    low: string
    high: string
    horizon: string
    value: string
    valueLow: string
    valueHigh: string
  }) => string
  people: Readonly<Record<'saas' | 'retail' | 'services' | 'b2b', string>>
  nothingPays: string
  /** Where no group pays as a whole but single customers of it do. */
  somePay: string
  worthSome: (parts: string) => string
  worthPart: (f: { tier: string; action: string; n: string }) => string
  /** Names the group of a strategy inside its own text. */
  thisGroup: string
}

const all: Readonly<Record<Language, ChurnWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const churnWords = (language: Language): ChurnWords => all[language]
