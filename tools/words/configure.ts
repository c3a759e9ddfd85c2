import type { Phrases, SettingKey } from '../../src/tool.ts'

const everyValue = [
  'compute_clv',
  'evaluate_retention_roi',
  'plan_retention',
  'segment_customers',
  'write_report',
] as const
const churn = [
  'predict_churn',
  'find_churn_drivers',
  'segment_customers',
  'analyze_retention',
  'forecast',
] as const

/** Tools whose results rest on each setting. */
export const affected: Readonly<Record<SettingKey, readonly string[]>> = {
  churn_definition: [...churn, 'compute_clv', 'plan_retention', 'write_report'],
  gross_margin: [...everyValue, 'analyze_costs', 'forecast'],
  acquisition_cost: ['compute_clv', 'evaluate_retention_roi', 'plan_retention', 'analyze_costs'],
  annual_discount: [...everyValue, 'analyze_costs'],
  horizon_months: [...everyValue, 'forecast'],
  decision_days: ['evaluate_retention_roi', 'plan_retention', 'forecast', 'write_report'],
  reporting_currency: ['import_data', 'describe_data', ...everyValue, 'analyze_costs', 'forecast'],
  time_zone: ['import_data'],
  week_start: ['analyze_retention', 'check_alerts'],
  language: ['write_report', 'draw_chart'],
  tiers: ['compute_clv', 'segment_customers', 'evaluate_retention_roi', 'plan_retention', 'check_alerts'],
  spend_caps: ['evaluate_retention_roi', 'plan_retention'],
  roi_thresholds: ['evaluate_retention_roi', 'plan_retention'],
  strategies: ['evaluate_retention_roi', 'plan_retention', 'measure_campaign'],
  health_profile: ['score_health', 'segment_customers', 'explain_customer', 'check_alerts', 'write_report'],
  cost_stages: ['analyze_costs', 'check_alerts'],
  lifecycle_rules: ['segment_customers'],
  rfm: ['segment_customers'],
  alert_rules: ['check_alerts'],
  masking: ['score_health', 'compute_clv', 'predict_churn', 'segment_customers', 'explain_customer'],
  retention_days: ['describe_data'],
  do_not_contact: ['plan_retention', 'design_experiment', 'export_rows'],
  unknown_consent: ['plan_retention', 'design_experiment', 'export_rows'],
  targets: ['write_report'],
}

export interface ConfigureWords {
  base: (count: number) => string
  scenario: (name: string, count: number) => string
  change: (what: string, old: string, now: string) => string
  unchanged: (keys: string) => string
  affects: (tools: string) => string
  see: string
}

export const configureWords: Phrases<ConfigureWords> = {
  en: {
    base: count =>
      count === 0 ? 'Nothing changed.' : `${count} ${count === 1 ? 'setting' : 'settings'} changed.`,
    scenario: (name, count) => `Scenario “${name}”: ${count} changed; the base stays as it is.`,
    change: (what, old, now) => `${what}: ${old} → ${now}.`,
    unchanged: keys => `Already so: ${keys}.`,
    affects: tools => `This changes what these tools answer: ${tools}.`,
    see: 'All settings in force, with defaults and where they come from',
  },
  'zh-CN': {
    base: count => (count === 0 ? '没有变化。' : `已更改 ${count} 项设定。`),
    scenario: (name, count) => `方案“${name}”：更改 ${count} 项；基准设定不变。`,
    change: (what, old, now) => `${what}：${old} → ${now}。`,
    unchanged: keys => `原本如此：${keys}。`,
    affects: tools => `以下工具的结果会随之改变：${tools}。`,
    see: '查看所有生效的设定、默认值和来源',
  },
  'zh-TW': {
    base: count => (count === 0 ? '沒有變化。' : `已變更 ${count} 項設定。`),
    scenario: (name, count) => `方案「${name}」：變更 ${count} 項；基準設定不變。`,
    change: (what, old, now) => `${what}：${old} → ${now}。`,
    unchanged: keys => `原本如此：${keys}。`,
    affects: tools => `以下工具的結果會隨之改變：${tools}。`,
    see: '查看所有生效的設定、預設值與來源',
  },
}

export const settingMeanings: Phrases<Readonly<Record<SettingKey, string>>> = {
  en: {
    churn_definition: 'What counts as churn',
    gross_margin: 'Gross margin (share of revenue)',
    acquisition_cost: 'Cost of winning a customer',
    annual_discount: 'Discount rate a year',
    horizon_months: 'Horizon in months',
    decision_days: 'Days a retention action holds',
    reporting_currency: 'Reporting currency',
    time_zone: 'Time zone of the business',
    week_start: 'First day of the week',
    language: 'Language of texts',
    tiers: 'CLV thresholds of the value tiers (null: from the data)',
    spend_caps: 'Most to spend on keeping a customer, by tier',
    roi_thresholds: 'ROI from which to consider and to execute',
    strategies: 'Retention strategies',
    health_profile: 'Health score: weights, curves, bands',
    cost_stages: 'Stages of lifecycle costs',
    lifecycle_rules: 'Rules of the lifecycle stages',
    rfm: 'RFM bins',
    alert_rules: 'Alert rules',
    masking: 'Pseudonyms instead of ids in replies',
    retention_days: 'Days to keep data',
    do_not_contact: 'Customers never to be contacted',
    unknown_consent: 'Customers without a record of consent',
    targets: 'Agreed targets',
  },
  'zh-CN': {
    churn_definition: '流失的定义',
    gross_margin: '毛利率（占收入）',
    acquisition_cost: '获客成本',
    annual_discount: '年折现率',
    horizon_months: '预测期（月）',
    decision_days: '挽留行动的有效天数',
    reporting_currency: '报告货币',
    time_zone: '业务所在时区',
    week_start: '一周的第一天',
    language: '文字语言',
    tiers: '价值层级的 CLV 门槛（空：由数据得出）',
    spend_caps: '各层级的挽留支出上限',
    roi_thresholds: '“考虑”和“执行”的 ROI 门槛',
    strategies: '挽留策略',
    health_profile: '健康度：权重、曲线、分档',
    cost_stages: '生命周期成本阶段',
    lifecycle_rules: '生命周期阶段规则',
    rfm: 'RFM 分箱',
    alert_rules: '预警规则',
    masking: '回复中以化名代替编号',
    retention_days: '数据保留天数',
    do_not_contact: '永不联系的客户',
    unknown_consent: '没有同意记录的客户',
    targets: '商定的目标',
  },
  'zh-TW': {
    churn_definition: '流失的定義',
    gross_margin: '毛利率（占收入）',
    acquisition_cost: '獲客成本',
    annual_discount: '年折現率',
    horizon_months: '預測期（月）',
    decision_days: '挽留行動的有效天數',
    reporting_currency: '報告貨幣',
    time_zone: '業務所在時區',
    week_start: '一週的第一天',
    language: '文字語言',
    tiers: '價值層級的 CLV 門檻（空：由資料得出）',
    spend_caps: '各層級的挽留支出上限',
    roi_thresholds: '「考慮」與「執行」的 ROI 門檻',
    strategies: '挽留策略',
    health_profile: '健康度：權重、曲線、分級',
    cost_stages: '生命週期成本階段',
    lifecycle_rules: '生命週期階段規則',
    rfm: 'RFM 分箱',
    alert_rules: '預警規則',
    masking: '回覆中以化名代替編號',
    retention_days: '資料保留天數',
    do_not_contact: '永不聯絡的客戶',
    unknown_consent: '沒有同意紀錄的客戶',
    targets: '商定的目標',
  },
}
