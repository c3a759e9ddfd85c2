import type { Language } from './messages.ts'

/** How a reader of each language calls a field of the customer table; fields of the user's own keep their name. */
const labels: Readonly<Record<string, readonly [string, string, string]>> = {
  total_activities_30d: ['activities in the last 30 days', '近 30 天活动数', '近 30 天活動數'],
  days_since_last_activity: ['days since the last activity', '距上次活动天数', '距上次活動天數'],
  total_contacts: ['contacts on record', '联系人数', '聯絡人數'],
  contacts_with_email: ['contacts with an e-mail address', '有邮箱的联系人数', '有電子郵件的聯絡人數'],
  contact_email_share: ['share of contacts with e-mail', '有邮箱联系人占比', '有電子郵件聯絡人占比'],
  won_amount: ['amount won', '赢单金额', '成交金額'],
  total_won_amount: ['won amount so far', '累计成交金额', '累計成交金額'],
  pipeline_amount: ['open pipeline', '在途商机金额', '進行中商機金額'],
  first_order_date: ['first order date', '首单日期', '首購日期'],
  last_order_date: ['last order date', '最近下单日期', '最近消費日期'],
  is_won: ['deal won or lost', '赢单与否', '成交與否'],
  close_date: ['closing date', '预计成交日', '預計成交日'],
  open_pipeline: ['open pipeline', '在途商机金额', '進行中商機金額'],
  weighted_pipeline: ['weighted pipeline', '加权商机金额', '加權商機金額'],
  contract_value: ['contract value a year', '年合同金额', '年合約金額'],
  annual_revenue: ['the customer’s own turnover', '客户年营业额', '客戶年營業額'],
  number_of_employees: ['employees', '员工人数', '員工人數'],
  industry: ['industry', '行业', '產業'],
  account_size_segment: ['company size', '企业规模', '企業規模'],
  account_owner: ['account owner', '客户经理', '客戶經理'],
  region: ['region', '地区', '地區'],
  age: ['age', '年龄', '年齡'],
  gender: ['gender', '性别', '性別'],
  acquisition_channel: ['acquisition channel', '获客渠道', '獲客管道'],
  acquisition_cost: ['acquisition cost', '获客成本', '獲客成本'],
  membership_level: ['membership level', '会员等级', '會員等級'],
  marketing_consent: ['marketing consent', '营销同意', '行銷同意'],
  tenure_days: ['days as a customer', '成为客户的天数', '成為客戶的天數'],
  days_to_renewal: ['days to renewal', '距续约天数', '距續約天數'],
  order_count: ['orders so far', '累计订单数', '累計訂單數'],
  purchase_days: ['purchase days', '购买天数', '購買天數'],
  repeats: ['repeat purchase days', '复购天数', '回購天數'],
  revenue_total: ['net revenue so far', '累计净收入', '累計淨營收'],
  total_spent: ['spend so far', '累计消费', '累計消費'],
  average_order_value: ['average order value', '客单价', '平均客單價'],
  days_since_first_order: ['days since the first order', '距首单天数', '距首購天數'],
  days_since_last_order: ['days since the last order', '距上次下单天数', '距上次消費天數'],
  orders_90d: ['orders in 90 days', '近 90 天订单数', '近 90 天訂單數'],
  revenue_90d: ['revenue in 90 days', '近 90 天收入', '近 90 天營收'],
  orders_prior_90d: ['orders 91 to 180 days ago', '前 91 至 180 天订单数', '前 91 至 180 天訂單數'],
  revenue_prior_90d: ['revenue 91 to 180 days ago', '前 91 至 180 天收入', '前 91 至 180 天營收'],
  orders_change: ['change of orders', '订单数变化', '訂單數變化'],
  purchase_gap_mean_days: ['mean days between purchases', '平均购买间隔（天）', '平均購買間隔（天）'],
  overdue_ratio: [
    'silence against the customer’s own interval',
    '静默时长与自身购买间隔之比',
    '沉默天數與自身購買間隔之比',
  ],
  refund_share: ['refunded share', '退款占比', '退款占比'],
  discount_share: ['discounted share', '优惠占比', '折扣占比'],
  distinct_categories: ['categories bought', '购买品类数', '購買品類數'],
  plan_name: ['plan', '套餐', '方案'],
  mrr: ['monthly recurring revenue', '月经常性收入', '月經常性營收'],
  seats: ['seats', '席位数', '席位數'],
  billing_period: ['billing period', '计费周期', '計費週期'],
  subscription_status: ['subscription status', '订阅状态', '訂閱狀態'],
  subscription_age_days: ['days subscribed', '订阅天数', '訂閱天數'],
  downgraded_365d: ['downgrade within a year', '一年内降级', '一年內降級'],
  active_days_30d: ['active days in 30 days', '近 30 天活跃天数', '近 30 天活躍天數'],
  active_days_90d: ['active days in 90 days', '近 90 天活跃天数', '近 90 天活躍天數'],
  activity_30d: ['activity in 30 days', '近 30 天活动量', '近 30 天活動量'],
  activity_prior_90d: ['activity 91 to 180 days ago', '前 91 至 180 天活动量', '前 91 至 180 天活動量'],
  activity_90d: ['activity in 90 days', '近 90 天活动量', '近 90 天活動量'],
  activity_count_30d: ['actions in 30 days', '近 30 天操作次数', '近 30 天操作次數'],
  activity_count_90d: ['actions in 90 days', '近 90 天操作次数', '近 90 天操作次數'],
  feature_use_share_90d: ['share of features used', '功能使用占比', '功能使用占比'],
  feature_use_share: ['share of features used', '功能使用占比', '功能使用占比'],
  campaigns_90d: ['campaigns in 90 days', '近 90 天营销触达次数', '近 90 天行銷觸及次數'],
  campaign_response_share: ['share of campaigns answered', '营销响应占比', '行銷回應占比'],
  active: ['subscription running', '订阅生效', '訂閱生效'],
  churn_reason: ['reason for leaving', '流失原因', '流失原因'],
  churn_day: ['day of leaving', '流失日期', '流失日期'],
  tickets_90d: ['tickets in 90 days', '近 90 天工单数', '近 90 天客服案件數'],
  tickets_180d: ['tickets in 180 days', '近 180 天工单数', '近 180 天客服案件數'],
  tickets_total: ['tickets so far', '累计工单数', '累計客服案件數'],
  unresolved_tickets: ['unresolved tickets', '未解决工单数', '未解決案件數'],
  unresolved_tickets_90d: ['unresolved tickets of 90 days', '近 90 天未解决工单数', '近 90 天未解決案件數'],
  unresolved_share_180d: ['unresolved share of tickets', '工单未解决占比', '案件未解決占比'],
  response_hours_mean: ['mean response time in hours', '平均响应时长（小时）', '平均回應時間（小時）'],
  csat: ['satisfaction', '满意度', '滿意度'],
  renewal_date: ['renewal date', '续约日期', '續約日期'],
  csat_mean: ['mean satisfaction', '平均满意度', '平均滿意度'],
  csat_last: ['latest satisfaction', '最近满意度', '最近滿意度'],
  nps_last: ['latest recommendation score', '最近净推荐分', '最近推薦分數'],
  nps: ['recommendation score', '净推荐分', '推薦分數'],
  payments_90d: ['payments in 90 days', '近 90 天付款次数', '近 90 天付款次數'],
  failed_payments_31d: ['failed payments in 31 days', '近 31 天付款失败次数', '近 31 天付款失敗次數'],
  failed_payments_90d: ['failed payments in 90 days', '近 90 天付款失败次数', '近 90 天付款失敗次數'],
  failed_payment_share: ['failed share of payments', '付款失败占比', '付款失敗占比'],
  past_due: ['payment past due', '欠款', '逾期未繳'],
  health_score: ['health score', '健康分', '健康分數'],
  health_band: ['health band', '健康等级', '健康等級'],
  value_tier: ['value tier', '价值层级', '價值層級'],
  revenue_per_year: ['revenue a year', '年收入', '年營收'],
  clv_forward: ['forward value', '未来价值', '未來價值'],
  customer_value: ['customer value', '客户价值', '客戶價值'],
  customer_id: ['customer', '客户', '客戶'],
  is_active: ['active customer', '活跃客户', '活躍客戶'],
  churned: ['churned', '已流失', '已流失'],
  churn_probability: ['churn probability', '流失概率', '流失機率'],
  value_at_risk: ['value at risk', '风险价值', '風險價值'],
  lifecycle_stage: ['lifecycle stage', '生命周期阶段', '生命週期階段'],
  lifecycle_pattern: ['lifecycle pattern', '生命周期模式', '生命週期模式'],
  rfm: ['RFM', 'RFM', 'RFM'],
  value_risk: ['value × risk', '价值×风险', '價值×風險'],
  clv_quadrant: ['current × potential value', '现有×潜在价值', '目前×潛在價值'],
  abc: ['ABC class', 'ABC 分类', 'ABC 分類'],
  clv_historical: ['margin realised so far', '已实现毛利', '已實現毛利'],
  clv_total: ['lifetime value', '终身价值', '終身價值'],
  order_trend: [
    'orders of 90 days against the 90 days before',
    '近 90 天订单与前 91 至 180 天之比',
    '近 90 天訂單與前 91 至 180 天之比',
  ],
  city: ['city', '城市', '城市'],
  country: ['country', '国家', '國家'],
  segment: ['segment', '客群', '客群'],
}

/** Fields that hold 0 and 1, whatever the rows at hand. */
const flags: ReadonlySet<string> = new Set([
  'is_active',
  'active',
  'churned',
  'past_due',
  'downgraded_365d',
  'marketing_consent',
])
export const isFlag = (field: string): boolean => flags.has(field)

/** Fields of ours that hold money; the user's own columns have no known unit. */
const moneyFields: ReadonlySet<string> = new Set([
  'total_won_amount',
  'pipeline_amount',
  'open_pipeline',
  'weighted_pipeline',
  'contract_value',
  'annual_revenue',
  'acquisition_cost',
  'revenue_total',
  'total_spent',
  'average_order_value',
  'revenue_90d',
  'revenue_prior_90d',
  'mrr',
  'revenue_per_year',
  'clv_forward',
  'clv_historical',
  'customer_value',
  'value_at_risk',
])
export const isMoney = (field: string): boolean => moneyFields.has(field)

/** Fields of ours that count things, so that fewer and more fit them. */
export const isCount = (field: string): boolean =>
  Object.hasOwn(labels, field) &&
  /activities|contacts|orders|order_count|purchase_days|repeats|seats|employees|active_days|tickets|payments|categories|count/.test(
    field,
  ) &&
  !/share|satisf/.test(field)

/** Our own word for a field; `null` for a field of the user's, which keeps its header. */
export const knownLabel = (field: string, language: Language): string | null =>
  Object.hasOwn(labels, field) ? (labels[field]?.[place[language]] ?? null) : null

const place = { en: 0, 'zh-CN': 1, 'zh-TW': 2 } as const

const levels: Readonly<Record<string, readonly [string, string, string]>> = {
  high: ['high', '高', '高'],
  medium: ['medium', '中', '中'],
  mid: ['mid', '中', '中'],
  low: ['low', '低', '低'],
}

/** The reader's word for a value that the program itself gives: bands and tiers; others as they are. */
export const valueLabel = (field: string, value: string, language: Language): string =>
  (field === 'health_band' || field === 'value_tier' ? levels[value]?.[place[language]] : undefined) ?? value

/** Fields that need two purchases: without a value they say that there was none or one. */
const betweenPurchases: ReadonlySet<string> = new Set(['purchase_gap_mean_days', 'overdue_ratio'])
const tooFewPurchases = ['fewer than two purchases', '购买不足两次', '購買不足兩次'] as const

/** What it tells of a customer that a field has no value; `null` where it tells nothing but that. */
export const withoutValue = (field: string, language: Language): string | null =>
  betweenPurchases.has(field) ? tooFewPurchases[place[language]] : null

/** The reader's word for a field; a field we have no word for keeps its own name. */
export const fieldLabel = (field: string, language: Language): string =>
  labels[field]?.[place[language]] ?? (/^[a-z0-9_]+$/.test(field) ? field.replaceAll('_', ' ') : field)

/** Labels whose words hold digits (“in 30 days”): names, not figures. */
export const labelsWithDigits: readonly string[] = Object.values(labels).flatMap(names =>
  names.filter(name => /\d/.test(name)),
)

/** The field that a label of ours names, in any language; `null` for a name that is none of ours. */
export const fieldNamed = (label: string): string | null =>
  Object.entries(labels).find(([, names]) => names.includes(label))?.[0] ?? null
