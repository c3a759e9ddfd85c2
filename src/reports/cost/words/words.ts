import type { Language } from '../../../locales/index.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

/** The levers of one stage of the lifecycle, and what moves its cost. */
interface Stage {
  name: string
  drivers: string
  levers: string
}

export interface CostWords {
  title: (business: string) => string
  headlines: Readonly<Record<string, string>>
  stages: Readonly<Record<string, Stage>>
  /** A stage of the user's own. */
  ownStage: { drivers: string; levers: string }
  methods: Readonly<Record<string, string>>
  indicators: Readonly<Record<string, string>>
  indicatorStages: Readonly<Record<string, string>>
  budget: Readonly<Record<'over' | 'under' | 'on', string>>
  measure: Readonly<Record<'fell' | 'rose' | 'same', string>>
  served: Readonly<Record<'over' | 'fitting', string>>
  charts: {
    stages: (f: { name: string; share: string }) => string
    channels: (f: { dearest: string; most: string; cheapest: string; least: string }) => string
    amount: (currency: string) => string
    perCustomer: (currency: string) => string
  }
  /** Costs are on record, in a currency that has no rate. */
  unconverted: string
  missing: Readonly<
    Record<
      | 'costs'
      | 'budget'
      | 'cac'
      | 'ratio'
      | 'attribution'
      | 'service'
      | 'segments'
      | 'whale'
      | 'measures'
      | 'indicators'
      | 'lifecycle',
      string
    >
  >
}

const all: Readonly<Record<Language, CostWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const costWords = (language: Language): CostWords => all[language]
