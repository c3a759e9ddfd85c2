import type { Phrases } from '../../src/tool.ts'

interface Direct {
  clv: string
  churnCost: string
  historical: string
  current: string
  potential: string
  total: string
  forward: string
  horizon: string
  infinite: string
  discount: string
  retention: string
  framework: string
}

interface Stored {
  n: string
  active: string
  total: string
  interval: string
  mean: string
  horizon: string
  discount: string
  margin: string
  churn: string
  churnBasis: string
  revenue: string
  tiers: string
}

interface Words {
  formula: (facts: Direct) => string
  components: (facts: Direct) => string
  discounted: (facts: Direct) => string
  stored: (facts: Stored) => string
  model: (facts: { name: string; alive: string; expected: string; horizon: string; spend: string }) => string
  contract: (facts: { name: string; derl: string; renewals: string }) => string
  worth: (value: string) => string
  models: Readonly<Record<'bg_nbd' | 'mbg_nbd' | 'pareto_nbd' | 'nbd' | 'bg_bb' | 'sbg' | 'bdw', string>>
  units: Readonly<Record<'day' | 'week' | 'month' | 'year', string>>
  bought: (facts: {
    n: string
    model: string
    total: string
    interval: string
    mean: string
    horizon: string
    alive: string
    purchases: string
    discount: string
    margin: string
    tiers: string
  }) => string
  raced: (facts: { winner: string; days: string; table: string }) => string
  fellBack: (why: string) => string
  gateMissing: Readonly<
    Record<
      'buyers' | 'days' | 'repeaters' | 'recent' | 'shape' | 'identified',
      (found: string, needed: string) => string
    >
  >
  spendBy: Readonly<Record<'gamma_gamma' | 'mean', string>>
  notIdentified: string
  dependence: (correlation: string) => string
  parametersOnly: string
  noData: string
  noMoney: string
  nobody: string
  months: (n: string) => string
  years: (n: string) => string
  forever: string
  measured: string
  assumed: string
  revenueFrom: Readonly<Record<'contract_value' | 'mrr' | 'orders' | 'won_amount_over_tenure', string>>
  reasons: Readonly<Record<string, string>>
  caps: string
  totalIsPast: string
  potentialAssumed: string
  undiscounted: string
  churnAssumed: (rate: string) => string
  churnOneYear: (rate: string) => string
  oneRate: string
  printed: string
  tiersFrom: Readonly<Record<'documents' | 'settings' | 'data_quantiles', string>>
  roi: string
  segments: string
  figures: Readonly<
    Record<
      | 'clv'
      | 'churnCost'
      | 'historical'
      | 'current'
      | 'potential'
      | 'total'
      | 'forward'
      | 'ratio'
      | 'payback'
      | 'sum'
      | 'alive'
      | 'expected'
      | 'derl',
      string
    >
  >
}

export const words: Phrases<Words> = {
  en: {
    formula: f =>
      `CLV by the formula is ${f.clv} (revenue × months × margin, undiscounted) and losing the customer costs ${f.churnCost} with the acquisition cost. Discounted at ${f.discount} a year the same stream is worth ${f.current}.`,
    components: f =>
      `Past margin ${f.historical}, current value ${f.current} (${f.horizon})${f.infinite}, potential ${f.potential} (upgrade and referral, assumptions): ${f.total} in total. Only the forward part, ${f.forward}, may cap spending. The framework’s printed figures are ${f.framework}. Retention ${f.retention} a year, discount ${f.discount} a year.`,
    discounted: f =>
      `The present value of the current pattern is ${f.current} (${f.horizon})${f.infinite}, at ${f.retention} retention and ${f.discount} discount a year. The framework prints ${f.framework}.`,
    stored: f =>
      `${f.active} active of ${f.n} customers carry a forward value of ${f.total} (${f.interval}) over ${f.horizon}, ${f.mean} each on average. Revenue per year ${f.revenue}, margin ${f.margin}, churn ${f.churn} a year (${f.churnBasis}), discount ${f.discount}. ${f.tiers}`,
    model: f =>
      `${f.name}: the customer is still active with probability ${f.alive} and is expected to buy ${f.expected} times in ${f.horizon}${f.spend}.`,
    contract: f =>
      `${f.name}: after ${f.renewals} renewals the discounted expected residual lifetime is ${f.derl} payments, the next renewal counted in full.`,
    worth: value => `; worth ${value} from here on`,
    models: {
      bg_nbd: 'BG/NBD',
      mbg_nbd: 'MBG/NBD',
      pareto_nbd: 'Pareto/NBD',
      nbd: 'NBD',
      bg_bb: 'BG/BB',
      sbg: 'sBG',
      bdw: 'BdW',
    },
    units: { day: 'days', week: 'weeks', month: 'months', year: 'years' },
    bought: f =>
      `${f.n} buyers under ${f.model}: ${f.alive} of them expected to be still active, ${f.purchases} purchases and ${f.total} forward value (${f.interval}) over ${f.horizon}, ${f.mean} each on average. Margin ${f.margin} after the spend model, discount ${f.discount} a year. ${f.tiers}`,
    raced: f => `${f.winner} won the race on the last ${f.days} days held out (${f.table}).`,
    fellBack: why => `No purchase model: ${why}. The discounted present pattern is used instead.`,
    gateMissing: {
      buyers: (found, needed) => `${found} buyers, ${needed} are needed`,
      days: (found, needed) => `${found} days of history, ${needed} are needed`,
      repeaters: (found, needed) => `${found} customers with three orders or more, ${needed} are needed`,
      recent: (found, needed) => `the last order is ${found} days old, at most ${needed} are allowed`,
      identified: () => 'the model cannot tell who has left in this history (not identified)',
      shape: () => 'purchases are not what this business records (contracts or accounts)',
    },
    spendBy: {
      gamma_gamma: 'Spend per purchase by Gamma-Gamma on repeat purchases.',
      mean: 'Spend per purchase is each customer’s own mean: the Gamma-Gamma model could not be identified.',
    },
    notIdentified:
      'The likelihood is flat: parameters are not identified and cannot be read, only the forecast can be used.',
    dependence: c => `Spend and frequency correlate at ${c}; Gamma-Gamma assumes independence.`,
    parametersOnly:
      'Intervals carry what the parameters leave open, not the chance of a customer’s own acts.',
    noData:
      'The store holds no customers yet. Give direct numbers in inputs, or import a file with import_data.',
    noMoney:
      'No customer has revenue on record: import orders, subscriptions with mrr, or a contract value per customer.',
    nobody: 'No customer matches the filter.',
    months: n => `${n} months`,
    years: n => `${n} years`,
    forever: 'without horizon',
    measured: 'measured',
    assumed: 'assumed',
    revenueFrom: {
      contract_value: 'from contract values',
      mrr: 'from monthly recurring revenue',
      orders: 'from orders so far, scaled to a year',
      won_amount_over_tenure: 'from won deals over tenure',
    },
    reasons: {
      undiscounted_value_is_infinite:
        'Without a discount the value over an endless horizon does not exist for these parameters; it is left empty.',
      infinite_horizon_without_discount_or_churn:
        'Without a horizon the value exists only with churn or a positive discount; it is left empty.',
    },
    caps: 'Only clv_forward may cap spending: what was earned is earned.',
    totalIsPast: 'clv_total adds past margin and is for reporting, not a spend limit.',
    potentialAssumed: 'Upgrade and referral are assumptions of the caller, not measured.',
    undiscounted: 'The formula does not discount; recommended.clv_current does.',
    churnAssumed: rate => `No churn rate can be measured from the data; ${rate} a year is assumed.`,
    churnOneYear: rate =>
      `The churn label has no dates; its share of ${rate} is taken as churn per year. Import churn dates to measure it.`,
    oneRate: 'One churn rate is applied to all active customers; the interval carries its uncertainty only.',
    printed:
      'framework.* repeats the source course’s printed whole numbers; recommended.* is exact and decides.',
    tiersFrom: {
      documents: 'Tiers use the framework’s money limits.',
      settings: 'Tiers use the stored limits.',
      data_quantiles: 'Tiers are derived from this data (top fifth high, lower half low).',
    },
    roi: 'See whether saving them pays',
    segments: 'Group customers by value',
    figures: {
      clv: 'CLV (formula)',
      churnCost: 'Churn cost',
      historical: 'Historical value',
      current: 'Current value',
      potential: 'Potential value',
      total: 'CLV total',
      forward: 'CLV forward',
      ratio: 'CLV : CAC',
      payback: 'Payback months',
      sum: 'Forward value of all customers',
      alive: 'P(alive)',
      expected: 'Expected purchases',
      derl: 'Discounted expected residual',
    },
  },
  'zh-CN': {
    formula: f =>
      `按公式（收入 × 月数 × 毛利率，不折现）算，客户终身价值为 ${f.clv}；加上获客成本，流失一位客户的代价为 ${f.churnCost}。按年折现率 ${f.discount} 折现后，同一笔收益值 ${f.current}。`,
    components: f =>
      `过去已实现 ${f.historical}，当前价值 ${f.current}（${f.horizon}）${f.infinite}，潜在价值 ${f.potential}（升级与推荐，均为假设），合计 ${f.total}。能作为支出上限依据的只有未来部分 ${f.forward}。按框架原文算法为 ${f.framework}。年留存率 ${f.retention}，年折现率 ${f.discount}。`,
    discounted: f =>
      `按现有模式，现值为 ${f.current}（${f.horizon}）${f.infinite}，年留存率 ${f.retention}，年折现率 ${f.discount}。按框架原文算法为 ${f.framework}。`,
    stored: f =>
      `${f.n} 名客户中 ${f.active} 名仍活跃，${f.horizon}内的未来价值合计 ${f.total}（${f.interval}），人均 ${f.mean}。年收入${f.revenue}，毛利率 ${f.margin}，年流失率 ${f.churn}（${f.churnBasis}），折现率 ${f.discount}。${f.tiers}`,
    model: f =>
      `${f.name} 模型：客户仍活跃的概率为 ${f.alive}，预计在 ${f.horizon} 内购买 ${f.expected} 次${f.spend}。`,
    contract: f =>
      `${f.name}：已续约 ${f.renewals} 次，折现后的预期剩余寿命为 ${f.derl} 次付款（下一次续约足额计入）。`,
    worth: value => `，此后价值 ${value}`,
    models: {
      bg_nbd: 'BG/NBD',
      mbg_nbd: 'MBG/NBD',
      pareto_nbd: 'Pareto/NBD',
      nbd: 'NBD',
      bg_bb: 'BG/BB',
      sbg: 'sBG',
      bdw: 'BdW',
    },
    units: { day: '天', week: '周', month: '个月', year: '年' },
    bought: f =>
      `按 ${f.model} 模型，${f.n} 名买家中预计有 ${f.alive} 名仍活跃，${f.horizon}内预计购买 ${f.purchases} 次，未来价值 ${f.total}（${f.interval}），人均 ${f.mean}。毛利率 ${f.margin} 在消费模型之后计入，年折现率 ${f.discount}。${f.tiers}`,
    raced: f => `${f.winner} 在留出的最后 ${f.days} 天检验中胜出（${f.table}）。`,
    fellBack: why => `未使用购买模型：${why}。改用现有模式的折现值。`,
    gateMissing: {
      buyers: (found, needed) => `买家 ${found} 名，需要 ${needed} 名`,
      days: (found, needed) => `历史 ${found} 天，需要 ${needed} 天`,
      repeaters: (found, needed) => `购买三次以上的客户 ${found} 名，需要 ${needed} 名`,
      recent: (found, needed) => `最近一笔订单已是 ${found} 天前，最多允许 ${needed} 天`,
      identified: () => '从这段历史无法判断谁已离开（模型不可识别）',
      shape: () => '这类业务记录的是合同或客户账户，而非逐次购买',
    },
    spendBy: {
      gamma_gamma: '每次消费额由 Gamma-Gamma 模型按重复购买估计。',
      mean: '每次消费额取客户自己的均值：Gamma-Gamma 模型无法识别。',
    },
    notIdentified: '似然函数平坦，参数无法识别、不可解读，只能使用预测值。',
    dependence: c => `消费额与频率的相关系数为 ${c}，而 Gamma-Gamma 假设两者独立。`,
    parametersOnly: '区间只反映参数的不确定性，不含客户自身行为的偶然性。',
    noData: '数据库中还没有客户。可在 inputs 中直接给出数字，或用 import_data 导入文件。',
    noMoney: '没有任何客户的收入记录：请导入订单、含月费的订阅，或每位客户的合同金额。',
    nobody: '没有客户符合筛选条件。',
    months: n => `${n} 个月`,
    years: n => `${n} 年`,
    forever: '不限期限',
    measured: '实测',
    assumed: '假设',
    revenueFrom: {
      contract_value: '取自合同金额',
      mrr: '取自月经常性收入',
      orders: '由已有订单折算为一年',
      won_amount_over_tenure: '由成交金额按在册时间折算',
    },
    reasons: {
      undiscounted_value_is_infinite: '不折现时，这组参数在无限期限内的价值不存在，此处留空。',
      infinite_horizon_without_discount_or_churn:
        '不限期限时，只有存在流失或折现率为正，价值才有定义；此处留空。',
    },
    caps: '只有 clv_forward 可以作为支出上限的依据：已经赚到的不再计入。',
    totalIsPast: 'clv_total 含过去已实现的部分，仅供汇报，不是支出上限。',
    potentialAssumed: '升级与推荐为调用者给出的假设，并非实测。',
    undiscounted: '公式本身不折现；recommended.clv_current 是折现后的值。',
    churnAssumed: rate => `数据中测不出流失率，暂按每年 ${rate} 计。`,
    churnOneYear: rate => `流失标签没有日期，其占比 ${rate} 暂当作年流失率；导入流失日期即可实测。`,
    oneRate: '所有活跃客户使用同一个流失率；区间只反映这个流失率的不确定性。',
    printed: 'framework.* 沿用课程给出的整数结果；recommended.* 为精确值，决策以它为准。',
    tiersFrom: {
      documents: '层级采用框架的金额界限。',
      settings: '层级采用已保存的界限。',
      data_quantiles: '层级由本数据的分布得出（前五分之一为高，后一半为低）。',
    },
    roi: '看看挽留是否划算',
    segments: '按价值给客户分层',
    figures: {
      clv: '终身价值（公式）',
      churnCost: '流失成本',
      historical: '历史价值',
      current: '当前价值',
      potential: '潜在价值',
      total: '总价值',
      forward: '未来价值',
      ratio: 'CLV : CAC',
      payback: '回本月数',
      sum: '全部客户的未来价值',
      alive: '仍活跃的概率',
      expected: '预计购买次数',
      derl: '折现后的预期剩余次数',
    },
  },
  'zh-TW': {
    formula: f =>
      `依公式（營收 × 月數 × 毛利率，不折現）計算，顧客終身價值為 ${f.clv}；加上獲客成本，流失一位顧客的代價為 ${f.churnCost}。以年折現率 ${f.discount} 折現後，同一筆收益值 ${f.current}。`,
    components: f =>
      `過去已實現 ${f.historical}，目前價值 ${f.current}（${f.horizon}）${f.infinite}，潛在價值 ${f.potential}（升級與推薦，皆為假設），合計 ${f.total}。能作為支出上限依據的只有未來部分 ${f.forward}。按框架原文演算法為 ${f.framework}。年留存率 ${f.retention}，年折現率 ${f.discount}。`,
    discounted: f =>
      `依現有模式，現值為 ${f.current}（${f.horizon}）${f.infinite}，年留存率 ${f.retention}，年折現率 ${f.discount}。按框架原文演算法為 ${f.framework}。`,
    stored: f =>
      `${f.n} 位客戶中 ${f.active} 位仍活躍，${f.horizon}內的未來價值合計 ${f.total}（${f.interval}），平均每位 ${f.mean}。年營收${f.revenue}，毛利率 ${f.margin}，年流失率 ${f.churn}（${f.churnBasis}），折現率 ${f.discount}。${f.tiers}`,
    model: f =>
      `${f.name} 模型：顧客仍活躍的機率為 ${f.alive}，預計在 ${f.horizon} 內購買 ${f.expected} 次${f.spend}。`,
    contract: f =>
      `${f.name}：已續約 ${f.renewals} 次，折現後的預期剩餘壽命為 ${f.derl} 次付款（下一次續約足額計入）。`,
    worth: value => `，此後價值 ${value}`,
    models: {
      bg_nbd: 'BG/NBD',
      mbg_nbd: 'MBG/NBD',
      pareto_nbd: 'Pareto/NBD',
      nbd: 'NBD',
      bg_bb: 'BG/BB',
      sbg: 'sBG',
      bdw: 'BdW',
    },
    units: { day: '天', week: '週', month: '個月', year: '年' },
    bought: f =>
      `依 ${f.model} 模型，${f.n} 位買家中預計有 ${f.alive} 位仍活躍，${f.horizon}內預計購買 ${f.purchases} 次，未來價值 ${f.total}（${f.interval}），平均每位 ${f.mean}。毛利率 ${f.margin} 在消費模型之後計入，年折現率 ${f.discount}。${f.tiers}`,
    raced: f => `${f.winner} 在保留的最後 ${f.days} 天檢驗中勝出（${f.table}）。`,
    fellBack: why => `未使用購買模型：${why}。改用既有模式的折現值。`,
    gateMissing: {
      buyers: (found, needed) => `買家 ${found} 位，需要 ${needed} 位`,
      days: (found, needed) => `歷史 ${found} 天，需要 ${needed} 天`,
      repeaters: (found, needed) => `購買三次以上的客戶 ${found} 位，需要 ${needed} 位`,
      recent: (found, needed) => `最近一筆訂單已是 ${found} 天前，最多允許 ${needed} 天`,
      identified: () => '從這段歷史無法判斷誰已離開（模型不可識別）',
      shape: () => '這類業務記錄的是合約或客戶帳戶，而非逐次購買',
    },
    spendBy: {
      gamma_gamma: '每次消費額由 Gamma-Gamma 模型依重複購買估計。',
      mean: '每次消費額取顧客自己的平均：Gamma-Gamma 模型無法識別。',
    },
    notIdentified: '概似函數平坦，參數無法識別、不可解讀，只能使用預測值。',
    dependence: c => `消費額與頻率的相關係數為 ${c}，而 Gamma-Gamma 假設兩者獨立。`,
    parametersOnly: '區間只反映參數的不確定性，不含顧客自身行為的偶然性。',
    noData: '資料庫中還沒有客戶。可在 inputs 中直接給出數字，或用 import_data 匯入檔案。',
    noMoney: '沒有任何客戶的營收紀錄：請匯入訂單、含月費的訂閱，或每位客戶的合約金額。',
    nobody: '沒有客戶符合篩選條件。',
    months: n => `${n} 個月`,
    years: n => `${n} 年`,
    forever: '不限期限',
    measured: '實測',
    assumed: '假設',
    revenueFrom: {
      contract_value: '取自合約金額',
      mrr: '取自月經常性收入',
      orders: '由既有訂單換算為一年',
      won_amount_over_tenure: '由成交金額依在冊時間換算',
    },
    reasons: {
      undiscounted_value_is_infinite: '不折現時，這組參數在無限期限內的價值不存在，此處留空。',
      infinite_horizon_without_discount_or_churn:
        '不限期限時，只有存在流失或折現率為正，價值才有定義；此處留空。',
    },
    caps: '只有 clv_forward 可以作為支出上限的依據：已經賺到的不再計入。',
    totalIsPast: 'clv_total 含過去已實現的部分，僅供報告，不是支出上限。',
    potentialAssumed: '升級與推薦為呼叫者給出的假設，並非實測。',
    undiscounted: '公式本身不折現；recommended.clv_current 是折現後的值。',
    churnAssumed: rate => `資料中測不出流失率，暫以每年 ${rate} 計。`,
    churnOneYear: rate => `流失標籤沒有日期，其占比 ${rate} 暫當作年流失率；匯入流失日期即可實測。`,
    oneRate: '所有活躍客戶使用同一個流失率；區間只反映這個流失率的不確定性。',
    printed: 'framework.* 沿用課程給出的整數結果；recommended.* 為精確值，決策以它為準。',
    tiersFrom: {
      documents: '層級採用框架的金額界限。',
      settings: '層級採用已儲存的界限。',
      data_quantiles: '層級由本資料的分布得出（前五分之一為高，後一半為低）。',
    },
    roi: '看看挽留是否划算',
    segments: '依價值替客戶分層',
    figures: {
      clv: '終身價值（公式）',
      churnCost: '流失成本',
      historical: '歷史價值',
      current: '目前價值',
      potential: '潛在價值',
      total: '總價值',
      forward: '未來價值',
      ratio: 'CLV : CAC',
      payback: '回本月數',
      sum: '全部客戶的未來價值',
      alive: '仍活躍的機率',
      expected: '預計購買次數',
      derl: '折現後的預期剩餘次數',
    },
  },
}
