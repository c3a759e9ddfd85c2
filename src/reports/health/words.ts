import type { Language } from '../../locales/index.ts'

export interface HealthWords {
  title: (business: string) => string
  headlines: Readonly<Record<string, string>>
  order: Readonly<Record<'ordered' | 'unordered', string>>
  trusted: Readonly<Record<'good' | 'fair' | 'poor' | 'none', string>>
  /** How many of the contracts are of low health; `null` for none. */
  lowOf: (n: string | null) => string
  none: string
  renewalWindows: readonly [string, string, string]
  missing: Readonly<
    Record<'health' | 'matrix' | 'moved' | 'quiet' | 'renewals' | 'backtest' | 'ahead' | 'low', string>
  >
}

const en: HealthWords = {
  title: business => `Health review: ${business}`,
  headlines: {
    low: 'Customers with low health',
    lowShare: 'Share of low health',
    lowRevenue: 'Revenue a year with low health',
    high: 'Customers with high health',
    auc: 'AUC of the back-test',
  },
  order: {
    ordered: 'Churn falls from low to high health, as it should.',
    unordered: 'Churn does not fall steadily from low to high health: do not rely on the order of the bands.',
  },
  trusted: {
    good: 'In the back-test it told later leavers from stayers well.',
    fair: 'In the back-test it told later leavers from stayers better than chance, with room to improve.',
    poor: 'In the back-test it was hardly better than chance: use it to sort work, not to predict.',
    none: 'It has not been tested against later churn yet.',
  },
  lowOf: n => (n === null ? 'none of them with low health' : `${n} of them with low health`),
  none: 'none',
  renewalWindows: ['within 30 days', 'in 31 to 60 days', 'in 61 to 90 days'],
  missing: {
    health:
      'No health score can be computed: the fields it reads are missing. Import activity, orders, usage or contacts per customer with `import_data`.',
    matrix:
      'A risk matrix needs two fields with a few values each, such as industry and company size, on the customer list.',
    moved:
      'Nobody can be compared with a month ago: that needs a second snapshot of the customer list, or dated orders, usage or activity.',
    quiet:
      'No customer with low health has been without contact or order for 30 days, or no dates of contact are on record.',
    renewals:
      'No renewals fall in the next 90 days, or no renewal dates are on record. Import contracts or a customer list with a renewal date.',
    backtest:
      'The score could not be held against later churn: that needs scores of a past day and dated churn after it.',
    ahead: 'Revenue of the next six months cannot be told: it needs recurring revenue or a year of orders.',
    low: 'No customer has low health.',
  },
}

const zhCN: HealthWords = {
  title: business => `客户健康度回顾：${business}`,
  headlines: {
    low: '低健康客户数',
    lowShare: '低健康占比',
    lowRevenue: '低健康客户年收入',
    high: '高健康客户数',
    auc: '回测 AUC',
  },
  order: {
    ordered: '健康等级由低到高，流失率依次下降，符合预期。',
    unordered: '健康等级由低到高，流失率并非依次下降：等级的先后不可尽信。',
  },
  trusted: {
    good: '回测表明，它能较好地区分后来流失与留下的客户。',
    fair: '回测表明，它区分后来流失与留下的客户优于随机，但仍有改进余地。',
    poor: '回测表明，它与随机相差无几：可用来安排工作先后，不宜用来预测。',
    none: '尚未用后来的流失结果检验过。',
  },
  lowOf: n => (n === null ? '其中没有低健康客户' : `其中低健康 ${n} 份`),
  none: '无',
  renewalWindows: ['30 天以内', '31 至 60 天', '61 至 90 天'],
  missing: {
    health: '无法计算健康分：所需字段缺失。请用 `import_data` 导入每名客户的活动、订单、使用或联系人数据。',
    matrix: '风险矩阵需要客户表中有两个取值不多的字段，例如行业与企业规模。',
    moved: '无法与一个月前比较：需要第二份客户快照，或带日期的订单、使用、活动记录。',
    quiet: '没有低健康客户超过 30 天未联系或未下单，或数据中没有联系日期。',
    renewals: '未来 90 天内没有续约，或数据中没有续约日期。请导入合同，或在客户表中加入续约日期。',
    backtest: '无法用后来的流失检验健康分：需要过去某日的评分，以及其后带日期的流失记录。',
    ahead: '无法预计未来六个月的收入：需要经常性收入，或满一年的订单。',
    low: '没有低健康客户。',
  },
}

const zhTW: HealthWords = {
  title: business => `客戶健康度檢視：${business}`,
  headlines: {
    low: '低健康客戶數',
    lowShare: '低健康占比',
    lowRevenue: '低健康客戶年營收',
    high: '高健康客戶數',
    auc: '回測 AUC',
  },
  order: {
    ordered: '健康等級由低到高，流失率依序下降，符合預期。',
    unordered: '健康等級由低到高，流失率並未依序下降：等級的先後不可盡信。',
  },
  trusted: {
    good: '回測顯示，它能相當清楚地區分後來流失與留下的客戶。',
    fair: '回測顯示，它區分後來流失與留下的客戶優於隨機，但仍有改善空間。',
    poor: '回測顯示，它與隨機相差無幾：可用來安排工作順序，不宜用來預測。',
    none: '尚未以後來的流失結果檢驗。',
  },
  lowOf: n => (n === null ? '其中沒有低健康客戶' : `其中低健康 ${n} 份`),
  none: '無',
  renewalWindows: ['30 天以內', '31 至 60 天', '61 至 90 天'],
  missing: {
    health: '無法計算健康分數：所需欄位缺漏。請用 `import_data` 匯入每位客戶的活動、訂單、使用或聯絡人資料。',
    matrix: '風險矩陣需要客戶名單中有兩個取值不多的欄位，例如產業與企業規模。',
    moved: '無法與一個月前比較：需要第二份客戶快照，或帶日期的訂單、使用、活動紀錄。',
    quiet: '沒有低健康客戶超過 30 天未聯絡或未下單，或資料中沒有聯絡日期。',
    renewals: '未來 90 天內沒有續約，或資料中沒有續約日期。請匯入合約，或在客戶名單中加入續約日期。',
    backtest: '無法用後來的流失檢驗健康分數：需要過去某日的評分，以及其後帶日期的流失紀錄。',
    ahead: '無法預估未來六個月的營收：需要經常性營收，或滿一年的訂單。',
    low: '沒有低健康客戶。',
  },
}

const all: Readonly<Record<Language, HealthWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const healthWords = (language: Language): HealthWords => all[language]
