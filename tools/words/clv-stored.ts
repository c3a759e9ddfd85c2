import type { Phrases } from '../../src/tool.ts'

export interface Stored {
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
  stored: (facts: Stored) => string
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
  measured: string
  /** Those who fell silent and come back are not counted. */
  measuredNet: string
  assumed: string
  revenueFrom: Readonly<
    Record<
      | 'contract_value'
      | 'mrr'
      | 'orders'
      | 'won_amount_over_tenure'
      | 'total_spent_over_tenure'
      | 'totals_over_assumed_years',
      string
    >
  >
  churnAssumed: (rate: string) => string
  churnOneYear: (rate: string) => string
  oneRate: string
  tiersFrom: Readonly<Record<'documents' | 'settings' | 'data_quantiles', string>>
  segments: string
}

/** Answers about stored customers. */
export const words: Phrases<Words> = {
  en: {
    stored: f =>
      `${f.active} active of ${f.n} customers carry a forward value of ${f.total} (${f.interval}) over ${f.horizon}, ${f.mean} each on average. Revenue per year ${f.revenue}, margin ${f.margin}, churn ${f.churn} a year (${f.churnBasis}), discount ${f.discount}. ${f.tiers}`,
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
    measured: 'measured',
    measuredNet: 'measured, without those who come back',
    assumed: 'assumed',
    revenueFrom: {
      contract_value: 'from contract values',
      mrr: 'from monthly recurring revenue',
      orders: 'from orders so far, scaled to a year',
      won_amount_over_tenure: 'from won deals over tenure',
      total_spent_over_tenure: 'from spend so far over the time as a customer',
      totals_over_assumed_years:
        'from the stated totals, taken to have come in over three years (assumed: no file says since when)',
    },
    churnAssumed: rate => `No churn rate can be measured from the data; ${rate} a year is assumed.`,
    churnOneYear: rate =>
      `The churn label has no dates; its share of ${rate} is taken as churn per year. Import churn dates to measure it.`,
    oneRate: 'One churn rate is applied to all active customers; the interval carries its uncertainty only.',
    tiersFrom: {
      documents: 'Tiers use the framework’s money limits.',
      settings: 'Tiers use the stored limits.',
      data_quantiles: 'Tiers are derived from this data (top fifth high, lower half low).',
    },
    segments: 'Group customers by value',
  },
  'zh-CN': {
    stored: f =>
      `${f.n} 名客户中 ${f.active} 名仍活跃，${f.horizon}内的未来价值合计 ${f.total}（${f.interval}），人均 ${f.mean}。年收入${f.revenue}，毛利率 ${f.margin}，年流失率 ${f.churn}（${f.churnBasis}），折现率 ${f.discount}。${f.tiers}`,
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
    measured: '实测',
    measuredNet: '实测，已扣除会回来的客户',
    assumed: '假设',
    revenueFrom: {
      contract_value: '取自合同金额',
      mrr: '取自月经常性收入',
      orders: '由已有订单折算为一年',
      won_amount_over_tenure: '由成交金额按在册时间折算',
      total_spent_over_tenure: '由累计消费按在册时间折算',
      totals_over_assumed_years: '由累计金额按三年折算（假设：文件未说明从何时起累计）',
    },
    churnAssumed: rate => `数据中测不出流失率，暂按每年 ${rate} 计。`,
    churnOneYear: rate => `流失标签没有日期，其占比 ${rate} 暂当作年流失率；导入流失日期即可实测。`,
    oneRate: '所有活跃客户使用同一个流失率；区间只反映这个流失率的不确定性。',
    tiersFrom: {
      documents: '层级采用框架的金额界限。',
      settings: '层级采用已保存的界限。',
      data_quantiles: '层级由本数据的分布得出（前五分之一为高，后一半为低）。',
    },
    segments: '按价值给客户分层',
  },
  'zh-TW': {
    stored: f =>
      `${f.n} 位客戶中 ${f.active} 位仍活躍，${f.horizon}內的未來價值合計 ${f.total}（${f.interval}），平均每位 ${f.mean}。年營收${f.revenue}，毛利率 ${f.margin}，年流失率 ${f.churn}（${f.churnBasis}），折現率 ${f.discount}。${f.tiers}`,
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
    measured: '實測',
    measuredNet: '實測，已扣除會回來的客戶',
    assumed: '假設',
    revenueFrom: {
      contract_value: '取自合約金額',
      mrr: '取自月經常性收入',
      orders: '由既有訂單換算為一年',
      won_amount_over_tenure: '由成交金額依在冊時間換算',
      total_spent_over_tenure: '由累計消費依在冊時間換算',
      totals_over_assumed_years: '由累計金額依三年換算（假設：檔案未說明從何時起累計）',
    },
    churnAssumed: rate => `資料中測不出流失率，暫以每年 ${rate} 計。`,
    churnOneYear: rate => `流失標籤沒有日期，其占比 ${rate} 暫當作年流失率；匯入流失日期即可實測。`,
    oneRate: '所有活躍客戶使用同一個流失率；區間只反映這個流失率的不確定性。',
    tiersFrom: {
      documents: '層級採用框架的金額界限。',
      settings: '層級採用已儲存的界限。',
      data_quantiles: '層級由本資料的分布得出（前五分之一為高，後一半為低）。',
    },
    segments: '依價值替客戶分層',
  },
}
