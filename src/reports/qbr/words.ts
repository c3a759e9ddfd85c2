import type { Language } from '../../locales/index.ts'
import type { Business } from '../business.ts'

export interface QbrWords {
  title: (business: string) => string
  accountTitle: (customer: string) => string
  headlines: Readonly<Record<string, string>>
  kpis: Readonly<Record<'churn' | 'high' | 'low' | 'value' | 'nrr' | 'grr' | 'csat' | 'complaints', string>>
  /** What stands where no target is on record. */
  noTarget: string
  directions: Readonly<Record<'down' | 'up' | 'same', string>>
  /** Goals with the numbers of the day; places in braces are filled. */
  goals: Readonly<
    Record<
      | 'measure'
      | 'rescue'
      | 'rescueWorth'
      | 'quiet'
      | 'renewals'
      | 'renewalsLow'
      | 'driver'
      | 'retention'
      | 'firms'
      | 'persons'
      | 'account'
      | 'change',
      string
    >
  >
  /** Who answers for a goal on our side, where no playbook names somebody. */
  owners: Readonly<Record<Business, string>>
  next: Readonly<Record<'agree' | 'confirm' | 'send' | 'speak' | 'nobody' | 'first' | 'half', string>>
  /** An indicator with what it is now. */
  withNow: (name: string, now: string) => string
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
  goals: {
    measure: 'Targets agreed and written down: {names}',
    rescue:
      'A senior conversation and a written plan with each of the {n} high-value customers of low health',
    rescueWorth:
      'A senior conversation and a written plan with each of the {n} high-value customers of low health, who bring {revenue} a year',
    quiet:
      'Each of the {n} customers of low health without activity for a month or more has been contacted, and the answer is on record',
    renewals: 'The {n} contracts up for renewal by {day} reviewed with the customer two months ahead',
    renewalsLow:
      'The {n} contracts up for renewal by {day} reviewed with the customer two months ahead, the {low} of low health first',
    driver: '{condition}: fewer customers than the {n} of today',
    retention: 'Revenue retention over {horizon} of at least {base}, against {baseline} if nothing is done',
    firms: 'Each of the {n} accounts of the top tier has its own benefit in numbers on one page',
    persons:
      'One page says in numbers what the {n} customers of the top tier got for staying, and what they used of it',
    account: 'A target for each row of section 2 agreed with the customer',
    change: '{fields}: health score of at least {after}',
  },
  owners: {
    saas: 'customer success',
    b2b: 'account owner',
    retail: 'CRM lead',
    services: 'branch lead',
  },
  next: {
    agree: 'Agree the open targets in the meeting: {names}. Name both owners for each goal.',
    confirm: 'Confirm the targets of section 2 in the meeting; name both owners for each goal.',
    send: 'Send these pages and the decisions to everybody within a day.',
    speak: 'By {day}: speak with {customers}, whom to keep is worth most.',
    nobody:
      'Look at costs and success rates with the owner of the budget before money is spent: as they stand, an action pays for no single customer.',
    first: 'From {day}: {step} ({owner}).',
    half: 'Half-time on {day}: ten minutes on the same figures; nothing new, only what slipped.',
  },
  withNow: (name, now) => `${name.charAt(0).toLowerCase()}${name.slice(1)} (now ${now})`,
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
  goals: {
    measure: '商定并写下以下目标：{names}',
    rescue: '由资深同事面谈 {n} 名高价值低健康客户，并逐一订立书面计划',
    rescueWorth: '由资深同事面谈 {n} 名高价值低健康客户（年收入合计 {revenue}），并逐一订立书面计划',
    quiet: '{n} 名低健康客户已有一个月以上没有活动，逐一联系并记下回复',
    renewals: '{day}前到期的 {n} 份合同，均提前两个月与客户回顾',
    renewalsLow: '{day}前到期的 {n} 份合同，均提前两个月与客户回顾，先看低健康的 {low} 份',
    driver: '{condition}的客户少于现在的 {n} 名',
    retention: '{horizon}内收入留存不低于 {base}；不采取行动则为 {baseline}',
    firms: '最高层级的 {n} 名客户各有一页纸，写明其自身收益的数字',
    persons: '用一页纸写明最高层级的 {n} 名客户因留下得到了什么、实际用了多少',
    account: '与客户为第 2 节的每一行商定目标',
    change: '{fields}：健康分不低于 {after}',
  },
  owners: { saas: '客户成功', b2b: '客户经理', retail: '会员运营', services: '门店负责人' },
  next: {
    agree: '会上商定尚无目标的指标：{names}；每项目标指定双方负责人。',
    confirm: '会上确认第 2 节的目标，每项目标指定双方负责人。',
    send: '一日之内把本文与会议决定发给所有人。',
    speak: '{day}前：与{customers}面谈，留住他们最值得。',
    nobody: '先与预算负责人核对成本与成功率，再花钱：按现有数字，对任何一名客户采取行动都不划算。',
    first: '{day}起：{step}（{owner}）。',
    half: '{day}季中检查：用同样的数字谈十分钟，不谈新题目，只看进度落后的事项。',
  },
  withNow: (name, now) => `${name}（现为 ${now}）`,
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
  goals: {
    measure: '商定並寫下以下目標：{names}',
    rescue: '由資深同仁面談 {n} 位高價值低健康客戶，並逐一訂立書面計畫',
    rescueWorth: '由資深同仁面談 {n} 位高價值低健康客戶（年營收合計 {revenue}），並逐一訂立書面計畫',
    quiet: '{n} 位低健康客戶已有一個月以上沒有活動，逐一聯絡並記下回覆',
    renewals: '{day}前到期的 {n} 份合約，均提前兩個月與客戶檢視',
    renewalsLow: '{day}前到期的 {n} 份合約，均提前兩個月與客戶檢視，先看低健康的 {low} 份',
    driver: '{condition}的客戶少於目前的 {n} 位',
    retention: '{horizon}內營收留存不低於 {base}；不採取行動則為 {baseline}',
    firms: '最高層級的 {n} 位客戶各有一頁紙，寫明其自身效益的數字',
    persons: '用一頁紙寫明最高層級的 {n} 位客戶因留下得到了什麼、實際用了多少',
    account: '與客戶為第 2 節的每一列商定目標',
    change: '{fields}：健康分數不低於 {after}',
  },
  owners: { saas: '客戶成功', b2b: '客戶經理', retail: '會員經營', services: '門市負責人' },
  next: {
    agree: '會上商定尚無目標的指標：{names}；每項目標指定雙方負責人。',
    confirm: '會上確認第 2 節的目標，每項目標指定雙方負責人。',
    send: '一日之內把本文與會議決定寄給所有人。',
    speak: '{day}前：與{customers}面談，留住他們最值得。',
    nobody: '先與預算負責人核對成本與成功率，再花錢：依現有數字，對任何一位客戶採取行動都不划算。',
    first: '{day}起：{step}（{owner}）。',
    half: '{day}季中檢查：用同樣的數字談十分鐘，不談新題目，只看進度落後的項目。',
  },
  withNow: (name, now) => `${name}（目前 ${now}）`,
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
