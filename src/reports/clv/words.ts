import type { Language } from '../../locales/index.ts'

interface Quadrant {
  name: string
  action: string
}

export interface ClvWords {
  /** Customers of whom one of the two values is not on record. */
  ungrouped: string
  /** What a model of purchases, or of renewals, expects of a customer. */
  expected: Readonly<Record<'purchases' | 'payments', string>>
  title: (business: string) => string
  headlines: Readonly<Record<string, string>>
  quadrants: Readonly<Record<string, Quadrant>>
  models: Readonly<Record<string, string>>
  verdicts: Readonly<Record<'winner' | 'eligible' | 'not', string>>
  basis: Readonly<Record<string, string>>
  sensitivity: {
    base: string
    horizon: (months: string) => string
    discount: (rate: string) => string
    margin: (rate: string) => string
    churn: Readonly<Record<'high' | 'low', string>>
  }
  charts: {
    sensitivity: (f: { base: string; low: string; high: string }) => string
    unit: (currency: string) => string
  }
  missing: Readonly<
    Record<
      | 'values'
      | 'race'
      | 'unidentified'
      | 'potential'
      | 'ratio'
      | 'cac'
      | 'quadrants'
      | 'classes'
      | 'tiers'
      | 'sensitivity'
      | 'customers',
      string
    >
  >
}

const en: ClvWords = {
  ungrouped: 'not known',
  expected: { purchases: 'Purchases to come', payments: 'Payments to come' },
  title: business => `Lifetime value analysis: ${business}`,
  headlines: {
    sum: 'Forward value of all customers',
    mean: 'Forward value per customer',
    active: 'Customers still active, expected',
    gini: 'Gini of revenue',
    cac: 'Cost of a new customer',
  },
  quadrants: {
    high_value: {
      name: 'high value',
      action: 'keep, and spend on it: personal care, loyalty benefits, early access',
    },
    growth: { name: 'growth', action: 'develop: second product, training, cross-sell that fits the use' },
    watch: {
      name: 'watch',
      action: 'valuable so far, falling potential: find out why before spending; a conversation comes first',
    },
    low_value: { name: 'low value', action: 'automate, and cap the cost of service and retention' },
  },
  models: {
    bg_nbd: 'BG/NBD',
    mbg_nbd: 'MBG/NBD',
    pareto_nbd: 'Pareto/NBD',
    nbd: 'NBD (nobody leaves)',
    bg_bb: 'BG/BB',
    sbg: 'sBG',
    bdw: 'BdW',
  },
  verdicts: { winner: 'chosen', eligible: 'admitted', not: 'not admitted: parameters not identified' },
  basis: {
    mrr: 'monthly recurring revenue',
    orders: 'orders so far, scaled to a year',
    contract: 'contract value',
    contract_value: 'contract value',
  },
  sensitivity: {
    base: 'As it is',
    horizon: months => `Horizon of ${months} months`,
    discount: rate => `Discount of ${rate} a year`,
    margin: rate => `Gross margin of ${rate}`,
    churn: { high: 'Interval, upper end', low: 'Interval, lower end' },
  },
  charts: {
    sensitivity: f => `Forward value is ${f.base}; the changes shown put it between ${f.low} and ${f.high}`,
    unit: currency => `forward value of all customers${currency === '' ? '' : ` in ${currency}`}`,
  },
  missing: {
    values:
      'No lifetime value can be computed: there is no revenue per customer. Import orders, subscriptions or a contract value per customer with `import_data`.',
    race: 'No purchase model was raced: the data shows contracts or recurring fees, or too few repeat purchases (about 50 repeat buyers over three mean intervals are needed). Value follows from revenue, margin and the measured churn.',
    unidentified:
      'No purchase model is used: this history does not let any of them tell who has left (their parameters are not identified). Value follows from revenue, margin and the measured churn.',
    potential:
      'Potential (upgrade and referral) is zero because nothing is on record of either. Price a case by hand with `compute_clv`: upgrade margin and probability, referrals a year and reward.',
    ratio:
      'CLV : CAC cannot be told: it needs acquisition costs by channel beside customers with a sign-up date, or an acquisition cost set with `configure`.',
    cac: 'No acquisition costs by channel are on record.',
    quadrants: 'Current against potential value needs realised margin and forward value per customer.',
    classes: 'The spread of revenue needs revenue per customer.',
    tiers: 'No value tiers: there is no revenue per customer on record.',
    sensitivity: 'Sensitivity cannot be shown: no value could be computed.',
    customers: 'No customer has a value on record.',
  },
}

const zhCN: ClvWords = {
  ungrouped: '未知',
  expected: { purchases: '预计购买次数', payments: '预计付款次数' },
  title: business => `客户终身价值分析：${business}`,
  headlines: {
    sum: '全部客户的未来价值',
    mean: '每名客户的未来价值',
    active: '预计仍活跃的客户',
    gini: '收入基尼系数',
    cac: '获客成本',
  },
  quadrants: {
    high_value: { name: '高价值', action: '留住并投入：专属关怀、忠诚权益、优先体验' },
    growth: { name: '成长', action: '培育：第二件产品、培训、与使用情况相配的交叉销售' },
    watch: { name: '观察', action: '以往有价值而潜力下降：先弄清原因再花钱，第一步是谈一谈' },
    low_value: { name: '低价值', action: '改用自动化，为服务与挽留的成本设上限' },
  },
  models: {
    bg_nbd: 'BG/NBD',
    mbg_nbd: 'MBG/NBD',
    pareto_nbd: 'Pareto/NBD',
    nbd: 'NBD（假定无人离开）',
    bg_bb: 'BG/BB',
    sbg: 'sBG',
    bdw: 'BdW',
  },
  verdicts: { winner: '采用', eligible: '入围', not: '未入围：参数无法识别' },
  basis: {
    mrr: '月经常性收入',
    orders: '迄今订单，折合全年',
    contract: '合同金额',
    contract_value: '合同金额',
  },
  sensitivity: {
    base: '现状',
    horizon: months => `期限 ${months} 个月`,
    discount: rate => `年折现率 ${rate}`,
    margin: rate => `毛利率 ${rate}`,
    churn: { high: '区间上限', low: '区间下限' },
  },
  charts: {
    sensitivity: f => `未来价值为 ${f.base}；在所示变动下为 ${f.low} 至 ${f.high}`,
    unit: currency => `全部客户的未来价值${currency === '' ? '' : `（${currency}）`}`,
  },
  missing: {
    values: '无法计算终身价值：没有按客户的收入。请用 `import_data` 导入订单、订阅或每名客户的合同金额。',
    race: '没有进行购买模型比选：数据为合同或经常性收费，或复购太少（约需 50 名复购客户，时间跨度达平均间隔的三倍）。价值由收入、毛利与实测流失率得出。',
    unidentified:
      '未采用购买模型：从这段历史无法判断谁已离开（模型参数不可识别）。价值由收入、毛利与实测流失率得出。',
    potential:
      '潜在价值（升级与推荐）为零，是因为两者均无记录。可用 `compute_clv` 手工估算：升级毛利与概率、每年推荐人数与奖励。',
    ratio: '无法得出 CLV : CAC：需要分渠道的获客支出和带注册日期的客户，或用 `configure` 设定获客成本。',
    cac: '没有分渠道的获客支出记录。',
    quadrants: '现有价值与潜在价值的对照，需要每名客户的已实现毛利与未来价值。',
    classes: '收入集中度需要按客户的收入。',
    tiers: '没有价值层级：没有按客户的收入记录。',
    sensitivity: '算不出价值，因此没有敏感性分析。',
    customers: '没有客户有价值记录。',
  },
}

const zhTW: ClvWords = {
  ungrouped: '未知',
  expected: { purchases: '預期購買次數', payments: '預期付款次數' },
  title: business => `顧客終身價值分析：${business}`,
  headlines: {
    sum: '全部客戶的未來價值',
    mean: '每位客戶的未來價值',
    active: '預期仍活躍的客戶',
    gini: '營收吉尼係數',
    cac: '獲客成本',
  },
  quadrants: {
    high_value: { name: '高價值', action: '留住並投入：專屬關懷、忠誠權益、搶先體驗' },
    growth: { name: '成長', action: '培養：第二項產品、教育訓練、與使用情形相符的交叉銷售' },
    watch: { name: '觀察', action: '過去有價值而潛力下降：先弄清楚原因再花錢，第一步是談一談' },
    low_value: { name: '低價值', action: '改用自動化，為服務與挽留的成本設上限' },
  },
  models: {
    bg_nbd: 'BG/NBD',
    mbg_nbd: 'MBG/NBD',
    pareto_nbd: 'Pareto/NBD',
    nbd: 'NBD（假定無人離開）',
    bg_bb: 'BG/BB',
    sbg: 'sBG',
    bdw: 'BdW',
  },
  verdicts: { winner: '採用', eligible: '入圍', not: '未入圍：參數無法識別' },
  basis: {
    mrr: '月經常性營收',
    orders: '迄今訂單，換算為全年',
    contract: '合約金額',
    contract_value: '合約金額',
  },
  sensitivity: {
    base: '現況',
    horizon: months => `期間 ${months} 個月`,
    discount: rate => `年折現率 ${rate}`,
    margin: rate => `毛利率 ${rate}`,
    churn: { high: '區間上限', low: '區間下限' },
  },
  charts: {
    sensitivity: f => `未來價值為 ${f.base}；在所示變動下為 ${f.low} 至 ${f.high}`,
    unit: currency => `全部客戶的未來價值${currency === '' ? '' : `（${currency}）`}`,
  },
  missing: {
    values: '無法計算終身價值：沒有每位客戶的營收。請用 `import_data` 匯入訂單、訂閱或每位客戶的合約金額。',
    race: '沒有進行購買模型評選：資料為合約或經常性收費，或回購太少（約需 50 位回購客戶，時間跨度達平均間隔的三倍）。價值由營收、毛利與實測流失率得出。',
    unidentified:
      '未採用購買模型：從這段歷史無法判斷誰已離開（模型參數無法識別）。價值由營收、毛利與實測流失率得出。',
    potential:
      '潛在價值（升級與推薦）為零，是因為兩者均無紀錄。可用 `compute_clv` 手動估算：升級毛利與機率、每年推薦人數與獎勵。',
    ratio: '無法得出 CLV : CAC：需要分管道的獲客支出和帶註冊日期的客戶，或用 `configure` 設定獲客成本。',
    cac: '沒有分管道的獲客支出紀錄。',
    quadrants: '目前價值與潛在價值的對照，需要每位客戶的已實現毛利與未來價值。',
    classes: '營收集中度需要每位客戶的營收。',
    tiers: '沒有價值層級：沒有每位客戶的營收紀錄。',
    sensitivity: '算不出價值，因此沒有敏感度分析。',
    customers: '沒有客戶有價值紀錄。',
  },
}

const all: Readonly<Record<Language, ClvWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const clvWords = (language: Language): ClvWords => all[language]
