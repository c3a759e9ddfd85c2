import type { Language } from '../../locales/index.ts'

export interface RoiWords {
  title: (business: string) => string
  headlines: Readonly<Record<string, string>>
  options: Readonly<Record<'nothing' | 'half' | 'plan', string>>
  everyone: (tier: string, strategy: string) => string
  strategies: Readonly<Record<string, string>>
  basis: Readonly<Record<string, string>>
  reasons: Readonly<Record<string, string>>
  risk: Readonly<Record<'model' | 'flat', string>>
  stop: Readonly<Record<string, string>>
  missing: Readonly<
    Record<
      'roi' | 'problem' | 'ahead' | 'plan' | 'nothingPays' | 'test' | 'tornado' | 'simulation' | 'left',
      string
    >
  >
}

const en: RoiWords = {
  title: business => `Retention ROI business case: ${business}`,
  headlines: {
    churn: 'Churn',
    lost: 'Revenue lost if nothing is done',
    budget: 'Budget asked for',
    value: 'Margin kept by the plan',
    roi: 'Incremental ROI of the plan',
  },
  options: { nothing: 'do nothing', half: 'half the budget', plan: 'the plan asked for' },
  everyone: (tier, strategy) => `everybody of value tier ${tier} for whom it is best: ${strategy}`,
  strategies: {
    A: 'A, personal: calls and offers by a person',
    B: 'B, standard: a prepared offer with follow-up',
    C: 'C, automated: messages without a person',
  },
  basis: { prior: 'prior, assumed', outcomes: 'own outcomes', posterior: 'prior and own outcomes' },
  reasons: {
    cost_above_cap: 'every action costs more than may be spent on them',
    below_threshold: 'no action returns more than the threshold',
    no_forward_value: 'no value to come is at risk',
    value_unknown: 'no revenue on record, so no forward value',
    churn_probability_unknown: 'no churn probability',
    no_options: 'no action fits',
    no_strategy_for_tier: 'no action for this value tier',
    no_revenue: 'no revenue on record',
    already_gone: 'gone, or never active',
    held_out: 'held out as a control group',
    outbid: 'worth an action, but the budget goes to better uses',
    no_consent: 'must not be contacted',
    consent_unknown: 'no consent on record',
    do_not_contact: 'must not be contacted',
    capacity: 'no capacity left',
  },
  risk: {
    model: 'Each customer’s probability comes from the churn model.',
    flat: 'Without a churn model one measured rate is applied to everybody; the ranking rests on value.',
  },
  stop: {
    budget: 'Spending stops because the budget is used up.',
    threshold: 'Spending stops where more money would return less than the threshold.',
    capacity: 'Spending stops because the capacity is used up.',
    exhausted: 'Spending stops because nobody else is worth an action.',
  },
  missing: {
    roi: 'No return can be computed: no active customer with a value is on record. Import revenue per customer, or give direct numbers to `evaluate_retention_roi`.',
    problem:
      'The churn rate cannot be told; it needs churn labels, contracts with ends, or orders over a longer time.',
    ahead: 'The do-nothing baseline needs a churn rate and revenue per customer.',
    plan: 'A budget cannot be laid out without customers whose value and risk are known.',
    nothingPays:
      'With the success rates and costs in force no customer returns more than an action costs. The sound plan is to spend nothing yet: lower the cost of an action, test its success, or sharpen the risk model first.',
    test: 'A test cannot be sized without a churn rate and customers to treat.',
    tornado: 'Sensitivity cannot be shown: no return could be computed.',
    simulation: 'A simulation cannot be run: no return could be computed.',
    left: 'Everybody with a value at risk is in the plan.',
  },
}

const zhCN: RoiWords = {
  title: business => `客户挽留投资回报测算：${business}`,
  headlines: {
    churn: '流失率',
    lost: '不采取行动将损失的收入',
    budget: '申请预算',
    value: '方案保住的毛利',
    roi: '方案的增量 ROI',
  },
  options: { nothing: '不采取行动', half: '一半预算', plan: '所申请的方案' },
  everyone: (tier, strategy) => `${tier}价值层级中适用的全部客户：${strategy}`,
  strategies: {
    A: 'A 专属（由专人致电与报价）',
    B: 'B 标准（既定优惠加跟进）',
    C: 'C 自动（不经人工的消息）',
  },
  basis: { prior: '先验，假设值', outcomes: '自身结果', posterior: '先验加自身结果' },
  reasons: {
    cost_above_cap: '任何行动的成本都超过可花上限',
    below_threshold: '任何行动的回报都低于门槛',
    no_forward_value: '没有面临风险的未来价值',
    value_unknown: '没有收入记录，因此没有未来价值',
    churn_probability_unknown: '没有流失概率',
    no_options: '没有适用的行动',
    no_strategy_for_tier: '该价值层级没有可用的行动',
    no_revenue: '没有收入记录',
    already_gone: '已经流失，或从未活跃',
    held_out: '留作对照组',
    outbid: '值得行动，但预算有更好的去处',
    no_consent: '不得联系',
    consent_unknown: '没有同意记录',
    do_not_contact: '不得联系',
    capacity: '人手已用完',
  },
  risk: {
    model: '每名客户的概率来自流失模型。',
    flat: '没有流失模型，对所有人采用同一实测流失率，先后取决于价值。',
  },
  stop: {
    budget: '预算用完即止。',
    threshold: '再花钱，回报就低于门槛，因此到此为止。',
    capacity: '人手用完即止。',
    exhausted: '其余客户均不值得行动，因此到此为止。',
  },
  missing: {
    roi: '无法计算回报：没有带价值的活跃客户。请导入每名客户的收入，或向 `evaluate_retention_roi` 直接给出数字。',
    problem: '无法得出流失率：需要流失标签、带到期日的合同，或更长时间的订单。',
    ahead: '不采取行动的基线需要流失率与每名客户的收入。',
    plan: '客户的价值与风险未知，无法安排预算。',
    nothingPays:
      '按现行成功率与成本，没有一名客户的回报高于行动成本。稳妥的做法是暂不投入：先降低行动成本、试验其成功率，或改进风险模型。',
    test: '没有流失率或可采取行动的客户，无法确定试验规模。',
    tornado: '算不出回报，因此没有敏感性分析。',
    simulation: '算不出回报，因此没有模拟。',
    left: '凡有价值面临风险的客户都在方案之中。',
  },
}

const zhTW: RoiWords = {
  title: business => `客戶挽留投資效益評估：${business}`,
  headlines: {
    churn: '流失率',
    lost: '不採取行動將損失的營收',
    budget: '申請預算',
    value: '方案保住的毛利',
    roi: '方案的增量 ROI',
  },
  options: { nothing: '不採取行動', half: '一半預算', plan: '所申請的方案' },
  everyone: (tier, strategy) => `${tier}價值層級中適用的全部客戶：${strategy}`,
  strategies: {
    A: 'A 專屬（由專人致電與報價）',
    B: 'B 標準（既定優惠加後續追蹤）',
    C: 'C 自動（不經人工的訊息）',
  },
  basis: { prior: '先驗，假設值', outcomes: '自身結果', posterior: '先驗加自身結果' },
  reasons: {
    cost_above_cap: '任何行動的成本都超過可花上限',
    below_threshold: '任何行動的報酬都低於門檻',
    no_forward_value: '沒有面臨風險的未來價值',
    value_unknown: '沒有營收紀錄，因此沒有未來價值',
    churn_probability_unknown: '沒有流失機率',
    no_options: '沒有適用的行動',
    no_strategy_for_tier: '該價值層級沒有可用的行動',
    no_revenue: '沒有營收紀錄',
    already_gone: '已經流失，或從未活躍',
    held_out: '留作對照組',
    outbid: '值得行動，但預算有更好的去處',
    no_consent: '不得聯絡',
    consent_unknown: '沒有同意紀錄',
    do_not_contact: '不得聯絡',
    capacity: '人力已用完',
  },
  risk: {
    model: '每位客戶的機率來自流失模型。',
    flat: '沒有流失模型，對所有人採用同一實測流失率，先後取決於價值。',
  },
  stop: {
    budget: '預算用完即止。',
    threshold: '再花錢，報酬就低於門檻，因此到此為止。',
    capacity: '人力用完即止。',
    exhausted: '其餘客戶均不值得行動，因此到此為止。',
  },
  missing: {
    roi: '無法計算報酬：沒有帶價值的活躍客戶。請匯入每位客戶的營收，或向 `evaluate_retention_roi` 直接給出數字。',
    problem: '無法得出流失率：需要流失標籤、帶到期日的合約，或更長時間的訂單。',
    ahead: '不採取行動的基準需要流失率與每位客戶的營收。',
    plan: '客戶的價值與風險未知，無法安排預算。',
    nothingPays:
      '依現行成功率與成本，沒有一位客戶的報酬高於行動成本。穩當的做法是暫不投入：先降低行動成本、試驗其成功率，或改進風險模型。',
    test: '沒有流失率或可採取行動的客戶，無法決定試驗規模。',
    tornado: '算不出報酬，因此沒有敏感度分析。',
    simulation: '算不出報酬，因此沒有模擬。',
    left: '凡有價值面臨風險的客戶都在方案之中。',
  },
}

const all: Readonly<Record<Language, RoiWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const roiWords = (language: Language): RoiWords => all[language]
