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
  /** A share of customers as people say it, with its interval; `about` is null where the share is too small for that. */
  who: (f: { about: string | null; share: string; range: string | null }) => string
  /** A span whose ends lead and whose middle follows. */
  likely: (f: { low: string; high: string; point: string }) => string
  /** Cases of several windows taken together. */
  spans: (f: { cases: string; windows: string }) => string
  /** The days in which churn was seen, where they reach beyond the date of observation. */
  seen: (f: { from: string; to: string }) => string
  /** Heads of tables under charts. */
  columns: Readonly<Record<'band' | 'driver' | 'tier' | 'share' | 'row' | 'column', string>>
  bands: { title: (f: { who: string; revenue: string | null }) => string }
  drivers: {
    title: (f: { first: string; span: string }) => string
    /** Where no driver stands out beyond chance. */
    hint: (f: { first: string; span: string }) => string
  }
  matrix: {
    title: (f: { row: string; column: string; who: string }) => string
    /** Where the worst cell may differ from the whole by chance. */
    even: (f: { row: string; column: string; who: string; all: string | null }) => string
    /** Where churn itself is crossed, for want of a health score by two fields. */
    churn: (f: { row: string; column: string; who: string; all: string }) => string
    churnEven: (f: { row: string; column: string; who: string; all: string }) => string
  }
  tiers: { title: (f: { tier: string | null; customers: string; low: string; high: string }) => string }
  trend: {
    title: (f: { way: 'up' | 'down' | 'same'; days: string; from: string; to: string }) => string
    single: (f: { days: string; who: string }) => string
    unit: (f: { days: string }) => string
    axis: string
    head: readonly [string, string, string, string]
  }
  cohorts: {
    title: (f: { who: string; age: string; period: string }) => string
    unit: string
    cohort: string
    periods: Readonly<Record<'month' | 'week', string>>
  }
  groups: {
    title: (f: { group: string; who: string; base: string }) => string
    unit: string
    base: (rate: string) => string
    head: readonly [string, string, string, string]
  }
  liftExposure: {
    title: (f: { driver: string; low: string; high: string; exposure: string }) => string
    hint: (f: { driver: string; low: string; high: string; exposure: string }) => string
    unit: string
    x: string
    y: string
    chance: string
    head: readonly [string, string, string]
  }
  valueRisk: {
    /** `held` is the value they have together, from and to; `null` where they are too few to tell it. */
    title: (f: { n: string; held: { low: string; high: string } | null }) => string
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
    title: (f: { low: string; high: string }) => string
    weak: (f: { low: string; high: string }) => string
    unit: string
    x: string
    y: string
    chance: string
    head: readonly [string, string, string, string]
  }
  counts: {
    title: (f: {
      expected: string
      churned: string
      days: string
      way: 'fits' | 'more' | 'fewer' | null
    }) => string
    unit: string
    days: (days: string) => string
    expected: string
    churned: string
    head: readonly [string, string, string, string]
  }
  waterfall: {
    money: (f: { from: string; to: string; month: string; new: string; lost: string }) => string
    people: (f: {
      from: string
      to: string
      first: string
      last: string
      new: string
      lost: string
    }) => string
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
    /** How far each factor is moved. */
    moved: string
    factors: Readonly<Record<string, string>>
    head: readonly [string, string, string]
  }
  fan: {
    title: (f: { months: string; low: string; base: string; high: string }) => string
    /** With actions that change something, against doing nothing. */
    planned: (f: { months: string; low: string; base: string; high: string; nothing: string }) => string
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
    between: (f: { low: string; high: string; days: string }) => string
    open: (f: { who: string; days: string }) => string
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
