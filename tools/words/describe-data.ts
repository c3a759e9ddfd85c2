import type { GateName, RequirementName } from '../../src/analysis/gates.ts'
import type { Phrases } from '../../src/tool.ts'
import { keyWord } from './entities.ts'

export interface DescribeWords {
  empty: (inbox: string) => string
  waiting: (files: number) => string
  importNext: string
  held: (files: number, customers: string, orders: string | null) => string
  period: (first: string, last: string) => string
  reconciled: (
    before: { gross: string; discounts: string } | null,
    paid: string,
    refunds: string,
    net: string,
  ) => string
  refundsElsewhere: (documents: string, amount: string) => string
  refundsElsewhereName: string
  joined: (f: {
    key: string
    from: string
    to: string
    matched: string
    keys: string
    share: string
    /** Keys without a match; null when all have one. */
    missing: string | null
  }) => string
  matchRate: (from: string, to: string) => string
  money: Readonly<Record<'gross' | 'discounts' | 'paid' | 'refunds' | 'net' | 'net_in_store', string>>
  allGates: string
  undated: string
  gatesMissed: (names: string) => string
  comma: string
  gate: Readonly<Record<GateName, string>>
  instead: Readonly<Record<GateName, string>>
  requirement: Readonly<Record<RequirementName, string>>
  accepted: string
  oddValues: (rejected: number, read: number, odd: number) => string
  filled: string
  daysBehind: string
  unstated: (entity: string, rows: string, currency: string) => string
  unconverted: (currency: string, rows: string) => string
  /** Amounts that lie before the first rate of their currency. */
  beforeRates: (currency: string, rows: string, first: string) => string
  documents: (documents: string, withoutRevenue: string, orders: string) => string
  months: (shown: number, all: number) => string
  difference: (amount: string) => string
  documentsOff: (documents: string, amount: string) => string
  withoutRevenue: (documents: string, amount: string) => string
  /** Imports kept longer than `retention_days` allows. */
  keptTooLong: (days: number, files: string, until: string) => string
  removeNext: string
}

export const describeWords: Phrases<DescribeWords> = {
  en: {
    empty: inbox => `The store is empty. Put a file into ${inbox} and import it by name with import_data.`,
    waiting: files => `${files} ${files === 1 ? 'file is' : 'files are'} waiting in the inbox.`,
    importNext: 'Look at this file before storing it',
    held: (files, customers, orders) =>
      `${files} imported ${files === 1 ? 'file' : 'files'}: ${customers} customers${orders === null ? '' : ` and ${orders} orders with revenue`}.`,
    period: (first, last) => `They cover ${first} to ${last}.`,
    reconciled: (before, paid, refunds, net) =>
      `${before ? `Gross ${before.gross} − discounts ${before.discounts} → paid` : 'Paid'} ${paid}; − refunds ${refunds} → net ${net}.`,
    refundsElsewhere: (documents, amount) =>
      `${documents} refunds (${amount}) fall in another month than their order.`,
    refundsElsewhereName: 'Refunds in another month than their order',
    joined: f =>
      `${f.matched} of ${f.keys} values of ${f.key} in ${f.from} (${f.share}) are found in ${f.to}${f.missing === null ? '' : `, ${f.missing} are not`}.`,
    matchRate: (from, to) => `Keys of ${from} found in ${to}`,
    money: {
      gross: 'Gross',
      discounts: 'Discounts',
      paid: 'Paid',
      refunds: 'Refunds',
      net: 'Net',
      net_in_store: 'Net used by all answers',
    },
    allGates: 'The data is enough for every kind of answer.',
    undated: 'Nothing on record has a date: import events, or give options.as_of with the snapshot.',
    gatesMissed: names => `Not enough yet for: ${names}.`,
    comma: ', ',
    gate: {
      health_score: 'health score',
      rfm: 'RFM and historic value',
      predictive_clv: 'predictive lifetime value',
      churn_probability: 'churn probability',
      driver_impact: 'impact of churn drivers',
      campaign_lift: 'lift of a campaign',
      forecast: 'forecast',
    },
    instead: {
      health_score: 'score withheld, parts shown',
      rfm: 'descriptive figures only',
      predictive_clv: 'value by formula or components',
      churn_probability: 'risk bands by rule, not a probability',
      driver_impact: 'drivers listed as hypotheses',
      campaign_lift: 'counts only',
      forecast: 'scenario table only',
    },
    requirement: {
      scored_customers: 'customers with a score',
      buyers: 'buyers',
      days: 'days of history',
      frequent_buyers: 'buyers with 3 or more orders',
      days_since_last_order: 'days since the last order (at most)',
      churn_events: 'churn events',
      customers_in_past_snapshot: 'customers in a past snapshot with its outcome',
      control: 'customers in the control group',
      outcomes_per_arm: 'outcomes in the smaller arm',
      months: 'months',
    },
    accepted: 'share of rows accepted',
    oddValues: (rejected, read, odd) => `${rejected} of ${read} rows rejected; ${odd} doubtful values`,
    filled: 'mean share of filled cells',
    daysBehind: 'days behind the latest event',
    unstated: (entity, rows, currency) =>
      `${rows} rows of ${entity} state no currency and are taken for ${currency}: import that file again with options.currency if they are not.`,
    unconverted: (currency, rows) =>
      `${rows} amounts in ${currency} are in no sum: import fx_rate rows, or set reporting_currency.`,
    beforeRates: (currency, rows, first) =>
      `${rows} amounts in ${currency} are in no sum: there is no ${currency} rate before ${first}. Import earlier fx_rate rows to count them.`,
    documents: (documents, withoutRevenue, orders) =>
      `${documents} rows in the files, ${withoutRevenue} of them cancelled or pending; ${orders} orders with revenue (lines of one order count once, and orders need a customer and a date).`,
    months: (shown, all) =>
      shown === all
        ? `All ${all} months.`
        : `${shown} of ${all} months shown: those with refunds; detail: full lists all.`,
    difference: amount =>
      `The files' net and the net used by all answers differ by ${amount} (rows without a customer, a date or an exchange rate).`,
    documentsOff: (documents, amount) =>
      `On ${documents} documents gross − discount is not what was paid; ${amount} in total.`,
    keptTooLong: (days, files, until) =>
      `Older than the ${days} days of retention_days, counted back from ${until}: ${files}. Nothing is deleted by itself; remove_data does it.`,
    removeNext: 'Delete what is kept longer than retention_days',
    withoutRevenue: (documents, amount) =>
      `${documents} cancelled or pending documents (${amount}) carry no revenue.`,
  },
  'zh-CN': {
    empty: inbox => `库中还没有数据。把文件放进 ${inbox}，再用 import_data 按文件名导入。`,
    waiting: files => `收件文件夹中有 ${files} 个文件等待导入。`,
    importNext: '先预览这个文件，不存入',
    held: (files, customers, orders) =>
      `已导入 ${files} 个文件：${customers} 位客户${orders === null ? '' : `，${orders} 笔有收入的订单`}。`,
    period: (first, last) => `时间范围为${first}至${last}。`,
    reconciled: (before, paid, refunds, net) =>
      `${before ? `总额 ${before.gross} − 优惠 ${before.discounts} → ` : ''}实付 ${paid}；− 退款 ${refunds} → 净额 ${net}。`,
    refundsElsewhere: (documents, amount) => `其中 ${documents} 笔退款（${amount}）落在订单以外的月份。`,
    refundsElsewhereName: '落在其他月份的退款',
    joined: f =>
      `${f.from}中的 ${f.keys} 个${keyWord(f.key, 'zh-CN')}，有 ${f.matched} 个（${f.share}）能在${f.to}中找到${f.missing === null ? '' : `，${f.missing} 个找不到`}。`,
    matchRate: (from, to) => `${from}的键在${to}中找到的比例`,
    money: {
      gross: '总额',
      discounts: '优惠',
      paid: '实付',
      refunds: '退款',
      net: '净额',
      net_in_store: '各项分析所用净额',
    },
    allGates: '数据足以支持所有分析。',
    undated: '现有数据都没有日期：请导入事件数据，或为快照给出 options.as_of。',
    gatesMissed: names => `以下分析所需数据不足：${names}。`,
    comma: '、',
    gate: {
      health_score: '健康度',
      rfm: 'RFM 与历史价值',
      predictive_clv: '预测型客户终身价值',
      churn_probability: '流失概率',
      driver_impact: '流失原因的影响',
      campaign_lift: '活动增量效果',
      forecast: '预测',
    },
    instead: {
      health_score: '不给总分，只列各维度',
      rfm: '只作描述',
      predictive_clv: '按公式或构成计算价值',
      churn_probability: '按规则分风险档，不是概率',
      driver_impact: '原因仅作为假设列出',
      campaign_lift: '只给计数',
      forecast: '只给情景表',
    },
    requirement: {
      scored_customers: '有评分的客户',
      buyers: '购买客户',
      days: '历史天数',
      frequent_buyers: '3 单及以上的客户',
      days_since_last_order: '距最近订单天数（上限）',
      churn_events: '流失事件',
      customers_in_past_snapshot: '有结果的过往快照中的客户',
      control: '对照组客户',
      outcomes_per_arm: '较小一组的结果数',
      months: '月数',
    },
    accepted: '采用行占比',
    oddValues: (rejected, read, odd) => `${read} 行中拒收 ${rejected} 行；存疑值 ${odd} 个`,
    filled: '字段平均填充率',
    daysBehind: '落后于最近事件的天数',
    unstated: (entity, rows, currency) =>
      `${entity}有 ${rows} 行金额未写明币种，现按 ${currency} 计；如不是，请用 options.currency 重新导入该文件。`,
    unconverted: (currency, rows) =>
      `${rows} 笔 ${currency} 金额未计入合计：请导入 fx_rate，或设定 reporting_currency。`,
    beforeRates: (currency, rows, first) =>
      `${rows} 笔 ${currency} 金额未计入合计：${first} 之前没有 ${currency} 汇率，请补充更早的 fx_rate。`,
    documents: (documents, withoutRevenue, orders) =>
      `文件共 ${documents} 行单据，其中 ${withoutRevenue} 行已取消或待付款；有收入的订单 ${orders} 笔（同一订单的多行只计一笔，且须有客户和日期）。`,
    months: (shown, all) =>
      shown === all
        ? `共 ${all} 个月，已全部列出。`
        : `共 ${all} 个月，此处列出有退款的 ${shown} 个月；detail: full 可列出全部。`,
    difference: amount => `文件净额与各项分析所用净额相差 ${amount}（没有客户、日期或汇率的行）。`,
    documentsOff: (documents, amount) => `${documents} 张单据的“总额 − 优惠”不等于实付，合计差 ${amount}。`,
    keptTooLong: (days, files, until) =>
      `超过 retention_days 规定的 ${days} 天（自 ${until} 倒推）：${files}。系统不会自动删除，请用 remove_data 删除。`,
    removeNext: '删除超过保留期限的数据',
    withoutRevenue: (documents, amount) => `${documents} 张已取消或待付款的单据（${amount}）不计收入。`,
  },
  'zh-TW': {
    empty: inbox => `資料庫中還沒有資料。把檔案放進 ${inbox}，再用 import_data 依檔名匯入。`,
    waiting: files => `收件資料夾中有 ${files} 個檔案等待匯入。`,
    importNext: '先預覽這個檔案，不存入',
    held: (files, customers, orders) =>
      `已匯入 ${files} 個檔案：${customers} 位客戶${orders === null ? '' : `，${orders} 筆有收入的訂單`}。`,
    period: (first, last) => `時間範圍為${first}至${last}。`,
    reconciled: (before, paid, refunds, net) =>
      `${before ? `總額 ${before.gross} − 折扣 ${before.discounts} → ` : ''}實付 ${paid}；− 退款 ${refunds} → 淨額 ${net}。`,
    refundsElsewhere: (documents, amount) => `其中 ${documents} 筆退款（${amount}）落在訂單以外的月份。`,
    refundsElsewhereName: '落在其他月份的退款',
    joined: f =>
      `${f.from}中的 ${f.keys} 個${keyWord(f.key, 'zh-TW')}，有 ${f.matched} 個（${f.share}）能在${f.to}中找到${f.missing === null ? '' : `，${f.missing} 個找不到`}。`,
    matchRate: (from, to) => `${from}的鍵在${to}中找到的比例`,
    money: {
      gross: '總額',
      discounts: '折扣',
      paid: '實付',
      refunds: '退款',
      net: '淨額',
      net_in_store: '各項分析所用淨額',
    },
    allGates: '資料足以支持所有分析。',
    undated: '現有資料都沒有日期：請匯入事件資料，或為快照給出 options.as_of。',
    gatesMissed: names => `以下分析所需資料不足：${names}。`,
    comma: '、',
    gate: {
      health_score: '健康度',
      rfm: 'RFM 與歷史價值',
      predictive_clv: '預測型顧客終身價值',
      churn_probability: '流失機率',
      driver_impact: '流失原因的影響',
      campaign_lift: '活動增量效果',
      forecast: '預測',
    },
    instead: {
      health_score: '不給總分，只列各構面',
      rfm: '只作描述',
      predictive_clv: '以公式或組成計算價值',
      churn_probability: '依規則分風險級，不是機率',
      driver_impact: '原因僅作為假設列出',
      campaign_lift: '只給計數',
      forecast: '只給情境表',
    },
    requirement: {
      scored_customers: '有評分的客戶',
      buyers: '購買客戶',
      days: '歷史天數',
      frequent_buyers: '3 筆以上訂單的客戶',
      days_since_last_order: '距最近訂單天數（上限）',
      churn_events: '流失事件',
      customers_in_past_snapshot: '有結果的過往快照中的客戶',
      control: '對照組客戶',
      outcomes_per_arm: '較小一組的結果數',
      months: '月數',
    },
    accepted: '採用列占比',
    oddValues: (rejected, read, odd) => `${read} 列中拒收 ${rejected} 列；存疑值 ${odd} 個`,
    filled: '欄位平均填寫率',
    daysBehind: '落後於最近事件的天數',
    unstated: (entity, rows, currency) =>
      `${entity}有 ${rows} 列金額未寫明幣別，現按 ${currency} 計；若不是，請用 options.currency 重新匯入該檔案。`,
    unconverted: (currency, rows) =>
      `${rows} 筆 ${currency} 金額未計入合計：請匯入 fx_rate，或設定 reporting_currency。`,
    beforeRates: (currency, rows, first) =>
      `${rows} 筆 ${currency} 金額未計入合計：${first} 之前沒有 ${currency} 匯率，請補充更早的 fx_rate。`,
    documents: (documents, withoutRevenue, orders) =>
      `檔案共 ${documents} 列單據，其中 ${withoutRevenue} 列已取消或待付款；有收入的訂單 ${orders} 筆（同一訂單的多列只計一筆，且須有客戶與日期）。`,
    months: (shown, all) =>
      shown === all
        ? `共 ${all} 個月，已全部列出。`
        : `共 ${all} 個月，此處列出有退款的 ${shown} 個月；detail: full 可列出全部。`,
    difference: amount => `檔案淨額與各項分析所用淨額相差 ${amount}（沒有客戶、日期或匯率的列）。`,
    documentsOff: (documents, amount) => `${documents} 張單據的「總額 − 折扣」不等於實付，合計差 ${amount}。`,
    keptTooLong: (days, files, until) =>
      `超過 retention_days 規定的 ${days} 天（自 ${until} 往回算）：${files}。系統不會自動刪除，請用 remove_data 刪除。`,
    removeNext: '刪除超過保留期限的資料',
    withoutRevenue: (documents, amount) => `${documents} 張已取消或待付款的單據（${amount}）不計收入。`,
  },
}
