import type { Phrases } from '../../src/tool.ts'

type Claims = Readonly<Record<string, string>>

/** Words for the figures of a plan, and for those that cannot hold. */
export interface PlanWords {
  claims: Claims
  /** A sum with what it comes to, and what was claimed instead. */
  arithmetic: (facts: { sum: string; claimed: string }) => string
  contradiction: (facts: { name: string; arithmetic: string; needed: string }) => string
}

export const planWords: Phrases<PlanWords> = {
  en: {
    claims: {
      revenue_retention_from: 'revenue retention today',
      revenue_retention_to_low: 'revenue retention aimed at (low)',
      revenue_retention_to_high: 'revenue retention aimed at (high)',
      churn_cut_low: 'cut of churn (low)',
      churn_cut_high: 'cut of churn (high)',
      churn_cuts: 'sum of the strategies’ effects',
      revenue_saved: 'revenue saved',
      customers_saved: 'customers saved',
      annual_churn_to: 'churn aimed at',
      programme_roi: 'return of the programme',
      cltv_uplift_low: 'CLTV uplift (low)',
      cltv_uplift_high: 'CLTV uplift (high)',
    },
    arithmetic: f => `${f.sum}, not ${f.claimed}`,
    contradiction: f =>
      `${f.name}: ${f.arithmetic}${f.needed === '' ? '' : ` (it would need a cut of churn of ${f.needed})`}`,
  },
  'zh-CN': {
    claims: {
      revenue_retention_from: '当前收入留存率',
      revenue_retention_to_low: '目标收入留存率（低）',
      revenue_retention_to_high: '目标收入留存率（高）',
      churn_cut_low: '流失降幅（低）',
      churn_cut_high: '流失降幅（高）',
      churn_cuts: '各策略效果之和',
      revenue_saved: '保住的收入',
      customers_saved: '挽回的客户数',
      annual_churn_to: '目标流失率',
      programme_roi: '方案 ROI',
      cltv_uplift_low: '终身价值增幅（低）',
      cltv_uplift_high: '终身价值增幅（高）',
    },
    arithmetic: f => `${f.sum}，而非 ${f.claimed}`,
    contradiction: f =>
      `${f.name}：${f.arithmetic}${f.needed === '' ? '' : `（需要流失降低 ${f.needed} 才成立）`}`,
  },
  'zh-TW': {
    claims: {
      revenue_retention_from: '目前營收留存率',
      revenue_retention_to_low: '目標營收留存率（低）',
      revenue_retention_to_high: '目標營收留存率（高）',
      churn_cut_low: '流失降幅（低）',
      churn_cut_high: '流失降幅（高）',
      churn_cuts: '各策略效果之和',
      revenue_saved: '保住的營收',
      customers_saved: '挽回的客戶數',
      annual_churn_to: '目標流失率',
      programme_roi: '方案 ROI',
      cltv_uplift_low: '終身價值增幅（低）',
      cltv_uplift_high: '終身價值增幅（高）',
    },
    arithmetic: f => `${f.sum}，而非 ${f.claimed}`,
    contradiction: f =>
      `${f.name}：${f.arithmetic}${f.needed === '' ? '' : `（需要流失降低 ${f.needed} 才成立）`}`,
  },
}
