import type { Language } from '../../src/tool.ts'

/** Methods of answers that have no words of their own elsewhere, as a reader would name them. */
const names = {
  alerts: [
    'alert rules with hysteresis and cool-down',
    '带回差与冷却期的提醒规则',
    '帶回差與冷卻期的提醒規則',
  ],
  campaign: [
    'difference of two proportions: z-test pooled, interval unpooled; Beta(1,1) comparison; mixture SPRT',
    '两组比例之差：合并方差的 z 检验、不合并方差的区间；Beta(1, 1) 比较；混合 SPRT',
    '兩組比例之差：合併變異數的 z 檢定、不合併變異數的區間；Beta(1, 1) 比較；混合 SPRT',
  ],
  costFigures: ['lifecycle cost figures', '生命周期成本指标', '生命週期成本指標'],
  costs: [
    'lifecycle costs: stages, CAC, time-driven cost to serve, before and after, attribution',
    '生命周期成本：各阶段、获客成本、时间驱动的服务成本、前后对比、归因',
    '生命週期成本：各階段、獲客成本、時間驅動的服務成本、前後比較、歸因',
  ],
  stages: ['lifecycle costs: stages', '生命周期成本：各阶段', '生命週期成本：各階段'],
  explanation: [
    'parts of the health score against medians of peers; the score with changed inputs',
    '健康分各分项与同类中位数之差；改变输入后的分数',
    '健康分數各面向與同類中位數之差；改變輸入後的分數',
  ],
  sampleSize: [
    'two-sided z-test of two proportions, pooled null variance',
    '两组比例的双侧 z 检验（合并方差）',
    '兩組比例的雙尾 z 檢定（合併變異數）',
  ],
} as const

const place = { en: 0, 'zh-CN': 1, 'zh-TW': 2 } as const satisfies Record<Language, number>

export const methodName = (method: keyof typeof names, language: Language): string =>
  names[method][place[language]]
