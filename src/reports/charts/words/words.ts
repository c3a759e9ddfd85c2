import type { Language } from '../../../locales/index.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

/** What charts say besides their numbers. Titles name the takeaway; `f` holds printed figures. */
export interface ChartWords {
  foot: (f: { unit: string; n: string; asOf: string; badge: string; notes: readonly string[] }) => string
  badge: Readonly<Record<'measured' | 'modelled' | 'assumed', string>>
  thin: string
  hidden: string
  /** Of signs that chance could have made. */
  hypothesis: string
  interval: string
  /** Of sums of money over customers. */
  moneyInterval: string
  /** Of money that the rows on record add up to. */
  counted: string
  /** Money that stands beside another unit. */
  moneyIn: (f: { what: string; currency: string | null }) => string
  atRisk: string
  everyone: string
  /** Where no cell of enough customers holds anyone of low health. */
  matrixNone: string
  /** Where every cell of a matrix is small. */
  matrixThin: string
  /** Of the small cells of a matrix, which its title passes over. */
  unranked: string
  customers: string
  trend: {
    title: (f: { way: 'up' | 'down' | 'same'; from: string; to: string }) => string
    single: (f: { rate: string }) => string
    unit: (f: { days: string }) => string
    axis: string
    head: readonly [string, string, string, string]
  }
  cohorts: {
    title: (f: { share: string; age: string; period: string }) => string
    unit: string
    cohort: string
    periods: Readonly<Record<'month' | 'week', string>>
  }
  groups: {
    title: (f: { group: string; risk: string; base: string }) => string
    unit: string
    base: (rate: string) => string
    head: readonly [string, string, string, string]
  }
  liftExposure: {
    title: (f: { driver: string; lift: string; exposure: string }) => string
    unit: string
    x: string
    y: string
    chance: string
    head: readonly [string, string, string]
  }
  valueRisk: {
    title: (f: { n: string }) => string
    none: string
    unit: string
    x: string
    y: string
    cell: (tier: string, risk: string) => string
    hidden: string
    alike: string
    count: (n: string) => string
    shown: (f: { shown: string; total: string }) => string
    head: readonly [string, string, string]
  }
  reliability: {
    title: (f: { error: string }) => string
    unit: string
    x: string
    y: string
    head: readonly [string, string, string, string]
  }
  deciles: {
    title: (f: { lift: string }) => string
    weak: (f: { lift: string }) => string
    unit: string
    x: string
    y: string
    chance: string
    head: readonly [string, string, string, string]
  }
  counts: {
    title: (f: { expected: string; churned: string; days: string }) => string
    unit: string
    days: (days: string) => string
    expected: string
    churned: string
    head: readonly [string, string, string, string]
  }
  waterfall: {
    money: (f: { from: string; to: string; month: string }) => string
    people: (f: { from: string; to: string; first: string; last: string }) => string
    moneyUnit: (currency: string) => string
    peopleUnit: string
    steps: Readonly<
      Record<'opening' | 'new' | 'expansion' | 'saved' | 'fx' | 'contraction' | 'lost' | 'closing', string>
    >
    head: readonly [string, string]
  }
  marginal: {
    title: (f: { spend: string }) => string
    between: (f: { from: string; to: string }) => string
    pays: (f: { spend: string; roi: string }) => string
    never: (f: { roi: string }) => string
    /** Head of the return at both ends of success. */
    range: string
    band: string
    unit: string
    x: string
    y: string
    even: string
    budget: (f: { budget: string }) => string
    head: readonly [string, string, string]
  }
  tornado: {
    title: (f: { factor: string; low: string; high: string }) => string
    unit: string
    axis: string
    sides: readonly [string, string]
    now: (roi: string) => string
    factors: Readonly<Record<string, string>>
    head: readonly [string, string, string]
  }
  fan: {
    title: (f: { months: string; low: string; base: string; high: string }) => string
    unit: string
    x: string
    base: string
    nothing: string
    head: readonly [string, string, string, string]
  }
  whale: {
    title: (f: { share: string; lossMakers: string }) => string
    unit: string
    x: string
    y: string
    total: string
    head: readonly [string, string]
  }
  survival: {
    median: (f: { days: string }) => string
    open: (f: { share: string; days: string }) => string
    unit: string
    x: string
    y: string
    head: readonly [string, string, string, string]
  }
}

const all: Readonly<Record<Language, ChartWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const chartWordsFor = (language: Language): ChartWords & { language: Language } => ({
  ...all[language],
  language,
})
