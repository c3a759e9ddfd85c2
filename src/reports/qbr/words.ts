import type { Language } from '../../locales/index.ts'

export interface QbrWords {
  title: (business: string) => string
  accountTitle: (customer: string) => string
  headlines: Readonly<Record<string, string>>
  kpis: Readonly<Record<'churn' | 'high' | 'low' | 'value' | 'nrr' | 'grr' | 'csat' | 'complaints', string>>
  /** What stands where no target is on record. */
  noTarget: string
  directions: Readonly<Record<'down' | 'up' | 'same', string>>
  problem: Readonly<{ low: string; movers: string; renewals: string; driver: string }>
  goals: Readonly<Record<'rescue' | 'quiet' | 'renewals' | 'measure', string>> & {
    /** What those of most value get out of it: told of each firm by itself, of persons together. */
    value: Readonly<Record<'firms' | 'persons', string>>
  }
  missing: Readonly<
    Record<'kpis' | 'value' | 'problems' | 'movements' | 'roi' | 'account' | 'ahead' | 'support', string>
  >
}

const en: QbrWords = {
  title: business => `Quarterly business review: ${business}`,
  accountTitle: customer => `Quarterly business review: ${customer}`,
  headlines: {
    churn: 'Churn',
    low: 'Customers with low health',
    score: 'Health score',
    value: 'Forward value',
    nrr: 'Net revenue retention of the last month',
  },
  kpis: {
    churn: 'Churn in the window',
    high: 'Share of high health',
    low: 'Share of low health',
    value: 'Forward value',
    nrr: 'Net revenue retention, last month',
    grr: 'Gross revenue retention, last month',
    csat: 'Satisfied answers',
    complaints: 'Complainers who complained again',
  },
  noTarget: 'to be agreed',
  directions: { down: 'lower is better', up: 'higher is better', same: '' },
  problem: {
    low: 'customers with low health',
    movers: 'customers whose health fell most',
    renewals: 'contracts with low health up for renewal',
    driver: 'churn goes with',
  },
  goals: {
    rescue: 'Every high-value customer with low health has had a senior conversation and a 90-day plan',
    quiet: 'No customer with low health is left without contact for 30 days',
    renewals: 'Every contract up for renewal has been reviewed with the customer 60 days ahead',
    value: {
      firms: 'Each account of the top tier has its own benefit in numbers on one page',
      persons:
        'One page says in numbers what customers of the top tier got for staying, and what they used of it',
    },
    measure: 'Targets for the figures of section 2 are agreed and written down',
  },
  missing: {
    kpis: 'No indicator can be shown: there is neither health nor churn on record.',
    value:
      'What customers received in their own terms (hours saved, sales won, faults avoided) is in no file. Agree the measure with the customer and bring it next time; usage and orders are the nearest that the data shows.',
    problems: 'Nothing stands out in the data of this quarter.',
    movements: 'Revenue movements need subscriptions or recurring fees over several months.',
    roi: 'The return of treating customers needs revenue and a churn rate.',
    account: 'This customer is not on record, or has no score and no value yet.',
    ahead: 'The coming quarter cannot be told: it needs a churn rate and revenue.',
    support: 'Tickets and satisfaction are not on record; import them as `ticket`.',
  },
}

const zhCN: QbrWords = {
  title: business => `季度业务回顾：${business}`,
  accountTitle: customer => `季度业务回顾：${customer}`,
  headlines: {
    churn: '流失率',
    low: '低健康客户数',
    score: '健康分',
    value: '未来价值',
    nrr: '最近一月净收入留存',
  },
  kpis: {
    churn: '窗口期流失率',
    high: '高健康占比',
    low: '低健康占比',
    value: '未来价值',
    nrr: '净收入留存（最近一月）',
    grr: '毛收入留存（最近一月）',
    csat: '满意占比',
    complaints: '重复投诉占比',
  },
  noTarget: '待商定',
  directions: { down: '越低越好', up: '越高越好', same: '' },
  problem: {
    low: '低健康客户',
    movers: '健康分下降最多的客户',
    renewals: '即将续约的低健康合同',
    driver: '与流失相伴的是',
  },
  goals: {
    rescue: '凡高价值的低健康客户，均已由资深同事面谈，并有 90 天挽救计划',
    quiet: '没有低健康客户超过 30 天无人联系',
    renewals: '凡即将续约的合同，均提前 60 天与客户共同回顾',
    value: {
      firms: '最高层级的每名客户都有一页纸，写明其自身收益的数字',
      persons: '用一页纸写明最高层级客户因留下得到了什么、实际用了多少',
    },
    measure: '第 2 节各项数字的目标已经商定并写下',
  },
  missing: {
    kpis: '没有可展示的指标：既没有健康度，也没有流失记录。',
    value:
      '客户实际得到了什么（省下的工时、赢得的销售、避免的故障），文件中没有记录。请与客户商定衡量方法，下次回顾时补上；现有数据中最接近的是使用与订单。',
    problems: '本季数据中没有突出的问题。',
    movements: '收入变动需要数月的订阅或经常性收费。',
    roi: '挽留回报需要收入与流失率。',
    account: '没有该客户的记录，或尚无评分与价值。',
    ahead: '无法预计下一季：需要流失率与收入。',
    support: '没有工单与满意度记录；请以 `ticket` 导入。',
  },
}

const zhTW: QbrWords = {
  title: business => `季度業務檢討：${business}`,
  accountTitle: customer => `季度業務檢討：${customer}`,
  headlines: {
    churn: '流失率',
    low: '低健康客戶數',
    score: '健康分數',
    value: '未來價值',
    nrr: '最近一個月淨營收留存',
  },
  kpis: {
    churn: '觀察期流失率',
    high: '高健康占比',
    low: '低健康占比',
    value: '未來價值',
    nrr: '淨營收留存（最近一個月）',
    grr: '毛營收留存（最近一個月）',
    csat: '滿意占比',
    complaints: '重複客訴占比',
  },
  noTarget: '待商定',
  directions: { down: '愈低愈好', up: '愈高愈好', same: '' },
  problem: {
    low: '低健康客戶',
    movers: '健康分數下降最多的客戶',
    renewals: '即將續約的低健康合約',
    driver: '與流失相伴的是',
  },
  goals: {
    rescue: '凡高價值的低健康客戶，均已由資深同仁面談，並有 90 天挽救計畫',
    quiet: '沒有低健康客戶超過 30 天無人聯絡',
    renewals: '凡即將續約的合約，均提前 60 天與客戶共同檢視',
    value: {
      firms: '最高層級的每位客戶都有一頁紙，寫明其自身效益的數字',
      persons: '用一頁紙寫明最高層級客戶因留下得到了什麼、實際用了多少',
    },
    measure: '第 2 節各項數字的目標已經商定並寫下',
  },
  missing: {
    kpis: '沒有可呈現的指標：既沒有健康度，也沒有流失紀錄。',
    value:
      '客戶實際得到了什麼（省下的工時、成交的業績、避免的故障），檔案中沒有紀錄。請與客戶商定衡量方法，下次檢討時補上；現有資料中最接近的是使用與訂單。',
    problems: '本季資料中沒有突出的問題。',
    movements: '營收變動需要數個月的訂閱或經常性收費。',
    roi: '挽留報酬需要營收與流失率。',
    account: '沒有這位客戶的紀錄，或尚無評分與價值。',
    ahead: '無法預估下一季：需要流失率與營收。',
    support: '沒有客服案件與滿意度紀錄；請以 `ticket` 匯入。',
  },
}

const all: Readonly<Record<Language, QbrWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const qbrWords = (language: Language): QbrWords => all[language]
